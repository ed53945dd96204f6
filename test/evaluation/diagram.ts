import { type Believed, type Bin, calibrationError, reliability } from './report.ts';

/** Edges of the square in which the bins stand, and of the picture, in pixels. */
const SIDE = 300;
const [LEFT, TOP, WIDTH, HEIGHT] = [68, 46, 570, 404];

/**
 * A reliability diagram as SVG: for each bin how often its answers were right, as a bar, against what
 * was believed of them; the gap between the two, and the number of answers. On the diagonal all that is
 * believed comes true. Colours follow the reader's scheme.
 */
export function reliabilityDiagram(title: string, answers: readonly Believed[]): string {
  const bins = reliability(answers);
  const ece = calibrationError(answers).toFixed(3);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escaped(title)}: expected calibration error ${ece} over ${answers.length} answers">
${style}
<rect class="page" width="${WIDTH}" height="${HEIGHT}" rx="6"/>
<text class="title" x="${LEFT}" y="26">${escaped(title)}</text>
${axes()}
${bins.map(bar).join('\n')}
<line class="ideal" x1="${xOf(0)}" y1="${yOf(0)}" x2="${xOf(1)}" y2="${yOf(1)}"/>
${legend(ece, answers.length)}
</svg>
`;
}

const xOf = (share: number): number => round(LEFT + SIDE * share);
const yOf = (share: number): number => round(TOP + SIDE * (1 - share));
const round = (value: number): number => Math.round(10 * value) / 10;

function bar({ from, count, confidence, accuracy }: Bin): string {
  const [low, high] = [Math.min(confidence, accuracy), Math.max(confidence, accuracy)];
  const middle = xOf(from + 0.05);
  const [x, width] = [xOf(from) + 2, round(SIDE / 10) - 4];
  return [
    `<rect class="right" x="${x}" y="${yOf(accuracy)}" width="${width}" height="${round(SIDE * accuracy)}"/>`,
    `<rect class="gap" x="${x}" y="${yOf(high)}" width="${width}" height="${round(SIDE * (high - low))}"/>`,
    `<circle class="believed" cx="${middle}" cy="${yOf(confidence)}" r="3.5"/>`,
    `<text class="count" x="${middle}" y="${yOf(0) + 32}">${count}</text>`,
  ].join('\n');
}

function axes(): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((at) => [
    `<line class="grid" x1="${xOf(0)}" y1="${yOf(at)}" x2="${xOf(1)}" y2="${yOf(at)}"/>`,
    `<text class="tick" x="${xOf(0) - 8}" y="${yOf(at) + 4}" text-anchor="end">${100 * at} %</text>`,
    `<text class="tick" x="${xOf(at)}" y="${yOf(0) + 16}" text-anchor="middle">${100 * at}</text>`,
  ]);
  return [
    ...ticks,
    `<text class="tick" x="${xOf(0) - 8}" y="${yOf(0) + 32}" text-anchor="end">answers</text>`,
    `<text class="tick" x="${xOf(0.5)}" y="${yOf(0) + 50}" text-anchor="middle">confidence in %</text>`,
  ].join('\n');
}

function legend(ece: string, count: number): string {
  const x = LEFT + SIDE + 26;
  const row = (at: number, mark: string, words: string): string =>
    `${mark}<text class="tick" x="${x + 20}" y="${TOP + at + 4}">${words}</text>`;
  return [
    row(12, `<rect class="right" x="${x}" y="${TOP + 6}" width="12" height="12"/>`, 'were right'),
    row(34, `<circle class="believed" cx="${x + 6}" cy="${TOP + 34}" r="3.5"/>`, 'mean confidence'),
    row(
      56,
      `<rect class="gap" x="${x}" y="${TOP + 50}" width="12" height="12"/>`,
      'the gap between',
    ),
    row(
      78,
      `<line class="ideal" x1="${x}" y1="${TOP + 84}" x2="${x + 12}" y2="${TOP + 72}"/>`,
      'all comes true',
    ),
    `<text class="title" x="${x}" y="${TOP + 122}">ECE ${ece}</text>`,
    `<text class="tick" x="${x}" y="${TOP + 142}">${count} answers</text>`,
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `<style>
text { font: 12px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; font-size: 14px; fill: #1f2328 }
.count { text-anchor: middle }
.page { fill: #ffffff } .grid { stroke: #d8dee4 }
.right { fill: #54a3ff } .gap { fill: #cf222e; fill-opacity: .35 } .believed { fill: #1f2328 }
.ideal { stroke: #57606a; stroke-width: 1.5; stroke-dasharray: 5 4 }
@media (prefers-color-scheme: dark) {
text { fill: #9198a1 } .title { fill: #f0f6fc } .page { fill: #0d1117 } .grid { stroke: #2f363d }
.right { fill: #1f6feb } .gap { fill: #ff7b72; fill-opacity: .4 } .believed { fill: #f0f6fc }
.ideal { stroke: #9198a1 } }
</style>`;
