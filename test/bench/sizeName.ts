/** `100 MB`, `1 GB`. */
export function sizeName(bytes: number): string {
  return bytes >= 1e9 ? `${short(bytes / 1e9)} GB` : `${short(bytes / 1e6)} MB`;
}

const short = (value: number): string => String(Number(value.toFixed(1)));
