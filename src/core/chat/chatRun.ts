import type { ChatSubject } from '../model/chat.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { LogFile } from '../model/logFile.ts';
import type { Pace } from '../model/pace.ts';
import type { MinedLogs } from '../model/template.ts';
import type { FoundedEdge, Topology } from '../model/topology.ts';
import type { LogClock } from './logs/clock.ts';

/** What questions are answered from. What takes time is made when an answer first asks for it. */
export interface ChatRun {
  readonly files: readonly LogFile[];
  readonly clock: LogClock;
  readonly pace: Pace;
  readonly subjects: readonly ChatSubject[];
  /** The diagnosis that is open; else one is made of the logs, without a model. */
  readonly open: Diagnosis | undefined;
  /** Services that are known beside the logs. */
  readonly services: readonly string[];
  diagnosis(): Promise<Diagnosis | undefined>;
  mined(): Promise<MinedLogs>;
  system(): Promise<ChatSystem | undefined>;
  /** What is known of a line; nothing of a blank one. */
  card(file: number, line: number): Promise<LineCard | undefined>;
  /** How the logs compare with good runs, a sentence each; nothing where none is given. */
  comparison(): Promise<readonly string[] | undefined>;
}

/** The system map as far as it is known. */
export interface ChatSystem extends Topology {
  readonly edges: readonly (Topology['edges'][number] &
    Partial<Pick<FoundedEdge, 'evidence' | 'kind'>>)[];
  /** Whom a service may hit when it fails, the sure and near ones first. */
  dependents(service: string): readonly ChatDependent[];
  /** The URI of a file that an edge names; nothing where it can't be opened. */
  uriOf(file: string): string | undefined;
}

export interface ChatDependent {
  readonly name: string;
  /** From it to the service, both among them. */
  readonly path: readonly string[];
  readonly isSure: boolean;
}

/** What is known of the kind of message that a line is of. */
export interface LineCard {
  readonly known?: { readonly title: string; readonly meaning: string };
  readonly template: string;
  readonly count: number;
  /** How often it comes, in words; may be empty. */
  readonly rate: string;
  /** What its numbers are like; may be empty. */
  readonly numbers: string;
  readonly before?: { readonly line: number; readonly text: string; readonly within: string };
}
