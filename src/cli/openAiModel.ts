import { env, stderr } from 'node:process';
import type { LanguageModel } from '../core/ports.ts';
import { isReadableOnTheWay } from '../models/privateHosts.ts';
import { terminalSafe } from './words.ts';

/** What options name of a model; the environment says the rest. */
export interface ModelNames {
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
}

/** The model that the options and the environment name, or what is missing. */
export async function openAiModel(names: ModelNames): Promise<LanguageModel | string> {
  const model = names.model ?? env['WHYTRACE_MODEL'];
  if (!model) {
    return 'Name the model with --model or in WHYTRACE_MODEL.';
  }
  const { createOpenAiModel } = await import('../models/openai.ts');
  const baseUrl = names.baseUrl ?? env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1';
  if (isReadableOnTheWay(baseUrl)) {
    stderr.write(
      `${terminalSafe(baseUrl)} is not encrypted: others in the network can read logs and key.\n`,
    );
  }
  return createOpenAiModel({
    baseUrl,
    model,
    apiKey: async () => env['OPENAI_API_KEY'],
  });
}
