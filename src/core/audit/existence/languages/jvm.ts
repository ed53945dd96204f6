import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import known from '../known/java.json' with { type: 'json' };
import type { PlacedDependency } from '../manifests/manifests.ts';
import { isNearMiss, nearest } from '../nearMiss.ts';
import { folderOf, nameOf } from '../project.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { newMatches, sourceOf } from './source.ts';

const jdk: Readonly<Record<string, string>> = known;
const jdkSource = listed('classes of JDK 17');

/** What machines and compilers bring along. */
const given =
  /^(?:javax?|jdk|sun|com\.sun|kotlin|org\.w3c\.dom|org\.xml\.sax|org\.ietf\.jgss|android|dalvik|scala|groovy|netscape)(?:\.|$)/;

/** Groups whose packages frameworks bring along: nobody declares them one by one. */
const brought =
  /^(?:jakarta|org\.slf4j|ch\.qos\.logback|org\.junit|junit|org\.mockito|org\.assertj|org\.hamcrest|com\.fasterxml\.jackson|org\.springframework|org\.hibernate|com\.zaxxer|reactor|io\.micrometer|org\.apache\.(?:catalina|tomcat|commons\.logging|logging|coyote)|org\.thymeleaf|org\.yaml|org\.aspectj|io\.netty|org\.reactivestreams|com\.jayway|org\.json|org\.skyscreamer|net\.bytebuddy|org\.objenesis|kotlinx|org\.jetbrains|org\.intellij|io\.smallrye|org\.eclipse|javax|androidx|com\.google\.(?:common|errorprone|protobuf|gson|inject)|okio|okhttp3|retrofit2|io\.grpc|lombok|dagger|io\.reactivex)(?:\.|$)/;

/** First parts of packages by the group that has them, where the two are not alike. */
const groupsByPackage: readonly (readonly [RegExp, string])[] = [
  [/^lombok\b/, 'org.projectlombok'],
  [/^okhttp3\b/, 'com.squareup.okhttp3'],
  [/^retrofit2\b/, 'com.squareup.retrofit2'],
  [/^okio\b/, 'com.squareup.okio'],
  [/^reactor\b/, 'io.projectreactor'],
  [/^dagger\b/, 'com.google.dagger'],
  [/^com\.google\.common\b/, 'com.google.guava'],
  [/^com\.google\.gson\b/, 'com.google.code.gson'],
  [/^org\.apache\.commons\.lang3\b/, 'org.apache.commons'],
  [/^org\.apache\.commons\.io\b/, 'commons-io'],
  [/^org\.apache\.commons\.codec\b/, 'commons-codec'],
  [/^feign\b/, 'io.github.openfeign'],
  [/^org\.awaitility\b/, 'org.awaitility'],
  [/^io\.restassured\b/, 'io.rest-assured'],
  [/^liquibase\b/, 'org.liquibase'],
  [/^springfox\b/, 'io.springfox'],
  [/^brave\b/, 'io.zipkin.brave'],
  [/^redis\.clients\b/, 'redis.clients'],
  [/^com\.mysql\b|^com\.mysql\.cj\b/, 'com.mysql'],
  [/^net\.sf\.json\b/, 'net.sf.json-lib'],
  [/^graphql\b/, 'com.graphql-java'],
  [/^rx\b/, 'io.reactivex'],
  [/^timber\b/, 'com.jakewharton.timber'],
  [/^coil\b/, 'io.coil-kt'],
  [/^arrow\b/, 'io.arrow-kt'],
  [/^com\.bumptech\b/, 'com.github.bumptech.glide'],
  [/^play\b/, 'com.typesafe.play'],
  [/^akka\b/, 'com.typesafe.akka'],
  [/^org\.joda\.time\b/, 'joda-time'],
  [/^edu\b/, ''],
];

export async function checkJvm(run: Run, files: readonly ChangedFile[]): Promise<void> {
  if (files.length === 0) return;
  const dependencies = await run.dependencies('maven');
  for (const file of files) {
    const source = sourceOf(file, syntaxes.jvm);
    for (const { groups, line } of newMatches(
      source,
      /^\s*import\s+(?:static\s+)?([\w.`]+?)(\.\*|\.\{[^}]*\})?\s*(?:as\s+\w+\s*)?(?:;|$)/gm,
    )) {
      const name = (groups[0] ?? '').replaceAll('`', '');
      const place = { file: file.path, line };
      if (sayJdk(run, place, name, groups[1] !== undefined) || given.test(name)) continue;
      if (isOwn(run, place, name) || !name.includes('.')) continue;
      judge(run, place, name, dependencies);
    }
  }
}

/** Classes of the packages that programs import most are known by name. */
function sayJdk(run: Run, place: Place, name: string, isWhole: boolean): boolean {
  const parts = name.split('.');
  const at = parts.findIndex((part) => /^[A-Z]/.test(part));
  const package_ = (at < 0 ? parts : parts.slice(0, at)).join('.');
  const wanted = at < 0 ? undefined : parts[at];
  if (!/^java\./.test(name)) return false;
  const classes = jdk[package_];
  if (classes === undefined) {
    const near = nearest(package_, Object.keys(jdk));
    if (near !== undefined && !isWhole)
      say(run, place, name, `The JDK has no package ${package_}.${didYouMean(near)}`);
    return true;
  }
  const names = classes.split(' ');
  if (wanted === undefined || names.includes(wanted)) {
    run.report.holds(`${name} is in the JDK.`, jdkSource);
    return true;
  }
  const near = nearest(wanted, names);
  const other = Object.entries(jdk).find(([, list]) => list.split(' ').includes(wanted))?.[0];
  if (near !== undefined || other !== undefined) {
    const meant = other === undefined ? `${package_}.${near}` : `${other}.${wanted}`;
    say(run, place, name, `The JDK has no class ${wanted} in ${package_}.${didYouMean(meant)}`);
  } else {
    unsure(run, place, name, `The JDK 17 has no class ${wanted} in ${package_}; it may be newer.`);
  }
  return true;
}

function say(run: Run, place: Place, subject: string, message: string): void {
  run.report.find(place, {
    verdict: 'notFound',
    severity: 'error',
    subject,
    message,
    source: jdkSource,
  });
}

function unsure(run: Run, place: Place, subject: string, message: string): void {
  run.report.find(place, {
    verdict: 'couldNotCheck',
    severity: 'warning',
    subject,
    message,
    source: jdkSource,
  });
}

/** Packages of the workspace are folders with sources; what is missing in them is said. */
function isOwn(run: Run, place: Place, name: string): boolean {
  const parts = name.split('.');
  const at = parts.findIndex((part) => /^[A-Z]/.test(part));
  const path = (at < 0 ? parts : parts.slice(0, at)).join('/');
  const inFolder = [...run.project.paths].filter(
    (file) => /\.(?:java|kt|groovy|scala)$/.test(file) && `/${folderOf(file)}`.endsWith(`/${path}`),
  );
  if (inFolder.length === 0) return isOwnPrefix(run, place, parts);
  const wanted = at < 0 ? undefined : parts[at];
  const names = inFolder.map((file) => nameOf(file).replace(/\.\w+$/, ''));
  if (wanted === undefined || names.includes(wanted)) {
    run.report.holds(`${name} is in the workspace.`, { file: inFolder[0] ?? '', line: undefined });
  } else if (inFolder.every((file) => file.endsWith('.java'))) {
    sayNoClass(run, place, name, wanted, inFolder);
  } else {
    // A file of Kotlin may hold any classes.
    run.report.open(`${name} is defined in the workspace.`);
  }
  return true;
}

function sayNoClass(
  run: Run,
  place: Place,
  name: string,
  wanted: string,
  files: readonly string[],
): void {
  const near = nearest(
    wanted,
    files.map((file) => nameOf(file).replace(/\.java$/, '')),
  );
  run.report.find(place, {
    verdict: near ? 'notFound' : 'couldNotCheck',
    severity: near ? 'error' : 'warning',
    subject: name,
    message: `${folderOf(files[0] ?? '')} has no file for ${wanted}.${didYouMean(near)}`,
    source: listed('files of the workspace'),
  });
}

/** A package below one of the workspace's own, which no folder here is. */
function isOwnPrefix(run: Run, place: Place, parts: readonly string[]): boolean {
  const own =
    /(?:^|\/)(?:java|kotlin|scala|groovy|src)\/(.+)\//
      .exec(`${place.file ?? ''}`)?.[1]
      ?.split('/') ?? [];
  const shared = parts.findIndex((part, index) => part !== own[index]);
  if (shared < 2) return false;
  run.report.open(`${parts.join('.')} is made by a build, or is in another module.`);
  return true;
}

function judge(
  run: Run,
  place: Place,
  name: string,
  dependencies: readonly PlacedDependency[],
): void {
  const group = groupsByPackage.find(([pattern]) => pattern.test(name))?.[1];
  const groups = run.known('maven').popular;
  const isKnown =
    group !== undefined || [...groups].some((one) => name === one || name.startsWith(`${one}.`));
  const found = dependencies.find((one) => belongs(name, one.name, group));
  const meant = isKnown ? undefined : misspelt(name, [...groups, ...dependencies.map(groupOf)]);
  if (meant !== undefined) {
    say(
      run,
      place,
      name,
      `No group of Maven that is known begins like ${name}.${didYouMean(meant)}`,
    );
  } else if (found) {
    run.report.holds(`${name} comes with ${found.name}.`, { file: found.file, line: found.line });
  } else if (brought.test(name) || (isKnown && dependencies.length === 0)) {
    run.report.open(`${name} comes with a framework that is declared.`);
  } else {
    sayUndeclared(run, place, name, isKnown);
  }
}

function groupOf({ name }: PlacedDependency): string {
  return name.split(':')[0] ?? '';
}

/** A group of which one part is misspelt, all others being right. */
function misspelt(name: string, groups: readonly string[]): string | undefined {
  const parts = name.split('.');
  return groups.find((group) => {
    // Artifacts of a group often share its first three parts only.
    const known = group.split('.').slice(0, 3);
    if (known.length < 2 || known.length >= parts.length) return false;
    const wrong = known.filter((part, index) => part !== parts[index]);
    const at = known.findIndex((part, index) => part !== parts[index]);
    return wrong.length === 1 && isNearMiss(parts[at] ?? '', known[at] ?? '');
  });
}

/** Packages mostly begin with their group, or with two parts of it and the artifact's name. */
function belongs(name: string, coordinates: string, group: string | undefined): boolean {
  const [declaredGroup = '', artifact = ''] = coordinates.split(':');
  if (declaredGroup === group) return true;
  const two = declaredGroup.split('.').slice(0, 2).join('.');
  const isShared =
    /^(?:com\.google|org\.apache|com\.github|io\.github|org\.eclipse|com\.amazonaws|net\.java|org\.jetbrains|com\.microsoft|org\.codehaus)$/.test(
      two,
    );
  return (
    name.startsWith(`${declaredGroup}.`) ||
    (!isShared && two.includes('.') && name.startsWith(`${two}.`)) ||
    (artifact.length > 3 && name.split('.').includes(artifact.replace(/-/g, '')))
  );
}

function sayUndeclared(run: Run, place: Place, name: string, isKnown: boolean): void {
  run.report.find(place, {
    verdict: isKnown ? 'notADependency' : 'couldNotCheck',
    severity: 'warning',
    subject: name,
    message: isKnown
      ? `${name} is of a package of Maven, but no build file here names it. Add it as a dependency, or leave it out.`
      : `Whether ${name} exists could not be checked: no build file here names a package like it.`,
    source: listed('known groups of Maven'),
  });
}
