import type { Facts, SourceText } from '../facts.ts';
import { keyKind } from '../keys.ts';
import { hostsOfSetting } from '../values.ts';
import { type Block, blocksOf, keyOf, referencesIn, withLocals } from './blocks.ts';
import { readLinks, readRoles } from './links.ts';
import { type Setting, settingsIn } from './settings.ts';
import { nameStandIns } from './standIns.ts';

/** Resources that run something or store something; networks, roles and clusters do neither. */
const running =
  /(_db_instance|_rds_cluster|_sql_database_instance|_alloydb_cluster|_elasticache_\w+|_redis_instance|_redis_cache|_mq_broker|_msk_cluster|_docdb_cluster|_neptune_cluster|_opensearch_domain|_elasticsearch_domain|_memorystore_\w+|_(postgresql|mysql|mssql)(_flexible)?_server|_cosmosdb_account|_ecs_service|_cloud_run\w*_(service|job)|_container_app|_container_group|_apprunner_service|_lambda_function|_cloudfunctions2?_function|kubernetes_(deployment|stateful_set|service)\w*|helm_release|docker_container|_(linux|windows)_(web|function)_app|nomad_job|servicebus_namespace|eventhub_namespace)$/;

/** What carries messages, and stores that need no server: nobody's until somebody refers to it. */
const carrying =
  /(_sqs_queue|_sns_topic|_kinesis_stream|_dynamodb_table|_s3_bucket|_cloudwatch_event_bus|_apigatewayv2_api|_api_gateway_rest_api|_sfn_state_machine|_pubsub_topic|_storage_bucket|_servicebus_(queue|topic)|_spanner_database|_firestore_database|_bigtable_instance)$/;

const notRunning = /_(subnet_group|parameter_group|option_group|user|user_group|cluster_policy)$/;

/** Names in other words: `catalog_service` and `catalog_db_endpoint` mean `catalog` and `catalog-db`. */
const attributeEnd =
  /[_-](endpoint|host|hostname|address|url|uri|dns_name|fqdn|arn|name|id|port|service|svc|dns|connection_string)$/;

/** References between modules and resources in settings; other references are infrastructure. */
export function readTerraform(files: readonly SourceText[], facts: Facts): void {
  const blocks = withLocals(files.flatMap(blocksOf));
  const names = new Map<string, string>();
  for (const block of blocks) {
    const name = serviceName(block, names);
    if (name === undefined) continue;
    names.set(keyOf(block), name);
    addNode(name, [block.label], facts);
  }
  addNamespaces(blocks, facts);
  nameStandIns(blocks, names);
  for (const block of blocks) nameRegistered(block, names, facts);
  for (const block of blocks) {
    const from = names.get(keyOf(block));
    if (from !== undefined && !isOnlyAddress(block)) readBlock(block, from, names, facts);
  }
  readLinks(blocks, names, facts);
  readRoles(blocks, names, facts);
}

function addNode(name: string, aliases: readonly string[], facts: Facts): void {
  facts.nodes.push({ name, aliases, folders: [], origin: 'terraform', mounts: [], images: [] });
}

/** A module is a service where it says so, or is given settings. */
function serviceName(block: Block, taken: ReadonlyMap<string, string>): string | undefined {
  const { kind, type, label } = block;
  if (
    kind === 'resource' &&
    (notRunning.test(type) || !(running.test(type) || carrying.test(type)))
  )
    return undefined;
  const named =
    attribute(
      block,
      /^\s*(?:service_name|app_name|identifier|function_name)\s*=\s*"([\w-]{1,80})"/,
    ) ?? (kind === 'resource' ? attribute(block, /^\s*name\s*=\s*"([\w-]{1,80})"/, 1) : undefined);
  const hasSettings = block.lines.some(({ text }) => /^\s*\w*environment\w*\s*[={]/.test(text));
  if (kind === 'module' && named === undefined && !hasSettings) {
    return undefined;
  }
  const plain = named ?? label.replace(attributeEnd, '');
  // A queue and the function that empties it are often called alike.
  const isTaken = carrying.test(type) && [...taken.values()].includes(plain);
  return isTaken ? `${plain}-${type.split('_').at(-1) ?? ''}` : plain;
}

function attribute({ lines }: Block, pattern: RegExp, within?: number): string | undefined {
  for (const { text, depth } of lines) {
    const value = within === undefined || depth === within ? pattern.exec(text)?.[1] : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `resource "aws_service_discovery_private_dns_namespace" { name = "shop.internal" }` */
function addNamespaces(blocks: readonly Block[], facts: Facts): void {
  for (const block of blocks) {
    const isZone = /(_dns_namespace|_http_namespace|_route53_zone|_private_dns_zone)$/.test(
      block.type,
    );
    const name = isZone ? attribute(block, /^\s*name\s*=\s*"([\w.-]{1,80})"/, 1) : undefined;
    if (name !== undefined) facts.namespaces.add(name.toLowerCase());
  }
}

/** The name in a registry is one more name of what is registered. */
function nameRegistered(block: Block, names: ReadonlyMap<string, string>, facts: Facts): void {
  const service = names.get(keyOf(block));
  const isRegistered = block.type.endsWith('_service_discovery_service');
  const name = isRegistered ? attribute(block, /^\s*name\s*=\s*"([\w-]{1,80})"/, 1) : undefined;
  if (service !== undefined && name !== undefined) addNode(service, [name], facts);
}

/** Settings stand in what runs and in its definition, not in its load balancer. */
function isOnlyAddress({ kind, type }: Block): boolean {
  return (
    kind === 'resource' &&
    !running.test(type) &&
    !/(_ecs_task_definition|_sfn_state_machine)$/.test(type)
  );
}

function readBlock(
  block: Block,
  from: string,
  names: ReadonlyMap<string, string>,
  facts: Facts,
): void {
  for (const setting of settingsIn(block.lines)) {
    const place = { from, file: block.file, line: setting.line };
    if (setting.isOrder) {
      for (const host of namedIn(setting.value, names)) {
        facts.mentions.push({ ...place, host, status: 'ordered', kind: 'depends-on' });
      }
      continue;
    }
    for (const host of hostsIn(setting, names)) {
      const { key } = setting;
      facts.mentions.push({ ...place, host, key, status: 'addressed', kind: 'terraform' });
    }
  }
}

function namedIn(text: string, names: ReadonlyMap<string, string>): readonly string[] {
  return referencesIn(text).flatMap(({ key }) => names.get(key) ?? []);
}

/** What a setting refers to: another service, or an attribute that is named after one. */
function hostsIn({ key, value }: Setting, names: ReadonlyMap<string, string>): readonly string[] {
  if (keyKind(key) === 'advertised') return [];
  const isSetting = /^[A-Z][A-Z0-9_]+$/.test(key);
  const attributes = referencesIn(value).flatMap((one) =>
    isSetting && !names.has(one.key) ? [one.attribute.replace(attributeEnd, '')] : [],
  );
  const written = hostsOfSetting(key, withNames(value, names).replace(/^"|",?$/g, ''));
  return [...namedIn(value, names), ...attributes, ...written];
}

/** A reference within a text gives way to what it names. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^{}]{1,200})\}/g, (_, inner: string) => {
    const [named] = namedIn(inner, names);
    return named ?? '';
  });
}
