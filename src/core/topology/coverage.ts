import type { Coverage } from '../model/topology.ts';

/** Keeps what was read, left out, and not understood. */
export interface CoverageBook {
  read(format: string, file: string): void;
  skip(file: string, reason: string): void;
  unsupported(file: string, reason: string): void;
  written(): Coverage;
}

/** Beyond that a list is no help; counts are told instead. */
const MOST_LISTED = 100;

export function createCoverage(): CoverageBook {
  const formats = new Map<string, Set<string>>();
  const skipped: { file: string; reason: string }[] = [];
  const unknown: { file: string; reason: string }[] = [];
  return {
    read(format, file) {
      formats.set(format, (formats.get(format) ?? new Set()).add(file));
    },
    skip: (file, reason) => skipped.push({ file, reason }),
    unsupported: (file, reason) => unknown.push({ file, reason }),
    written: () => ({
      read: [...formats]
        .map(([format, files]) => ({ format, files: files.size }))
        .sort((a, b) => (a.format < b.format ? -1 : 1)),
      skipped: shortened(skipped),
      unsupported: shortened(unknown),
    }),
  };
}

function shortened(
  entries: readonly { readonly file: string; readonly reason: string }[],
): Coverage['skipped'] {
  const rest = entries.slice(MOST_LISTED);
  const reasons = [...new Set(rest.map(({ reason }) => reason))];
  return [
    ...entries.slice(0, MOST_LISTED),
    ...reasons.map((reason) => {
      const count = rest.filter((entry) => entry.reason === reason).length;
      return { file: `${count} more files`, reason };
    }),
  ];
}
