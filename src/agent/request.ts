import type { LogSource } from '../core/diagnose.ts';

/** What an agent asks for. Its input is checked here: whoever passes it on may have checked nothing. */
export interface AgentRequest {
  /** The name of one of `agentTools`. */
  readonly tool: string;
  readonly input: unknown;
  /** Folders in which an agent may name files; nothing outside is read. */
  readonly roots: readonly string[];
  /** Logs that are open in an editor: read where the agent names none. */
  readonly open: readonly LogSource[];
}

/** What an agent gets, as Markdown without secrets; of a failure what to do otherwise. */
export interface AgentAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** What a tool found, before anything is hidden in it. */
export type Told =
  | { readonly kind: 'told'; readonly text: string }
  /** A sentence for the agent. */
  | { readonly kind: 'failed'; readonly message: string };

export const told = (text: string): Told => ({ kind: 'told', text });
export const failed = (message: string): Told => ({ kind: 'failed', message });
