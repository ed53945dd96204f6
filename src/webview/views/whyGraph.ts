import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatCount, formatLines, formatProbability, plural } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Citation, Claim, Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { bandWord, roleLink, roleWord, verdictWord } from '../words.ts';
import { chainLinks } from './chain.ts';
import { shownText } from './modelText.ts';

/** Pixels below which three columns can't be read; the steps say the same. */
export const NARROW_GRAPH = 640;

const EVIDENCE = { height: 44, gap: 10 };
const CLAIM = { height: 74, gap: 24 };
const ANSWER = 132;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Source extends Box {
  readonly citation: Citation;
}

interface Step extends Box {
  readonly claim: Claim;
  /** Number in the chain; absent for a fact against. */
  readonly number: number | undefined;
}

interface Layout {
  readonly height: number;
  readonly sources: readonly Source[];
  readonly steps: readonly Step[];
  readonly answer: Box;
}

/** The trace as a picture: from the lines that were cited over what they show to the answer. */
export function whyGraph(ui: Ui, hypothesis: Hypothesis): TemplateResult {
  const layout = place(hypothesis, ui.width);
  return html`
    <div class="why-graph">
      <div class="graph-heads quiet" aria-hidden="true"><span>${t('Evidence')}</span><span>${t('What it shows')}</span><span>${t('Answer')}</span></div>
      <svg width=${ui.width} height=${layout.height} viewBox="0 0 ${ui.width} ${layout.height}"
        role="img" aria-label=${described(hypothesis, layout)}>
        <defs>
          <marker id="graph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto-start-reverse">
            <path class="arrow" d="M0 0.5 7.5 4 0 7.5z"/>
          </marker>
        </defs>
        ${layout.steps.map((step, index) => joint(step, layout.steps[index - 1]))}
        ${layout.steps.flatMap((step) => citing(step, layout.sources))}
        ${layout.steps.map((step) => (step.claim.role === 'impact' ? nothing : leading(step, layout.answer)))}
        ${layout.sources.map((source) => sourceBox(ui, source))}
        ${layout.steps.map((step) => stepBox(ui, step))}
        ${answerBox(ui, hypothesis, layout.answer)}
      </svg>
    </div>`;
}

function place({ claims, against }: Hypothesis, width: number): Layout {
  const [first, second, third] = [width * 0.26, width * 0.4, width * 0.2];
  const gap = (width - first - second - third) / 2;
  const links = chainLinks(claims).map((claim, index) => ({ claim, number: index + 1 }));
  const all = [...links, ...against.map((claim) => ({ claim, number: undefined }))];
  const cited = citedOnce(all.map(({ claim }) => claim));
  const own = all.length * (CLAIM.height + CLAIM.gap) - CLAIM.gap;
  const other = cited.length * (EVIDENCE.height + EVIDENCE.gap) - EVIDENCE.gap;
  const height = Math.max(own, other, ANSWER) + 4;
  const steps = all.map((step, index) => {
    const y = (height - own) / 2 + index * (CLAIM.height + CLAIM.gap);
    return { ...step, x: first + gap, y, width: second, height: CLAIM.height };
  });
  const sources = beside(cited, steps, height).map(({ citation, y }) => {
    return { citation, x: 1, y, width: first, height: EVIDENCE.height };
  });
  const answer = { x: width - third - 1, y: (height - ANSWER) / 2, width: third, height: ANSWER };
  return { height, sources, steps, answer };
}

/** Each as near to what cites it as the others leave room, so that few lines cross. */
function beside(
  cited: readonly Citation[],
  steps: readonly Step[],
  height: number,
): readonly { readonly citation: Citation; readonly y: number }[] {
  const centre = (citation: Citation): number => {
    const own = steps.filter(({ claim }) =>
      claim.citations.some((other) => placeOf(other) === placeOf(citation)),
    );
    return own.reduce((sum, { y }) => sum + y + CLAIM.height / 2, 0) / Math.max(1, own.length);
  };
  const ordered = [...cited].sort((a, b) => centre(a) - centre(b));
  const step = EVIDENCE.height + EVIDENCE.gap;
  let least = 2;
  return ordered.map((citation, index) => {
    const most = height - 2 - (ordered.length - index) * step + EVIDENCE.gap;
    const y = Math.min(most, Math.max(least, centre(citation) - EVIDENCE.height / 2));
    least = y + step;
    return { citation, y };
  });
}

/** Each place once, in the order in which the chain comes to it. */
function citedOnce(claims: readonly Claim[]): readonly Citation[] {
  const places = new Map<string, Citation>();
  for (const citation of claims.flatMap(({ citations }) => citations)) {
    const key = placeOf(citation);
    if (!places.has(key)) places.set(key, citation);
  }
  return [...places.values()];
}

function placeOf({ uri, startLine, endLine }: Citation): string {
  return `${uri}:${startLine}-${endLine}`;
}

/** From one claim to the next: because, or as a result. */
function joint(step: Step, before: Step | undefined): unknown {
  if (!before || step.number === undefined) return nothing;
  const x = step.x + 26;
  const y = before.y + before.height;
  return svg`
    <path class="joint" d="M${x} ${y}V${step.y}"/>
    <text class="joint-label" x=${x + 8} y=${y + CLAIM.gap / 2 + 4}>${roleLink[step.claim.role]}</text>`;
}

/** From what is cited to what cites it; broken where the words were not found as they stand. */
function citing(step: Step, sources: readonly Source[]): readonly unknown[] {
  const own = new Map(step.claim.citations.map((citation) => [placeOf(citation), citation]));
  return sources.flatMap((source) => {
    const citation = own.get(placeOf(source.citation));
    const kind = citation && citation.strength >= 0.9 ? 'found' : 'alike';
    return citation ? [svg`<path class="edge-line ${kind}" d=${curve(source, step)}/>`] : [];
  });
}

/** To the answer: causes with weight, facts against broken. */
function leading(step: Step, answer: Box): unknown {
  const { number, claim } = step;
  const kind = number === undefined ? 'against' : claim.role === 'cause' ? 'cause' : 'other';
  return svg`<path class="edge-line ${kind}" marker-end="url(#graph-arrow)" d=${curve(step, answer)}/>`;
}

function curve(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = (x2 - x1) / 2;
  const at = (n: number): string => n.toFixed(1);
  return `M${at(x1)} ${at(y1)}C${at(x1 + bend)} ${at(y1)} ${at(x2 - bend)} ${at(y2)} ${at(x2)} ${at(y2)}`;
}

function sourceBox(ui: Ui, { citation, ...box }: Source): unknown {
  const { evidence, file, startLine, endLine } = citation;
  return framed(
    box,
    'source',
    html`
      <span class="graph-line"><span class="badge">${evidence}</span>
        <span class="evidence-place">${file}:${formatLines(startLine, endLine)}</span></span>
      <span class="graph-quote" lang="en">${citation.quote.trim().slice(0, 200)}</span>`,
    () => ui.reveal(citation),
  );
}

function stepBox(ui: Ui, { claim, number, ...box }: Step): unknown {
  const head = number === undefined ? t('Against') : roleWord[claim.role];
  return framed(
    box,
    `claim-box ${claim.verdict.kind}`,
    html`
      <span class="graph-line">
        ${number === undefined ? nothing : html`<span class="step-number">${number}</span>`}
        <b>${head}</b>
        <span class="graph-verdict quiet">${icon(claim.verdict.kind)}${verdictWord[claim.verdict.kind]}</span>
      </span>
      <span class="graph-text" lang="en">${shownText(ui, claim.text)}</span>`,
  );
}

function answerBox(ui: Ui, { title, confidence }: Hypothesis, box: Box): unknown {
  return framed(
    box,
    'answer-box',
    html`
      <b class="graph-answer" lang="en">${shownText(ui, title)}</b>
      <span class="quiet">${bandWord[confidence.band]}, ${formatProbability(confidence.value)}</span>`,
  );
}

function framed(box: Box, name: string, content: TemplateResult, onClick?: () => void): unknown {
  const { x, y, width, height } = box;
  return svg`
    <g class="graph-box ${name}" @click=${onClick ?? nothing}>
      <rect x=${x.toFixed(1)} y=${y.toFixed(1)} width=${width.toFixed(1)} height=${height} rx="5"/>
      <foreignObject x=${x.toFixed(1)} y=${y.toFixed(1)} width=${width.toFixed(1)} height=${height}>
        <div class="graph-content">${content}</div>
      </foreignObject>
    </g>`;
}

function described({ title }: Hypothesis, { sources, steps }: Layout): string {
  const claims = steps.filter(({ number }) => number !== undefined);
  const against = steps.length - claims.length;
  const told = [
    plural(
      sources.length,
      '{0} place in the evidence carries {1}, and they the answer: {2}.',
      '{0} places in the evidence carry {1}, and they the answer: {2}.',
      formatCount(claims.length, 'claim'),
      title,
    ),
    against === 0 ? '' : plural(against, '{0} fact against it.', '{0} facts against it.'),
    t('The steps say the same as a list.'),
  ];
  return told.filter((part) => part !== '').join(' ');
}
