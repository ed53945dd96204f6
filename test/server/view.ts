import { collectText } from '../../src/core/collect/collect.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import type { LogView } from '../../src/server/logViews.ts';
import { unpaced } from '../core/mine/fixtures.ts';

export const LOG_URI = 'file:///work/app.log';

/** What the server knows of a log of these lines. */
export async function viewOf(lines: readonly string[], uri = LOG_URI): Promise<LogView> {
  const file = await collectText({ uri, name: 'app.log' }, lines.join('\n'), unpaced);
  return { file, mined: await mineLogs([file], unpaced) };
}

/** `10:00:00` and so on, a line a second. */
export function timed(lines: readonly string[], step = 1): readonly string[] {
  return lines.map((line, i) => {
    const time = new Date(Date.UTC(2026, 2, 14, 10) + i * step * 1000).toISOString();
    return `${time} ${line}`;
  });
}
