import type { Problem } from './model/problem.ts';
import type { LanguageModel } from './ports.ts';

interface Named {
  readonly name: string;
  readonly keptBy?: string;
}

/** A log that is kept from models keeps its whole run from them: what others say of it goes nowhere either. */
export function withoutKept<T extends { readonly model?: LanguageModel }>(
  ports: T,
  sources: readonly Named[],
): T | Omit<T, 'model'> {
  const { model: _model, ...rest } = ports;
  return keptLogs(sources).length > 0 ? rest : ports;
}

/** Says which logs were not shown to the model that would have been asked, and why. */
export function keptLogs(sources: readonly Named[]): readonly Problem[] {
  return sources.flatMap(({ name, keptBy }) => {
    if (keptBy === undefined) return [];
    const message = `${name} is kept from models by ${keptBy}: the embedded analyst answered, and nothing was sent.`;
    return [{ code: 'keptFromModels', file: name, message }];
  });
}

/** What may be told where others read it too. */
export function withoutKeptLogs<T extends Named>(logs: readonly T[]): readonly T[] {
  return logs.filter(({ keptBy }) => keptBy === undefined);
}

/** Says which logs were left out of an answer that others read too. */
export function notSharedLogs(logs: readonly Named[]): readonly Problem[] {
  return logs.flatMap(({ name, keptBy }) => {
    if (keptBy === undefined) return [];
    const message = `${name} is kept from assistants by ${keptBy}, and others read this chat too: it was left out. The chat of Whytrace’s own side bar answers for it.`;
    return [{ code: 'keptFromModels', file: name, message }];
  });
}
