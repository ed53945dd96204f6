import type { Material, Withheld } from './ask/reasoner.ts';
import type { RunContext } from './model/context.ts';
import type { Evidence, EvidencePack } from './model/evidence.ts';
import type { FoundedEdge, TopologyEdge } from './model/topology.ts';

/**
 * The material as a model gets it. Of what the user took out nothing is left: neither its lines, nor
 * kinds of messages that only those lines show, nor what was read in a file of which a part was taken
 * out. What merely had no room is left out as text, and may be asked for.
 */
export function withhold(material: Material, withheld: Withheld): Material {
  const { dropped, noRoom } = withheld;
  if (dropped.length + noRoom.length === 0) return material;
  const gone = new Set([...dropped, ...noRoom].map(({ id }) => id));
  const evidence = material.pack.evidence.filter(({ id }) => !gone.has(id));
  const hidden = templatesIn(dropped, material);
  for (const template of templatesIn(evidence, material)) hidden.delete(template);
  const { mined } = material;
  return {
    ...material,
    pack: packOf(material, evidence, hidden),
    mined: {
      ...mined,
      templates: mined.templates.filter(({ id }) => !hidden.has(id)),
      signals: mined.signals.filter(({ template }) => !hidden.has(template)),
    },
    context: withoutFiles(material.context, dropped),
    withheld,
  };
}

/** What was selected at first with what a model asked for since: all that may be looked at here. */
export function unwithheld(
  selected: EvidencePack,
  shown: EvidencePack,
  end: EvidencePack,
): EvidencePack {
  const added = end.evidence.filter((one) => !shown.evidence.includes(one));
  const { leftOut } = selected;
  const lines = leftOut.shownLines + end.leftOut.shownLines - shown.leftOut.shownLines;
  return {
    ...selected,
    evidence: [...selected.evidence, ...added],
    characters: selected.characters + end.characters - shown.characters,
    leftOut: { ...leftOut, shownLines: Math.min(leftOut.totalLines, lines) },
  };
}

/** Templates of the records that have a line in the evidence. */
function templatesIn(
  evidence: readonly Evidence[],
  { files, mined }: Pick<Material, 'files' | 'mined'>,
): Set<number> {
  const found = new Set<number>();
  for (const { kind, uri, startLine, endLine } of evidence) {
    const index = kind === 'log' ? files.findIndex((file) => file.uri === uri) : -1;
    for (let line = startLine; line <= endLine && index >= 0; line++) {
      const template = mined.templateIds[index]?.[files[index]?.recordAt(line) ?? -1];
      if (template !== undefined) found.add(template);
    }
  }
  return found;
}

function packOf(
  { pack, mined }: Material,
  evidence: readonly Evidence[],
  hidden: ReadonlySet<number>,
): EvidencePack {
  const texts = new Set([...hidden].map((id) => mined.templates[id]?.text));
  const kept = new Set(evidence);
  const gone = pack.evidence.filter((one) => !kept.has(one));
  const lines = gone.filter(({ kind }) => kind === 'log');
  const { leftOut } = pack;
  return {
    ...pack,
    evidence,
    characters: Math.max(0, pack.characters - sum(gone, ({ text }) => text.length + 1)),
    leftOut: {
      ...leftOut,
      shownLines: Math.max(
        0,
        leftOut.shownLines - sum(lines, ({ startLine, endLine }) => endLine - startLine + 1),
      ),
      groups: leftOut.groups.filter(({ template }) => !texts.has(template)),
    },
  };
}

function sum(all: readonly Evidence[], of: (one: Evidence) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

/** A file of which something was taken out is not there at all, with the dependencies only it names. */
function withoutFiles(context: RunContext, dropped: readonly Evidence[]): RunContext {
  const taken = dropped.filter(({ kind }) => kind !== 'log');
  if (taken.length === 0) return context;
  const uris = new Set(taken.map(({ uri }) => uri));
  const names = new Set(taken.map(({ file }) => file.replaceAll('\\', '/')));
  const { topology } = context;
  const isKept = (edge: TopologyEdge): boolean =>
    !isFounded(edge) || edge.evidence.some(({ file }) => !names.has(file));
  return {
    items: context.items.filter(({ uri }) => !uris.has(uri)),
    topology: topology && { ...topology, edges: topology.edges.filter(isKept) },
  };
}

function isFounded(edge: TopologyEdge): edge is FoundedEdge {
  return 'evidence' in edge;
}
