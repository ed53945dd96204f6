import { APIConnectionError, APIError } from 'openai';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import { AnswerFailure } from './answerFailure.ts';

export interface FailureContext {
  readonly url: URL;
  readonly model: string;
  /** To be kept out of every message. */
  readonly key: string;
}

/** What an exception of the client library means for the user. Holds no part of the key. */
export function failureOf(error: unknown, context: FailureContext): ModelFailure {
  const own = ownFailure(error);
  if (own) {
    return own;
  }
  if (error instanceof APIConnectionError) {
    return { kind: 'unreachable', detail: connectionDetail(error, context) };
  }
  if (error instanceof APIError) {
    return failureOfStatus(error, detailOf(error, context));
  }
  if (error instanceof SyntaxError) {
    return { kind: 'notJson', detail: 'The stream held an event that is not JSON' };
  }
  return { kind: 'unreachable', detail: connectionDetail(error, context) };
}

/** Milliseconds to wait before a retry could help; nothing where it could not. */
export function retryDelay(error: unknown, seconds = 0.5): number | undefined {
  if (!(error instanceof APIError) || ownFailure(error)) {
    return undefined;
  }
  if (error instanceof APIConnectionError) {
    return /ECONNRESET|EPIPE|UND_ERR_SOCKET|EAI_AGAIN/.test(causeCode(error))
      ? seconds * 1000
      : undefined;
  }
  const { status = 0, headers } = error;
  const saysNo = headers?.get('x-should-retry') === 'false' || isQuota(error);
  const canPass = [408, 409, 429].includes(status) || (status >= 500 && status !== 501);
  return saysNo || !canPass ? undefined : (retryAfter(headers) ?? seconds * 1000);
}

function ownFailure(error: unknown): ModelFailure | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; depth += 1) {
    if (at instanceof AnswerFailure) {
      return at.failure;
    }
    at = at.cause;
  }
  return undefined;
}

function failureOfStatus(error: APIError, detail: string): ModelFailure {
  const status = error.status ?? 0;
  if (isContextTooLong(error)) {
    return { kind: 'contextTooLong', detail };
  }
  if (isContentFilter(error)) {
    return { kind: 'refused', detail };
  }
  if (isQuota(error)) {
    return { kind: 'quota', detail };
  }
  switch (status) {
    case 401:
    case 403:
      return { kind: 'unauthorised', detail };
    case 404:
      return isMissingModel(error) ? { kind: 'noModel', detail } : wrongAddress(detail);
    case 429:
      return rateLimit(error);
    default:
      return isMissingModel(error)
        ? { kind: 'noModel', detail }
        : { kind: 'server', status, detail };
  }
}

function wrongAddress(detail: string): ModelFailure {
  return { kind: 'server', status: 404, detail, isAddressDoubtful: true };
}

function rateLimit(error: APIError): ModelFailure {
  const wait = retryAfter(error.headers);
  return { kind: 'rateLimit', ...(wait !== undefined && { retryAfterSeconds: wait / 1000 }) };
}

function isQuota({ status, code, type, message }: APIError): boolean {
  return (
    status === 402 ||
    /insufficient_quota|billing_|insufficient_balance|credit/i.test(
      `${code ?? ''} ${type ?? ''}`,
    ) ||
    (status === 429 &&
      /exceeded your current quota|insufficient (?:quota|balance|credit)/i.test(message))
  );
}

function isContextTooLong({ status, code, message }: APIError): boolean {
  return (
    status === 413 ||
    code === 'context_length_exceeded' ||
    /exceed_context_size/.test(code ?? '') ||
    /context (?:length|size|window)|maximum (?:context|prompt)|prompt is too long|too many (?:input )?tokens|reduce the length|n_ctx/i.test(
      message,
    )
  );
}

function isContentFilter({ code, type, message }: APIError): boolean {
  return (
    /content_filter|content_policy|safety/i.test(`${code ?? ''} ${type ?? ''}`) ||
    /content management policy/i.test(message)
  );
}

function isMissingModel({ code, message }: APIError): boolean {
  return (
    /model_not_found|DeploymentNotFound/i.test(code ?? '') ||
    /\b(?:model|deployment)\b.{0,120}(?:not found|does not exist|not exist|unknown|no access|not loaded)|no models? loaded/i.test(
      message,
    )
  );
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date -> milliseconds. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) {
    return milliseconds;
  }
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(text);
  if (seconds >= 0) {
    return seconds * 1000;
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** The code that Node gives the reason of a failed connection, e.g. `ECONNREFUSED`. */
function causeCode(error: unknown): string {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') {
      codes.push(at.code);
    }
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return codes.join(' ');
}

/** The status by which a proxy refused the connection; the runtime tells it in words alone. */
function proxyAnswer(error: unknown): number | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (/proxy authentication required/i.test(at.message)) return 407;
    const [, status] = /proxy response \((\d{3})\)/i.exec(at.message) ?? [];
    if (status !== undefined) return Number(status);
    at = at.cause;
  }
  return undefined;
}

/** True where not even a connection was made, so that nothing of a request can have left. */
export function wasNeverConnected(error: unknown): boolean {
  return (
    proxyAnswer(error) !== undefined ||
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|CONNECT_TIMEOUT|CERT|SELF_SIGNED|UNABLE_TO|WRONG_VERSION/.test(
      causeCode(error),
    )
  );
}

function connectionDetail(error: unknown, { url }: FailureContext): string {
  const code = causeCode(error);
  const proxy = proxyAnswer(error);
  if (proxy !== undefined) {
    return proxy === 407
      ? 'The proxy wants a name and a password for itself'
      : `The proxy refused to connect to ${url.host} (HTTP ${proxy})`;
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) {
    return `There is no host named ${url.hostname}, or the name service did not answer`;
  }
  if (/ECONNREFUSED/.test(code)) {
    return `Nothing listens at ${url.host}`;
  }
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return `No secure connection to ${url.host} could be made (${code.split(' ').at(-1)})`;
  }
  if (/ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_BODY/.test(code)) {
    return `${url.host} closed the connection before the answer was complete`;
  }
  if (/TIMEDOUT|TIMEOUT/.test(code)) {
    return `${url.host} did not take the connection in time`;
  }
  return `The connection to ${url.host} failed${code === '' ? '' : ` (${code})`}`;
}

const LONGEST_DETAIL = 300;

/** The server's own words on one line, without any part of a key. */
function detailOf(error: APIError, { key }: FailureContext): string {
  const words = error.message.replace(/^\d{3} /, '');
  const text = /^\s*<|<html/i.test(words) ? pageTitle(words) : words;
  const line = withoutKeys(text.slice(0, 4 * LONGEST_DETAIL), key)
    .replace(/\s+/g, ' ')
    .trim();
  const short = line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line;
  const id = error.requestID && /^[\w-]{1,80}$/.test(error.requestID) ? error.requestID : undefined;
  const request = id && !withoutKeys(id, key).includes('(key)') ? ` (request ${id})` : '';
  return short === '' ? '' : `The server says: "${short}"${request}`;
}

function pageTitle(page: string): string {
  const title = /<title>([^<]{1,120})/i.exec(page)?.[1];
  return title ? `a web page, "${title.trim()}"` : 'a web page';
}

/** Error messages echo the key, whole, in part or with stars in its middle. */
export function withoutKeys(text: string, key: string): string {
  const whole = key.length > 3 ? text.replaceAll(key, '(key)') : text;
  return whole
    .replace(/[^\s"'`,;:()]*\*{2,}[^\s"'`,;()]*/g, '(key)')
    .replace(/\b(?:sk|pk|rk|gsk|xai|hf|key|api|eyJ)[-_][\w.~+/=-]{6,}/g, '(key)')
    .replace(/\bbearer\s+[^\s"',]{6,}/gi, '(key)')
    .replace(/[\w.~+/=-]{6,}/g, (word) => (key.includes(word) ? '(key)' : word));
}
