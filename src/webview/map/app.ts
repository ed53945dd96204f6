import { nothing, type TemplateResult } from 'lit';
import type {
  FromSystemMap,
  SystemMapEvent,
  SystemMapMethod,
  SystemMapRequests,
  SystemMapState,
} from '../../protocol/systemMap.ts';
import { formatCount } from '../format.ts';
import { keepFocus, renderPage } from '../page.ts';
import { WebviewClient } from '../webviewClient.ts';
import { type Direction, type GraphLayout, neighbour, placeGraph } from './layout.ts';
import { isMapEvent, isSystemMapState, type Place, type Shown } from './state.ts';
import { type KeptState, type MapUi, noKeptState, parseKeptState } from './ui.ts';
import { brokenView, failedView, noFolderView, readingView, shownView } from './views.ts';
import { surelyHit } from './words.ts';

/** What `acquireVsCodeApi` gives. */
export interface Editor {
  postMessage(message: FromSystemMap): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Pixels below which names in the graph could not be read. */
const NARROW = 420;

/** Joins host, page and kept state: everything that changes while the view lives is in here. */
export class MapApp implements MapUi {
  readonly #editor: Editor;
  readonly #root: HTMLElement;
  readonly #client: WebviewClient<SystemMapRequests, SystemMapEvent>;
  #state: SystemMapState | undefined;
  #layout: GraphLayout = { width: 0, height: 0, nodes: [], edges: [] };
  #announcement = '';
  /** Why the host could not do what was asked last. */
  #trouble = '';
  #frame: number | undefined;
  kept: KeptState;
  width = 0;

  constructor(editor: Editor, root: HTMLElement) {
    this.#editor = editor;
    this.#root = root;
    this.kept = parseKeptState(editor.getState());
    this.#client = new WebviewClient(
      (message) => editor.postMessage(message),
      isMapEvent,
      (event) => this.#show(event.data),
    );
  }

  start(): void {
    addEventListener('message', (event: MessageEvent<unknown>) => this.#client.receive(event.data));
    addEventListener('keydown', (event) => this.#onKey(event));
    addEventListener('resize', () => this.#later());
    this.#ready();
  }

  get mode(): 'graph' | 'list' {
    return this.kept.mode || (this.width < NARROW ? 'list' : 'graph');
  }

  isOpen(key: string): boolean {
    return this.kept.open.includes(key);
  }

  setOpen(key: string, isOpen: boolean): void {
    if (this.isOpen(key) !== isOpen) {
      const others = this.kept.open.filter((other) => other !== key);
      this.keep({ open: isOpen ? [...others, key] : others });
    }
  }

  select(service: string): void {
    if (this.#state?.kind !== 'shown') {
      return;
    }
    const hit = surelyHit(this.#state.map, service);
    this.#announcement =
      service === '' ? '' : `${service}: ${formatCount(hit, 'service')} may be hit if it fails.`;
    this.keep({ selected: service });
    if (service !== '') this.#showDetail();
  }

  /** In a narrow window it stands below what was selected, perhaps out of sight. */
  #showDetail(): void {
    const [picture, detail] = ['.picture', '.detail'].map((name) => this.#root.querySelector(name));
    if (!(picture && detail) || this.mode === 'graph') return;
    if (detail.getBoundingClientRect().top < picture.getBoundingClientRect().bottom) return;
    detail.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    detail.scrollIntoView();
  }

  keep(change: Partial<KeptState>): void {
    this.kept = { ...this.kept, ...change };
    this.#editor.setState(this.kept);
    if (change.hidden) this.#place();
    this.#draw();
  }

  search(text: string): void {
    if (this.#state?.kind === 'shown') {
      const { services } = this.#state.map;
      const found = services.filter((name) => name.toLowerCase().includes(text.toLowerCase()));
      this.#announcement = text === '' ? '' : `${formatCount(found.length, 'service')} found.`;
    }
    this.keep({ text });
  }

  open({ file, line }: Place): void {
    this.#request('map/open', { file, line });
  }

  read(): void {
    this.#request('map/read', null);
  }

  choose(): void {
    this.#request('map/choose', null);
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
    for (const node of this.#root.querySelectorAll<SVGElement>('.node')) {
      if (node.getAttribute('data-service') === service) node.focus();
    }
  }

  #ready(): void {
    this.#request('map/ready', null, (state) => {
      if (isSystemMapState(state)) {
        this.#show(state);
      }
    });
  }

  /** Sends it, says so where the host could not do it, and draws what came of it. */
  #request<M extends SystemMapMethod>(
    method: M,
    params: SystemMapRequests[M]['params'],
    onResult: (result: SystemMapRequests[M]['result']) => void = () => {},
  ): void {
    this.#trouble = '';
    const onFailure = (error: unknown): void => {
      this.#trouble = error instanceof Error ? error.message : String(error);
    };
    void this.#client
      .request(method, params)
      .then(onResult, onFailure)
      .then(() => this.#draw());
  }

  #show(next: SystemMapState): void {
    this.#state = next;
    this.#trouble = '';
    if (next.kind === 'shown') {
      this.#take(next);
    } else if (next.kind === 'reading') {
      this.#announcement = `Reading ${next.folder}`;
    } else if (next.kind === 'failed') {
      this.#announcement = `${next.folder} can't be read.`;
    }
    this.#draw();
  }

  #take({ folder, map }: Shown): void {
    this.#announcement = `${formatCount(map.services.length, 'service')} found in ${folder}.`;
    if (folder !== this.kept.folder) {
      this.kept = { ...noKeptState, folder, mode: this.kept.mode };
    } else if (!map.services.includes(this.kept.selected)) {
      this.kept = { ...this.kept, selected: '' };
    }
    this.#editor.setState(this.kept);
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
      this.#draw();
    });
  }

  /** Draws, and once more where what was drawn shows that there is another width for the graph. */
  #draw(): void {
    keepFocus(this.#root, () => {
      for (let again = 0; again < 2; again++) {
        this.#drawOnce();
        const width = this.#root.querySelector('.picture')?.clientWidth ?? 0;
        if (width === this.width) break;
        this.width = width;
      }
    });
  }

  #drawOnce(): void {
    try {
      this.#render(this.#state ? view(this, this.#state, this.#layout) : nothing);
    } catch (error) {
      this.#render(brokenView(String(error), () => this.#ready()));
    }
  }

  #render(body: TemplateResult | typeof nothing): void {
    renderPage(this.#root, {
      kind: this.#state?.kind ?? '',
      body,
      trouble: this.#trouble,
      announcement: this.#announcement,
    });
  }

  /** Escape ends what goes on: the selection, then the search; with nothing to end it leads back. */
  #onKey(event: KeyboardEvent): void {
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
      this.#request('editor/focus', null);
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
