const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The ASCII text of a Secret's value; nothing where it is no such text, e.g. a key. */
export function decodeBase64(text: string): string {
  const written = text.replace(/\s+/g, '').replace(/=+$/, '');
  if (written.length > 8_000) return '';
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const character of written) {
    const value = alphabet.indexOf(character);
    if (value < 0) return '';
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      const code = (held >> bits) & 0xff;
      if (code > 126 || (code < 32 && code !== 10 && code !== 13 && code !== 9)) return '';
      decoded += String.fromCharCode(code);
    }
    held &= (1 << bits) - 1;
  }
  return decoded;
}
