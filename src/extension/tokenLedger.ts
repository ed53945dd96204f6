import type * as vscode from 'vscode';

/** Tokens that models took today, over all windows. */
export interface TokenLedger {
  today(): number;
  add(tokens: number): void;
  /** Forgets the count of today; gives what it was. */
  clear(): Promise<number>;
}

const KEY = 'tokensOfDay';

interface Day {
  /** `2026-03-02`, as the user's clock says. */
  readonly date: string;
  readonly tokens: number;
}

/** Kept with the user; a new day begins at zero. */
export function createTokenLedger(
  state: Pick<vscode.Memento, 'get' | 'update'>,
  now: () => Date,
): TokenLedger {
  const today = (): number => {
    const day = state.get<Partial<Day>>(KEY);
    const isToday = day?.date === dateOf(now());
    return isToday && typeof day?.tokens === 'number' ? day.tokens : 0;
  };
  return {
    today,
    async clear() {
      const tokens = today();
      await state.update(KEY, undefined);
      return tokens;
    },
    add(tokens) {
      if (tokens > 0) {
        const day: Day = { date: dateOf(now()), tokens: today() + tokens };
        void state.update(KEY, day);
      }
    },
  };
}

function dateOf(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
