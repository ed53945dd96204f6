import { readFileSync } from 'node:fs';
import { collectText } from '../../src/core/collect/collect.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import type { LogOverview, TemplateOverview } from '../../src/core/model/overview.ts';
import { overviewOf } from '../../src/core/overview.ts';
import type { OverviewState } from '../../src/protocol/overview.ts';
import { unpaced } from '../core/mine/fixtures.ts';

type Shown = Extract<OverviewState, { kind: 'shown' }>;

/** A log of the samples, as the language server sums it up. */
export async function sampleOverview(path: string): Promise<Shown> {
  const name = path.split('/').at(-1) ?? path;
  return shown(name, readFileSync(`media/samples/${path}`, 'utf8'));
}

export async function shown(name: string, text: string): Promise<Shown> {
  const uri = `file:///work/shop/${name}`;
  const file = await collectText({ uri, name }, text, unpaced);
  const overview = await overviewOf(file, await mineLogs([file], unpaced), unpaced);
  return { kind: 'shown', uri, name, path: `shop/${name}`, overview };
}

/** So many kinds of messages that only some of their rows can be drawn. */
export function manyKinds(from: Shown, count: number): Shown {
  const [row] = from.overview.templates;
  if (!row) {
    throw new Error('The sample has no templates.');
  }
  const templates = Array.from(
    { length: count },
    (_, i): TemplateOverview => ({
      ...row,
      id: i,
      text: `job ${i} of <*> ended with code <*>`,
      count: count - i,
      level: i % 10 === 9 ? 'error' : 'info',
      firstLine: i + 1,
      lastLine: 100_000 + i,
      signals: i % 100 === 0 ? [{ kind: 'novel', reason: 'first after 14:03:12' }] : [],
    }),
  );
  return { ...from, uri: `${from.uri}.many`, overview: withTemplates(from.overview, templates) };
}

export function withTemplates(
  overview: LogOverview,
  templates: readonly TemplateOverview[],
): LogOverview {
  return { ...overview, templates, templateCount: templates.length };
}
