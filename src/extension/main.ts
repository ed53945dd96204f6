import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { requireCompiled } from './compiled.ts';

/** Starts the extension, which is a bundle of its own so that it need not be compiled each time. */
export function activate(context: ExtensionContext): void {
  const kept = join(context.globalStorageUri.fsPath, 'compiled.bin');
  const extension = requireCompiled(join(__dirname, 'host.cjs'), kept, require);
  (extension as typeof import('./extension.ts')).activate(context);
}
