import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTopology } from '../../../src/core/topology/topology.ts';
import { topologyOf, workload } from './graph.ts';

const names = fc.constantFrom(
  'docker-compose.yml',
  'compose.override.yaml',
  '.env',
  'k8s/all.yaml',
  'kustomization.yaml',
  'c/Chart.yaml',
  'c/values.yaml',
  'c/templates/a.yaml',
  'c/templates/_helpers.tpl',
  'main.tf',
  'AppHost/Program.cs',
  'web/Dockerfile',
  'web/nginx.conf',
  'web/application.yml',
  'web/a.js',
  'web/a.py',
  'web/A.java',
  'web/a.lua',
  'web.log',
  'all.jsonl',
  'x.json',
);

/** Pieces of all the languages that are read, in any order. */
const pieces = fc.constantFrom(
  'services:\n',
  '  web:\n',
  '    image: web\n',
  '    <<: *a\n',
  '&a\n',
  '    depends_on: [web]\n',
  'environment: { A: "http://web" }\n',
  '{{',
  '}}',
  '{{- if .Values.x }}',
  '{{ end }}',
  '{{ range $a, $b := . }}',
  '{{ include "x" . }}',
  '{{ define "x" }}',
  '$',
  '${A:-',
  '}',
  '(',
  ')',
  'kind: Deployment\n',
  'apiVersion: v1\n',
  'kind: List\nitems:\n',
  '- ',
  'metadata: { name: web }\n',
  '---\n',
  'spec:\n',
  '  template:\n',
  '"',
  "'",
  '`',
  '/*',
  '*/',
  '#',
  'resource "a_db_instance" "b" {\n',
  'module "web" {\n',
  'var builder = DistributedApplication.CreateBuilder(args);',
  '.AddRedis("web")',
  ';\n',
  'ENV A=web \\\n',
  'proxy_pass http://web;\n',
  '\0',
  '\uFEFF',
  '\r',
  '\t',
  '!reset ',
  '? ',
  '[',
  ']',
  '{',
  ':\n',
);

const texts = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

suite('readTopology', () => {
  test('takes any text in any file', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ path: names, text: texts }), { maxLength: 8 }), (files) => {
        const { services, edges, telemetry } = readTopology(files);
        for (const { from, to, evidence } of [...edges, ...telemetry]) {
          assert.ok(services.includes(from) && services.includes(to) && from !== to);
          for (const { file, line } of evidence) {
            const lines = files
              .filter(({ path }) => path === file)
              .map(({ text }) => text.split(/\r\n|\r|\n/).length);
            assert.ok(line >= 1 && line <= Math.max(...lines), `${file}:${line}`);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('tells what it could not read', () => {
    const { coverage, services } = topologyOf({
      'a.yaml': `${workload('a')}---\nkind: Broken\napiVersion: v1\n  metadata: [\n`,
      'main.bicep': 'resource x',
      'big.py': 'x = 1\n'.repeat(100_000),
      'docs/compose.yaml': 'services: { d: { image: d } }',
      'tools/x.py': 'pass',
    });
    assert.deepEqual(services, ['a']);
    assert.deepEqual(
      [...coverage.skipped, ...coverage.unsupported].map(
        ({ file, reason }) => `${file}: ${reason.slice(0, 26)}`,
      ),
      [
        'big.py: Larger than what people wr',
        'docs/compose.yaml: Not read: examples, docume',
        'tools/x.py: It belongs to no service t',
        'main.bicep: Bicep is not read.',
        'a.yaml: Broken YAML, read in part:',
      ],
    );
    assert.deepEqual(coverage.read, [{ format: 'kubernetes', files: 1 }]);
  });

  test('aliases of aliases end somewhere', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `  l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(12)}]`,
    );
    const text = `x:\n  l0: &l0 [a, b]\n${levels.join('\n')}\nservices:\n  web: { image: web }\n`;
    assert.deepEqual(topologyOf({ 'compose.yaml': text }).services, ['web']);
  });

  test('a template that includes itself ends', () => {
    const { services } = topologyOf({
      'c/Chart.yaml': 'name: c',
      'c/templates/_h.tpl': '{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}',
      'c/templates/a.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n# {{ include "x" . }}\n',
    });
    assert.deepEqual(services, ['a']);
  });
});
