import { type Block, keyOf, referencesIn, referredBy } from './blocks.ts';

/** Resources that stand for one that runs: its name in a registry, its load balancer, its definition. */
const standIn =
  /(_service_discovery_service|_lb|_alb|_lb_target_group|_alb_target_group|_lb_listener\w*|_alb_listener\w*|_lambda_alias|_lambda_function_url|_ecs_task_definition|_sql_database|_rds_cluster_instance|_sql_user|_db_proxy\w*|_cloudfunctions\w*_invoker|_postgresql_flexible_server_database|_mssql_database)$/;

/** Attributes with which what runs names what stands for it; in its settings it names others. */
const standingFor =
  /^(task_definition|registry_arn|target_group_arn|load_balancer_arn|listener_arn)$/;

/** Definitions whose settings belong to what runs them. */
const definition = /_ecs_task_definition$/;

/**
 * Adds names for those that stand for a service: one that it refers to (`task_definition = …`), or one
 * that refers to it (`function_name = …`). What would mean two services means none.
 */
export function nameStandIns(blocks: readonly Block[], names: Map<string, string>): void {
  const standing = blocks.filter(
    (block) => block.kind === 'resource' && standIn.test(block.type) && !names.has(keyOf(block)),
  );
  const referred = new Map(blocks.map((block) => [keyOf(block), referencesOf(block)]));
  // A listener joins a load balancer to a target group, and that one to a service: three steps.
  for (let round = 0; round < 3; round++) {
    for (const block of standing) {
      const key = keyOf(block);
      if (names.has(key)) continue;
      const name = meant(key, block, blocks, referred, names);
      if (name !== undefined) names.set(key, name);
    }
  }
  nameByLabel(standing, names);
}

/** What nothing ties to a service may bear its name. */
function nameByLabel(standing: readonly Block[], names: Map<string, string>): void {
  const services = new Set(names.values());
  for (const block of standing) {
    if (!names.has(keyOf(block)) && services.has(block.label)) names.set(keyOf(block), block.label);
  }
}

function meant(
  key: string,
  block: Block,
  blocks: readonly Block[],
  referred: ReadonlyMap<string, ReadonlySet<string>>,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const callers = blocks.filter((other) => referredBy(other, standingFor).includes(key));
  const byCallers = unique(callers.flatMap((other) => names.get(keyOf(other)) ?? []));
  if (byCallers.length > 0) return byCallers.length === 1 ? byCallers[0] : undefined;
  if (definition.test(block.type)) return undefined;
  const own = unique([...(referred.get(key) ?? [])].flatMap((other) => names.get(other) ?? []));
  return own.length === 1 ? own[0] : undefined;
}

function referencesOf({ lines }: Block): ReadonlySet<string> {
  return new Set(lines.flatMap(({ text }) => referencesIn(text).map(({ key }) => key)));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
