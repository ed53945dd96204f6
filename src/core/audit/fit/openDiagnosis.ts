/** Of a diagnosis what an audit asks: what was explained, and who is unhealthy. */
export interface OpenDiagnosis {
  /** Where it was read, for findings that cite it. */
  readonly file: string;
  /** Best first. */
  readonly hypotheses: readonly OpenHypothesis[];
}

export interface OpenHypothesis {
  readonly title: string;
  readonly summary: string;
  readonly service: string | undefined;
  /** 0..1 */
  readonly confidence: number;
  readonly claims: readonly OpenClaim[];
  /** What its probes look at, as text. */
  readonly probes: readonly string[];
}

export interface OpenClaim {
  readonly role: string;
  readonly text: string;
  readonly quotes: readonly string[];
}

/** Our own JSON of `diagnose --json`; nothing for any other text. */
export function parseDiagnosis(text: string, file: string): OpenDiagnosis | undefined {
  const data = objectOf(parsed(text));
  if (!String(data['schema']).startsWith('whytrace.diagnosis/') || !('hypotheses' in data)) {
    return undefined;
  }
  return { file, hypotheses: listOf(data['hypotheses']).map(hypothesisOf) };
}

function hypothesisOf(value: unknown): OpenHypothesis {
  const data = objectOf(value);
  const { confidence } = data;
  return {
    title: textOf(data['title']),
    summary: textOf(data['summary']),
    service: textOf(data['service']) || undefined,
    confidence: typeof confidence === 'number' ? confidence : 0,
    claims: listOf(data['claims']).map(claimOf),
    probes: listOf(data['probes']).map((probe) => {
      const { title, command } = objectOf(probe);
      return `${textOf(title)} ${textOf(command)}`;
    }),
  };
}

function claimOf(value: unknown): OpenClaim {
  const { role, text, citations } = objectOf(value);
  return {
    role: textOf(role),
    text: textOf(text),
    quotes: listOf(citations).map((citation) => textOf(objectOf(citation)['quote'])),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
