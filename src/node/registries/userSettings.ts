import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { RegistrySettingsFile } from '../../core/model/packageRegistry.ts';

/** Where package managers keep a user's settings, below the home folder. */
const files: readonly string[] = [
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  '.config/pip/pip.conf',
  '.pip/pip.conf',
  'pip/pip.ini',
  'AppData/Roaming/pip/pip.ini',
  'Library/Application Support/pip/pip.conf',
  '.config/uv/uv.toml',
  '.config/go/env',
  'Library/Application Support/go/env',
  'AppData/Roaming/go/env',
  '.cargo/config.toml',
  '.m2/settings.xml',
  '.nuget/NuGet/NuGet.Config',
  '.config/NuGet/NuGet.Config',
  'AppData/Roaming/NuGet/NuGet.Config',
  '.gemrc',
  '.bundle/config',
  '.composer/config.json',
  '.config/composer/config.json',
];

/** What says where a user's packages come from; only addresses and prefixes of names are read of it. */
export async function userSettings(
  environment: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): Promise<readonly RegistrySettingsFile[]> {
  const read = files.map(async (name): Promise<RegistrySettingsFile | undefined> => {
    const text = await readFile(join(home, name), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : { name: `~/${name}`, text };
  });
  const told = Object.entries(environment)
    .filter(([key]) =>
      /^(?:npm_config_registry|(?:PIP|UV)_\w*INDEX\w*|GO(?:PRIVATE|NOPROXY))$/i.test(key),
    )
    .map(([key, value]) => `${key}=${value}`);
  const found = (await Promise.all(read)).filter((file) => file !== undefined);
  return [...found, { name: 'the environment', text: told.join('\n') }];
}
