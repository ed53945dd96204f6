import * as vscode from 'vscode';
import type { SystemMapParams, SystemMapResult } from '../protocol/languageServer.ts';
import type { Suspect, SystemMap, SystemMapState } from '../protocol/systemMap.ts';
import type { PanelState } from '../protocol/webview.ts';

/** A folder that may hold a system. */
export interface SystemFolderRef {
  readonly uri: string;
  readonly name: string;
}

/** What the System Map needs of the editor and the language server. */
export interface SystemMapPorts {
  read(params: SystemMapParams, cancelled: AbortSignal): Promise<SystemMapResult>;
  onDidChange(state: SystemMapState): void;
}

/** The system of one folder at a time. */
export interface SystemMaps {
  readonly state: SystemMapState;
  readonly folder: SystemFolderRef | undefined;
  /** Reads this folder, or the present one again. */
  read(folder: SystemFolderRef | undefined): Promise<void>;
  /** The diagnosis that is open now; what it says of services is shown in the map. */
  diagnosed(state: PanelState): void;
  /** Whether the map names a file. */
  names(file: string): boolean;
  /** Nobody looks: stops reading. */
  rest(): void;
}

export function createSystemMaps(ports: SystemMapPorts): SystemMaps {
  let state: SystemMapState = { kind: 'noFolder' };
  let folder: SystemFolderRef | undefined;
  let reading: AbortController | undefined;
  let suspects: readonly Suspect[] = [];

  const show = (next: SystemMapState): void => {
    state = next;
    ports.onDidChange(next);
  };
  return {
    get state() {
      return state;
    },
    get folder() {
      return folder;
    },
    async read(next) {
      reading?.abort();
      folder = next;
      if (!next) {
        show({ kind: 'noFolder' });
        return;
      }
      const mine = new AbortController();
      reading = mine;
      show({ kind: 'reading', folder: next.name });
      const end = await stateAfter(ports, next, mine.signal);
      if (reading === mine) {
        reading = undefined;
        show(end.kind === 'shown' ? { ...end, suspects } : end);
      }
    },
    diagnosed(panel) {
      suspects = suspectsOf(panel);
      if (state.kind === 'shown') show({ ...state, suspects });
    },
    names: (file) => state.kind === 'shown' && filesOf(state.map).has(file),
    rest() {
      reading?.abort();
      reading = undefined;
    },
  };
}

async function stateAfter(
  { read }: SystemMapPorts,
  { uri, name }: SystemFolderRef,
  cancelled: AbortSignal,
): Promise<SystemMapState> {
  try {
    const result = await read({ uri }, cancelled);
    switch (result.kind) {
      case 'map':
        return { kind: 'shown', folder: name, map: result.map, suspects: [] };
      case 'unreadable':
        return { kind: 'failed', folder: name, message: result.message };
      case 'cancelled':
        return {
          kind: 'failed',
          folder: name,
          message: vscode.l10n.t('Reading was stopped. Read it again.'),
        };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', folder: name, message };
  }
}

/** The services that a diagnosis names, each with its best explanation. */
export function suspectsOf(panel: PanelState): readonly Suspect[] {
  if (panel.kind !== 'done' || panel.diagnosis.outcome !== 'diagnosed') {
    return [];
  }
  const named = panel.diagnosis.hypotheses.flatMap(({ service, title, confidence }, i) =>
    service === undefined ? [] : [{ service, rank: i + 1, title, confidence: confidence.value }],
  );
  return named.filter(
    ({ service }, i) => named.findIndex((other) => other.service === service) === i,
  );
}

/** Every file that a place of the map stands in. */
function filesOf(map: SystemMap): ReadonlySet<string> {
  const edges = [...map.edges, ...map.telemetry];
  return new Set([
    ...edges.flatMap(({ evidence }) => evidence.map(({ file }) => file)),
    ...map.entryPoints.map(({ place }) => place.file),
    ...map.external.map(({ place }) => place.file),
    ...map.notes.map(({ file }) => file),
  ]);
}
