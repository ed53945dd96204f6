import { around, isUnder, type LineRule } from '../riskRule.ts';

const yaml = ['yaml'] as const;
/** A list's own key, and not what stands in it. */
const listKey = /^\s*(?:-\s*)?["']?\w+["']?:/;

/** What containers may do, and what pods are given. */
export const manifestRules: readonly LineRule[] = [
  {
    id: 'privileged',
    severity: 'error',
    message: 'The container can do on its node whatever root can.',
    safer: 'Add the one capability that it needs.',
    files: [...yaml, 'terraform', 'json'],
    view: 'code',
    pattern: /^\s*(?:-\s*)?["']?privileged["']?\s*[:=]\s*["']?true\b/,
  },
  {
    id: 'host-namespaces',
    severity: 'warning',
    message: 'The pod shares the network or the processes of its node, past all policies.',
    safer: 'Use a Service or a hostPort, or ask whoever runs the cluster.',
    files: yaml,
    view: 'code',
    pattern:
      /^\s*(?:-\s*)?(?:host(?:Network|PID|IPC|Users)\s*:\s*["']?true\b|(?:network_mode|pid|ipc|userns_mode)\s*:\s*["']?host\b)/,
  },
  {
    id: 'host-path',
    severity: 'warning',
    message: 'The container reads or writes files of the node.',
    safer: 'Use a PersistentVolumeClaim, an emptyDir or a ConfigMap.',
    files: yaml,
    view: 'code',
    pattern: /^\s*(?:-\s*)?hostPath\s*:/,
    context: /^\s*kind:/m,
  },
  {
    id: 'container-socket',
    severity: 'error',
    message: "Who holds the container runtime's socket is root on the machine.",
    safer: 'Use a rootless builder, or a proxy that lets through reads only.',
    files: [...yaml, 'terraform'],
    view: 'code',
    pattern: /\/(?:docker|containerd\/containerd|crio\/crio)\.sock\b/,
  },
  {
    id: 'runs-as-root',
    severity: 'warning',
    message: 'The process runs as root: who breaks into it has the container at once.',
    safer: 'Run as another user (`runAsNonRoot: true`), and give it the files it needs.',
    files: yaml,
    view: 'code',
    pattern:
      /^\s*(?:-\s*)?(?:runAs(?:User|Group)\s*:\s*0\s*$|runAsNonRoot\s*:\s*false\b|user\s*:\s*["']?(?:root|0)(?::(?:root|0))?["']?\s*$)/,
  },
  {
    id: 'privilege-escalation',
    severity: 'warning',
    message: 'A process in the container may gain more rights than it was started with.',
    safer: 'Set `allowPrivilegeEscalation: false`.',
    files: yaml,
    view: 'code',
    pattern: /\ballowPrivilegeEscalation\s*:\s*true\b/,
  },
  {
    id: 'wide-capability',
    severity: 'error',
    message: 'With this capability a container can leave its walls.',
    safer: 'Drop all, and add the one narrow capability that is needed.',
    files: yaml,
    view: 'code',
    pattern:
      /(?:^\s*-\s*["']?|["'[,\s])(?:CAP_)?(?:SYS_ADMIN|ALL|SYS_PTRACE|SYS_MODULE|DAC_READ_SEARCH|NET_ADMIN|BPF|SYS_RAWIO)["']?\s*(?:$|[,\]])/,
    only: (place) => isUnder(place, /\b(?:add|drop|cap_add|cap_drop)\s*:/, /\b(?:add|cap_add)\s*:/),
  },
  {
    id: 'sandbox-off',
    severity: 'warning',
    message: 'It takes away the filter on what the container may ask of the kernel.',
    safer: 'Use `RuntimeDefault`, or a profile of your own.',
    files: yaml,
    view: 'code',
    pattern:
      /\b(?:seccomp|apparmor)[\w./-]*\s*[:=]\s*["']?[uU]nconfined\b|\btype\s*:\s*["']?Unconfined\b|\bprocMount\s*:\s*["']?Unmasked\b/,
  },
  {
    id: 'cluster-admin',
    severity: 'error',
    message: 'Whoever is bound here may do anything in the whole cluster.',
    safer: 'Bind a Role with the verbs and resources that are needed, in one namespace.',
    files: yaml,
    view: 'code',
    pattern: /^\s*(?:-\s*)?name\s*:\s*["']?cluster-admin\b|\broleRef\s*:\s*\{[^}]*cluster-admin/,
    context: /kind:\s*["']?(?:Cluster)?RoleBinding\b/,
  },
  {
    id: 'rights-for-everything',
    severity: 'error',
    message: 'The role allows every verb, or reaches every resource, now and later.',
    safer: 'List the verbs and resources that are used.',
    files: yaml,
    view: 'code',
    pattern: /^\s*(?:-\s*)?(?:verbs|resources)\s*:\s*\[[^\]]*["']\*["']|^\s*-\s*["']\*["']\s*$/,
    context: /kind:\s*["']?(?:Cluster)?Role\b/,
    only: (place) => isUnder(place, listKey, /^\s*(?:-\s*)?["']?(?:verbs|resources)\b/),
  },
  {
    id: 'everybody-bound',
    severity: 'error',
    message: 'Everybody, even who has not signed in, gets these rights.',
    safer: 'Bind the one account that needs them.',
    files: yaml,
    view: 'code',
    pattern: /\bname\s*:\s*["']?system:(?:anonymous|unauthenticated|authenticated|masters)\b/,
    context: /kind:\s*["']?(?:Cluster)?RoleBinding\b/,
  },
  {
    id: 'moving-image',
    severity: 'warning',
    message: 'The image may be another one at each start, and nobody can say which one runs.',
    safer: 'Name a version, or better a digest.',
    files: yaml,
    view: 'code',
    pattern:
      /^\s*(?:-\s*)?image\s*:\s*["']?(?:[^\s"'#{}$]+:latest|[\w.-]+(?:(?::\d+)?\/[\w.-]+)*)["']?\s*$/,
    context: /^\s*(?:kind|services)\s*:/m,
    only: (place) => !/^\s*(?:build|repository|tag)\s*:/m.test(around(place, 4)),
  },
  {
    id: 'all-at-once',
    severity: 'warning',
    message: 'All instances may be taken away at the same time.',
    safer: 'Keep at least one (`maxUnavailable: 1`, `minAvailable: 1`).',
    files: yaml,
    view: 'code',
    pattern: /\bmaxUnavailable\s*:\s*["']?100%|\bminAvailable\s*:\s*["']?0%?["']?\s*$/,
  },
  {
    id: 'no-grace',
    severity: 'warning',
    message: 'The process is killed at once, in the middle of what it does.',
    safer: 'Leave it the time of its longest request.',
    files: yaml,
    view: 'code',
    pattern:
      /\bterminationGracePeriodSeconds\s*:\s*0\s*$|\bstop_grace_period\s*:\s*["']?0s?["']?\s*$/,
  },
];
