import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { GraphLayout, PlacedEdge, PlacedNode } from './layout.ts';
import type { Shown } from './state.ts';
import type { MapUi } from './ui.ts';
import { edgeText, graphText, serviceText, suspectText } from './words.ts';

/** Below it names are too small to read; the graph is scrolled then. */
const LEAST = 0.75;

/** Pixels on the screen for one of the graph. */
export function zoomOf(ui: MapUi, { width }: GraphLayout): number {
  return ui.kept.zoom || Math.min(1, Math.max(LEAST, ui.width / Math.max(1, width)));
}

/** The services as a picture that is also worked by keyboard; the list says the same in words. */
export function graphView(ui: MapUi, state: Shown, layout: GraphLayout): TemplateResult {
  const zoom = zoomOf(ui, layout);
  const roles = rolesOf(state, ui.kept.selected);
  return html`
    <div class="graph-window">
      <svg class="graph" role="group" aria-label=${graphText(state)}
        width=${Math.round(layout.width * zoom)} height=${Math.round(layout.height * zoom)}
        viewBox="0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}"
        @keydown=${(event: KeyboardEvent) => ui.onGraphKey(event)}>
        ${layout.edges.map((edge) => edgeView(ui, edge))}
        ${layout.nodes.map((node) => nodeView(ui, state, node, roles))}
      </svg>
    </div>`;
}

/** What each service is to the one that is selected. */
function rolesOf({ map }: Shown, selected: string): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  for (const { from, to } of map.edges) if (from === selected) roles.set(to, 'used');
  for (const { name, isSure } of map.dependents[selected] ?? []) {
    roles.set(name, isSure ? 'hit' : 'doubtful');
  }
  if (selected !== '') roles.set(selected, 'selected');
  return roles;
}

function edgeView(ui: MapUi, { edge, points }: PlacedEdge): SVGTemplateResult {
  const { selected } = ui.kept;
  const isNear = edge.from === selected || edge.to === selected;
  const state = selected === '' ? '' : isNear ? 'near' : 'dim';
  return svg`
    <g class="edge ${edge.status} ${state}">
      <title>${edgeText(edge)}</title>
      <path d=${curve(points)}/>
      <path class="head" d=${arrowHead(points)}/>
    </g>`;
}

function nodeView(
  ui: MapUi,
  state: Shown,
  { name, x, y, width, height }: PlacedNode,
  roles: ReadonlyMap<string, string>,
): SVGTemplateResult {
  const { selected, text } = ui.kept;
  const suspect = state.suspects.find(({ service }) => service === name);
  const isFound = name.toLowerCase().includes(text.toLowerCase());
  const isDim = !isFound || (selected !== '' && !roles.has(name));
  const first = state.map.services[0];
  const classes = ['node', roles.get(name) ?? '', suspect ? 'suspect' : '', isDim ? 'dim' : ''];
  return svg`
    <g class=${classes.join(' ')} role="button" data-service=${name}
      tabindex=${name === (selected || first) ? 0 : -1}
      aria-label=${serviceText(state, name)} aria-pressed=${name === selected}
      transform="translate(${x - width / 2} ${y - height / 2})"
      @click=${() => ui.select(name === selected ? '' : name)}>
      <rect width=${width} height=${height} rx="6"/>
      <text x=${width / 2} y=${suspect ? 20 : height / 2 + 4.5}>${name}</text>
      ${suspect ? svg`<text class="note" x=${width / 2} y="37">${suspectText(suspect)}</text>` : nothing}
    </g>`;
}

type Point = PlacedEdge['points'][number];

/** A line through the middles between the points, which bend it. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) {
    return '';
  }
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1] ?? last;
    const isLast = i === rest.length - 2;
    const [x, y] = isLast ? [next.x, next.y] : [(point.x + next.x) / 2, (point.y + next.y) / 2];
    return `Q${round(point.x)} ${round(point.y)} ${round(x)} ${round(y)}`;
  });
  const end = bends.length === 0 ? `L${round(last.x)} ${round(last.y)}` : '';
  return `M${round(first.x)} ${round(first.y)}${bends.join('')}${end}`;
}

const HEAD = 8;

function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) {
    return '';
  }
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number): string =>
    `${round(tip.x - HEAD * Math.cos(angle + turn))} ${round(tip.y - HEAD * Math.sin(angle + turn))}`;
  return `M${round(tip.x)} ${round(tip.y)}L${corner(0.45)}L${corner(-0.45)}Z`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
