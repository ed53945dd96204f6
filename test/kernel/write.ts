// `npm run kernel`: compiles the WebAssembly kernel into the source that holds it.
import { writeFileSync } from 'node:fs';
import { compileKernel } from './compile.ts';

const { path, text } = await compileKernel();
writeFileSync(path, text);
