import type * as vscode from 'vscode';
import { isReadableOnTheWay } from '../models/privateHosts.ts';

const CONSENTED = 'plainHttpHosts';

/**
 * Whether the server may be asked. Over plain http to another machine everybody on the way can read
 * logs and key, so the user is asked, once for each server; a refusal counts for this run alone.
 */
export async function mayAskOverHttp(
  state: Pick<vscode.Memento, 'get' | 'update'>,
  baseUrl: string,
  confirm: (host: string) => Promise<boolean>,
): Promise<boolean> {
  if (!isReadableOnTheWay(baseUrl)) {
    return true;
  }
  const { host } = new URL(baseUrl.trim());
  const consented = state.get<readonly string[]>(CONSENTED, []);
  if (consented.includes(host)) {
    return true;
  }
  const isConfirmed = await confirm(host);
  if (isConfirmed) {
    await state.update(CONSENTED, [...consented, host]);
  }
  return isConfirmed;
}
