import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { agentTools } from '../../src/agent/tools.ts';
import {
  commandIds,
  panelCommands,
  ranContext,
  runningContext,
} from '../../src/extension/commandIds.ts';
import { logFeatures } from '../../src/extension/logFeatures.ts';
import { logNamePattern, notLogPattern } from '../../src/extension/logNames.ts';
import { tokenLegend } from '../../src/server/features/tokens.ts';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly type?: string;
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly semanticTokenModifiers: readonly { readonly id: string }[];
    readonly semanticTokenScopes: readonly {
      readonly scopes: Readonly<Record<string, readonly string[]>>;
    }[];
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly views: Readonly<
      Record<
        string,
        readonly { readonly id: string; readonly name: string; readonly icon: string }[]
      >
    >;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { commands, menus, configuration } = manifest.contributes;
const settings = Object.entries(
  Object.assign({}, ...configuration.map((c) => c.properties)) as Record<string, Setting>,
);
const menuItems = Object.entries(menus).flatMap(([menu, items]) =>
  items.map((item) => ({ menu, ...item })),
);

suite('package.json', () => {
  test('contributes exactly the commands of the list', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...commandIds].sort());
    const { manageTrust, ...own } = panelCommands;
    assert.equal(manageTrust, 'workbench.trust.manage');
    const known: readonly string[] = commandIds;
    assert.ok(Object.values(own).every((id) => known.includes(id)));
  });

  test('gives all commands one category and plain titles', () => {
    assert.ok(commands.every(({ category }) => category === 'Whytrace'));
    assert.ok(commands.every(({ title }) => /^[A-Z][A-Za-z ]+$/.test(title)));
  });

  test('names in menus only commands that it contributes, each under a condition', () => {
    for (const { menu, command, when } of menuItems) {
      assert.ok(
        commandIds.some((id) => id === command),
        `${menu}: ${command}`,
      );
      assert.ok(when, `${menu}: ${command} has no when clause`);
    }
  });

  test('offers files by the same names that the code takes for logs', () => {
    const { source } = logNamePattern;
    const byName = menuItems.filter(({ when }) => when?.includes('resourceFilename'));
    assert.ok(byName.length >= 5);
    for (const { menu, when } of byName) {
      assert.ok(when?.includes(`resourceFilename =~ /${source}/i`), menu);
      assert.ok(when?.includes(`!(resourceExtname =~ /^${notLogPattern.source}/i)`), menu);
    }
  });

  test('uses context keys that the code sets', () => {
    const used = commands.flatMap(({ enablement }) => enablement?.match(/whytrace\.\w+/g) ?? []);
    assert.deepEqual([...new Set(used)].sort(), [ranContext, runningContext].sort());
  });

  test('is activated by logs and plain text, its panel, its commands and the files of teams, never by starting the editor', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:log',
      'onLanguage:plaintext',
      'onWebviewPanel:whytrace.diagnosis',
      'workspaceContains:.whytrace/constraints.yaml',
      'workspaceContains:.whytrace/tried.yaml',
    ]);
  });

  test('gives each setting a default and at most two sentences', () => {
    assert.ok(settings.length > 0);
    for (const [name, { default: preset, markdownDescription = '' }] of settings) {
      assert.notEqual(preset, undefined, name);
      const sentences = markdownDescription.match(/\.(?= |$)/g)?.length ?? 0;
      assert.ok(sentences >= 1 && sentences <= 2, `${name}: ${sentences} sentences`);
    }
  });

  test('has a setting for each feature of a log, with the default of the code', () => {
    const ofLogs = settings.filter(
      ([name, { type }]) => name.startsWith('whytrace.logs.') && type === 'boolean',
    );
    const features = ofLogs.map(([name, { default: preset }]) => [
      name.replace('whytrace.logs.', ''),
      preset,
    ]);
    assert.deepEqual(Object.fromEntries(features), { ...logFeatures, ask: true });
  });

  test('maps each modifier of the colours of a log to what themes know', () => {
    const [{ scopes } = { scopes: {} }] = manifest.contributes.semanticTokenScopes;
    const declared = manifest.contributes.semanticTokenModifiers.map(({ id }) => id);
    assert.deepEqual(declared, tokenLegend.tokenModifiers);
    for (const selector of Object.keys(scopes)) {
      const [type = '', ...modifiers] = selector.split('.');
      assert.ok(tokenLegend.tokenTypes.includes(type), selector);
      assert.ok(
        modifiers.every((modifier) => declared.includes(modifier)),
        selector,
      );
    }
    const mapped = Object.keys(scopes).map((selector) => selector.split('.')[1]);
    assert.deepEqual(
      declared.filter((modifier) => !mapped.includes(modifier)),
      [],
    );
  });

  test('lets no workspace choose who is asked', () => {
    const ofModel = settings.filter(([name]) => name.startsWith('whytrace.model.'));
    assert.ok(ofModel.every(([, { scope }]) => scope === 'machine'));
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations,
      ofModel.map(([name]) => name),
    );
  });

  test('has one container with an outline icon and short names for its views', () => {
    const { viewsContainers, views } = manifest.contributes;
    assert.deepEqual(
      viewsContainers.activitybar.map(({ id }) => id),
      ['whytrace'],
    );
    assert.deepEqual(Object.keys(views), ['whytrace']);
    const icons = [...viewsContainers.activitybar, ...Object.values(views).flat()];
    assert.ok(icons.length >= 2);
    for (const { icon } of icons) {
      assert.match(readFileSync(icon, 'utf8'), /^<svg[^>]* fill="none" stroke=/);
    }
    for (const { id, name } of Object.values(views).flat()) {
      assert.match(id, /^whytrace\.\w+$/);
      assert.ok(name.length <= 20, name);
    }
  });

  test('packs each bundle that is loaded when it is first used', () => {
    const [, table = ''] =
      /const lazy = \{([^}]*)\}/.exec(readFileSync('esbuild.config.mjs', 'utf8')) ?? [];
    const lazy = [...table.matchAll(/'(\w+)\.cjs'/g)].map(([, name = '']) => name);
    const [, packed = ''] =
      /!dist\/\{(.*)\}\.cjs/.exec(readFileSync('.vscodeignore', 'utf8')) ?? [];
    assert.ok(lazy.length > 3);
    assert.deepEqual(
      lazy.filter((name) => !packed.split(',').includes(name)),
      [],
    );
  });

  test('has an icon of 256 by 256 pixels', () => {
    assert.ok(existsSync('media/icon.svg'));
    const png = readFileSync(manifest.icon);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
  });
});

suite('the tools for agents in the manifest', () => {
  test('are those that answer', () => {
    const declared = JSON.parse(readFileSync('package.json', 'utf8')).contributes
      .languageModelTools as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      declared.map(({ name, displayName, modelDescription, inputSchema }) => ({
        ...{ name, title: displayName, description: modelDescription, inputSchema },
      })),
      agentTools,
    );
  });
});
