import type { CancellationToken } from 'vscode-languageserver/node';

/** Works on a request until it is cancelled, which is an answer then. */
export async function stoppable<T>(
  token: CancellationToken,
  work: (cancelled: AbortSignal) => Promise<T>,
): Promise<T | { readonly kind: 'cancelled' }> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return { kind: 'cancelled' };
    throw error;
  } finally {
    listening.dispose();
  }
}
