import type { PackageUse } from '../judge.ts';
import type { Said } from '../report.ts';

/** A package that neither the workspace nor a list settles. */
export interface PackageQuestion {
  readonly use: PackageUse;
  /** The known package that it could be taken for. */
  readonly near: string | undefined;
  /** What is said of it where no registry is asked. */
  readonly offline: Said;
  /** The major version that is asked for, where the package itself is known. */
  readonly major?: number;
}
