/** What a setting's name tells about its value. */

/** The value is no address of a peer, even where it is the name of a service. */
const ownMatters =
  /(^|[_.-])(name|names|db|database|dbname|schema|user|username|usr|password|passwd|pass|pwd|topics?|queues?|exchange|group|groups|id|key|secret|token|image|images|tag|version|path|dir|file|level|mode|type|kind|profiles?|env|environment|namespace|label|labels|title|description|prefix|role|realm|bucket|table|collection|tracer|scope|driver|dialect|language|format|plugins?|features?|enabled)$/i;

/** It is told to others, or matched against what others send: never called. */
const advertised =
  /(advertised|^listeners?$|_listeners?(_|$)|listener_security|cors|allowed_?(origins?|hosts?)|no_?proxy|virtual_host|letsencrypt|redirect|callback|instance[_.-]?host|trusted|referer|audience|server_?name$|public_?(url|host)|external_?(url|host)|root_?url$|base_?href|logo|image_?url|pic(ture)?s?_?(base_?)?ur[il]|docs?_?url|homepage|otel_resource|healthcheck|health_check)/i;

/** The value is a host, even when it stands alone. */
const hostKeys =
  /(host|hosts|hostname|hostnames|addr|addrs|address|addresses|endpoint|endpoints|url|urls|uri|uris|server|servers|broker|brokers|bootstrap|upstream|upstreams|backend|backends|target|targets|nodes|seeds|contact_?points|service_?host|master|peers|dsn|gateway|quorum|connect|connection|service[_-]?id|[_-]svc|[_-]service)$/i;

/** Settings of frameworks that choose a driver by its name. */
const driver = /^(db|database|queue|cache|broadcast|session|log)_(connection|store)$/i;

export type KeyKind = 'host' | 'other' | 'own' | 'advertised';

/** `spring.datasource.url`, `CART_SERVICE_ADDR` and `--redis-host` alike. */
export function keyKind(key: string): KeyKind {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/^-+/, '');
  if (advertised.test(words)) return 'advertised';
  if (driver.test(words)) return 'own';
  if (hostKeys.test(words)) return 'host';
  return ownMatters.test(words) ? 'own' : 'other';
}
