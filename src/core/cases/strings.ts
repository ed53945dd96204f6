/** The same plain data with each text changed; `key` is the name it stands under, of a list the list's. */
export function mapStrings<T>(data: T, change: (text: string, key: string) => string): T {
  return mapped(data, '', change) as T;
}

function mapped(
  data: unknown,
  key: string,
  change: (text: string, key: string) => string,
): unknown {
  if (typeof data === 'string') return change(data, key);
  if (Array.isArray(data)) return data.map((one) => mapped(one, key, change));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, mapped(value, name, change)]),
  );
}
