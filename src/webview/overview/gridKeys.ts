import { columns } from './rows.ts';
import type { Cell } from './ui.ts';

/** What a key does in the grid; nothing where it is none of the grid's. */
export type GridAction =
  | { readonly kind: 'move'; readonly to: Cell }
  | { readonly kind: 'sort' }
  | { readonly kind: 'open'; readonly which: 'first' | 'last' }
  | { readonly kind: 'type'; readonly text: string };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** @param page rows that a page has. */
export function gridAction(
  pressed: Key,
  active: Cell,
  rows: number,
  page: number,
): GridAction | undefined {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  const jumps = ctrlKey || metaKey;
  if (key === 'Enter' && !jumps && !altKey) {
    return active.row === 0
      ? { kind: 'sort' }
      : { kind: 'open', which: shiftKey ? 'last' : 'first' };
  }
  const moved = moves[key]?.(active, { rows, page, jumps });
  if (moved && !altKey) {
    return { kind: 'move', to: within(moved, rows) };
  }
  const isText = key.length === 1 && key !== ' ' && key !== '?' && !jumps && !altKey;
  return isText ? { kind: 'type', text: key } : undefined;
}

interface Grid {
  readonly rows: number;
  readonly page: number;
  readonly jumps: boolean;
}

const lastColumn = columns.length - 1;

const moves: Readonly<Record<string, (from: Cell, grid: Grid) => Cell>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(1, row - page), column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }, { jumps }) => ({ row: jumps ? 1 : row, column: 0 }),
  End: ({ row }, { jumps, rows }) => ({ row: jumps ? rows : row, column: lastColumn }),
};

function within({ row, column }: Cell, rows: number): Cell {
  return {
    row: Math.min(Math.max(0, row), rows),
    column: Math.min(Math.max(0, column), lastColumn),
  };
}
