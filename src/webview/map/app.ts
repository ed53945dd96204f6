import type { TemplateResult } from 'lit';
import type {
  SystemMapEvent,
  SystemMapEvents,
  SystemMapRequests,
  SystemMapState,
} from '../../protocol/systemMap.ts';
import { formatCount } from '../format.ts';
import { mapHelp } from '../help/helpTexts.ts';
import { keepFocus } from '../page.ts';
import { type Drawing, type EditorOf, nothingYet, WebviewApp } from '../webviewApp.ts';
import { type Direction, type GraphLayout, neighbour, placeGraph } from './layout.ts';
import { isMapEvent, isSystemMapState, type Place, type Shown } from './state.ts';
import { type KeptState, type MapUi, noKeptState, parseKeptState } from './ui.ts';
import { brokenView, failedView, noFolderView, readingView, shownView } from './views.ts';
import { surelyHit } from './words.ts';

export type Editor = EditorOf<SystemMapRequests, KeptState>;

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Pixels below which names in the graph could not be read. */
const NARROW = 420;

/** The map's states and actions. */
export class MapApp
  extends WebviewApp<SystemMapRequests, SystemMapEvents, KeptState>
  implements MapUi
{
  #state: SystemMapState | undefined;
  #layout: GraphLayout = { width: 0, height: 0, nodes: [], edges: [] };
  #frame: number | undefined;
  width = 0;

  protected override readonly help = mapHelp;

  constructor(editor: Editor, root: HTMLElement) {
    super(editor, root, isMapEvent, parseKeptState);
  }

  override start(): void {
    addEventListener('resize', () => this.#later());
    super.start();
  }

  get mode(): 'graph' | 'list' {
    return this.kept.mode || (this.width < NARROW ? 'list' : 'graph');
  }

  select(service: string): void {
    if (this.#state?.kind !== 'shown') {
      return;
    }
    const hit = surelyHit(this.#state.map, service);
    this.announcement =
      service === '' ? '' : `${service}: ${formatCount(hit, 'service')} may be hit if it fails.`;
    this.keep({ selected: service });
    if (service !== '') this.#showDetail();
  }

  /** In a narrow window it stands below what was selected, perhaps out of sight. */
  #showDetail(): void {
    const [picture, detail] = ['.picture', '.detail'].map((name) => this.root.querySelector(name));
    if (!(picture && detail) || this.mode === 'graph') return;
    if (detail.getBoundingClientRect().top < picture.getBoundingClientRect().bottom) return;
    detail.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    detail.scrollIntoView();
  }

  keep(change: Partial<KeptState>): void {
    this.save({ ...this.kept, ...change });
    if (change.hidden) this.#place();
    this.draw();
  }

  search(text: string): void {
    if (this.#state?.kind === 'shown') {
      const { services } = this.#state.map;
      const found = services.filter((name) => name.toLowerCase().includes(text.toLowerCase()));
      this.announcement = text === '' ? '' : `${formatCount(found.length, 'service')} found.`;
    }
    this.keep({ text });
  }

  open({ file, line }: Place): void {
    this.request('map/open', { file, line });
  }

  read(): void {
    this.request('map/read', null);
  }

  choose(): void {
    this.request('map/choose', null);
  }

  onGraphKey(event: KeyboardEvent): void {
    const at = (event.target as Element).getAttribute('data-service') ?? '';
    const direction = arrows[event.key];
    if (direction) {
      event.preventDefault();
      this.#focus(neighbour(this.#layout, at, direction));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.select(at === this.kept.selected ? '' : at);
    }
  }

  #focus(service: string | undefined): void {
    for (const node of this.root.querySelectorAll<SVGElement>('.node')) {
      if (node.getAttribute('data-service') === service) node.focus();
    }
  }

  protected override ready(): void {
    this.request('map/ready', null, (state) => {
      if (isSystemMapState(state)) {
        this.#show(state);
      }
    });
  }

  protected override onEvent({ data }: SystemMapEvent): void {
    this.#show(data);
  }

  #show(next: SystemMapState): void {
    this.#state = next;
    if (next.kind === 'shown') this.#take(next);
    this.settle(announcementOf(next));
  }

  #take({ folder, map }: Shown): void {
    if (folder !== this.kept.folder) {
      this.save({ ...noKeptState, folder, mode: this.kept.mode });
    } else if (!map.services.includes(this.kept.selected)) {
      this.save({ ...this.kept, selected: '' });
    }
    this.#place();
  }

  #place(): void {
    if (this.#state?.kind === 'shown') {
      this.#layout = placeGraph(this.#state, this.kept.hidden);
    }
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.draw();
    });
  }

  /** Draws, and once more where what was drawn shows that there is another width for the graph. */
  protected override draw(): void {
    keepFocus(this.root, () => {
      for (let again = 0; again < 2; again++) {
        this.drawOnce();
        const width = this.root.querySelector('.picture')?.clientWidth ?? 0;
        if (width === this.width) break;
        this.width = width;
      }
    });
  }

  protected override drawing(): Drawing {
    const state = this.#state;
    return state ? { kind: state.kind, body: view(this, state, this.#layout) } : nothingYet;
  }

  protected override broken(message: string, reload: () => void): TemplateResult {
    return brokenView(message, reload);
  }

  /** Escape ends what goes on: the selection, then the search; with nothing to end it leads back. */
  protected override onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') {
      return;
    }
    const { selected, text } = this.kept;
    if (selected !== '') {
      this.select('');
      this.#focus(selected);
    } else if (text !== '') {
      this.search('');
    } else {
      this.request('editor/focus', null);
    }
  }
}

function view(ui: MapUi, state: SystemMapState, layout: GraphLayout): TemplateResult {
  switch (state.kind) {
    case 'noFolder':
      return noFolderView(ui);
    case 'reading':
      return readingView(state);
    case 'failed':
      return failedView(ui, state);
    case 'shown':
      return shownView(ui, state, layout);
  }
}

function announcementOf(state: SystemMapState): string {
  switch (state.kind) {
    case 'noFolder':
      return '';
    case 'reading':
      return `Reading ${state.folder}`;
    case 'failed':
      return `${state.folder} can't be read.`;
    case 'shown':
      return `${formatCount(state.map.services.length, 'service')} found in ${state.folder}.`;
  }
}
