import * as vscode from 'vscode';

/** Keys for model servers. They live in the editor's secret storage and nowhere else. */
export interface ApiKeys {
  /** The key given for the server of this base URL; one given for another server is never sent to it. */
  get(baseUrl: string): Promise<string | undefined>;
  /** An empty key removes what is stored. */
  set(baseUrl: string, key: string): Promise<void>;
}

export function createApiKeys(secrets: vscode.SecretStorage): ApiKeys {
  return {
    async get(baseUrl) {
      const host = hostOf(baseUrl);
      return host === undefined ? undefined : secrets.get(nameOf(host));
    },
    async set(baseUrl, key) {
      const host = hostOf(baseUrl);
      if (host === undefined) {
        throw new Error(
          vscode.l10n.t(
            '"{0}" is no http(s) address; correct whytrace.model.baseUrl first.',
            baseUrl,
          ),
        );
      }
      await (key === '' ? secrets.delete(nameOf(host)) : secrets.store(nameOf(host), key));
    },
  };
}

/** `https://api.openai.com/v1` -> `https://api.openai.com`; nothing when it is no http(s) address. */
export function hostOf(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl)) {
    return undefined;
  }
  const { protocol, origin } = new URL(baseUrl);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

function nameOf(host: string): string {
  return `whytrace.apiKey:${host}`;
}
