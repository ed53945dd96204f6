import type { PanelState } from '../protocol/webview.ts';

/** The panel knows the engine's data only through the protocol. */
type State<K extends PanelState['kind']> = Extract<PanelState, { kind: K }>;

export type Empty = State<'empty'>;
export type Running = State<'running'>;
export type Done = State<'done'>;
export type Cancelled = State<'cancelled'>;
export type Failed = State<'failed'>;

export type Preview = NonNullable<Running['preview']>;
export type PreviewItem = Preview['request']['items'][number];

export type StageProgress = Running['stages'][number];
export type StageName = StageProgress['stage'];

export type Diagnosis = Done['diagnosis'];
export type Hypothesis = Diagnosis['hypotheses'][number];
export type Confidence = Hypothesis['confidence'];
export type Probe = Hypothesis['probes'][number];
export type Claim = Hypothesis['claims'][number];
export type Citation = Claim['citations'][number];
export type Evidence = Diagnosis['evidence'][number];
export type Timeline = NonNullable<Diagnosis['timeline']>;
export type Receipt = NonNullable<Diagnosis['receipt']>;
export type { Verdict, WrongReason } from '../protocol/webview.ts';
export type Hidden = NonNullable<Diagnosis['hidden']>;
