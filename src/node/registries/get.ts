/** What a server said, or half a sentence that says why it said nothing. */
export type Got =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'failed';
      readonly why: string;
      /** Whether it would fail again now, whatever it is asked. */
      readonly isLasting: boolean;
    };

/** A registry that lets people wait is asked no more in this audit. */
const PATIENCE = 5_000;
/** Descriptions of packages with thousands of versions have more; those are known without asking. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_REDIRECTS = 3;

/**
 * Asks one address, without a login and without what the machine knows of it. It follows redirects on
 * the same host only: a name is told to those whom the user chose.
 */
export async function get(start: string, patience = PATIENCE): Promise<Got> {
  const signal = AbortSignal.timeout(patience);
  let url = new URL(start);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: { accept: 'application/json, */*;q=0.5', 'user-agent': 'whytrace' },
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        return await gotOf(response);
      }
      await response.body?.cancel();
      const next = URL.parse(location, url.href);
      const isSafe = next?.protocol === 'https:' || next?.protocol === url.protocol;
      if (!next || next.host !== url.host || !isSafe) {
        const to = next?.host || 'another place';
        return failed(`it sends on to ${to}, which was not asked`, true);
      }
      if (redirects === MOST_REDIRECTS) return failed('it sends on and on', true);
      url = next;
    }
  } catch (error) {
    return signal.aborted
      ? failed(`it did not answer within ${Math.ceil(patience / 1000)} seconds`, true)
      : failed(`it could not be reached${codeOf(error)}`, true);
  }
}

async function gotOf(response: Response): Promise<Got> {
  const { status } = response;
  if (response.ok) {
    const text = await boundedText(response);
    return text === undefined
      ? failed(`its answer is longer than ${MOST_BYTES / 1024 / 1024} MB`, false)
      : { kind: 'text', text };
  }
  await response.body?.cancel();
  if (status === 404 || status === 410) return { kind: 'missing' };
  const said = refusals[status] ?? (status >= 500 ? 'it failed' : 'it refused');
  return failed(`${said} (${status})`, true);
}

const refusals: Readonly<Record<number, string>> = {
  401: 'it wants a login',
  403: 'it wants a login',
  407: 'a proxy wants a login',
  429: 'it asks for fewer questions',
};

async function boundedText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function failed(why: string, isLasting: boolean): Got {
  return { kind: 'failed', why, isLasting };
}

/** ` (ECONNREFUSED)` */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
