/** What explanations and changes are about, each with how a diagnosis says it and how a change does. */
export interface Topic {
  readonly name: string;
  readonly said: RegExp;
  readonly changed: RegExp;
}

export const topics: readonly Topic[] = [
  {
    name: 'memory',
    said: /\b(oom\w*|out of memory|maxmemory|heap|memory|evict\w*)\b/i,
    changed: /memory|maxmemory|heap|-Xm[xs]|old-space|mem_limit|GOMEMLIMIT|evict/i,
  },
  {
    name: 'connections',
    said: /too many (clients|connections)|connection (pool|slots|limit)|pool (is )?(exhausted|empty|timeout)|max_?connections|connection leak/i,
    changed: /pool|max_?connections|connection_?limit|maxConn|\.release\(|\.close\(/i,
  },
  {
    name: 'disk',
    said: /no space left|disk (is )?full|ENOSPC|disk usage|inode|volume is full/i,
    changed: /storage|volume|disk|retention|logrotate|max[_-]?size|prune/i,
  },
  {
    name: 'certificates',
    said: /certificate|x509|\bTLS\b|\bSSL\b|handshake/i,
    changed: /tls|ssl|cert|ca[_-]?bundle|secretName/i,
  },
  {
    name: 'names and addresses',
    said: /no such host|ENOTFOUND|name resolution|NXDOMAIN|unknown host|wrong (host|address)|could not resolve/i,
    changed: /host|dns|url|addr|endpoint|externalName|\bname:/i,
  },
  {
    name: 'ports',
    said: /\bport\b|address already in use|EADDRINUSE/i,
    changed: /port|listen/i,
  },
  {
    name: 'credentials and rights',
    said: /password|authentication|unauthori[sz]ed|permission denied|forbidden|access denied|credential|\b40[13]\b/i,
    changed:
      /password|secret|token|credential|role|permission|chmod|chown|\buser\b|runAs|serviceAccount/i,
  },
  {
    name: 'settings',
    said: /(missing|unset|undefined|unknown|invalid|wrong) (env\w*|setting|variable|config\w*|key|value|property|option)|not set|is required/i,
    changed: /env|config|setting|propert|option|value:/i,
  },
  {
    name: 'versions',
    said: /version|incompatible|unsupported|no such method|NoSuchMethod|missing import|mismatch|module not found|cannot find module/i,
    changed: /version|image:|require|import|dependenc|upgrade|"\^?\d+\.\d+/i,
  },
  {
    name: 'images',
    said: /ImagePull\w*|ErrImage\w*|manifest unknown|pull image/i,
    changed: /image|registry|imagePullSecrets/i,
  },
  {
    name: 'schema',
    said: /column|relation .* does not exist|migration|schema|unknown table/i,
    changed: /alter table|create table|add column|migrat|schema/i,
  },
  { name: 'processor time', said: /\bcpu\b|throttl/i, changed: /cpu/i },
  {
    name: 'probes',
    said: /(liveness|readiness|startup) ?probe|health ?check/i,
    changed: /probe|initialDelay|periodSeconds|failureThreshold|healthcheck/i,
  },
  {
    name: 'queues',
    said: /queue|backlog|consumer lag|rebalanc|unacked|prefetch/i,
    changed: /queue|consumer|partition|prefetch|concurrency|workers?/i,
  },
  {
    name: 'locks',
    said: /deadlock|lock wait|lock timeout/i,
    changed: /lock|transaction|isolation|index/i,
  },
  {
    name: 'rate limits',
    said: /rate.?limit|too many requests|\b429\b|quota/i,
    changed: /rate|quota|limit|backoff/i,
  },
];

/** Changes that make a failure rarer or quieter wherever it comes from. */
export const soothing =
  /retr(y|ies)|time_?out|replicas|log_?level|\bcatch\b|\bexcept\b|ignore|silence|alert|sleep|backoff|restart/i;

export const restarts =
  /\b(kubectl\b.*\b(rollout\s+restart|delete\s+pods?)|docker(-|\s+)compose\b.*\brestart|docker\s+restart|systemctl\s+restart|pm2\s+restart|service\s+\S+\s+restart|reboot)\b/;
