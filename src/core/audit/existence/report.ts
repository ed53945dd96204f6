import type {
  Assumption,
  CheckResult,
  Finding,
  FindingSource,
  FindingVerdict,
} from '../../model/audit.ts';

/** Where in the suggestion something is named. */
export interface Place {
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** Gathers what the checks say; the same is said once a file. */
export interface Report {
  find(place: Place, said: Said): void;
  /** It exists: an assumption that was checked. */
  holds(text: string, source: FindingSource): void;
  /** Nothing tells whether it exists, and nothing is wrong with that. */
  open(text: string): void;
  result(): CheckResult;
}

export interface Said {
  readonly verdict: FindingVerdict;
  readonly severity: Finding['severity'];
  readonly subject: string;
  readonly message: string;
  readonly source: FindingSource;
}

export function createReport(): Report {
  const findings = new Map<string, Finding>();
  const assumptions = new Map<string, Assumption>();
  const assume = (assumption: Assumption): void => {
    if (!assumptions.has(assumption.text)) assumptions.set(assumption.text, assumption);
  };
  return {
    find(place, said) {
      const key = [said.verdict, said.subject, place.file ?? ''].join('\n');
      if (!findings.has(key)) findings.set(key, { kind: 'existence', ...said, ...place });
    },
    holds: (text, source) => assume({ text, state: 'checked', source }),
    open: (text) => assume({ text, state: 'unverified', source: undefined }),
    result: () => ({ findings: [...findings.values()], assumptions: [...assumptions.values()] }),
  };
}

/** A file that is named and is nowhere; `near` is what may have been meant. */
export function missingFile(
  subject: string,
  path: string,
  near: string | undefined,
  source: FindingSource = listed('files of the workspace'),
): Said {
  return {
    verdict: 'notFound',
    severity: 'error',
    subject,
    message: `${path} is not in the workspace, and the suggestion does not add it.${didYouMean(near)}`,
    source,
  };
}

/** A list that is no file of the workspace. */
export function listed(name: string): FindingSource {
  return { file: name, line: undefined };
}

export function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : ` Did you mean ${name}?`;
}
