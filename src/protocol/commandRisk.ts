/**
 * What a command that a model or a log proposes would do to the system if somebody ran it, in a few
 * words; nothing for one that only looks. Whoever shows a command shows this beside it. The table
 * can't know all there is, so it is a warning and no permission.
 */
export function riskOf(command: string): CommandRisk | undefined {
  const text = command.slice(0, LONGEST);
  const rule = rules.find(({ pattern }) => pattern.test(text));
  return rule && { level: rule.level, what: rule.what };
}

export interface CommandRisk {
  /** `high` where it loses or gives away what can't be got back. */
  readonly level: 'high' | 'medium';
  /** e.g. `deletes or overwrites data`. */
  readonly what: string;
}

const LONGEST = 4_000;

interface Rule extends CommandRisk {
  readonly pattern: RegExp;
}

/** The worst first, as one risk alone is shown. */
const rules: readonly Rule[] = [
  {
    level: 'high',
    what: 'runs code from elsewhere',
    pattern:
      /\b(?:curl|wget|fetch|iwr|irm|Invoke-(?:WebRequest|RestMethod)|base64|xxd|openssl)\b[^\n]{0,400}\|\s{0,4}(?:sudo\s{1,4})?(?:\S{0,40}\/)?(?:ba|z|da|k|fi)?sh\b|\|\s{0,4}(?:sudo\s{1,4})?(?:iex|Invoke-Expression|python[\d.]*|perl|ruby|node|php)\b|\b(?:ba|z)?sh\b[^\n]{0,20}(?:<\(|-c\s{1,4}["']?\$\()\s{0,4}(?:curl|wget)|\beval\b|\/dev\/tcp\/|\b(?:nc|ncat|netcat)\b[^\n]{0,80}\s-\w{0,4}[ec]\b|\bmshta\b|\bregsvr32\b|\brundll32\b/i,
  },
  {
    level: 'high',
    what: 'sends data away',
    pattern:
      /\b(?:curl|wget)\b[^\n]{0,400}(?:\s-(?:d|F|T)\b|--(?:data|form|upload|post)\S{0,20}|\$\(|`)|\b(?:scp|rsync|sftp)\b[^\n]{0,200}\S:|\|\s{0,4}(?:nc|ncat|curl|telnet|socat)\b|Invoke-RestMethod[^\n]{0,200}-Body/i,
  },
  {
    level: 'high',
    what: 'deletes or overwrites data',
    pattern:
      /\brm\b(?:\s{1,4}\S{1,200}){0,8}?\s{1,4}-\w{0,6}[rfRF]|\brm\s{1,4}(?:--\w|\/|~|\*|\$)|\b(?:shred|wipefs|mkfs(?:\.\w{1,10})?|fdisk|parted)\b|\bdd\b[^\n]{0,200}\bof=|>\s{0,4}\/dev\/(?!null|std|tty|fd)[a-z]|\bfind\b[^\n]{0,300}-(?:delete|exec\b)|\btruncate\s{1,4}-|\b(?:rmdir|rd|del)\s{1,4}\/[sq]|\bRemove-Item\b|\bformat\s{1,4}[a-z]:|\b(?:drop|truncate)\s{1,4}(?:table|database|schema|index|collection|user|keyspace)\b|\bdelete\s{1,4}from\b|\bFLUSH(?:ALL|DB)\b|\bgit\s{1,4}(?:clean|reset\s{1,4}--hard|push\b[^\n]{0,80}(?:--force|-f\b|\s\+))|\bcrontab\s{1,4}-r\b|\bdropDatabase\b|:\(\)\s{0,4}\{/i,
  },
  {
    level: 'high',
    what: 'reads secrets',
    pattern:
      /\/etc\/shadow|\.ssh\/|\bid_(?:rsa|ed25519|ecdsa)\b|\.aws\/credentials|\.kube\/config|\.netrc\b|\.npmrc\b|\bget\s{1,4}secrets?\b[^\n]{0,200}\s(?:-o|--output)|\bdescribe\s{1,4}secrets?\b[^\n]{0,80}-o|\bprintenv\b|^\s{0,8}env\s{0,8}$|\bsecretsmanager\b[^\n]{0,40}get-secret-value|\bvault\s{1,4}(?:kv\s{1,4}get|read)\b/i,
  },
  {
    level: 'medium',
    what: 'changes a cluster or a cloud',
    pattern:
      /\b(?:kubectl|oc)\b[^\n]{0,200}\b(?:delete|apply|create|replace|patch|edit|scale|drain|cordon|taint|exec|cp|run|set|annotate|label|autoscale|expose|restart|undo|debug)\b|\bhelm\b[^\n]{0,100}\b(?:install|upgrade|uninstall|delete|rollback)\b|\b(?:terraform|tofu|pulumi)\b[^\n]{0,100}\b(?:apply|destroy|import|up|taint)\b|\b(?:aws|gcloud|az|doctl)\b[^\n]{0,200}\b(?:delete|terminate|create|put|update|modify|remove|stop|start|reboot|run)[-\w]{0,40}\b|\bansible(?:-playbook)?\b/i,
  },
  {
    level: 'medium',
    what: 'stops or restarts something',
    pattern:
      /\b(?:shutdown|reboot|poweroff|halt|init\s{1,4}[06])\b|\b(?:systemctl|service|rc-service|supervisorctl|pm2|launchctl)\b[^\n]{0,100}\b(?:stop|start|restart|reload|disable|enable|mask|kill)\b|\b(?:kill|pkill|killall|taskkill)\b|\b(?:docker|podman|nerdctl|docker-compose|crictl)\b[^\n]{0,100}\b(?:rm|rmi|kill|stop|start|restart|prune|down|up|run|exec|cp)\b|\bStop-(?:Process|Service|Computer)\b/i,
  },
  {
    level: 'medium',
    what: 'changes settings, rights or packages',
    pattern:
      /\b(?:sudo|doas|su\s{1,4}-|runas)\b|\b(?:chmod|chown|chattr|setfacl|usermod|useradd|passwd|visudo|icacls)\b|\b(?:iptables|nft|ufw|firewall-cmd|setenforce|sysctl\s{1,4}-w|modprobe|insmod|mount|umount)\b|\b(?:apt(?:-get)?|yum|dnf|apk|brew|pacman|zypper|snap|choco|winget|gem|cargo|go|pipx?3?|npm|pnpm|yarn|conda)\s{1,4}(?:\S{1,40}\s{1,4}){0,3}?(?:install|add|remove|uninstall|upgrade|update|i|ci|exec|purge|autoremove)\b|\badd-apt-repository\b|\bnpx\b|\b(?:ALTER|GRANT|REVOKE|UPDATE\s{1,4}\S{1,80}\s{1,4}SET|INSERT\s{1,4}INTO|CREATE\s{1,4}(?:USER|TABLE|DATABASE))\b|\bCONFIG\s{1,4}SET\b|\bgit\s{1,4}config\b|\bSet-(?:ExecutionPolicy|MpPreference|ItemProperty)\b|\breg\s{1,4}add\b|\.vscode\/(?:settings|tasks|launch)\.json|\.bashrc|\.zshrc|\.profile|authorized_keys/i,
  },
  {
    level: 'medium',
    what: 'writes a file',
    pattern:
      /(?:^|[^<>=&\d-])\d?>{1,2}\s{0,4}(?!&|\/dev\/null|\/dev\/std)[\w./~$"'-]|\|\s{0,4}tee\b|\bsed\b[^\n]{0,40}\s-i/i,
  },
  {
    level: 'medium',
    what: 'runs a command within a command',
    pattern: /\$\([^)\n]|`[^`\n]{1,400}`|(?:^|[^\\])[\r\n]\s{0,8}\S/,
  },
];
