import type { Facts, SourceText } from './facts.ts';
import { hostsOfSetting } from './values.ts';

interface Block {
  readonly kind: string;
  readonly type: string;
  readonly label: string;
  readonly file: string;
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

/** Resources that run something or store something; networks, roles and clusters do neither. */
const running =
  /(_db_instance|_rds_cluster|_sql_database_instance|_elasticache_\w+|_redis_instance|_redis_cache|_mq_broker|_msk_cluster|_docdb_cluster|_opensearch_domain|_memorystore_\w+|_(postgresql|mysql|mssql)(_flexible)?_server|_cosmosdb_account|_ecs_service|_cloud_run\w*_service|_container_app|_container_group|_apprunner_service|_lambda_function|_cloudfunctions2?_function|kubernetes_(deployment|stateful_set|service)\w*|helm_release|docker_container|_linux_web_app|nomad_job|servicebus_namespace|eventhub_namespace)$/;

const header = /^\s*(resource|module)\s+"([^"]{1,100})"(?:\s+"([^"]{1,100})")?\s*\{/;

/** Names in other words: `catalog_service` and `catalog_db_endpoint` mean `catalog` and `catalog-db`. */
const attributeEnd =
  /[_-](endpoint|host|hostname|address|url|uri|dns_name|fqdn|arn|name|id|port|service|svc|dns|connection_string)$/;

/** References between modules and resources in settings; other references are infrastructure. */
export function readTerraform(files: readonly SourceText[], facts: Facts): void {
  const blocks = files.flatMap(blocksOf);
  const names = new Map<string, string>();
  for (const block of blocks) {
    const name = serviceName(block);
    if (name === undefined) continue;
    names.set(keyOf(block), name);
    facts.nodes.push({
      name,
      aliases: [block.label],
      folders: [],
      origin: 'terraform',
      mounts: [],
      images: [],
    });
  }
  for (const block of blocks) {
    const from = names.get(keyOf(block));
    if (from !== undefined) readBlock(block, from, names, facts);
  }
}

function keyOf({ kind, type, label }: Block): string {
  return kind === 'module' ? `module.${label}` : `${type}.${label}`;
}

function blocksOf({ path, text }: SourceText): readonly Block[] {
  const blocks: Block[] = [];
  let open: { block: Block; lines: { text: string; line: number }[]; depth: number } | undefined;
  text.split(/\r\n|\r|\n/, 20_000).forEach((written, index) => {
    const line = written.replace(/(^|\s)(#|\/\/).*$/, '$1');
    const match = open ? undefined : header.exec(line);
    if (match) {
      const [, kind = '', first = '', second = first] = match;
      const lines: { text: string; line: number }[] = [];
      const block = { kind, type: first, label: second, file: path, lines };
      open = { block, lines, depth: 0 };
    }
    if (!open) return;
    open.lines.push({ text: line, line: index + 1 });
    const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    open.depth += bare.split('{').length - bare.split('}').length;
    if (open.depth <= 0) {
      blocks.push(open.block);
      open = undefined;
    }
  });
  return blocks;
}

/** A module is a service where it says so, or is given settings. */
function serviceName(block: Block): string | undefined {
  if (block.kind === 'resource' && !running.test(block.type)) {
    return undefined;
  }
  const named = attribute(
    block,
    /^\s*(?:service_name|app_name|identifier|function_name)\s*=\s*"([\w-]{1,80})"/,
  );
  const hasSettings = block.lines.some(({ text }) => /^\s*\w*environment\w*\s*[={]/.test(text));
  if (block.kind === 'module' && named === undefined && !hasSettings) {
    return undefined;
  }
  return named ?? block.label.replace(attributeEnd, '');
}

function attribute({ lines }: Block, pattern: RegExp): string | undefined {
  for (const { text } of lines) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

const reference = /\b(module\.[\w-]+|[a-z]+_[\w]+\.[\w-]+)(?:\[[^\]]*\])?(?:\.([\w-]+))?/g;

function readBlock(
  block: Block,
  from: string,
  names: ReadonlyMap<string, string>,
  facts: Facts,
): void {
  let inOrder = false;
  for (const { text, line } of block.lines) {
    if (/^\s*depends_on\s*=/.test(text)) inOrder = true;
    const place = { file: block.file, line };
    for (const host of inOrder ? namedIn(text, names) : []) {
      facts.mentions.push({
        from,
        host,
        status: 'ordered',
        kind: 'depends-on',
        ...place,
      });
    }
    for (const found of inOrder ? [] : hostsIn(text, names)) {
      facts.mentions.push({ from, status: 'addressed', kind: 'terraform', ...found, ...place });
    }
    if (text.includes(']')) inOrder = false;
  }
}

function namedIn(text: string, names: ReadonlyMap<string, string>): readonly string[] {
  return [...text.matchAll(reference)].flatMap((match) => names.get(match[1] ?? '') ?? []);
}

/** What a setting refers to: another service, or an attribute that is named after one. */
function hostsIn(
  text: string,
  names: ReadonlyMap<string, string>,
): readonly { readonly host: string; readonly key: string }[] {
  const [, key = '', value = ''] = /^\s*"?([\w.-]+)"?\s*[=:]\s*(.+)$/.exec(text) ?? [];
  const isSetting = /^[A-Z][A-Z0-9_]+$/.test(key);
  const attributes = [...text.matchAll(reference)].flatMap((match) =>
    isSetting && !names.has(match[1] ?? '') ? [(match[2] ?? '').replace(attributeEnd, '')] : [],
  );
  const written = hostsOfSetting(key, value.replace(/^"|",?$/g, ''));
  return [...namedIn(text, names), ...attributes, ...written].map((host) => ({ host, key }));
}
