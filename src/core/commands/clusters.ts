import type { CommandRule } from './commandRule.ts';

const shared = { level: 'medium', what: 'changes a cluster or a cloud' } as const;

/** Commands that change what runs in a cluster or a cloud. */
export const clusterRules: readonly CommandRule[] = [
  {
    id: 'forced-pod-deletion',
    ...shared,
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,160}\bdelete\b[^\n]{0,160}(?:--force\b|--grace-period[\s=]0\b|--now\b)/,
    advice: {
      severity: 'error',
      message:
        'It forgets the pod without waiting: the old one may go on writing beside its successor.',
      safer: 'Delete it without `--force`, or find out why it does not end.',
      inScripts: true,
    },
  },
  {
    id: 'workload-deleted',
    ...shared,
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,160}\bdelete\s{1,4}(?:-\S{1,40}\s{1,4}(?:\S{1,60}\s{1,4})?){0,3}(?:deploy(?:ment)?s?|ds|daemonsets?|svc|services?|ing|ingress(?:es)?|cm|configmaps?|jobs?|cronjobs?|hpa|pdb|poddisruptionbudgets?|networkpolic(?:y|ies)|netpol|sa|serviceaccounts?|clusterrole(?:binding)?s?|-f|-k|--filename)\b/i,
    unless: /--dry-run/,
    advice: {
      severity: 'warning',
      message: 'It deletes an object that others may depend on; nothing brings it back by itself.',
      safer: 'Save it first (`kubectl get … -o yaml`), or scale and roll back instead.',
    },
  },
  {
    id: 'cloud-resource-deleted',
    ...shared,
    pattern:
      /\baws\b[^\n]{0,60}\b(?:delete|terminate|deregister)-(?!tags)[\w-]{2,40}|\b(?:gcloud|az|doctl|ibmcloud|oci|hcloud)\b[^\n]{0,160}\s(?:delete|destroy|terminate)\b/,
    unless: /--dry-run/,
    advice: {
      severity: 'error',
      message: 'It deletes something in the cloud, with what hangs on it.',
      safer: 'Describe it first, take a snapshot, and switch on protection against deletion.',
    },
  },
  {
    id: 'node-drained',
    ...shared,
    pattern: /\b(?:kubectl|oc)\b[^\n]{0,120}\b(?:drain|adm\s{1,4}drain)\b/,
    unless: /--dry-run/,
    advice: {
      severity: 'warning',
      message: 'It moves all pods off a node; with few replicas that is an outage.',
      safer: 'Check replicas and disruption budgets first, `--dry-run=server`, one node at a time.',
    },
  },
  {
    id: 'scaled-to-zero',
    ...shared,
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,160}\bscale\b[^\n]{0,160}--replicas[\s=]0\b|\bdocker\s{1,4}service\s{1,4}scale\s{1,4}\S{1,80}=0\b|--desired-(?:count|capacity)[\s=]0\b/,
    advice: {
      severity: 'error',
      message: 'It stops all instances of the service.',
      safer: 'Restart one after the other with `kubectl rollout restart`.',
      inScripts: true,
    },
  },
  {
    id: 'forced-replace',
    ...shared,
    pattern:
      /\bkubectl\b[^\n]{0,100}\b(?:replace\b[^\n]{0,160}--force\b|apply\b[^\n]{0,160}(?:--force\b(?!-)|--prune\b))|\bhelm\b[^\n]{0,80}\bupgrade\b[^\n]{0,200}--force\b/,
    unless: /--dry-run/,
    advice: {
      severity: 'warning',
      message:
        'It deletes objects and creates them again, or removes those that the files do not name.',
      safer: 'Look at `kubectl diff` first, and apply without it.',
    },
  },
  {
    id: 'auto-approve',
    ...shared,
    pattern:
      /\b(?:terraform|tofu|terragrunt)\b[^\n]{0,160}(?:-auto-approve\b|--terragrunt-non-interactive\b)|\bpulumi\s{1,4}up\b[^\n]{0,80}(?:--yes|-y)\b|\bcdk\s{1,4}deploy\b[^\n]{0,100}--require-approval[\s=]never\b/,
    advice: {
      severity: 'error',
      message: 'It changes infrastructure without anybody having seen the plan.',
      safer: 'Save a plan (`terraform plan -out=plan`), read it, and apply that one.',
    },
  },
  {
    id: 'admin-granted',
    ...shared,
    pattern:
      /\bkubectl\b[^\n]{0,100}\bcreate\s{1,4}clusterrolebinding\b[^\n]{0,200}\bcluster-admin\b|\biam\s{1,4}attach-\w{1,10}-policy\b[^\n]{0,300}\b(?:AdministratorAccess|PowerUserAccess|IAMFullAccess)\b|\badd-iam-policy-binding\b[^\n]{0,300}(?:roles\/(?:owner|editor)\b|\ballUsers\b|\ballAuthenticatedUsers\b)|\baz\s{1,4}role\s{1,4}assignment\s{1,4}create\b[^\n]{0,300}\b(?:Owner|Contributor)\b/,
    advice: {
      severity: 'error',
      message: 'It gives away all rights.',
      safer: 'Give the one right that is missing, to one account, in one namespace or project.',
      inScripts: true,
    },
  },
  {
    id: 'opened-to-the-world',
    ...shared,
    pattern:
      /\bauthorize-security-group-ingress\b[^\n]{0,300}(?:0\.0\.0\.0\/0|::\/0)|\bfirewall-rules\s{1,4}(?:create|update)\b[^\n]{0,300}0\.0\.0\.0\/0|\b(?:put-bucket-acl|put-object-acl|s3\s{1,4}(?:cp|sync|mb))\b[^\n]{0,300}(?:--acl[\s=])public-read|\bdelete-public-access-block\b/,
    advice: {
      severity: 'error',
      message: 'It opens a port or a bucket to everybody.',
      safer: 'Name the addresses or accounts that need it.',
      inScripts: true,
    },
  },
  {
    id: 'cluster-changed',
    ...shared,
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,200}\b(?:delete|apply|create|replace|patch|edit|scale|drain|cordon|taint|exec|cp|run|set|annotate|label|autoscale|expose|restart|undo|debug)\b|\bhelm\b[^\n]{0,100}\b(?:install|upgrade|uninstall|delete|rollback)\b|\b(?:terraform|tofu|pulumi)\b[^\n]{0,100}\b(?:apply|destroy|import|up|taint)\b|\b(?:aws|gcloud|az|doctl)\b[^\n]{0,200}\b(?:delete|terminate|create|put|update|modify|remove|stop|start|reboot|run)[-\w]{0,40}\b|\bansible(?:-playbook)?\b/i,
  },
];
