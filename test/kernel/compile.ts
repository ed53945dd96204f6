import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const source = 'src/core/collect/kernel/lineScanner.as.ts';

/** The file of the project which holds the compiled kernel, and what it should hold. */
export async function compileKernel(): Promise<{ readonly path: string; readonly text: string }> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [source, '-o', 'kernel.wasm', '-O3', '--noAssert', '--importMemory'].concat([
      '--runtime',
      'stub',
      '--enable',
      'simd',
    ]),
    {
      readFile: (name) => (name === source ? readFileSync(source, 'utf8') : null),
      writeFile: (_name, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) {
    throw new Error(`The kernel does not compile:\n${stderr.toString()}`);
  }
  const base64 = Buffer.from(binary).toString('base64');
  return {
    path: 'src/core/collect/kernel/wasmKernel.ts',
    text: `/** lineScanner.as.ts, compiled by \`npm run kernel\`. */\nexport const wasmKernel =\n  '${base64}';\n`,
  };
}
