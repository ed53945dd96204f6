/** A package that a file or a command names. */
export interface PackageUse {
  /** `npm`, `pypi`, `go`, `cargo`, `maven`, `nuget`, `gem` or `composer`. */
  readonly ecosystem: string;
  readonly name: string;
  /** As it is written, where it is. */
  readonly range?: string;
  /** 1-based. */
  readonly line: number;
  readonly how: 'import' | 'manifest' | 'install';
}

/** Names of one package are written in several ways. */
export function plainName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'pypi':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'cargo':
      return name.replaceAll('_', '-');
    case 'nuget':
    case 'composer':
      return name.toLowerCase();
    default:
      return name;
  }
}
