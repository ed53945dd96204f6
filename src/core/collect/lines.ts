/** Colours, cursor movement, titles and links (CSI, OSC) and other control characters, save tab. */
export function stripControls(text: string): string {
  return control.test(text) ? text.replace(controls, '') : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x9b]/;
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|\x1b[ -/]{0,4}[0-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x9b]/g;
