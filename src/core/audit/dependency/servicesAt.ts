import type { SystemView } from './systems.ts';

type ServicesAt = (file: string, line: number | undefined) => readonly string[];

/** Whose a line of a file is: that of the description that begins last before it, or of the folder's owner. */
export function servicesAtIn({ manifests, ownerOf, resolve }: SystemView): ServicesAt {
  return (file, line = 1) => {
    const described = manifests
      .filter(({ path }) => path === file)
      .flatMap(({ objects, services }) => [
        ...objects.map(({ name, tree }) => ({ name, line: tree.line })),
        ...services,
      ])
      .filter((one) => one.line <= line)
      .sort((a, b) => b.line - a.line)[0];
    if (described) return [resolve(described.name) ?? described.name];
    const owner = ownerOf(file);
    return owner === undefined ? [] : [owner];
  };
}
