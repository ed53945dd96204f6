import type { ChangedFile } from '../../../model/audit.ts';
import { knownImages } from '../known/known.ts';
import { nearest } from '../nearMiss.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';

const named =
  /^\s*(?:-\s+)?image:\s*["']?([^\s"'#{}]+)["']?\s*(?:#.*)?$|^\s*FROM\s+(?:--\S+\s+)*(\S+)/i;

/** Words after the version of a tag, as official images have them. */
const variants =
  'alpine slim bookworm bullseye buster trixie jammy noble focal fpm apache cli windowsservercore nanoserver management debian ubuntu perl otel'.split(
    ' ',
  );

/** Official images by their names; those of others, and those that are built here, are not asked after. */
export async function checkImages(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const stages = new Set(
      [...(file.after ?? '').matchAll(/\s+AS\s+(\S+)/gi)].map((match) => match[1]?.toLowerCase()),
    );
    for (const { line, text } of file.added) {
      const match = named.exec(text);
      const image = match?.[1] ?? match?.[2] ?? '';
      const [name = '', tag = ''] = image.split('@')[0]?.split(':') ?? [];
      if (image === '' || /[/$]/.test(name) || stages.has(name.toLowerCase())) continue;
      checkImage(run, { file: file.path, line }, name, tag);
    }
  }
}

function checkImage(run: Run, place: Place, name: string, tag: string): void {
  if (knownImages.has(name)) {
    checkTag(run, place, name, tag);
    return;
  }
  const near = nearest(name, knownImages);
  if (near === undefined || name === 'scratch') {
    run.report.open(`The image ${name} can be pulled.`);
    return;
  }
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: name,
    message: `No official image is called ${name}.${didYouMean(near)}`,
    source: listed('official images of Docker Hub'),
  });
}

/** Only what is almost a known variant is sure to be none. */
function checkTag(run: Run, place: Place, name: string, tag: string): void {
  const words = tag.split('-').map((word) => word.replace(/[\d.]+$/, ''));
  const wrong = words.find((word) => !variants.includes(word) && nearest(word, variants));
  if (wrong === undefined) {
    run.report.holds(`${name} is an official image.`, listed('official images of Docker Hub'));
    return;
  }
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject: `${name}:${tag}`,
    message: `No variant of images is called ${wrong}.${didYouMean(nearest(wrong, variants))}`,
    source: listed('variants of official images'),
  });
}
