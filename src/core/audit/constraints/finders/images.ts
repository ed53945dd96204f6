import { isPipelineFile, languageOf } from '../../source/language.ts';
import type { SourceView } from '../../source/sourceView.ts';
import { globbed } from '../constraint.ts';
import type { Finder } from './finder.ts';

export interface ImageUse {
  /** As it is written. */
  readonly image: string;
  /** 1-based. */
  readonly line: number;
  /** Where a variable that it holds is set. */
  readonly variableLine?: number;
}

/** The line of some where an image is named, or where its variable is set. */
export function lineOfImage(
  { line, variableLine }: ImageUse,
  lines: ReadonlySet<number>,
): number | undefined {
  if (lines.has(line)) return line;
  return variableLine !== undefined && lines.has(variableLine) ? variableLine : undefined;
}

/** Images by name and tag; one without a tag is `:latest`, one with a digest is pinned whatever its tag. */
export function imageFinder(pattern: string): Finder {
  const isForbidden = imageMatcher(pattern);
  return {
    inFile: ({ path, view }, lines) =>
      imagesIn(path, view).flatMap((use) => {
        const line = lineOfImage(use, lines);
        const { image } = use;
        return line !== undefined && isForbidden(image)
          ? [{ key: image, line, what: `${path} uses the image ${image}${untagged(image)}` }]
          : [];
      }),
    inCommand: (text) =>
      imagesOfCommand(text)
        .filter(isForbidden)
        .map((image) => ({
          key: image,
          what: `the command uses the image ${image}${untagged(image)}`,
        })),
  };
}

function untagged(image: string): string {
  return nameOf(image).tag === undefined && !image.includes('@')
    ? ', which without a tag means :latest'
    : '';
}

function imageMatcher(pattern: string): (image: string) => boolean {
  const wanted = nameOf(pattern);
  const [name, tag] = [
    globbed(wanted.name),
    wanted.tag === undefined ? undefined : globbed(wanted.tag),
  ];
  return (image) => {
    const own = nameOf(image);
    const isPinned = image.includes('@') && (own.tag === undefined || own.tag === 'latest');
    return (
      name.test(own.name) && (tag === undefined || (!isPinned && tag.test(own.tag ?? 'latest')))
    );
  };
}

/** `docker.io/library/redis:7@sha256:…` is `redis` with the tag `7`. */
function nameOf(image: string): { readonly name: string; readonly tag: string | undefined } {
  const plain = (image.split('@')[0] ?? '').replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const [, name = plain, tag] = /^(.*?)(?::([^/:]+))?$/.exec(plain) ?? [];
  return { name, tag };
}

export function imagesIn(path: string, view: SourceView): readonly ImageUse[] {
  const language = languageOf(path);
  if (language === 'dockerfile') return imagesOfDockerfile(view.code);
  if (language === 'yaml' || language === 'terraform' || language === 'json') {
    return imagesOfSettings(view.code, isPipelineFile(path));
  }
  return language === 'shell' || language === 'make'
    ? view.code.flatMap((text, index) =>
        imagesOfCommand(text).map((image) => ({ image, line: index + 1 })),
      )
    : [];
}

function imagesOfDockerfile(lines: readonly string[]): readonly ImageUse[] {
  const stages = new Set<string>();
  const values = new Map<string, { readonly value: string; readonly line: number }>();
  return lines.flatMap((text, index) => {
    const [, key, set = ''] = /^\s*ARG\s+(\w+)=["']?([^"'\s]+)/i.exec(text) ?? [];
    if (key !== undefined) values.set(key, { value: set, line: index + 1 });
    const [, from, stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
    const written = from ?? /^\s*(?:COPY|ADD)\s+[^\n]*--from=(\S+)/i.exec(text)?.[1];
    if (written === undefined) return [];
    const isStage = /^(?:scratch|\d+)$/.test(written) || stages.has(written.toLowerCase());
    if (stage !== undefined) stages.add(stage.toLowerCase());
    const image = written.replace(
      variable,
      (whole, name: string, other?: string) => values.get(name)?.value ?? other ?? whole,
    );
    const variableLine = values.get(new RegExp(variable.source).exec(written)?.[1] ?? '')?.line;
    return isStage || image.includes('$')
      ? []
      : [{ image, line: index + 1, ...(variableLine !== undefined && { variableLine }) }];
  });
}

const variable = /\$\{?(\w+)(?::-([^}]*))?\}?/g;

const imageName = String.raw`[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?`;
const imageSetting = new RegExp(
  String.raw`(?:^\s*(?:-\s*)?|[{,]\s*)["']?(?:image|imageName|container_image|container)["']?\s*[:=]\s*["']?(${imageName})["']?\s*(?:$|[,}])`,
);
const dockerAction = new RegExp(String.raw`^\s*(?:-\s*)?uses\s*:\s*["']?docker:\/\/(${imageName})`);

function imagesOfSettings(lines: readonly string[], isPipeline: boolean): readonly ImageUse[] {
  return lines.flatMap((text, index) => {
    const image = (imageSetting.exec(text) ?? (isPipeline ? dockerAction.exec(text) : null))?.[1];
    if (image !== undefined && !/^(?:true|false|null|~)$/.test(image))
      return [{ image, line: index + 1 }];
    return chartImage(lines, index);
  });
}

/** `image: { repository: redis, tag: latest }` of a chart's values; without a tag the chart's version counts. */
function chartImage(lines: readonly string[], index: number): readonly ImageUse[] {
  const text = lines[index] ?? '';
  const [, space, tag] =
    /^(\s+)(?:-\s+)?(?:tag|newTag)\s*:\s*["']?([\w.-]+)["']?\s*$/.exec(text) ?? [];
  if (space === undefined || tag === undefined) return [];
  const near = lines.slice(Math.max(0, index - 4), index + 5);
  const sibling = new RegExp(
    `^${space.slice(0, -2)}(?:  |- )(?:repository|name|newName)\\s*:\\s*["']?([\\w./:-]+)["']?\\s*$`,
  );
  const name = near.map((line) => sibling.exec(line)?.[1]).find((found) => found !== undefined);
  return name === undefined ? [] : [{ image: `${name}:${tag}`, line: index + 1 }];
}

const wholeImage = new RegExp(`^${imageName}$`);
/** Flags of `docker run` that take no value. */
const alone =
  /^(?:-[ditPq]{1,4}|--(?:rm|detach|interactive|tty|init|privileged|read-only|quiet|publish-all|no-healthcheck|sig-proxy|all-tags))$/;

/** The first word of `docker run` that is neither a flag nor the value of one. */
function runImage(text: string): string | undefined {
  const rest =
    /\b(?:docker|podman|nerdctl)\s+(?:container\s+|image\s+)?(?:run|pull|create)\s+([^;&|\n]+)/.exec(
      text,
    )?.[1];
  const words = (rest ?? '').replace(/\\$/, '').trim().split(/\s+/);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return wholeImage.test(word) ? word : undefined;
    if (!alone.test(word) && !word.includes('=')) at++;
  }
  return undefined;
}

function imagesOfCommand(text: string): readonly string[] {
  const run = runImage(text);
  const flags = [
    ...text.matchAll(
      new RegExp(String.raw`\bkubectl\b[^\n]{0,200}\s--image[= ](${imageName})`, 'g'),
    ),
  ].map(([, image = '']) => image);
  const set = /\bkubectl\b[^\n]{0,80}\bset\s+image\s+\S+\s+(.*)$/.exec(text)?.[1] ?? '';
  const pairs = [...set.matchAll(new RegExp(String.raw`(?:^|\s)[\w*.-]+=(${imageName})`, 'g'))].map(
    ([, image = '']) => image,
  );
  return [...(run === undefined ? [] : [run]), ...flags, ...pairs];
}
