import ignore from 'ignore';

/** A rule that a team keeps in `.whytrace/constraints.yaml`. */
export interface Constraint {
  readonly id: string;
  readonly rule: string;
  readonly why: string | undefined;
  readonly owner: string | undefined;
  readonly severity: 'error' | 'warning';
  /** Globs as in an ignore file; none where it holds everywhere. */
  readonly paths: readonly string[];
  /** Of its id; findings cite it. */
  readonly line: number;
  /** What code can check; none where a reasoner must judge. */
  readonly demands: readonly Demand[];
  /** Where it need not hold. */
  readonly except: readonly Exception[];
}

/** What a team allows in spite of a rule, and why. */
export interface Exception {
  /** Globs as in an ignore file. */
  readonly paths: readonly string[];
  /** Names of services of the system map; `*` is any text. */
  readonly services: readonly string[];
  readonly reason: string;
  readonly line: number;
}

/** Whether a rule is about a file. */
export function pathsOf({ paths }: Pick<Constraint, 'paths'>): (path: string) => boolean {
  if (paths.length === 0) return () => true;
  const matcher = ignore({ allowRelativePaths: true }).add([...paths]);
  return (path) => matcher.ignores(path);
}

export type Demand = DependencyDemand | LicenceDemand | FileDemand;

/** Packages that may come along only under these licences. */
export interface LicenceDemand {
  readonly kind: 'licence';
  /** e.g. `npm:*` */
  readonly name: string;
  /** Names of SPDX; `*` is any text. */
  readonly allow: readonly string[];
}

export interface DependencyDemand {
  readonly kind: 'dependency';
  readonly from: string;
  readonly to: string;
}

/** What one file or command shows. */
export type FileDemand =
  | { readonly kind: 'package' | 'call' | 'image' | 'pattern'; readonly name: string }
  | KubernetesDemand
  | { readonly kind: 'version'; readonly name: string; readonly range: string };

export interface KubernetesDemand {
  readonly kind: 'kubernetes';
  readonly kinds: readonly string[];
  readonly path: string;
  readonly exists: boolean | undefined;
  readonly max: string | undefined;
  readonly min: string | undefined;
  /** Any of these. */
  readonly oneOf: readonly string[] | undefined;
}

/** `*` is any text; nothing else is special. */
export function globbed(pattern: string, flags = 'i'): RegExp {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, flags);
}
