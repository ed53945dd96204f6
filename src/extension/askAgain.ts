import * as vscode from 'vscode';

/** What is known of a server that may go away. */
export interface Comeback {
  /** The server itself said what went wrong; otherwise it was gone before it could. */
  isAnswer(error: unknown): boolean;
  /** Waits for a server that went away; false where it stays away, or must not be asked again. */
  isBack(): Promise<boolean>;
}

/** Asks a second time where the server went away before it had answered, but not for ever. */
export async function askAgain<T>(
  ask: () => Promise<T>,
  { isAnswer, isBack }: Comeback,
): Promise<T> {
  const asked = (): Promise<T> =>
    ask().catch((error: unknown) => {
      throw isAnswer(error) ? error : new Gone(error);
    });
  try {
    return await asked();
  } catch (error) {
    if (!(error instanceof Gone) || !(await isBack())) {
      throw error;
    }
    return asked();
  }
}

class Gone extends Error {
  constructor(cause: unknown) {
    super(vscode.l10n.t('The language server stopped before it had answered. Try again.'), {
      cause,
    });
  }
}
