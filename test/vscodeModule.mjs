import { registerHooks } from 'node:module';

// Only the editor has the module 'vscode'. What the extension host says passes through `l10n.t`, so that
// much of it exists in tests too, in English; whatever needs more of the editor is tested in a real one.
const source = `
export const env = { language: 'en' };
export const l10n = {
  t(text, ...values) {
    const { message, args = values } = typeof text === 'string' ? { message: text } : text;
    const named = args.length === 1 && typeof args[0] === 'object' ? args[0] : args;
    return message.replace(/{(\\w+)}/g, (hole, name) => named[name] ?? hole);
  },
};
`;

registerHooks({
  resolve(specifier, context, nextResolve) {
    return specifier === 'vscode'
      ? { url: 'whytrace-test:vscode', shortCircuit: true }
      : nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    return url === 'whytrace-test:vscode'
      ? { format: 'module', source, shortCircuit: true }
      : nextLoad(url, context);
  },
});
