import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import './vscodeModule.mjs';
import { parse } from 'yaml';

// Tests run the TypeScript sources as they are, so `import x from './x.yaml'` must mean here what
// the bundler makes of it.
registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.yaml')) {
      return nextLoad(url, context);
    }
    const value = parse(readFileSync(fileURLToPath(url), 'utf8'));
    return {
      format: 'module',
      source: `export default ${JSON.stringify(value)};`,
      shortCircuit: true,
    };
  },
});
