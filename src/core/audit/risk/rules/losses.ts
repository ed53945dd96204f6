import { isPipelineFile } from '../../source/language.ts';
import { type LossRule, programs, type ValueRule } from '../riskRule.ts';

const isNumber = (text: string): boolean => /^\d+$/.test(text);
const isOff = (text: string): boolean => /^(?:false|off|no|0|disabled|none)$/i.test(text);
const isOn = (text: string): boolean =>
  /^(?:true|on|yes|1|enabled|require[d]?|strict)$/i.test(text);

const container = /^\s*(?:-\s*)?image\s*:/;
/** Where something that is called begins: a function, a method, a route. */
const callable =
  /\b(?:def|function|func|fn|fun)\s+[\w(]|\b(?:router|app|server|api)\.(?:get|post|put|delete|patch)\(|@(?:Get|Post|Put|Delete|Patch|Request)Mapping\b|\[Http(?:Get|Post|Put|Delete|Patch)|^\s*(?:public|private|protected|internal)\s[^=;]*\([^;]*$/;

/** What is taken away. */
export const lossRules: readonly LossRule[] = [
  {
    id: 'probe-removed',
    severity: 'warning',
    message:
      'Nobody notices any more when the container hangs or is not ready, and it gets requests all the same.',
    safer: 'Keep the probe, and repair its path, port or times.',
    files: ['yaml', 'dockerfile'],
    view: 'code',
    goesWith: container,
    pattern:
      /^\s*(?:-\s*)?(?:(?:liveness|readiness|startup)Probe|healthcheck)\s*:|^\s*HEALTHCHECK\s+(?!NONE)/,
  },
  {
    id: 'limits-removed',
    severity: 'warning',
    message:
      'Without its limit, a leak in this container takes the memory of all others on the node.',
    safer: 'Keep a limit, and raise it if it was measured to be too low.',
    files: ['yaml'],
    view: 'code',
    goesWith: container,
    pattern: /^\s*(?:-\s*)?(?:limits|mem_limit|cpus|pids_limit)\s*:/,
  },
  {
    id: 'checksum-removed',
    severity: 'warning',
    message: 'Whatever lies at the address is built in, as nothing is compared with it any more.',
    safer: 'Keep the checksum, and write the new one where the file has changed.',
    files: ['starlark', 'nix'],
    view: 'code',
    goesWith: /^\s*(?:http_archive|http_file|http_jar|fetchurl|fetchzip|fetchTarball)\b/,
    pattern: /^\s*(?:sha256|integrity|hash)\s*=/,
  },
  {
    id: 'disruption-budget-removed',
    severity: 'warning',
    message: 'What kept enough instances running or reachable is taken away.',
    safer: 'Keep it, and change its numbers.',
    files: ['yaml'],
    view: 'code',
    pattern:
      /^\s*kind\s*:\s*["']?(?:PodDisruptionBudget|NetworkPolicy|HorizontalPodAutoscaler|ResourceQuota|LimitRange)\b/,
  },
  {
    id: 'stored-data-removed',
    severity: 'warning',
    message: 'The next apply destroys it, with the data that it holds.',
    safer: 'Take a backup first; to move or rename it, write a `moved` block or keep the name.',
    files: ['terraform'],
    view: 'code',
    pattern:
      /^\s*resource\s+"(?:aws_(?:db_instance|rds_cluster|s3_bucket|dynamodb_table|efs_file_system|elasticache_\w+|ebs_volume|kms_key|docdb_cluster|neptune_cluster|redshift_cluster|msk_cluster|sqs_queue|ecr_repository|opensearch_domain)|google_(?:sql_database_instance|storage_bucket|bigquery_(?:dataset|table)|spanner_\w+|compute_disk|redis_instance|pubsub_topic)|azurerm_(?:\w*sql\w*|storage_account|cosmosdb_\w+|managed_disk|key_vault|redis_cache))"/,
  },
  {
    id: 'stateful-object-removed',
    severity: 'warning',
    message:
      'Where deployments prune, this goes from the cluster, with the data that belongs to it.',
    safer: 'Keep it until its data is saved, or mark it as kept (`Prune=false`).',
    files: ['yaml'],
    view: 'code',
    pattern:
      /^\s*kind\s*:\s*["']?(?:PersistentVolumeClaim|PersistentVolume|Namespace|StatefulSet|CustomResourceDefinition)\b/,
  },
  {
    id: 'hardening-removed',
    severity: 'warning',
    message: 'A protection of the container is taken away.',
    safer: 'Keep it, and give the one file or right that is missing.',
    files: ['yaml'],
    view: 'code',
    goesWith: container,
    pattern:
      /\brunAsNonRoot\s*:\s*true\b|\breadOnlyRootFilesystem\s*:\s*true\b|\ballowPrivilegeEscalation\s*:\s*false\b|^\s*drop\s*:|\bread_only\s*:\s*true\b|\bno-new-privileges\b/,
  },
  {
    id: 'authorisation-removed',
    severity: 'error',
    message: 'The check of who may do this is taken away.',
    safer: 'Keep it, and give the caller the right that it lacks.',
    files: programs,
    view: 'bare',
    goesWith: callable,
    pattern:
      /@(?:PreAuthorize|PostAuthorize|Secured|RolesAllowed|login_required|permission_required|jwt_required|requires_auth|auth_required|UseGuards|authenticated)\b|\[Authorize\b|\b(?:require|ensure|check|verify)_?(?:Auth\w*|Login|Admin|Permission\w*|Role\w*|Token|Access|auth\w*|login|admin|permission\w*|role\w*|token|access)\b|\bisAuthenticated\b|\bis_authenticated\b|\bbefore_action\s+:(?:authenticate|authorize|require)\w*|\bpermission_classes\b|\bauthMiddleware\b|\bauthorize!|\.authenticated\(\)|\bhasAnyRole\(|\bhasRole\(|\bhasAuthority\(|\bhas_permission\(|\bpassport\.authenticate\(/,
  },
  {
    id: 'signature-check-removed',
    severity: 'error',
    message: 'What was signed is no longer verified: anybody can write a token or a message.',
    safer: 'Verify it, and find out why that failed.',
    files: programs,
    view: 'bare',
    goesWith: callable,
    pattern:
      /\bjwt\.verify\(|\bjwtVerify\(|\bverifyIdToken\(|\bverify_id_token\(|\bjwt\.ParseWithClaims\(|\bcompare_digest\(|\btimingSafeEqual\(|\bsubtle\.ConstantTimeCompare\(|\bhmac\.Equal\(|\b(?:check|verify|validate)_?(?:Signature|signature|Hmac|hmac|HMAC)\w*\(|\bwebhooks\.constructEvent\(|\bWebhook\.construct_event\(|\bparseClaimsJws\(|\bparseSignedClaims\(/,
  },
  {
    id: 'cleaning-removed',
    severity: 'warning',
    message: 'Input is no longer cleaned before it is used.',
    safer: 'Keep it, or show what does it now.',
    files: programs,
    view: 'bare',
    goesWith: callable,
    pattern:
      /\b(?:sanitize\w*|escapeHtml|escape_html|DOMPurify\.sanitize|htmlspecialchars|html\.escape|shlex\.quote|escapeshellarg|csrfProtection|csrf_protect|@Valid\b)\s*[(]?/,
  },
  {
    id: 'timeout-removed',
    severity: 'warning',
    message:
      'Without its timeout, one slow server holds threads and connections until none are left.',
    safer: 'Keep one, shorter than that of the caller.',
    files: [...programs, 'yaml', 'toml', 'settings'],
    view: 'code',
    goesWith: callable,
    pattern:
      /\b(?:(?:connect|read|request|response|socket|query|statement|idle|proxy_read|proxy_connect)_?[tT]imeout\w*|timeout(?:Ms|Seconds|_ms|_seconds)?)['"]?\s*[:=]\s*(?!0\b|None|null|undefined|false)[\w.'"(]|\bcontext\.With(?:Timeout|Deadline)\(|\bAbortSignal\.timeout\(|\.timeout\(\s*\w|\bset(?:Read|Connect|Socket|Response|Query)Timeout\(/,
  },
  {
    id: 'brake-removed',
    severity: 'warning',
    message: 'What kept one failing or greedy caller from taking all others down is taken away.',
    safer: 'Keep it, and change its limits.',
    files: [...programs, 'yaml'],
    view: 'bare',
    goesWith: callable,
    pattern:
      /@(?:CircuitBreaker|RateLimiter|Bulkhead|Retry|Backoff)\b|\b(?:rateLimit|rate_limit|RateLimiter|rateLimiter|circuitBreaker|CircuitBreaker|circuit_breaker|exponential_backoff|exponentialBackoff|wait_exponential|outlierDetection)\b\s*[(:]?/,
  },
  {
    id: 'transaction-removed',
    severity: 'warning',
    message: 'Steps that belonged together may now be done by half, or by two at once.',
    safer: 'Keep the transaction or the lock, and make it shorter.',
    files: programs,
    view: 'bare',
    goesWith: callable,
    pattern:
      /@Transactional\b|\btransaction\.atomic\b|\bsynchronized\s*\(|\b\w*[mM]u(?:tex)?\.R?Lock\(\)|\bwith\s+\w*lock\s*:|\bbeginTransaction\(|\bActiveRecord::Base\.transaction\b|\$transaction\(/,
  },
  {
    id: 'build-check-removed',
    severity: 'warning',
    message: 'The build no longer checks this.',
    safer: 'Keep the step, and repair what it finds.',
    files: ['yaml', 'java'],
    where: isPipelineFile,
    view: 'code',
    pattern:
      /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|lint|audit|typecheck|check)\b|\bpytest\b|\bgo\s+(?:test|vet)\b|\bcargo\s+(?:test|clippy|audit)\b|\bmvn\b[^\n]*\b(?:verify|test)\b|\bgradlew?\b[^\n]*\b(?:check|test)\b|\beslint\b|\bmypy\b|\bruff\b|\btrivy\b|\bsnyk\b|\bcodeql\b|\bgitleaks\b|\bdotnet\s+test\b|\bsonar/,
  },
];

/** Settings whose new value is worse than the old one. */
export const valueRules: readonly ValueRule[] = [
  {
    id: 'scaled-to-nothing',
    severity: 'error',
    message: 'No instance of the service is left.',
    safer: 'Keep at least one; restart by a rollout.',
    files: ['yaml', 'terraform', 'json'],
    key: /(?:^|\.)(?:replicas|replicaCount|minReplicas|desired_count|min_size|desired_capacity|min_capacity)$/,
    breaks: (before, after) => isNumber(before) && Number(before) > 0 && after === '0',
  },
  {
    id: 'single-instance',
    severity: 'warning',
    message: 'With one instance left, each restart and each lost node is an outage.',
    safer: 'Keep two or more, and a disruption budget.',
    files: ['yaml', 'terraform', 'json'],
    key: /(?:^|\.)(?:replicas|replicaCount|minReplicas|desired_count|min_size|desired_capacity|min_capacity)$/,
    breaks: (before, after) => isNumber(before) && Number(before) > 2 && after === '1',
  },
  {
    id: 'last-instance',
    severity: 'info',
    message: 'With one instance left, each restart and each lost node is an outage.',
    safer: 'Keep two or more, and a disruption budget.',
    files: ['yaml', 'terraform', 'json'],
    key: /(?:^|\.)(?:replicas|replicaCount|minReplicas|desired_count|min_size|desired_capacity|min_capacity)$/,
    breaks: (before, after) => before === '2' && after === '1',
  },
  {
    id: 'protection-switched-off',
    severity: 'warning',
    message: 'A protection that was on is switched off.',
    safer: 'Leave it on, and repair what it stops.',
    files: ['yaml', 'terraform', 'json', 'toml', 'settings'],
    key: /(?:tls|ssl|mtls|auth|authentication|authorization|encrypt\w*|rbac|backups?|audit\w*|csrf|secure|verify\w*|validation|sandbox|networkPolicy|deletion_?protection|versioning|firewall|persistence|rate_?limit\w*|waf)(?:[._-]?enabled?|[._-]?require[d]?|\.mode)?$/i,
    breaks: (before, after) => isOn(before) && isOff(after),
  },
  {
    id: 'rollout-all-at-once',
    severity: 'warning',
    message: 'All instances stop before the first new one starts.',
    safer: 'Keep RollingUpdate, unless two versions cannot run side by side.',
    files: ['yaml'],
    key: /(?:strategy|updateStrategy)\.type$/,
    breaks: (before, after) => before === 'RollingUpdate' && /^(?:Recreate|OnDelete)$/.test(after),
  },
  {
    id: 'probe-looks-away',
    severity: 'warning',
    message: 'The probe now waits so long that a hanging container is noticed late or never.',
    safer: 'Find out why the container answers late; use a startupProbe for a slow start.',
    files: ['yaml'],
    key: /(?:liveness|readiness)Probe\.(?:failureThreshold|periodSeconds|timeoutSeconds|initialDelaySeconds)$/,
    breaks: (before, after) =>
      isNumber(before) &&
      isNumber(after) &&
      Number(after) >= 60 &&
      Number(after) >= 5 * Math.max(1, Number(before)),
  },
  {
    id: 'isolation-lowered',
    severity: 'warning',
    message: 'A write may be told to be safe before it is.',
    safer: 'Keep the level; look for what makes it slow.',
    files: ['yaml', 'toml', 'settings', 'json'],
    key: /(?:^|\.)(?:acks|fsync|synchronous_commit|appendfsync|innodb_flush_log_at_trx_commit|min\.insync\.replicas|unclean\.leader\.election\.enable|appendonly|full_page_writes)$/,
    breaks: (before, after) =>
      (/^(?:all|-1|on|always|everysec|yes|true|1|2|3)$/.test(before) &&
        /^(?:0|off|no|false)$/.test(after)) ||
      (/^(?:all|-1)$/.test(before) && after === '1') ||
      (before === 'false' && after === 'true'),
  },
];
