import { around, isUnder, type LineRule } from '../riskRule.ts';

const files = ['terraform', 'json', 'yaml'] as const;

/** What is open, unprotected or lost in a cloud. */
export const cloudRules: readonly LineRule[] = [
  {
    id: 'open-ingress',
    severity: 'error',
    message: 'The port is open to the whole internet.',
    safer: 'Name the networks that need it, or put a load balancer before it.',
    files,
    view: 'code',
    pattern:
      /\b(?:cidr_blocks|ipv6_cidr_blocks|source_ranges|source_address_prefix(?:es)?|cidr_ipv4|CidrIp)["']?\s*[:=]\s*\[?\s*["'](?:0\.0\.0\.0\/0|::\/0|\*)["']/,
    only: (place) =>
      !isUnder(place, /\b(?:ingress|egress|Egress)\b/, /\b(?:egress|Egress)\b/, 14) &&
      !/\b(?:from_port|FromPort|to_port|ports)["']?\s*[:=]\s*\[?\s*["']?(?:80|443)\b/.test(
        around(place, 5),
      ),
  },
  {
    id: 'public-bucket',
    severity: 'error',
    message: 'Everybody on the internet can read it.',
    safer: 'Keep it private, and hand out signed links or a distribution.',
    files,
    view: 'code',
    pattern:
      /\bacl["']?\s*[:=]\s*["']public-read(?:-write)?["']|\bAccessControl["']?\s*:\s*["']?PublicRead|\b(?:block_public_(?:acls|policy)|ignore_public_acls|restrict_public_buckets|[bB]lockPublic(?:Acls|Policy)|RestrictPublicBuckets)["']?\s*[:=]\s*["']?false\b|\bpublicly_accessible\s*=\s*true\b|\bPubliclyAccessible["']?\s*:\s*["']?true\b|\bmembers?\s*=\s*\[?\s*"all(?:Authenticated)?Users"|\ballow_(?:nested_items_to_be_public|blob_public_access)\s*=\s*true\b/,
  },
  {
    id: 'rights-to-everything',
    severity: 'error',
    message: 'The policy allows every action.',
    safer: 'List the actions and resources that are used.',
    files,
    view: 'code',
    pattern:
      /["']?\bActions?["']?\s*[:=]\s*\[?\s*["']\*(?::\*)?["']|\bactions\s*=\s*\[\s*"\*"|\bpolicy_arn\s*=\s*"[^"]*\/AdministratorAccess"|\brole\s*=\s*"roles\/(?:owner|editor)"/,
    context: /Statement|statement|policy|role|iam/i,
    only: (place) => !/["']?Effect["']?\s*[:=]\s*["']Deny/i.test(around(place, 3)),
  },
  {
    id: 'anybody-may',
    severity: 'error',
    message: 'The policy speaks of everybody, of any account.',
    safer: 'Name the account or role.',
    files,
    view: 'code',
    pattern:
      /\bidentifiers\s*=\s*\[\s*"\*"|["']?\bPrincipal["']?\s*[:=]\s*(?:["']\*["']|\{\s*["']?AWS["']?\s*[:=]\s*["']\*["'])/,
    only: (place) => !/["']?Effect["']?\s*[:=]\s*["']Deny|Condition/i.test(around(place, 6)),
  },
  {
    id: 'not-encrypted-at-rest',
    severity: 'warning',
    message: 'What is stored can be read by whoever gets the disk or a copy of it.',
    safer: 'Leave encryption on.',
    files,
    view: 'code',
    pattern:
      /\b(?:storage_encrypted|encrypted|at_rest_encryption_enabled|transit_encryption_enabled|enable_encryption|kms_encrypted|StorageEncrypted)["']?\s*[:=]\s*["']?false\b/,
  },
  {
    id: 'protection-against-deletion-off',
    severity: 'warning',
    message: 'The next mistake deletes it with its data, and nothing is left to restore.',
    safer: 'Leave the protection and the last snapshot on.',
    files,
    view: 'code',
    pattern:
      /\b(?:deletion_protection(?:_enabled)?|prevent_destroy|enable_deletion_protection|DeletionProtection)["']?\s*[:=]\s*["']?false\b|\b(?:skip_final_snapshot|force_destroy|force_delete|delete_automated_backups|skip_final_backup)\s*=\s*true\b|\bbackup_retention_(?:period|days)\s*=\s*0\b|\bDeletionPolicy["']?\s*:\s*["']?Delete\b|\b(?:persistentVolumeR|r)eclaimPolicy\s*:\s*["']?Delete\b/,
    unless: /default|variable/,
  },
];
