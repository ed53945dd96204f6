import { connectionHosts, portHosts, urlHosts } from '../hosts.ts';
import { keyKind } from '../keys.ts';
import type { CodeText, Literal } from './literals.ts';

/** A host that code names. */
export interface CodeHost {
  readonly host: string;
  readonly line: number;
  readonly kind: string;
  /** The variable of the environment that it stands in for. */
  readonly key: string | undefined;
}

/** Code before and after a text, on its line and on a statement that runs over several. */
interface Surroundings {
  readonly before: string;
  readonly after: string;
}

const BEFORE = 160;
const AFTER = 60;

/** Whether a name is a service of the system; of other names nothing is said. */
export type IsKnown = (host: string) => boolean;

export function codeHosts({ source, literals }: CodeText, isKnown: IsKnown): readonly CodeHost[] {
  return literals.flatMap((literal) => {
    if (literal.text.length < 2 || literal.text.length > 2_000) return [];
    const around = {
      before: statementBefore(source.slice(Math.max(0, literal.start - BEFORE), literal.start)),
      after: source.slice(literal.end, literal.end + AFTER),
    };
    if (isTold(around.before) || isDocumentation(literal, around.before)) return [];
    const key = variableIn(around.before);
    return hostsOf(literal, around, isKnown).map((found) => ({
      ...found,
      line: literal.line,
      key,
    }));
  });
}

/** The line before a text; with the line above where it begins with the text, or an operator. */
function statementBefore(before: string): string {
  const lines = before.split('\n');
  const line = lines.at(-1) ?? '';
  return /^[\s|?:+.,&()]*$/.test(line) ? `${lines.at(-2) ?? ''}\n${line}` : line;
}

/** Texts that are for people or for other machines' rules. */
const told =
  /\b(log|logger|logging|console|print\w*|println|puts|echo|panic|fatal\w*|warn\w*|debug\w*|info|error\w*|throw|raise|Exception|Error|assert\w*|expect|describe|it|test|span|tracer|meter|getTracer|CrossOrigin|allowedOrigins|WithOrigins|Swagger\w*|description|summary)\b[^;{}=]{0,60}\(\s*[^()]{0,80}$/;

/** A long text that is a statement of its own describes what follows or stands above it. */
function isDocumentation({ text, start, end }: Literal, before: string): boolean {
  return end - start - text.length === 6 && /(^|[:\n])\s*$/.test(before);
}

/** `NS = "http://shop/ns/orders"`: the name of a schema looks like an address. */
const schemaName =
  /(?:^|[^A-Za-z])(?:NS|XSD|xmlns\w*|\w*[nN]amespace(?:URI|Uri)?|\w*NAMESPACE(?:_URI)?)\s*[=:(]\s*$/;

function isTold(before: string): boolean {
  return told.test(before) || schemaName.test(before);
}

/** `os.getenv("CART_HOST", `, `process.env.CART_HOST || `: the variable goes before the text. */
function variableIn(before: string): string | undefined {
  const names = before.slice(-120).match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g);
  const joined =
    /\b(getenv|environ|env|Env|ENV|_ENV|_SERVER|Getenv|LookupEnv|GetEnvironmentVariable|getProperty|GetValue|config|Configuration)\b/.test(
      before.slice(-120),
    );
  return joined ? names?.at(-1) : undefined;
}

type Found = Pick<CodeHost, 'host' | 'kind'>;

function hostsOf({ text }: Literal, around: Surroundings, isKnown: IsKnown): readonly Found[] {
  const urls = urlHosts(text);
  if (urls.length > 0) {
    return urls.map((host) => ({ host, kind: 'url' }));
  }
  const connected = connectionHosts(text).map((host) => ({ host, kind: 'connection-string' }));
  const ports = /\s/.test(text) ? [] : portHosts(text).map((host) => ({ host, kind: 'address' }));
  if (connected.length + ports.length > 0) return [...connected, ...ports];
  // `"cart:" + port`, `"/" "cart" "/path"` and other joins begin or end with a sign.
  const bare = text.replace(/[:/]+$/, '');
  return isKnown(bare) && isAddress(bare, around) ? [{ host: bare, kind: 'name' }] : [];
}

const connecting =
  /(?:\b\w*(?:FeignClient|getInstances|GetInstances|choose|discover\w*|Discover\w*|lookup\w*|Lookup\w*|ServiceUrl|ServiceURL|[cC]onnect\w*|[dD]ial\w*|[cC]reateClient|newClient|NewClient|MongoClient|[rR]edis\w*|[hH]ost\w*|GrpcClient|HttpClient|[uU]pstream|connection|Jedis\w*|(?<=@)(?:Client|RegisterRestClient)|[iI]nvokeMethod\w*|[iI]nvoke_(?:method|service)|invoker\.invoke|(?:Health|Catalog|Discovery)\(\)\.Service(?:MultipleTags)?|CreateInvokeHttpClient|Add\w*(?:Context|Client|Bus|DataSource)))\s*(?:<[^<>()]{0,80}>)?\s*\(\s*(?:HttpMethod\.\w+\s*,\s*)?(?:(?:value|name|host|hostname|address|serviceId|app_id|id|configKey)\s*[:=]\s*)?$/;

const hostNamed =
  /(?:host|hostname|host_?name|addr|address|server|servers|broker|brokers|upstream|serviceId|service_?name|contact_?points)["'`\]]{0,2}\s*(?::|=|:=|=>|\?\?|\|\||\?:|,|\bor\b)\s*(?:String\s*\(\s*|\[\s*)?$/i;

const fallback =
  /(?:\?\?|\|\||\?:|\?|:|,|\bor\b|\belse\b|\{|=|\b(?:unwrap_or\w*|or_else|orElse|withDefault)\s*\(\s*(?:\|\w*\|)?)\s*$/;

/** A name alone is an address where a host is wanted: by the words before it, or a port after it. */
function isAddress(name: string, { before, after }: Surroundings): boolean {
  const near = before.slice(-100);
  const variable = variableIn(before);
  const isFallback = variable !== undefined && keyKind(variable) === 'host' && fallback.test(near);
  return (
    isFallback ||
    connecting.test(near) ||
    (hostNamed.test(near) && !/\b(?:app(?:lication)?|otel|tracer|span)\w*$/i.test(near)) ||
    isHostCondition(near, after) ||
    hasPort(near, after) ||
    isSubscript(near, after) ||
    isDistinctArgument(name, near)
  );
}

/** `host = "details" if os.environ.get("DETAILS_HOSTNAME") is None else …` */
function isHostCondition(near: string, after: string): boolean {
  return (
    /(?:host|hostname|addr|url|endpoint)\w*\s*=\s*$/i.test(near) ||
    (/(?:=|\?)\s*$/.test(near) &&
      /^\s*(?:if|:)\s.{0,50}(?:HOST|ADDR|URL|environ|getenv)/.test(after))
  );
}

/** `connect("redis", 6379)`, `createClient(6379, 'redis')`, `"cart" .. suffix, 9090`. */
function hasPort(near: string, after: string): boolean {
  return (
    /^\s*(?:(?:\.\.|\+)\s*[\w.]+\s*)?,\s*(?:port\s*[=:]\s*)?\d{2,5}\b/.test(after) ||
    (/\b\d{4,5}\s*,\s*(?:host\s*[=:]\s*)?$/.test(near) && /^\s*[,)]/.test(after))
  );
}

/** `config["cart-service"]["addr"]` */
function isSubscript(near: string, after: string): boolean {
  return (
    /\[\s*$/.test(near) &&
    /^\s*\]\s*\[\s*["'](?:addr|address|host|hostname|url|uri|port|endpoint)["']/.test(after)
  );
}

/** `getUrl("ts-order-service")`: such a name means nothing else, once it is handed to a function. */
function isDistinctArgument(name: string, near: string): boolean {
  return (
    name.length >= 6 &&
    /[-_]/.test(name) &&
    /\b\w*(?:[sS]ervice|[uU]rl|[hH]ost|[cC]lient|[pP]roxy|[eE]ndpoint|[aA]ddr)\w*\s*\(\s*$/.test(
      near,
    ) &&
    !/(?:[nN]ame|[tT]race|[lL]og|[rR]egister)\w*\s*\(\s*$/.test(near)
  );
}
