/** Programs, and what they are asked, that show something and change nothing. */
const looking: readonly RegExp[] = [
  /^(?:kubectl|oc)\s+(?:-\S+(?:\s+[\w./-]+)?\s+)*(?:get|describe|logs?|top|explain|diff|version|events|cluster-info|auth\s+can-i|rollout\s+(?:status|history))\b/,
  /^(?:docker|podman|nerdctl)\s+(?:compose\s+(?:-\S+\s+\S+\s+)*)?(?:ps|logs|inspect|stats|top|images|version|info|config|ls|events|port)\b/,
  /^helm\s+(?:list|ls|status|get|history|template|show|lint)\b/,
  /^terraform\s+(?:plan|show|validate|output|state\s+(?:list|show))\b/,
  /^git\s+(?:log|diff|show|status|blame|grep)\b/,
  /^systemctl\s+(?:status|show|list-\w+|is-\w+|cat)\b/,
  /^(?:ls|cat|head|tail|less|grep|egrep|rg|zgrep|wc|stat|file|du|df|free|uptime|ps|pgrep|vmstat|iostat|mpstat|lsof|ss|netstat|dig|nslookup|host|ping|traceroute|printenv|env|id|uname|date|journalctl|dmesg|nproc|lsblk|mount|jstack|jmap|jcmd|jstat)(?:\s|$)/,
  /^redis-cli\s+(?:-\S+(?:\s+[\w.:/-]+)?\s+)*(?:info|ping|get|ttl|type|scan|slowlog|dbsize|config\s+get|client\s+list|memory\s+(?:usage|stats|doctor)|latency)\b/i,
  /^(?:psql|mysql)\b.*["']\s*(?:select|show|explain(?!\s+analyze\s+(?:insert|update|delete)))\b/i,
];

/** What runs a command elsewhere: in a container, a pod, another machine, or as another user. */
const elsewhere =
  /^(?:sudo\s+(?:-\S+\s+)*|kubectl\s+(?:-\S+\s+\S+\s+)*exec\s+.*?--\s+|(?:docker|podman)\s+(?:compose\s+)?exec\s+(?:-\S+\s+)*[\w.-]+\s+|(?:sh|bash)\s+-l?c\s+(?=["']))/;

/** Whether a command only shows something, so that it is a check and not a repair. */
export function onlyLooks(command: string): boolean {
  const parts = command
    .trim()
    .split(/\s*(?:&&|\|\||[|;\n])\s*/)
    .filter((part) => part !== '');
  const isWriting = /(?:^|[^<>=-])>{1,2}\s*(?!\/dev\/null|&)|`|\$\(/.test(command);
  return parts.length > 0 && !isWriting && parts.every(looksOnly);
}

function looksOnly(part: string): boolean {
  let rest = part;
  for (let prefix = elsewhere.exec(rest); prefix; prefix = elsewhere.exec(rest)) {
    rest = rest.slice(prefix[0].length).replace(/^["']/, '');
  }
  return (
    looking.some((pattern) => pattern.test(rest)) || /^(?:sort|uniq|awk|cut|jq|tr)\s/.test(rest)
  );
}
