import type { CommandRule } from './commandRule.ts';

const stops = { level: 'medium', what: 'stops or restarts something' } as const;
const settings = { level: 'medium', what: 'changes settings, rights or packages' } as const;

/** Commands that stop things, or change rights and protections of a machine. */
export const machineRules: readonly CommandRule[] = [
  {
    id: 'machine-stopped',
    ...stops,
    pattern:
      /(?:^|[;&|]\s{0,4}|\bsudo\s{1,4})(?:shutdown|reboot|poweroff|halt|init\s{1,4}[06])\b|\bsystemctl\s{1,4}(?:reboot|poweroff|halt|isolate)\b|\b(?:Stop|Restart)-Computer\b/,
    unless: /shutdown\s+-c\b/,
    advice: {
      severity: 'error',
      message:
        'It stops or restarts the whole machine, and with it what was in memory as evidence.',
      safer: 'Restart the one service; save logs and dumps first.',
    },
  },
  {
    id: 'service-stopped',
    ...stops,
    pattern:
      /\bsystemctl\b[^\n]{0,60}\b(?:stop|disable|mask|kill)\b|\bservice\s{1,4}\S{1,60}\s{1,4}stop\b|\bsupervisorctl\s{1,4}stop\b|\bpm2\s{1,4}(?:stop|delete|kill)\b|\bStop-Service\b|\bnet\s{1,4}stop\b/,
    advice: {
      severity: 'warning',
      message: 'It stops a service; what calls it fails until somebody starts it again.',
      safer: 'Restart or reload it, and look at who depends on it first.',
    },
  },
  {
    id: 'killed-at-once',
    ...stops,
    pattern:
      /\bkill\s{1,4}(?:-9|-KILL|-SIGKILL|-s\s{0,4}(?:9|KILL|SIGKILL))\b|\b(?:pkill|killall)\s{1,4}(?:-9|-KILL|-SIGKILL)\b|\btaskkill\b[^\n]{0,60}\/f\b|\bStop-Process\b[^\n]{0,60}-Force\b/i,
    advice: {
      severity: 'warning',
      message: 'The process can neither finish its work nor close its files.',
      safer: 'Send SIGTERM (`kill PID`), wait, and take a dump of its threads first.',
    },
  },
  {
    id: 'killed-by-name',
    ...stops,
    pattern: /\bpkill\b[^\n]{0,40}\s-f\b|\bkillall\b/,
    advice: {
      severity: 'warning',
      message: 'It ends every process whose name or command line fits, also others.',
      safer: 'List them with `pgrep -af`, and end the one that is meant.',
    },
  },
  {
    id: 'container-killed',
    ...stops,
    pattern:
      /\b(?:docker|podman|nerdctl)\s{1,4}(?:container\s{1,4})?(?:rm\b[^\n]{0,40}\s(?:-\w{0,4}f\b|--force\b)|kill\b)|\bdocker\s{1,4}(?:rm|rmi|stop|kill)\b[^\n]{0,20}\$\(\s{0,4}docker\s{1,4}(?:ps|images|container)\b/,
    advice: {
      severity: 'warning',
      message: 'It kills containers without letting them finish, and removes their logs.',
      safer: 'Save `docker logs` first, then `docker stop` the one that is meant.',
    },
  },
  {
    id: 'redis-blocked',
    ...stops,
    pattern:
      /\bredis-cli\b[^\n]{0,160}\b(?:KEYS\s{1,4}["']?[\w:]{0,40}\*|DEBUG\s{1,4}(?:SLEEP|SEGFAULT|RELOAD)|SHUTDOWN|MONITOR)/i,
    advice: {
      severity: 'warning',
      message: 'The server answers nobody while this runs, or slows down much.',
      safer: 'Use `redis-cli --scan --pattern`, SLOWLOG or `--bigkeys`, on a replica.',
    },
  },
  {
    id: 'redis-config-set',
    ...settings,
    pattern: /\bCONFIG\s{1,4}SET\b/i,
    advice: {
      severity: 'warning',
      message: 'It changes a running server, and the change is gone after its next start.',
      safer:
        'Write down the value as it is, and change the configuration that the server starts with.',
    },
  },
  {
    id: 'open-to-everybody',
    ...settings,
    pattern:
      /\bchmod\b[^\n]{0,40}\s(?:0?777|0?666|a\+rwx|a\+w|ugo\+rwx|o\+w|[24]777|\+s|u\+s|[42]7\d\d)\b/,
    unless: /\b1777\b/,
    advice: {
      severity: 'error',
      message: 'Everybody on the machine may then change the file, or run it as its owner.',
      safer: 'Give the right to the user or group that needs it (`chown`, `chmod 640`).',
      inScripts: true,
    },
  },
  {
    id: 'owner-of-everything',
    ...settings,
    pattern:
      /\bch(?:own|mod|grp)\s{1,4}(?:-R|--recursive|-\w{0,3}R\w{0,3})\s{1,4}\S{1,60}\s{1,4}\/(?:\s|$|(?:etc|usr|var|bin|lib|home|root|opt)\/?(?:\s|$))/,
    advice: {
      severity: 'error',
      message:
        'It changes owner or rights of whole system folders; many services no longer start then.',
      safer: 'Name the one folder that is meant.',
      inScripts: true,
    },
  },
  {
    id: 'account-changed',
    ...settings,
    pattern:
      /\b(?:userdel|deluser|passwd\s{1,4}-d)\b|\bNOPASSWD\b|>\s{0,2}\/etc\/(?:sudoers|passwd|shadow)|\busermod\b[^\n]{0,60}\b(?:sudo|wheel|docker|root)\b/,
    advice: {
      severity: 'error',
      message: 'It deletes an account, or gives one the rights of root.',
      safer: 'Give the one command that is needed by a line of its own in /etc/sudoers.d.',
      inScripts: true,
    },
  },
  {
    id: 'firewall-off',
    ...settings,
    pattern:
      /\biptables\b[^\n]{0,60}\s(?:-F|--flush|-P\s{1,4}\w{1,20}\s{1,4}ACCEPT)(?:\s|$)|\bnft\s{1,4}flush\b|\bufw\s{1,4}(?:disable|reset)\b|\bsetenforce\s{1,4}0\b|\bSELINUX=(?:disabled|permissive)\b|\bsystemctl\b[^\n]{0,40}\b(?:stop|disable)\s{1,4}(?:firewalld|ufw|apparmor|auditd)\b|\bnetsh\b[^\n]{0,60}\bstate\s{1,4}off\b|\bSet-MpPreference\b[^\n]{0,80}-Disable/i,
    advice: {
      severity: 'error',
      message: 'It switches off a protection of the whole machine.',
      safer: 'Open the one port or give the one right that is missing.',
      inScripts: true,
    },
  },
  {
    id: 'unchecked-certificate',
    ...settings,
    pattern:
      /\bcurl\b[^\n]{0,200}\s(?:-\w{0,6}k\w{0,6}|--insecure|--proxy-insecure)(?:\s|$)|\bwget\b[^\n]{0,200}--no-check-certificate\b|\bhttp\.sslVerify[\s=]{1,4}["']?false\b|\bGIT_SSL_NO_VERIFY=(?:1|true)\b|\bstrict-ssl[\s=]{1,4}false\b|\bNODE_TLS_REJECT_UNAUTHORIZED=["']?0\b|--insecure-skip-tls-verify(?!=false)\b|--trusted-host\b|\bPYTHONHTTPSVERIFY=0\b/,
    unless: /\bcurl\b[^\n]*https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/,
    advice: {
      severity: 'warning',
      message: 'It trusts any server that answers, as certificates are not checked.',
      safer: "Give the right authority (`--cacert`), or repair the server's certificate.",
      inScripts: true,
    },
  },
  {
    id: 'unsigned-packages',
    ...settings,
    pattern:
      /--allow-unauthenticated\b|--force-yes\b|--allow-untrusted\b|--nogpgcheck\b|--no-gpg-check(?:s)?\b|\brpm\b[^\n]{0,60}--nosignature\b|\[trusted=yes\]/,
    advice: {
      severity: 'error',
      message: 'It installs packages whose signature nobody checks.',
      safer: "Add the repository's key, and keep the check on.",
      inScripts: true,
    },
  },
  {
    id: 'privileged-container',
    ...settings,
    pattern:
      /\b(?:docker|podman|nerdctl)\b[^\n]{0,80}\brun\b[^\n]{0,300}(?:--privileged\b(?!=false)|--cap-add[\s=]["']?(?:ALL|SYS_ADMIN)\b|--(?:pid|ipc|userns)[\s=]host\b|-v\s{0,4}["']?\/:|\/var\/run\/docker\.sock:|--security-opt[\s=]\S{0,20}unconfined)/,
    advice: {
      severity: 'error',
      message: 'The container can reach and change the whole host.',
      safer: 'Add the one capability or folder that it needs.',
      inScripts: true,
    },
  },
  {
    id: 'hooks-skipped',
    ...settings,
    pattern:
      /\bgit\s{1,4}(?:commit|push|merge)\b[^\n]{0,200}\s--no-verify\b|\bHUSKY=0\b|\bHUSKY_SKIP_HOOKS=1\b|\bcore\.hooksPath[\s=]{1,4}\/dev\/null/,
    advice: {
      severity: 'warning',
      message: 'It skips the checks that the team runs before each commit or push.',
      safer: 'Repair what the check says.',
      inScripts: true,
    },
  },
  {
    id: 'host-key-unchecked',
    ...settings,
    pattern:
      /\bStrictHostKeyChecking[\s=]{1,4}["']?(?:no|off)\b|\bUserKnownHostsFile[\s=]{1,4}\/dev\/null/i,
    advice: {
      severity: 'warning',
      message: 'It trusts any machine that answers under this name.',
      safer: "Add the host's key to known_hosts, or use `accept-new`.",
      inScripts: true,
    },
  },
  {
    id: 'database-rights',
    ...settings,
    pattern:
      /\bGRANT\s{1,4}ALL(?:\s{1,4}PRIVILEGES)?\s{1,4}ON\b|\bALTER\s{1,4}(?:USER|ROLE)\b[^\n]{0,80}\bSUPERUSER\b|\bGRANT\b[^\n]{0,80}\bTO\s{1,4}PUBLIC\b/i,
    unless: /\bNOSUPERUSER\b/i,
    advice: {
      severity: 'warning',
      message: 'It gives all rights on a database.',
      safer: 'Grant the operations that are needed, on the tables that are needed.',
    },
  },
  {
    id: 'execution-policy',
    ...settings,
    pattern: /-?Execution-?Policy\s{1,4}(?:Bypass|Unrestricted)\b/i,
    advice: {
      severity: 'warning',
      message: 'It lets any script run, signed or not.',
      safer: 'Unblock or sign the one script that is meant.',
    },
  },
  {
    id: 'traces-removed',
    ...settings,
    pattern:
      /\bhistory\s{1,4}-c\b|\bunset\s{1,4}HISTFILE\b|\bHISTFILE=\/dev\/null\b|\bauditctl\s{1,4}-D\b/,
    advice: {
      severity: 'warning',
      message: 'It hides what was run.',
      safer: 'Keep the history: others need it to understand the incident.',
    },
  },
  {
    id: 'kernel-setting-changed',
    ...settings,
    pattern:
      /\bswapoff\s{1,4}-a\b|\boom_(?:score_adj|adj)\b|\bsysctl\s{1,4}-w\b|>\s{0,2}\/proc\/sys|\bvm\.(?:overcommit_memory|panic_on_oom)\s{0,2}=\s{0,2}\d|\/proc\/sys\/vm\/drop_caches\b|\bulimit\s{1,4}-\w{1,3}\s{1,4}unlimited\b/,
    advice: {
      severity: 'warning',
      message:
        'It changes how the kernel treats all processes of the machine, until its next start.',
      safer:
        'Bound the one process that is meant, or set it for good in /etc/sysctl.d after a test.',
    },
  },
  {
    id: 'something-stopped',
    ...stops,
    pattern:
      /\b(?:shutdown|reboot|poweroff|halt|init\s{1,4}[06])\b|\b(?:systemctl|service|rc-service|supervisorctl|pm2|launchctl)\b[^\n]{0,100}\b(?:stop|start|restart|reload|disable|enable|mask|kill)\b|\b(?:kill|pkill|killall|taskkill)\b|\b(?:docker|podman|nerdctl|docker-compose|crictl)\b[^\n]{0,100}\b(?:rm|rmi|kill|stop|start|restart|prune|down|up|run|exec|cp)\b|\bStop-(?:Process|Service|Computer)\b/i,
  },
  {
    id: 'settings-changed',
    ...settings,
    pattern:
      /\b(?:sudo|doas|su\s{1,4}-|runas)\b|\b(?:chmod|chown|chattr|setfacl|usermod|useradd|passwd|visudo|icacls)\b|\b(?:iptables|nft|ufw|firewall-cmd|setenforce|sysctl\s{1,4}-w|modprobe|insmod|mount|umount)\b|\b(?:apt(?:-get)?|yum|dnf|apk|brew|pacman|zypper|snap|choco|winget|gem|cargo|go|pipx?3?|npm|pnpm|yarn|conda)\s{1,4}(?:\S{1,40}\s{1,4}){0,3}?(?:install|add|remove|uninstall|upgrade|update|i|ci|exec|purge|autoremove)\b|\badd-apt-repository\b|\bnpx\b|\b(?:ALTER|GRANT|REVOKE|UPDATE\s{1,4}\S{1,80}\s{1,4}SET|INSERT\s{1,4}INTO|CREATE\s{1,4}(?:USER|TABLE|DATABASE))\b|\bCONFIG\s{1,4}SET\b|\bgit\s{1,4}config\b|\bSet-(?:ExecutionPolicy|MpPreference|ItemProperty)\b|\breg\s{1,4}add\b|\.vscode\/(?:settings|tasks|launch)\.json|\.bashrc|\.zshrc|\.profile|authorized_keys/i,
  },
  {
    id: 'file-written',
    level: 'medium',
    what: 'writes a file',
    pattern:
      /(?:^|[^<>=&\d-])\d?>{1,2}\s{0,4}(?!&|\/dev\/null|\/dev\/std)[\w./~$"'-]|\|\s{0,4}tee\b|\bsed\b[^\n]{0,40}\s-i/i,
  },
  {
    id: 'command-within',
    level: 'medium',
    what: 'runs a command within a command',
    pattern: /\$\([^)\n]|`[^`\n]{1,400}`|(?:^|[^\\])[\r\n]\s{0,8}\S/,
  },
];
