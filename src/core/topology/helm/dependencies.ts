import type { Facts, SourceText } from '../facts.ts';
import { fileName, folderOf, joinPath } from '../paths.ts';
import { itemsAt, readYaml, textAt } from '../yamlTree.ts';

/** Services that charts of data stores and brokers usually make, after the name of the release. */
const usual = ['', '-master', '-primary', '-headless', '-svc', '-postgresql', '-mysql', '-mongodb'];

/** Charts that are fetched from elsewhere run services which no template here shows. */
export function readChartDependencies(files: readonly SourceText[], facts: Facts): void {
  const paths = new Set(files.map(({ path }) => path));
  for (const { path, text } of files) {
    if (!/^(Chart|requirements)\.yaml$/.test(fileName(path))) continue;
    const [about] = readYaml(text).documents;
    for (const dependency of itemsAt(about, 'dependencies')) {
      const chart = textAt(dependency, 'name');
      const name = textAt(dependency, 'alias') || chart;
      const vendored = joinPath(folderOf(path), `charts/${chart}/Chart.yaml`);
      const source = textAt(dependency, 'repository');
      if (!name || paths.has(vendored) || source.startsWith('file:')) continue;
      const aliases = usual.map((suffix) => `${textAt(about, 'name')}-${name}${suffix}`);
      const own = usual.map((suffix) => `${name}${suffix}`);
      facts.nodes.push({
        name,
        aliases: [...own, ...aliases],
        folders: [],
        origin: 'kubernetes',
        mounts: [],
        images: [chart],
      });
      facts.unsupported.push({
        file: path,
        reason: `Chart ${chart} is fetched from elsewhere; its templates were not read.`,
      });
    }
  }
}
