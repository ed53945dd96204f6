import type { ModelFailure } from '../core/model/modelFailure.ts';

/**
 * Names what the editor's language model API threw. Its `LanguageModelError` has a `code`
 * (`NoPermissions`, `Blocked`, `NotFound`, or of the provider's own) and often a `cause`.
 */
export function editorModelFailure(error: unknown): ModelFailure {
  const { code, detail } = described(error);
  if (code === 'NoPermissions') {
    return { kind: 'noModel', detail: `The editor did not let Whytrace use this model. ${detail}` };
  }
  if (code === 'NotFound') {
    return { kind: 'noModel', detail: `The editor has no such model any more. ${detail}` };
  }
  if (/quota|premium request|usage limit/i.test(`${code} ${detail}`)) {
    return { kind: 'quota', detail };
  }
  if (/rate.?limit|too many requests/i.test(`${code} ${detail}`)) {
    return { kind: 'rateLimit' };
  }
  if (
    code === 'Blocked' ||
    /content.?filter|responsible ai|off.?topic/i.test(`${code} ${detail}`)
  ) {
    return { kind: 'refused', detail };
  }
  if (/token.{0,20}(limit|exceed)|context.{0,10}length|too long/i.test(detail)) {
    return { kind: 'contextTooLong', detail };
  }
  return { kind: 'server', status: 0, detail };
}

function described(error: unknown): { readonly code: string; readonly detail: string } {
  if (!(error instanceof Error)) {
    return { code: '', detail: String(error) };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return { code, detail: `${error.message}${cause}` };
}
