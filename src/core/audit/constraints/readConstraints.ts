import { RE2JS } from 're2js';
import semver from 'semver';
import { at, entriesAt, type Tree, textAt, textsOf } from '../../topology/yamlTree.ts';
import type { MapShape, Shape, TeamFileProblem, TextShape } from '../teamFile/shape.ts';
import { readTeamFile, type TeamFile } from '../teamFile/teamFile.ts';
import type { Constraint, Demand } from './constraint.ts';
import { stepsOf } from './fieldPath.ts';
import { quantityOf } from './quantity.ts';

export const constraintsFile = '.whytrace/constraints.yaml';

export function readConstraints(text: string): TeamFile<Constraint> {
  return readTeamFile(text, { list: 'constraints', entry, read: constraintOf, across: sameIds });
}

const text = (what: string, problem?: TextShape['problem']): TextShape => ({
  kind: 'text',
  what,
  ...(problem && { problem }),
});
const oneOrMore = (of: Shape, what: string): Shape => ({
  kind: 'list',
  of,
  what,
  mayBeAlone: true,
});
const flag = (what: string): TextShape => ({ kind: 'text', what, oneOf: ['true', 'false'] });
const quantity = (what: string): TextShape =>
  text(what, (value) =>
    quantityOf(value) === undefined
      ? `${what} must be a quantity such as 512Mi, 1G, 500m or 3, not "${value}".`
      : undefined,
  );

const ecosystems = ['npm', 'pypi', 'go', 'cargo', 'maven', 'nuget', 'gem', 'composer'];

function packageProblem(value: string): string | undefined {
  const [, ecosystem, name] = /^([^:]*):(.+)$/.exec(value) ?? [];
  if (name !== undefined && ecosystems.includes(ecosystem ?? '')) return undefined;
  return `"${value}" must be a package such as npm:request; kinds are ${ecosystems.join(', ')}.`;
}

function patternProblem(value: string): string | undefined {
  try {
    RE2JS.compile(value);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return `The pattern can't be used (${reason}): look-around and back-references are not allowed, as they may take for ever.`;
  }
}

const dependency: MapShape = {
  kind: 'map',
  what: 'forbid.dependency',
  fields: { from: text('from'), to: text('to') },
  required: ['from', 'to'],
};

const kubernetes: MapShape = {
  kind: 'map',
  what: 'require.kubernetes',
  fields: {
    kind: oneOrMore(text('kind'), 'kind'),
    path: text('path', (value) =>
      stepsOf(value) ? undefined : `"${value}" is no path such as spec.containers[*].image.`,
    ),
    exists: flag('exists'),
    max: quantity('max'),
    min: quantity('min'),
    equals: text('equals'),
    oneOf: oneOrMore(text('oneOf'), 'oneOf'),
  },
  required: ['kind', 'path'],
  someOf: ['exists', 'max', 'min', 'equals', 'oneOf'],
};

const version: MapShape = {
  kind: 'map',
  what: 'require.version',
  fields: {
    package: text('package', packageProblem),
    range: text('range', (value) =>
      semver.validRange(value) === null
        ? `"${value}" is no range such as ">=20" or "^4.17.21".`
        : undefined,
    ),
  },
  required: ['package', 'range'],
};

const licence: MapShape = {
  kind: 'map',
  what: 'require.licence',
  fields: {
    package: text('package', packageProblem),
    allow: oneOrMore(
      text('allow', (value) =>
        /^[\w.*+-]+(?: WITH [\w.-]+)?$/.test(value)
          ? undefined
          : `"${value}" is no licence of SPDX such as MIT, Apache-2.0 or BSD-*; name each for itself.`,
      ),
      'allow',
    ),
  },
  required: ['package', 'allow'],
};

const exception: MapShape = {
  kind: 'map',
  what: 'except',
  fields: {
    paths: oneOrMore(text('paths'), 'paths'),
    services: oneOrMore(text('services'), 'services'),
    reason: text('reason'),
  },
  required: ['reason'],
  someOf: ['paths', 'services'],
};

const entry: MapShape = {
  kind: 'map',
  what: 'a constraint',
  fields: {
    id: text('id', (value) =>
      /^[\w][\w.-]*$/.test(value)
        ? undefined
        : `The id "${value}" may hold letters, digits, ".", "_" and "-" only.`,
    ),
    rule: text('rule'),
    why: text('why'),
    owner: text('owner'),
    severity: { kind: 'text', what: 'severity', oneOf: ['error', 'warning'] },
    paths: oneOrMore(text('paths'), 'paths'),
    except: oneOrMore(exception, 'except'),
    forbid: {
      kind: 'map',
      what: 'forbid',
      fields: {
        dependency: oneOrMore(dependency, 'forbid.dependency'),
        package: oneOrMore(text('forbid.package', packageProblem), 'forbid.package'),
        call: oneOrMore(
          text('forbid.call', (value) =>
            /^[\w$*]+(?:(?:\.|::|->|#)[\w$*]+)*(?:\(\))?$/.test(value)
              ? undefined
              : `"${value}" is no function or member such as eval or console.log.`,
          ),
          'forbid.call',
        ),
        image: oneOrMore(text('forbid.image'), 'forbid.image'),
        pattern: oneOrMore(text('forbid.pattern', patternProblem), 'forbid.pattern'),
      },
      someOf: ['dependency', 'package', 'call', 'image', 'pattern'],
    },
    require: {
      kind: 'map',
      what: 'require',
      fields: {
        kubernetes: oneOrMore(kubernetes, 'require.kubernetes'),
        version: oneOrMore(version, 'require.version'),
        licence: oneOrMore(licence, 'require.licence'),
      },
      someOf: ['kubernetes', 'version', 'licence'],
    },
  },
  required: ['id', 'rule'],
};

function constraintOf(tree: Tree): Constraint {
  const id = at(tree, 'id');
  return {
    id: id.text ?? '',
    rule: textAt(tree, 'rule'),
    why: optional(tree, 'why'),
    owner: optional(tree, 'owner'),
    severity: textAt(tree, 'severity') === 'warning' ? 'warning' : 'error',
    paths: textsOf(at(tree, 'paths')),
    line: id.keyLine ?? id.line,
    except: (tree.entries?.has('except') ? each(at(tree, 'except')) : []).map((one) => ({
      paths: textsOf(at(one, 'paths')),
      services: textsOf(at(one, 'services')),
      reason: textAt(one, 'reason'),
      line: one.line,
    })),
    demands: [
      ...[...entriesAt(tree, 'forbid')].flatMap(([kind, value]) =>
        each(value).flatMap((one) => forbidOf(kind, one)),
      ),
      ...[...entriesAt(tree, 'require')].flatMap(([kind, value]) =>
        each(value).map((one) => requireOf(kind, one)),
      ),
    ],
  };
}

function each(tree: Tree): readonly Tree[] {
  return tree.items ?? [tree];
}

function forbidOf(kind: string, tree: Tree): readonly Demand[] {
  switch (kind) {
    case 'dependency':
      return [{ kind, from: textAt(tree, 'from'), to: textAt(tree, 'to') }];
    case 'package':
    case 'call':
    case 'image':
    case 'pattern':
      return [{ kind, name: tree.text ?? '' }];
    default:
      return [];
  }
}

function requireOf(kind: string, tree: Tree): Demand {
  if (kind === 'version') {
    return { kind, name: textAt(tree, 'package'), range: textAt(tree, 'range') };
  }
  if (kind === 'licence') {
    return { kind, name: textAt(tree, 'package'), allow: textsOf(at(tree, 'allow')) };
  }
  const allowed = [...textsOf(at(tree, 'equals')), ...textsOf(at(tree, 'oneOf'))];
  const exists = optional(tree, 'exists');
  return {
    kind: 'kubernetes',
    kinds: textsOf(at(tree, 'kind')),
    path: textAt(tree, 'path'),
    exists: exists === undefined ? undefined : exists === 'true',
    max: optional(tree, 'max'),
    min: optional(tree, 'min'),
    oneOf: allowed.length > 0 ? allowed : undefined,
  };
}

function optional(tree: Tree, key: string): string | undefined {
  return textAt(tree, key) || undefined;
}

function sameIds(entries: readonly Tree[]): readonly TeamFileProblem[] {
  const lines = new Map<string, number>();
  return entries.flatMap((tree) => {
    const { text: id = '', line } = at(tree, 'id');
    const first = lines.get(id);
    lines.set(id, first ?? line);
    return first === undefined
      ? []
      : [
          {
            line,
            message: `The id "${id}" was given in line ${first} already: ids must differ, as findings cite them.`,
          },
        ];
  });
}
