import type { CommandRule } from './commandRule.ts';

const shared = { level: 'high', what: 'deletes or overwrites data' } as const;

/** Commands that lose what databases, queues, clusters and clouds hold. */
export const deletedDataRules: readonly CommandRule[] = [
  {
    id: 'sql-drop',
    ...shared,
    pattern:
      /\bdrop\s{1,4}(?:table|database|schema|keyspace|tablespace|materialized\s{1,4}view)\b|\bdropdb\s{1,4}\S|\bmysqladmin\b[^\n]{0,80}\bdrop\b/i,
    advice: {
      severity: 'error',
      message: 'It drops a table, schema or database with all its data.',
      safer: 'Take a backup and test restoring it, rename first, and drop after a while.',
    },
  },
  {
    id: 'sql-truncate',
    ...shared,
    pattern:
      /\btruncate\s{1,4}(?:table\s{1,4})?(?!-|table\b)["'`\w][\w."'`]{0,80}(?:\s{0,4}(?:;|,|$|"|'|cascade|restart))|\btruncate\s{1,4}table\b/i,
    unless: /\btruncate\s+(?:-|\/)/,
    advice: {
      severity: 'error',
      message: 'It empties a table, and in most databases that cannot be undone.',
      safer: 'Delete a bounded range within a transaction, after a backup.',
    },
  },
  {
    id: 'sql-delete-all',
    ...shared,
    pattern: /\bdelete\s{1,4}from\s{1,4}["'`]?[\w."'`]{1,100}\s{0,4}(?:;|$|"|'|\))/i,
    unless: /\bwhere\b/i,
    advice: {
      severity: 'error',
      message: 'It deletes all rows, as there is no WHERE.',
      safer: 'Add a WHERE, count what it selects first, and run it in a transaction.',
    },
  },
  {
    id: 'sql-update-all',
    ...shared,
    pattern:
      /\bupdate\s{1,4}["'`]?[\w."'`]{1,100}\s{1,4}set\s{1,4}["'`]?[\w."'`]{1,80}\s{0,4}=[^;\n]{1,400}(?:;|$|"|')/i,
    unless: /\bwhere\b/i,
    advice: {
      severity: 'error',
      message: 'It changes all rows, as there is no WHERE.',
      safer: 'Add a WHERE, count what it selects first, and run it in a transaction.',
    },
  },
  {
    id: 'redis-flush',
    ...shared,
    pattern: /\bFLUSH(?:ALL|DB)\b/i,
    advice: {
      severity: 'error',
      message:
        'It deletes all keys; every client then misses at once, and the stores behind get the load.',
      safer: 'Delete by a narrow pattern with SCAN and UNLINK, or let keys expire.',
    },
  },
  {
    id: 'redis-keys-deleted',
    ...shared,
    pattern: /\bxargs\b[^\n]{0,60}\bredis-cli\b[^\n]{0,80}\b(?:del|unlink)\b/i,
    advice: {
      severity: 'warning',
      message: 'It deletes every key that fits the pattern, unseen.',
      safer: 'List and count the keys first, and use UNLINK in small lots.',
    },
  },
  {
    id: 'finalizers-removed',
    ...shared,
    pattern: /\bfinalizers["']?\s{0,2}:\s{0,2}(?:null|\[\s{0,2}\])/,
    advice: {
      severity: 'error',
      message:
        'It lets an object go before what belongs to it was cleaned up: disks and load balancers stay behind or are lost.',
      safer: 'Find out which controller does not finish, and repair that.',
      inScripts: true,
    },
  },
  {
    id: 'cluster-reset',
    ...shared,
    pattern:
      /\bkubeadm\s{1,4}reset\b|\bk3s(?:-agent)?-uninstall\.sh\b|\bnomad\s{1,4}(?:job\s{1,4})?stop\b[^\n]{0,60}-purge\b|\bdcos\s{1,4}\S{1,40}\s{1,4}uninstall\b/,
    advice: {
      severity: 'error',
      message: 'It takes a node or a job out of the cluster with what it holds.',
      safer: 'Drain it first, and keep a copy of its state.',
    },
  },
  {
    id: 'mongo-drop',
    ...shared,
    pattern:
      /\bdropDatabase\b|\.(?:deleteMany|remove)\(\s{0,4}\{\s{0,4}\}\s{0,4}\)|\bdb\.\w{1,60}\.drop\(\)/,
    advice: {
      severity: 'error',
      message: 'It drops a collection or database with all its data.',
      safer: 'Take a dump first, and delete by a filter whose count you have seen.',
    },
  },
  {
    id: 'http-delete-index',
    ...shared,
    pattern:
      /\bcurl\b[^\n]{0,200}(?:-X\s{0,4}|--request[\s=])["']?DELETE\b[^\n]{0,300}(?::9200|\/_all\b|\/\*|_delete_by_query)/i,
    advice: {
      severity: 'error',
      message: 'It deletes an index of a search cluster.',
      safer: 'Take a snapshot first, or close the index instead.',
    },
  },
  {
    id: 'topic-deleted',
    ...shared,
    pattern:
      /\bkafka-topics(?:\.sh|\.bat)?\b[^\n]{0,300}--delete\b|\bkafka-delete-records(?:\.sh)?\b|\brpk\s{1,4}topic\s{1,4}delete\b/,
    advice: {
      severity: 'error',
      message: 'It deletes a topic with messages that nobody may have read yet.',
      safer: 'Look at the lag of all groups first, or shorten the retention.',
      inScripts: true,
    },
  },
  {
    id: 'offsets-reset',
    ...shared,
    pattern:
      /\bkafka-consumer-groups(?:\.sh|\.bat)?\b[^\n]{0,300}(?:--reset-offsets\b[^\n]{0,300}--execute\b|--delete(?:-offsets)?\b)/,
    advice: {
      severity: 'error',
      message: 'It moves what consumers have read: messages are lost or handled twice.',
      safer: 'Run it with `--dry-run` first, and write down the offsets as they are.',
    },
  },
  {
    id: 'queue-purged',
    ...shared,
    pattern:
      /\brabbitmqctl\b[^\n]{0,80}\b(?:purge_queue|delete_queue|reset|force_reset|delete_vhost)\b|\brabbitmqadmin\b[^\n]{0,80}\b(?:purge|delete)\s{1,4}queue\b|\bsqs\s{1,4}(?:purge-queue|delete-queue)\b/,
    advice: {
      severity: 'error',
      message: 'It throws away messages that nobody has handled.',
      safer: 'Find out why they are not consumed; move them to another queue.',
    },
  },
  {
    id: 'coordination-deleted',
    ...shared,
    pattern:
      /\betcdctl\b[^\n]{0,120}\bdel\b|\bzkCli(?:\.sh)?\b[^\n]{0,120}\b(?:deleteall|rmr)\b|\bconsul\s{1,4}kv\s{1,4}delete\b[^\n]{0,40}-recurse\b|\bvault\s{1,4}(?:kv\s{1,4}(?:destroy|metadata\s{1,4}delete)|secrets\s{1,4}disable)\b/,
    advice: {
      severity: 'error',
      message: 'It deletes what a cluster keeps its state or secrets in.',
      safer: 'Take a snapshot (`etcdctl snapshot save`) and delete one known key.',
    },
  },
  {
    id: 'database-files-reset',
    ...shared,
    pattern:
      /\bpg_resetwal\b|\bpg_resetxlog\b|\bmysql\b[^\n]{0,80}\bRESET\s{1,4}MASTER\b|\binnodb_force_recovery\b|\bredis-check-aof\b[^\n]{0,20}--fix\b|\bmongod\b[^\n]{0,80}--repair\b/,
    advice: {
      severity: 'error',
      message: 'It repairs a store by throwing away what it cannot read.',
      safer: "Copy the store's files first, and restore from a backup if there is one.",
    },
  },
  {
    id: 'volumes-deleted',
    ...shared,
    pattern:
      /\b(?:docker|podman|nerdctl)\s{1,4}(?:system\s{1,4}prune\b[^\n]{0,60}(?:--volumes|-\w{0,4}a)|volume\s{1,4}(?:prune|rm)\b)|\b(?:docker|podman)[\s-]compose\b[^\n]{0,100}\bdown\b[^\n]{0,60}(?:\s-\w{0,4}v\b|--volumes\b)|\bdocker\s{1,4}swarm\s{1,4}leave\b[^\n]{0,20}--force/,
    advice: {
      severity: 'error',
      message: 'It deletes images, or volumes and the data in them.',
      safer: 'List them first (`docker volume ls`), and remove one by its name.',
    },
  },
  {
    id: 'cluster-data-deleted',
    ...shared,
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,160}\bdelete\s{1,4}(?:-\S{1,40}\s{1,4}){0,3}(?:(?:ns|namespaces?|pvc?|persistentvolume(?:claim)?s?|crds?|customresourcedefinitions?(?:\.\S{1,40})?|nodes?|secrets?|statefulsets?|sts|projects?|all)\b|[^\n]{0,120}\s--all\b)/i,
    unless: /--dry-run/,
    advice: {
      severity: 'error',
      message:
        'It deletes a namespace, volumes, definitions or everything of a kind, and what hangs on them.',
      safer: 'Delete one named object, after `kubectl get` of what it owns and `--dry-run=server`.',
    },
  },
  {
    id: 'helm-uninstall',
    ...shared,
    pattern: /\bhelm\b[^\n]{0,100}\b(?:uninstall|delete|del)\s{1,4}\S/,
    unless: /--dry-run/,
    advice: {
      severity: 'error',
      message: 'It removes a release with all its objects.',
      safer: 'Use `helm rollback`; if it must go, `--keep-history` and look at its volumes first.',
    },
  },
  {
    id: 'infrastructure-destroyed',
    ...shared,
    pattern:
      /\b(?:terraform|tofu|terragrunt|pulumi|cdk)\b[^\n]{0,120}\b(?:destroy|-destroy|run-all\s{1,4}destroy)\b|\bcloudformation\s{1,4}delete-stack\b/,
    unless: /\bplan\b/,
    advice: {
      severity: 'error',
      message: 'It destroys infrastructure, with databases and disks that belong to it.',
      safer: 'Read `terraform plan -destroy` first, and name the one resource that must go.',
      inScripts: true,
    },
  },
  {
    id: 'terraform-state-changed',
    ...shared,
    pattern:
      /\b(?:terraform|tofu)\b[^\n]{0,60}\b(?:state\s{1,4}(?:rm|push)|force-unlock|taint|workspace\s{1,4}delete)\b/,
    advice: {
      severity: 'warning',
      message:
        'It changes what Terraform believes to exist; the next apply may create things twice or destroy them.',
      safer:
        'Save the state first (`terraform state pull > state.bak`), and use `moved` or `import` blocks.',
    },
  },
  {
    id: 'bucket-emptied',
    ...shared,
    pattern:
      /\baws\b[^\n]{0,60}\bs3\b[^\n]{0,60}(?:\brm\b[^\n]{0,200}--recursive|\brb\b[^\n]{0,200}--force|\bsync\b[^\n]{0,300}--delete)|\bgsutil\b[^\n]{0,40}\brm\s{1,4}-\w{0,3}r|\bgcloud\s{1,4}storage\s{1,4}rm\b[^\n]{0,200}(?:-r\b|--recursive)|\baz\s{1,4}storage\s{1,4}blob\s{1,4}delete-batch\b/,
    unless: /--dryrun/,
    advice: {
      severity: 'error',
      message: 'It deletes the objects of a bucket.',
      safer: 'Run it with `--dryrun` first, and switch on versioning.',
      inScripts: true,
    },
  },
  {
    id: 'data-deleted',
    ...shared,
    pattern:
      /\b(?:drop|truncate)\s{1,4}(?:table|database|schema|index|collection|user|keyspace)\b|\bdelete\s{1,4}from\b/i,
  },
];
