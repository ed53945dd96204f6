import { type Language, languageOf } from '../../source/language.ts';
import type { SourceView } from '../../source/sourceView.ts';
import type { PackageUse } from './packageUse.ts';

type ReadImports = (code: string, bare: string) => readonly Omit<PackageUse, 'line' | 'how'>[];

/** What files of code take in, line by line. */
export function importsIn(path: string, view: SourceView): readonly PackageUse[] {
  const read = readers[languageOf(path)];
  return read
    ? view.code.flatMap((code, index) =>
        code.length > 2_000
          ? []
          : read(code, view.bare[index] ?? '').map((use) => ({
              ...use,
              line: index + 1,
              how: 'import' as const,
            })),
      )
    : [];
}

const readers: Readonly<Partial<Record<Language, ReadImports>>> = {
  javascript: (code, bare) =>
    [
      ...code.matchAll(
        /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\(|\brequire\.resolve\s*\()\s*(["'])([^"'\n]+)\1/g,
      ),
    ].flatMap(({ index, 2: specifier = '' }) => {
      // A keyword within a string takes nothing in.
      const name = /\w/.test(bare[index] ?? '') ? npmName(specifier) : undefined;
      return name === undefined ? [] : [{ ecosystem: 'npm', name }];
    }),
  python: (_, bare) => {
    const [, from, list = ''] =
      /^\s*(?:from\s+([\w.]+)\s+import\b|import\s+([\w.,\s]+))/.exec(bare) ?? [];
    const modules =
      from === undefined ? list.split(',').map((part) => part.trim().split(/\s/)[0] ?? '') : [from];
    return modules
      .filter((module) => module !== '' && !module.startsWith('.'))
      .flatMap(pythonPackages);
  },
  go: (code) => {
    const path = /^\s*(?:import\s+)?(?:[\w.]+\s+)?["`]([\w.-]+\.[\w-]+\/[^"`\s]+)["`]\s*$/.exec(
      code,
    )?.[1];
    return path === undefined ? [] : [{ ecosystem: 'go', name: path }];
  },
  rust: (_, bare) => {
    const name = /^\s*(?:pub\s+)?(?:use|extern\s+crate)\s+(?:::)?(\w+)/.exec(bare)?.[1];
    return name === undefined || /^(?:std|core|alloc|crate|self|super)$/.test(name)
      ? []
      : [{ ecosystem: 'cargo', name }];
  },
  java: (_, bare) => {
    const name = /^\s*import\s+(?:static\s+)?([\w.]+)/.exec(bare)?.[1];
    return name === undefined ? [] : [{ ecosystem: 'maven', name: `${name}:*` }];
  },
  csharp: (_, bare) => {
    const name = /^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+)\s*;/.exec(
      bare,
    )?.[1];
    return name === undefined ? [] : [{ ecosystem: 'nuget', name }];
  },
  ruby: (code) => {
    const name = /^\s*require\s*\(?\s*["']([\w/-]+)["']/.exec(code)?.[1];
    return name === undefined ? [] : [{ ecosystem: 'gem', name: name.split('/')[0] ?? name }];
  },
};

/** `@scope/a/b` -> `@scope/a`; nothing for what is a file or comes with Node. */
function npmName(specifier: string): string | undefined {
  if (/^[./#~]|^(?:node|https?|file|data):|^[A-Za-z]:/.test(specifier)) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

/** A module may be called otherwise than its package. */
function pythonPackages(
  module: string,
): readonly { readonly ecosystem: string; readonly name: string }[] {
  const parts = module.split('.');
  const top = parts[0] ?? module;
  // `google.cloud.storage` is of `google-cloud-storage`.
  const joined = parts.map((_, index) => parts.slice(0, index + 1).join('-'));
  return [...joined, ...(otherNames.get(top) ?? [])].map((name) => ({ ecosystem: 'pypi', name }));
}

const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['yaml', ['pyyaml']],
  ['cv2', ['opencv-python', 'opencv-python-headless']],
  ['PIL', ['pillow']],
  ['sklearn', ['scikit-learn']],
  ['skimage', ['scikit-image']],
  ['bs4', ['beautifulsoup4']],
  ['dateutil', ['python-dateutil']],
  ['dotenv', ['python-dotenv']],
  ['jwt', ['pyjwt']],
  ['jose', ['python-jose']],
  ['Crypto', ['pycryptodome', 'pycrypto']],
  ['psycopg2', ['psycopg2-binary']],
  ['MySQLdb', ['mysqlclient']],
  ['attr', ['attrs']],
  ['serial', ['pyserial']],
  ['git', ['gitpython']],
  ['OpenSSL', ['pyopenssl']],
  ['docx', ['python-docx']],
  ['magic', ['python-magic']],
  ['multipart', ['python-multipart']],
  ['slugify', ['python-slugify']],
  ['pkg_resources', ['setuptools']],
  ['kafka', ['kafka-python']],
  ['redis', ['redis']],
  ['grpc', ['grpcio']],
  ['google', ['protobuf']],
  ['fitz', ['pymupdf']],
  ['usb', ['pyusb']],
]);
