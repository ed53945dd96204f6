import type { Facts } from '../facts.ts';
import { type Block, type BlockLine, keyOf, referencesIn, referredBy } from './blocks.ts';

/** Resources that join two others, and the attributes that hold their ends. */
const links: readonly {
  readonly type: RegExp;
  readonly from: RegExp;
  readonly to: RegExp;
}[] = [
  // A consumer asks a queue; a topic, a bucket and a bus call those they tell.
  { type: /_lambda_event_source_mapping$/, from: /^function_name$/, to: /^event_source_arn$/ },
  { type: /_sns_topic_subscription$/, from: /^topic_arn$/, to: /^endpoint$/ },
  {
    type: /_s3_bucket_notification$/,
    from: /^bucket$/,
    to: /^(lambda_function_arn|queue_arn|topic_arn)$/,
  },
  { type: /_cloudwatch_event_target$/, from: /^(rule|event_bus_name)$/, to: /^arn$/ },
  { type: /_pipes_pipe$/, from: /^source$/, to: /^target$/ },
  { type: /_apigatewayv2_integration$/, from: /^api_id$/, to: /^integration_uri$/ },
  { type: /_api_gateway_integration$/, from: /^rest_api_id$/, to: /^uri$/ },
  { type: /_pubsub_subscription$/, from: /^topic$/, to: /^push_endpoint$/ },
  { type: /_eventarc_trigger$/, from: /^(topic|bucket)$/, to: /^(service|cloud_function)$/ },
];

export function readLinks(
  blocks: readonly Block[],
  names: ReadonlyMap<string, string>,
  facts: Facts,
): void {
  const known = new Map([...names, ...busesOfRules(blocks, names)]);
  for (const block of blocks) {
    const link = links.find(({ type }) => type.test(block.type));
    const from = link ? referredBy(block, link.from).flatMap((key) => known.get(key) ?? []) : [];
    for (const caller of new Set(from)) {
      const called = block.lines.filter(({ text }) => link?.to.test(attributeOf(text)));
      for (const { host, line } of hostsOf(called, known)) {
        const place = { from: caller, file: block.file, line };
        facts.mentions.push({ ...place, host, status: 'addressed', kind: 'trigger' });
      }
    }
  }
}

function attributeOf(text: string): string {
  return /^\s*"?(\w+)"?\s*=/.exec(text)?.[1] ?? '';
}

function hostsOf(
  lines: readonly BlockLine[],
  names: ReadonlyMap<string, string>,
): readonly { readonly host: string; readonly line: number }[] {
  return lines.flatMap(({ text, line }) =>
    referencesIn(text).flatMap(({ key }) => {
      const host = names.get(key);
      return host === undefined ? [] : [{ host, line }];
    }),
  );
}

/** A rule stands for the bus whose events it chooses. */
function busesOfRules(
  blocks: readonly Block[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    blocks
      .filter(({ type }) => type.endsWith('_cloudwatch_event_rule'))
      .flatMap((block) =>
        referredBy(block, /^event_bus_name$/).flatMap((key) => {
          const bus = names.get(key);
          return bus === undefined ? [] : [[keyOf(block), bus] as const];
        }),
      ),
  );
}

/** Whom a role that one service alone has may use. */
export function readRoles(
  blocks: readonly Block[],
  names: ReadonlyMap<string, string>,
  facts: Facts,
): void {
  const owners = ownersOfRoles(blocks, names);
  for (const block of blocks.filter(({ type }) => /_iam_role_policy$/.test(type))) {
    const [role = ''] = referredBy(block, /^role$/);
    const [from, ...others] = owners.get(role) ?? [];
    if (from === undefined || others.length > 0) continue;
    for (const { host, line } of hostsOf(block.lines, names)) {
      const place = { from, file: block.file, line };
      facts.mentions.push({ ...place, host, status: 'allowed', kind: 'iam-policy' });
    }
  }
}

function ownersOfRoles(
  blocks: readonly Block[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const block of blocks) {
    const owner = names.get(keyOf(block));
    for (const key of owner === undefined ? [] : referredBy(block, /role/)) {
      owners.set(key, (owners.get(key) ?? new Set()).add(owner ?? ''));
    }
  }
  return owners;
}
