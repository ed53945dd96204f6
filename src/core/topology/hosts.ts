const name = String.raw`(?=[\w.-]*[A-Za-z])[A-Za-z0-9](?:[\w-]{0,62})(?:\.[\w-]{1,63}){0,8}\.?`;

/** `scheme://user:password@host:port,host:port`; JDBC, `tcp(host:port)` and `thin:@host` too. */
const url =
  /\b([a-z][a-z0-9+.-]{1,20}):(?:\/{2,3}|thin:@(?:\/\/)?)(?:[^\s"'`/<>]{1,200}@)?((?:,(?![a-z][\w+.-]{1,20}:\/)|[^\s"'`/?#<>|\\;,]){1,400})/gi;

const goAddress = /@(?:tcp|udp)\(([^()\s]{1,100})\)/g;

const namedHost =
  /(?:^|[;,\s])(?:server|data source|host|hostname|addr(?:ess)?|endpoint|contact points?)\s?=\s?(?:tcp:)?([A-Za-z0-9][\w.-]{0,100})/gi;

const jsonHost =
  /"(?:server|host|hostname|addr(?:ess)?)"\s?:\s?"([A-Za-z0-9][\w.-]{0,100})(?::\d{1,5})?"/gi;

const hostAndPort = new RegExp(String.raw`^(${name}):(\d{2,5})(?:[/,;?].{0,200})?$`);

const bareHost = new RegExp(`^${name}$`);

/** Where a URL names a file, an image or an identifier and no peer. */
const deafSchemes =
  /^(file|docker|oci|urn|classpath|data|git|s3|gs|arn|maven|javascript|unix|cid|k8s|podman)$/i;

/** `http://localhost:3500/v1.0/invoke/cart/method/add`: a sidecar is asked to call `cart`. */
const invoked = /\/v1\.0\/invoke\/([\w-]{1,60})\/method/g;

/** `consul://registry:8500/cart?wait=14s`: a registry is asked where `cart` is. */
const looked =
  /\b(?:consul|etcd|nacos|zookeeper|xds|polaris):\/{2,3}[\w.:,-]{0,200}\/([a-z][\w.-]{1,60})(?=[?"'\s]|$)/g;

/** Hosts of everything with a scheme, and of connection strings, anywhere in a text. */
export function urlHosts(text: string): readonly string[] {
  if (!text.includes(':')) return [];
  const urls = [...text.matchAll(url)].flatMap(([, scheme = '', hosts = '']) =>
    deafSchemes.test(scheme) ? [] : listedHosts(hosts),
  );
  const others = [goAddress, invoked, looked].flatMap((pattern) => [...text.matchAll(pattern)]);
  return [...urls, ...others.flatMap(([, hosts = '']) => listedHosts(hosts))];
}

/** `Server=db;Database=x`, `host=db port=5432`, `{"host":"db"}`. */
export function connectionHosts(text: string): readonly string[] {
  const named = text.includes('=') ? [...text.matchAll(namedHost)] : [];
  const inJson = text.includes('{') ? [...text.matchAll(jsonHost)] : [];
  return [...named, ...inJson].map(([, host = '']) => host);
}

function listedHosts(list: string): readonly string[] {
  return list.split(',').flatMap((part) => /^\[?([\w.-]+)/.exec(part.trim())?.[1] ?? []);
}

/** `host:port`, alone or in a list; the port is what tells it from other pairs. */
export function portHosts(value: string): readonly string[] {
  return pieces(value).flatMap((piece) => {
    const match = hostAndPort.exec(piece);
    return match?.[1] && Number(match[2]) <= 65_535 ? [match[1]] : [];
  });
}

/** Names alone, where the key says that they are hosts. */
export function bareHosts(value: string): readonly string[] {
  return pieces(value).flatMap((piece) => {
    const host = /^[^:/]{1,200}(?=\/)/.exec(piece)?.[0] ?? piece;
    return bareHost.test(host) ? [host] : [];
  });
}

function pieces(value: string): readonly string[] {
  if (value.length > 2_000) return [];
  return value
    .split(/[,;\s]+/)
    .map((piece) => piece.replace(/^["'[(]+|["'\])]+$/g, '').replace(/^\w+@(?=[\w-]+:\d)/, ''))
    .filter((piece) => piece !== '');
}
