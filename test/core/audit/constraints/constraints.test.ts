import assert from 'node:assert/strict';
import { checkConstraints } from '../../../../src/core/audit/constraints/constraints.ts';
import type {
  AuditWorkspace,
  Finding,
  Suggestion,
  SystemChange,
} from '../../../../src/core/model/audit.ts';
import type { SystemTopology } from '../../../../src/core/model/topology.ts';
import { change, newFile } from '../change.ts';

type Files = Readonly<Record<string, string>>;

function workspaceOf(files: Files, system?: SystemChange): AuditWorkspace {
  return {
    paths: new Set(Object.keys(files)),
    read: async (path) => files[path],
    ...(system && { system }),
  };
}

const file = '.whytrace/constraints.yaml';
const constraint = (demand: string): Files => ({
  [file]: `version: 1\nconstraints:\n  - { id: c, rule: Keep to it., ${demand} }\n`,
});

async function findingsOf(
  suggestion: Partial<Suggestion>,
  files: Files,
  system?: SystemChange,
): Promise<readonly Finding[]> {
  const { findings } = await checkConstraints(
    { files: [], commands: [], ...suggestion },
    workspaceOf(files, system),
  );
  return findings;
}

const suggested = (example: string | readonly [string, string]): Partial<Suggestion> =>
  typeof example === 'string'
    ? { commands: [{ text: example }] }
    : { files: [change(example[0], example[1])] };

interface Row {
  /** Breaks the constraint, with the line. */
  readonly bad: readonly (readonly [string | readonly [string, string], number?])[];
  readonly good: readonly (string | readonly [string, string])[];
}

const deployment = (limits: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: {}\n  template:\n    spec:\n      containers:\n        - name: web\n          image: web:1\n${limits}`;
const memory =
  'require: { kubernetes: { kind: [Deployment], path: "spec.template.spec.containers[*].resources.limits.memory", exists: true, max: 512Mi } }';
const limit = (value: string): string => `          resources: { limits: { memory: ${value} } }`;

const table: Readonly<Record<string, Row>> = {
  'forbid: { package: "pypi:google-cloud-storage" }': {
    bad: [[['a.py', 'from google.cloud.storage import Client'], 1]],
    good: [['a.py', 'from google.cloud.bigquery import Client']],
  },
  'require: { kubernetes: { kind: [Deployment], path: "spec.template.spec.containers[*].resources.limits.cpu", max: 500m } }':
    {
      bad: [['kubectl set resources deploy/web --limits=cpu=1,memory=1Gi']],
      good: [
        'kubectl set resources deploy/web --limits=cpu=250m',
        'kubectl set resources sts/web --limits=cpu=1',
        'kubectl set resources deploy/web --requests=cpu=1',
      ],
    },
  'forbid: { package: "npm:request" }': {
    bad: [
      [['src/a.ts', "import request from 'request';"], 1],
      [['src/a.ts', "const r = require('request/lib/x');"], 1],
      [['src/a.ts', "export * from 'request';"], 1],
      [['src/a.ts', "const r = await import('request');"], 1],
      [['package.json', '{\n  "dependencies": {\n    "request": "^2.88.0"\n  }\n}'], 3],
      [['Dockerfile', 'FROM node:20\nRUN npm i -g request@2'], 2],
      ['npm install request'],
      ['yarn add -D request@2.88.2'],
    ],
    good: [
      ['src/a.ts', "import x from 'request-promise';"],
      ['src/a.ts', "import request from './request';"],
      ['src/a.ts', "// import request from 'request';"],
      ['src/a.ts', 'const s = "import request from \'request\'";'],
      [
        'package.json',
        '{\n  "dependencies": {\n    "undici": "^6.0.0"\n  },\n  "scripts": { "request": "node a.js" }\n}',
      ],
      ['package-lock.json', '{ "packages": { "node_modules/request": {} } }'],
      'npm install undici',
      'echo request',
    ],
  },
  'forbid: { package: "npm:@aws-sdk/*" }': {
    bad: [[['a.ts', "import { S3 } from '@aws-sdk/client-s3';"], 1]],
    good: [['a.ts', "import { S3 } from '@aws/client-s3';"]],
  },
  'forbid: { package: "pypi:PyYAML" }': {
    bad: [
      [['a.py', 'import yaml'], 1],
      [['a.py', 'import os, yaml as y'], 1],
      [['requirements.txt', 'flask==2\npyyaml>=5'], 2],
      [['pyproject.toml', '[project]\ndependencies = [\n  "pyyaml>=6",\n]'], 3],
      [['pyproject.toml', '[tool.poetry.dependencies]\npyyaml = "^6"'], 2],
      ['pip install "PyYAML==6.0"'],
    ],
    good: [
      ['a.py', 'import yamlish'],
      ['a.py', '# import yaml'],
      ['requirements.txt', 'ruamel.yaml'],
      'pip install -r requirements.txt',
    ],
  },
  'forbid: { package: "go:github.com/pkg/errors" }': {
    bad: [
      [['a.go', 'import (\n\t"fmt"\n\t"github.com/pkg/errors"\n)'], 3],
      [['go.mod', 'module a\n\nrequire github.com/pkg/errors v0.9.1'], 3],
      ['go get github.com/pkg/errors@latest'],
    ],
    good: [
      ['a.go', 'import "github.com/pkg/errorsx"'],
      ['a.go', 'x := "github.com/pkg/errors/y"'],
    ],
  },
  'forbid: { package: "cargo:openssl*" }': {
    bad: [
      [['Cargo.toml', '[dependencies]\nopenssl-sys = "0.9"'], 2],
      [['a.rs', 'use openssl::ssl::Ssl;'], 1],
      ['cargo add openssl'],
    ],
    good: [
      ['Cargo.toml', '[package]\nname = "openssl-free"'],
      ['a.rs', 'use std::fs;'],
    ],
  },
  'forbid: { package: "maven:log4j:*" }': {
    bad: [
      [
        [
          'pom.xml',
          '<dependency>\n  <groupId>log4j</groupId>\n  <artifactId>log4j</artifactId>\n</dependency>',
        ],
        3,
      ],
      [['build.gradle', "implementation 'log4j:log4j:1.2.17'"], 1],
    ],
    good: [['build.gradle', "implementation 'org.apache.logging.log4j:log4j-core:2.24.0'"]],
  },
  'forbid: { package: "maven:org.apache.log4j:*" }': {
    bad: [[['A.java', 'import org.apache.log4j.Logger;'], 1]],
    good: [['A.java', 'import org.apache.logging.log4j.Logger;']],
  },
  'forbid: { package: "nuget:Newtonsoft.Json" }': {
    bad: [
      [['a.csproj', '<PackageReference Include="Newtonsoft.Json" Version="13.0.1" />'], 1],
      [['A.cs', 'using Newtonsoft.Json.Linq;'], 1],
      ['dotnet add package Newtonsoft.Json'],
    ],
    good: [['A.cs', 'using System.Text.Json;']],
  },
  'forbid: { package: "gem:rest-client" }': {
    bad: [[['Gemfile', "gem 'rest-client', '~> 2.0'"], 1], ['gem install rest-client']],
    good: [['Gemfile', "gem 'faraday'"]],
  },
  'forbid: { package: "composer:symfony/http-client" }': {
    bad: [[['composer.json', '{\n  "require": {\n    "symfony/http-client": "^6.0"\n  }\n}'], 3]],
    good: [['composer.json', '{\n  "require": {\n    "symfony/http-kernel": "^6.0"\n  }\n}']],
  },
  'paths: ["src/**"], forbid: { call: eval }': {
    bad: [
      [['src/a.ts', 'const x = eval(code);'], 1],
      [['src/a.py', 'x = eval(code)'], 1],
      [['src/a.rb', 'eval code'], 1],
      [['src/a.ts', 'window.eval(code)'], 1],
    ],
    good: [
      ['src/a.ts', 'evaluate(code); reeval(x);'],
      ['src/a.py', 'model.eval()'],
      ['src/a.ts', '// eval(code)'],
      ['src/a.ts', "log('eval(code)');"],
      ['test/a.ts', 'eval(code)'],
      ['src/a.ts', 'function eval(code) {'],
      ['src/README.md', 'Call eval(code).'],
      'eval "$x"',
    ],
  },
  'forbid: { call: console.log }': {
    bad: [
      [['a.ts', 'console.log(1)'], 1],
      [['a.ts', 'window.console.log(1)'], 1],
      [['a.ts', 'console?.log(1)'], 1],
    ],
    good: [
      ['a.ts', 'myconsole.log(1)'],
      ['a.ts', 'console.logger(1)'],
      ['a.ts', 'console.log'],
    ],
  },
  'forbid: { call: "*.query" }': {
    bad: [
      [['a.ts', 'db.query(sql)'], 1],
      [['a.ts', 'db\n  .query(sql)'], 2],
    ],
    good: [
      ['a.ts', 'query(sql)'],
      ['a.ts', 'db.queryAll(sql)'],
    ],
  },
  'forbid: { call: "Runtime::exec" }': {
    bad: [[['a.php', 'Runtime::exec($x)'], 1]],
    good: [['a.php', 'Runtime::execute($x)']],
  },
  'forbid: { image: "*:latest" }': {
    bad: [
      [['Dockerfile', 'FROM node'], 1],
      [['Dockerfile', '-ARG TAG=20\n+ARG TAG=latest\n FROM node:$TAG'], 1],
      [['k8s/a.yaml', 'containers: [{ name: a, image: redis }]'], 1],
      [['kustomization.yaml', 'images:\n  - name: redis\n    newTag: latest'], 3],
      [['Dockerfile', 'ARG BASE=redis:latest\nFROM $BASE'], 2],
      [['k8s/a.yaml', 'kind: Pod\nspec:\n  containers:\n    - image: reg.example:5000/a/b'], 4],
      [['docker-compose.yml', 'services:\n  db:\n    image: "postgres:latest"'], 3],
      [['chart/values.yaml', 'image:\n  repository: redis\n  tag: latest'], 3],
      ['docker run --rm -p 80:80 nginx'],
      ['kubectl set image deploy/web web=web:latest'],
    ],
    good: [
      ['Dockerfile', 'FROM node:20 AS build\nFROM build\nFROM scratch'],
      ['Dockerfile', 'FROM redis@sha256:0000'],
      ['k8s/a.yaml', '    - image: reg.example:5000/a/b:1.2'],
      ['k8s/a.yaml', '    # image: redis'],
      ['k8s/a.yaml', '    - image: "{{ .Values.image }}"'],
      ['chart/values.yaml', 'image:\n  repository: redis\n  tag: "7.2"'],
      'docker run --rm nginx:1.27',
    ],
  },
  'forbid: { image: "docker.io/bitnami/*" }': {
    bad: [[['k8s/a.yaml', 'image: bitnami/redis:7'], 1]],
    good: [['k8s/a.yaml', 'image: redis:7']],
  },
  'forbid: { pattern: "\\\\bmd5\\\\b" }': {
    bad: [[['a.ts', 'x;\ncreateHash("md5")'], 2], [['a.txt', 'md5'], 1], ['openssl md5 a']],
    good: [
      ['a.ts', 'md5sum'],
      ['a.ts', ' md5\n+x'],
    ],
  },
  [memory]: {
    bad: [
      [['k8s/a.yaml', deployment('')], 9],
      [['k8s/a.yaml', deployment(limit('1Gi'))], 11],
      [['k8s/a.yaml', deployment(limit('0.6G'))], 11],
      [['k8s/a.yaml', deployment(limit('lots'))], 11],
      [['k8s/a.yaml', `kind: Service\n---\n${deployment(limit('513Mi'))}`], 13],
      [
        [
          'k8s/a.yaml',
          `${deployment('').replace(/^/gm, ' ')}\n-${limit('256Mi')}\n+${limit('1Gi')}`,
        ],
        12,
      ],
      [['k8s/a.yaml', `${deployment('').replace(/^/gm, ' ').trimEnd()}\n-${limit('256Mi')}\n `], 9],
      [
        [
          'overlays/a.yaml',
          'kind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          resources: { limits: { memory: 1Gi } }',
        ],
        8,
      ],
    ],
    good: [
      ['k8s/a.yaml', deployment(limit('512Mi'))],
      ['k8s/a.yaml', deployment(limit('"536870912"'))],
      ['k8s/a.yaml', deployment(limit('500M'))],
      ['k8s/a.yaml', deployment('').replace('Deployment', 'Job')],
      ['k8s/a.yaml', `${deployment(limit('2Gi')).replace(/^/gm, ' ')}\n+# a note`],
      [
        'overlays/web-patch.yaml',
        'kind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: web:2',
      ],
      ['chart/templates/a.yaml', deployment('          resources: {{ toYaml .Values.resources }}')],
    ],
  },
  'require: { kubernetes: { kind: Deployment, path: spec.replicas, min: 2 } }': {
    bad: [[['a.yaml', 'kind: Deployment\nspec:\n  replicas: 1'], 3]],
    good: [
      ['a.yaml', 'kind: Deployment\nspec:\n  replicas: 3'],
      ['a.yaml', 'kind: Deployment\nspec: {}'],
    ],
  },
  'require: { kubernetes: { kind: Service, path: spec.type, oneOf: [ClusterIP] } }': {
    bad: [[['a.yaml', 'kind: Service\nspec:\n  type: LoadBalancer'], 3]],
    good: [['a.yaml', 'kind: Service\nspec:\n  type: ClusterIP']],
  },
  'require: { kubernetes: { kind: Pod, path: "spec.containers[*].resources.requests.cpu", max: 500m } }':
    {
      bad: [
        [
          ['a.yaml', 'kind: Pod\nspec:\n  containers:\n    - resources: { requests: { cpu: 1 } }'],
          4,
        ],
      ],
      good: [
        [
          'a.yaml',
          'kind: Pod\nspec:\n  containers:\n    - resources: { requests: { cpu: "0.5" } }',
        ],
      ],
    },
  'require: { version: { package: "npm:lodash", range: ">=4.17.21" } }': {
    bad: [
      [['package.json', '{\n  "dependencies": {\n    "lodash": "4.17.15"\n  }\n}'], 3],
      ['npm i lodash@3'],
    ],
    good: [
      ['package.json', '{\n  "dependencies": {\n    "lodash": "^4.17.21"\n  }\n}'],
      'npm i lodash',
      'npm i lodash@latest',
    ],
  },
  'require: { version: { package: "npm:node", range: ">=20" } }': {
    bad: [
      [['package.json', '{\n  "engines": {\n    "node": "18.x"\n  }\n}'], 3],
      [['.nvmrc', 'v18.19.0'], 1],
      [['Dockerfile', 'FROM node:18-alpine AS build'], 1],
      [
        [
          '.github/workflows/a.yml',
          '      - uses: actions/setup-node@v4\n        with:\n          node-version: 16',
        ],
        3,
      ],
      [['.github/workflows/a.yml', '        node-version: [18, 22]'], 1],
    ],
    good: [
      ['package.json', '{\n  "engines": {\n    "node": ">=20"\n  }\n}'],
      ['.nvmrc', 'lts/*'],
      ['Dockerfile', 'FROM node:22'],
      ['Dockerfile', 'FROM node:lts'],
      ['.github/workflows/a.yml', '          node-version: 20.x'],
    ],
  },
  'require: { version: { package: "pypi:requests", range: ">=2.31" } }': {
    bad: [
      [['requirements.txt', 'requests==2.20.0'], 1],
      [['requirements.txt', 'requests~=2.20.0'], 1],
    ],
    good: [
      ['requirements.txt', 'requests>=2.31,<3'],
      ['requirements.txt', 'requests'],
    ],
  },
  'require: { version: { package: "go:go", range: ">=1.22" } }': {
    bad: [[['Dockerfile', 'FROM golang:1.20'], 1]],
    good: [['go.mod', 'module a\n\ngo 1.23']],
  },
};

suite('constraints', () => {
  for (const [demand, { bad, good }] of Object.entries(table)) {
    for (const [example, line] of bad) {
      test(`${demand} is broken by ${JSON.stringify(example)}`, async () => {
        const findings = await findingsOf(suggested(example), constraint(demand));
        assert.deepEqual(
          findings.map((found) => [found.subject, found.severity, found.line, found.source]),
          [['c', 'error', line, { file, line: 3 }]],
        );
      });
    }
    for (const example of good) {
      test(`${demand} is kept by ${JSON.stringify(example)}`, async () => {
        assert.deepEqual(await findingsOf(suggested(example), constraint(demand)), []);
      });
    }
  }

  test('a range that allows more than it should is a warning', async () => {
    const [finding] = await findingsOf(
      { files: [newFile('package.json', '{ "engines": { "node": ">=18" } }')] },
      constraint('require: { version: { package: "npm:node", range: ">=20" } }'),
    );
    assert.equal(finding?.severity, 'warning');
  });

  test('what was wrong before on a line that is changed is told, not blamed', async () => {
    const [finding, ...others] = await findingsOf(
      { files: [change('a.ts', '-const a = eval(x);\n+const b = eval(x);')] },
      constraint('forbid: { call: eval }'),
    );
    assert.deepEqual([finding?.severity, others.length], ['info', 0]);
    assert.match(finding?.message ?? '', /It was so before/);
  });

  test('a message names the rule, its reason and its owner', async () => {
    const [finding] = await findingsOf(
      { files: [newFile('Dockerfile', 'FROM redis')] },
      constraint('why: Nobody knows what runs., owner: "@platform", forbid: { image: "*:latest" }'),
    );
    assert.equal(
      finding?.message,
      'Dockerfile uses the image redis, which without a tag means :latest, against "Keep to it" (c). Why: Nobody knows what runs. Ask @platform if it must be.',
    );
  });

  test('a rule in words is handed on with its line', async () => {
    const { assumptions } = await checkConstraints(
      { files: [newFile('a.ts', 'x')], commands: [] },
      workspaceOf({
        [file]:
          'version: 1\nconstraints:\n  - { id: eu, rule: Data stays here. }\n  - { id: b, rule: c, paths: b/** }\n',
      }),
    );
    assert.deepEqual(assumptions, [
      {
        text: 'It keeps to "Data stays here" (eu).',
        state: 'unverified',
        source: { file, line: 3 },
      },
    ]);
  });

  test('a mistake in the file is an error with its place', async () => {
    const findings = await findingsOf(
      {},
      { [file]: 'version: 1\nconstraints:\n  - { id: a, rul: b }\n' },
    );
    assert.equal(findings[0]?.severity, 'error');
    assert.match(findings[0]?.message ?? '', /^\.whytrace\/constraints\.yaml:3: "rul" is no key/);
    assert.deepEqual(findings[0]?.source, { file, line: 3 });
  });

  test('a constraint that the suggestion takes away still holds, and that is told', async () => {
    const text = constraint('forbid: { image: "*:latest" }');
    const old = text[file] ?? '';
    const findings = await findingsOf(
      {
        files: [
          { ...newFile(file, 'version: 1\nconstraints: []'), before: old },
          newFile('Dockerfile', 'FROM redis'),
        ],
      },
      text,
    );
    assert.deepEqual(
      findings.map(({ subject, severity }) => [subject, severity]),
      [
        ['c', 'error'],
        ['c', 'warning'],
      ],
    );
  });
});

suite('constraints on the system map', () => {
  const topology = (edges: SystemTopology['edges']): SystemTopology => ({
    services: ['web', 'postgres', 'catalog'],
    edges,
    telemetry: [],
    entryPoints: [],
    external: [],
    notes: [],
    coverage: { read: [], skipped: [], unsupported: [] },
  });
  const edge = (from: string, to: string, line: number) => ({
    from,
    to,
    status: 'addressed' as const,
    kind: 'env',
    evidence: [{ file: 'compose.yaml', line }],
  });
  const rule = constraint('forbid: { dependency: { from: web, to: "post*" } }');
  const files = [newFile('compose.yaml', 'a\nb\nc')];
  const lines = async (before: SystemTopology, after: SystemTopology, changed = files) =>
    (await findingsOf({ files: changed }, rule, { before, after })).map(({ severity, line }) => [
      severity,
      line,
    ]);

  test('a new edge that is forbidden is found where it is founded', async () => {
    assert.deepEqual(await lines(topology([]), topology([edge('web', 'postgres', 2)])), [
      ['error', 2],
    ]);
  });

  test('an edge that was there is not blamed on another change', async () => {
    const there = topology([edge('web', 'postgres', 9)]);
    assert.deepEqual(await lines(there, there), []);
  });

  test('another reason for an edge that was there is told', async () => {
    const there = topology([edge('web', 'postgres', 2)]);
    assert.deepEqual(await lines(there, there), [['info', 2]]);
  });

  test('the other direction and other services are allowed', async () => {
    assert.deepEqual(
      await lines(topology([]), topology([edge('postgres', 'web', 1), edge('web', 'catalog', 2)])),
      [],
    );
  });

  test('a constraint on a service that nobody knows is told', async () => {
    const { assumptions } = await checkConstraints(
      { files, commands: [] },
      workspaceOf(constraint('forbid: { dependency: { from: shop, to: postgres } }'), {
        before: topology([]),
        after: topology([]),
      }),
    );
    assert.match(assumptions[0]?.text ?? '', /the system map knows no shop\.$/);
  });
});

suite('what people wrote elsewhere', () => {
  test('the last rule of CODEOWNERS that names a file tells its owner', async () => {
    const { assumptions } = await checkConstraints(
      { files: [newFile('deploy/a.yaml', 'x')], commands: [] },
      workspaceOf({ '.github/CODEOWNERS': '* @all\n# b\n/deploy/ @platform @ops # c\n' }),
    );
    assert.deepEqual(assumptions, [
      {
        text: 'deploy/a.yaml belongs to @platform, @ops, who should review the change.',
        state: 'checked',
        source: { file: '.github/CODEOWNERS', line: 3 },
      },
    ]);
  });

  const instructions: readonly (readonly [string, string, string, number | undefined])[] = [
    ['Never use `eval`.', 'src/a.ts', 'eval(x)', 1],
    ['- Do not use `console.log` — use the logger.', 'src/a.ts', 'console.log(1)', 1],
    ["Don't add `lodash`.", 'src/a.ts', "import _ from 'lodash';", 1],
    ['You must not import requests.', 'a.py', 'import requests', 1],
    ['Avoid using axios; prefer undici.', 'src/a.ts', "import axios from 'axios';", 1],
    ['Never use `eval` unless you must.', 'src/a.ts', 'eval(x)', undefined],
    ['Do not use `console.log` in tests.', 'src/a.ts', 'console.log(1)', undefined],
    ['Use `eval` never.', 'src/a.ts', 'eval(x)', undefined],
    ['Do not use abbreviations.', 'src/a.ts', "import a from 'abbreviation';", undefined],
    ['```\nNever use `eval`.\n```', 'src/a.ts', 'eval(x)', undefined],
  ];
  for (const [sentence, path, text, line] of instructions) {
    test(`"${sentence}" is ${line ? 'broken' : 'not held against'} ${text}`, async () => {
      const findings = await findingsOf(
        { files: [newFile(path, text)] },
        { 'AGENTS.md': sentence },
      );
      assert.deepEqual(
        findings.map((found) => [found.severity, found.line, found.source]),
        line ? [['warning', line, { file: 'AGENTS.md', line: 1 }]] : [],
      );
    });
  }

  test('a decision that was superseded, and the file of another folder, bind nobody', async () => {
    const files = {
      'docs/adr/1.md': '# 1\n\nStatus: Superseded\n\nNever use `eval`.',
      'docs/adr/2.md': '# 2\n\nStatus: Accepted\n\nNever use `exec`.',
      'api/AGENTS.md': 'Never use `run`.',
    };
    const findings = await findingsOf(
      { files: [newFile('web/a.ts', 'eval(x);\nexec(x);\nrun(x);')] },
      files,
    );
    assert.deepEqual(
      findings.map(({ subject }) => subject),
      ['exec'],
    );
  });
});
