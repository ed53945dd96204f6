import type { ChangedFile, SystemChange } from '../../../model/audit.ts';
import type { Place, SystemTopology } from '../../../model/topology.ts';
import { globbed } from '../constraint.ts';

/** An edge of the system map that a team forbids. */
export interface ForbiddenEdge {
  readonly from: string;
  readonly to: string;
  /** Where the suggestion founds it; else where it is founded. */
  readonly place: Place;
  /** It was there before, and the suggestion adds to it. */
  readonly wasThere: boolean;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly Place[];
}

/** Forbidden edges that the suggestion brings, or gives another reason for. */
export function forbiddenEdges(
  { before, after }: SystemChange,
  files: readonly ChangedFile[],
  from: string,
  to: string,
): readonly ForbiddenEdge[] {
  const [source, target] = [globbed(from), globbed(to)];
  const isForbidden = (edge: Edge): boolean => source.test(edge.from) && target.test(edge.to);
  const known = new Set(edgesOf(before).map(nameOf));
  const added = new Map(
    files.map(({ path, added: lines }) => [path, new Set(lines.map(({ line }) => line))]),
  );
  const isAdded = ({ file, line }: Place): boolean => added.get(file)?.has(line) === true;
  return edgesOf(after)
    .filter(isForbidden)
    .flatMap((edge) => {
      const wasThere = known.has(nameOf(edge));
      const own = edge.evidence.find(isAdded);
      const place = own ?? edge.evidence[0];
      return place && (own || !wasThere) ? [{ from: edge.from, to: edge.to, place, wasThere }] : [];
    });
}

/** What is called outside of the system is an edge too. */
function edgesOf({ edges, external }: SystemTopology): readonly Edge[] {
  return [
    ...edges,
    ...external.map(({ from, host, place }) => ({ from, to: host, evidence: [place] })),
  ];
}

function nameOf({ from, to }: Edge): string {
  return `${from}\n${to}`;
}

/** Names of a constraint that mean nothing in the system, so that it can't ever be broken. */
export function unknownNames(
  topology: SystemTopology,
  names: readonly string[],
): readonly string[] {
  const all = [...topology.services, ...topology.external.map(({ host }) => host)];
  return names.filter((name) => {
    const pattern = globbed(name);
    return !all.some((each) => pattern.test(each));
  });
}
