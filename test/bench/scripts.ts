import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { parse } from 'yaml';
import { root } from './measure.ts';

/** What is measured in a process of its own: `engine` is `engine.ts` beside this file. */
const names = ['engine', 'firstAnswerRun', 'hoverRun'] as const;

export type ScriptName = (typeof names)[number];

/**
 * Bundles them into a folder, as what ships is bundled: from its hundreds of sources a process takes a third of a
 * second to start, which no user waits for.
 */
export async function bundleScripts(folder: string): Promise<void> {
  await esbuild.build({
    ...{ entryPoints: names.map((name) => join(root, 'test/bench', `${name}.ts`)), outdir: folder },
    ...{ bundle: true, minify: true, platform: 'node', target: 'node20', format: 'esm' },
    outExtension: { '.js': '.mjs' },
    // Where the shipped bundles are looked for; and each of these scripts is run as one.
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/built.ts')).href),
      'import.meta.main': 'true',
    },
    plugins: [yamlAsJson],
    logLevel: 'warning',
  });
}

const yamlAsJson: esbuild.Plugin = {
  name: 'yaml-as-json',
  setup(build) {
    build.onLoad({ filter: /\.yaml$/ }, async ({ path }) => ({
      contents: JSON.stringify(parse(await readFile(path, 'utf8'))),
      loader: 'json',
    }));
  },
};
