export interface Drops {
  /** Something that could be dropped is held over the view, or not any more. */
  over(isOver: boolean): void;
  dropped(uris: readonly string[]): void;
}

/** Takes files that are dragged here from the editor's explorer, its tabs or the system. */
export function acceptDrops({ over, dropped }: Drops): void {
  addEventListener('dragover', (event) => {
    if (event.dataTransfer && hasUris(event.dataTransfer)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      over(true);
    }
  });
  addEventListener('dragleave', (event) => {
    // Between two elements of the page it names the one that is entered.
    if (event.relatedTarget === null) {
      over(false);
    }
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const uris = parseUriList(event.dataTransfer?.getData(uriList) ?? '');
    if (uris.length > 0) {
      dropped(uris);
    }
  });
}

const uriList = 'text/uri-list';

function hasUris({ types }: DataTransfer): boolean {
  return types.includes(uriList);
}

/** One a line; lines that begin with `#` are remarks (RFC 2483). */
export function parseUriList(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
