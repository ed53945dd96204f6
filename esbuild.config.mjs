import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import * as esbuild from 'esbuild';
import { parse } from 'yaml';
import { bundled } from './src/core/knowledge/bundled.ts';

const production = process.argv.includes('--production');

/** Signature files are written as YAML for people and bundled as JSON, so that no parser ships. */
const yamlAsJson = {
  name: 'yaml-as-json',
  setup(build) {
    build.onLoad({ filter: /\.yaml$/ }, async ({ path }) => {
      const json = JSON.stringify(bundled(parse(await readFile(path, 'utf8'))));
      // As text it is read in a fraction of the time that an object literal takes.
      return { contents: `export default JSON.parse(${JSON.stringify(json)});`, loader: 'js' };
    });
  },
};

/**
 * What is needed only when it is used: each is a bundle of its own, and the `await import()` of it becomes a
 * `require` of that bundle at that moment. Starting the editor then reads the small entry bundle alone, and
 * reading a log waits for no table that only an audit asks.
 */
const lazy = {
  'src/extension/languageClient.ts': 'languageClient.cjs',
  // It tells what commands do, whose table is large.
  'src/extension/chat/markdown.ts': 'chatMarkdown.cjs',
  'src/extension/chat/participantAnswer.ts': 'participant.cjs',
  'src/models/openai.ts': 'models.cjs',
  'src/core/caseFile.ts': 'caseFile.cjs',
  'src/core/audit.ts': 'auditCore.cjs',
  // A worker starts with what reads logs, and a diagnosis waits for no chat.
  'src/server/workers/pipelineTasks.ts': 'pipeline.cjs',
  'src/server/workers/askedTasks.ts': 'askedTasks.cjs',
  // They bring a reader of YAML, and a few logs only have such files beside them.
  'src/core/topology/topology.ts': 'topology.cjs',
  'src/core/knowledge/teamSignatures.ts': 'teamSignatures.cjs',
  'src/core/hideTried.ts': 'hideTried.cjs',
  'src/core/withModel.ts': 'withModel.cjs',
  // Commands of the command line: a diagnosis waits for none of the others.
  'src/cli/ask.ts': 'cliAsk.cjs',
  'src/cli/audit.ts': 'cliAudit.cjs',
  'src/cli/inspect.ts': 'cliInspect.cjs',
  'src/cli/note.ts': 'cliNote.cjs',
  'src/cli/redactInput.ts': 'cliRedact.cjs',
};

/** What several bundles need and is large is a bundle that each of them requires, so that it ships once. */
const shared = { 'src/core/knowledge/signatureFiles.ts': 'signatures.cjs' };

const otherBundles = {
  name: 'other-bundles',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const file = relative(process.cwd(), resolve(resolveDir, path)).replaceAll('\\', '/');
      const bundle = { 'dynamic-import': lazy[file], 'import-statement': shared[file] }[kind];
      return bundle && { path: `./${bundle}`, external: true };
    });
  },
};

/**
 * An import of everything a module has becomes a copy of all its names, in every file that has one. The editor has
 * some 500 of them and 75 files import it, which was most of the time that the extension took to start.
 */
const editorWithoutCopies = {
  name: 'editor-without-copies',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]extension[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(
        /^import \* as vscode from 'vscode';$/m,
        "const vscode = require('vscode');",
      );
      return { contents, loader: 'ts' };
    });
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  plugins: [yamlAsJson],
  metafile: true,
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const browser = { ...common, platform: 'browser', target: 'es2023', format: 'iife' };

/** The editor hands out 'vscode' through `require` alone. */
const withLazy = {
  ...node,
  supported: { 'dynamic-import': false },
  plugins: [...common.plugins, otherBundles, editorWithoutCopies],
};

const bundles = [
  {
    ...withLazy,
    entryPoints: ['src/extension/main.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
  },
  {
    ...withLazy,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/host.cjs',
    external: ['vscode'],
  },
  ...Object.entries({ ...lazy, ...shared }).map(([source, bundle]) => ({
    ...withLazy,
    entryPoints: [source],
    outfile: `dist/${bundle}`,
    external: ['vscode'],
  })),
  { ...withLazy, entryPoints: ['src/server/server.ts'], outfile: 'dist/server.cjs' },
  { ...withLazy, entryPoints: ['src/server/workers/worker.ts'], outfile: 'dist/worker.cjs' },
  { ...withLazy, entryPoints: ['src/cli/cli.ts'], outfile: 'dist/cli.cjs' },
  { ...withLazy, entryPoints: ['src/cli/halfThread.ts'], outfile: 'dist/cliHalf.cjs' },
  { ...withLazy, entryPoints: ['src/mcp/mcp.ts'], outfile: 'dist/mcp.cjs' },
  { ...browser, entryPoints: ['src/webview/panel.ts'], outfile: 'dist/panel.js' },
  { ...browser, entryPoints: ['src/webview/overview.ts'], outfile: 'dist/overview.js' },
  { ...browser, entryPoints: ['src/webview/map.ts'], outfile: 'dist/map.js' },
  { ...browser, entryPoints: ['src/webview/audit.ts'], outfile: 'dist/audit.js' },
  { ...browser, entryPoints: ['src/webview/chat.ts'], outfile: 'dist/chat.js' },
];

const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(bundle)));
if (process.argv.includes('--watch')) {
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
}
