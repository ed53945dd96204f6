import gifenc from 'gifenc';
import type { Browser } from 'playwright-core';

export interface Frame {
  readonly png: Buffer;
  /** Milliseconds. */
  readonly delay: number;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** One colour of the table is for pixels that stay as they were. */
const COLOURS = 255;

/** An endless animation; of each frame only what has changed is written. */
export async function gifOf(browser: Browser, frames: readonly Frame[]): Promise<Uint8Array> {
  const decoded = await decode(browser, frames);
  const palette = gifenc.quantize(sampleOf(decoded), COLOURS);
  const gif = gifenc.GIFEncoder();
  let before: Uint8Array | undefined;
  decoded.forEach(({ rgba, width, height }, index) => {
    const now = gifenc.applyPalette(rgba, palette);
    const old = before;
    const pixels = old ? now.map((colour, at) => (colour === old[at] ? COLOURS : colour)) : now;
    const delay = frames[index]?.delay ?? 0;
    const changes = { transparent: true, transparentIndex: COLOURS, dispose: 1 };
    const table = [...palette, ...Array(COLOURS + 1 - palette.length).fill([0, 0, 0])];
    gif.writeFrame(pixels, width, height, {
      delay,
      ...(index === 0 ? { palette: table, dispose: 1 } : changes),
    });
    before = now;
  });
  gif.finish();
  return gif.bytes();
}

/** Every other frame's pixels, thinned: enough to choose colours by. */
function sampleOf(frames: readonly Pixels[]): Uint8Array {
  const chosen = frames.filter((_, index) => index % 2 === 0 || index === frames.length - 1);
  const thin = chosen.map(({ rgba }) => {
    const step = 3;
    const out = new Uint8Array(Math.floor(rgba.length / 4 / step) * 4);
    for (let i = 0; i < out.length; i += 4) out.set(rgba.subarray(i * step, i * step + 4), i);
    return out;
  });
  return new Uint8Array(Buffer.concat(thin));
}

/** The browser that took the pictures reads them too. */
async function decode(browser: Browser, frames: readonly Frame[]): Promise<readonly Pixels[]> {
  const page = await browser.newPage();
  const decoded: Pixels[] = [];
  for (const { png } of frames) {
    const { width, height, data } = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (!context) throw new Error('There is no canvas.');
      context.drawImage(image, 0, 0);
      const bytes = context.getImageData(0, 0, width, height).data;
      let text = '';
      for (let i = 0; i < bytes.length; i += 32_768) {
        text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      }
      return { width, height, data: btoa(text) };
    }, png.toString('base64'));
    decoded.push({ width, height, rgba: new Uint8Array(Buffer.from(data, 'base64')) });
  }
  await page.close();
  return decoded;
}
