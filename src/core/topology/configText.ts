import { hostsOfSetting } from './values.ts';

/** A host in a configuration file of any form. */
export interface ConfigHost {
  readonly host: string;
  /** 1-based, within the text. */
  readonly line: number;
  readonly key: string;
}

/** `proxy_pass http://cart;`, `server cart:8080 weight=1;`, `reverse_proxy cart:80`, `ProxyPass /x http://cart/`. */
const directive =
  /^\s*(proxy_pass|grpc_pass|fastcgi_pass|uwsgi_pass|scgi_pass|memcached_pass|mirror_pass|reverse_proxy|proxypass(?:reverse|match)?|balancermember|server|to|forward|bind_address|remote_addr)\s+(.{1,400}?);?\s*$/i;

/** `key = value`, `key: value`, `"key": "value",`, `- key: value`. */
const assignment =
  /^\s*(?:-\s+)?(?:export\s+)?["'%]?([\w.$/[\]"-]{1,120})["']?\s*(?:[:=]|=>)\s*(.{1,2000}?)[,;]?\s*$/;

const xmlAssignment =
  /(?:name|key)="([\w.:-]{1,120})"\s+(?:value|connectionString)="([^"]{1,2000})"/i;

/** `<host>keeper</host>` */
const xmlElement = /<([\w.:-]{1,80})>\s*([^<>]{1,500}?)\s*<\/\1>/;

/** Gateways' settings that hold their own address. */
const ownAddress: readonly { readonly name: RegExp; readonly key: RegExp }[] = [
  { name: /(^|\/)ocelot[\w.-]*\.json$/i, key: /^(BaseUrl|GlobalConfiguration)$/ },
];

const MOST_LINES = 20_000;

/** Hosts of a configuration file: line by line, so that it need not be sound in any format. */
export function configHosts(name: string, text: string): readonly ConfigHost[] {
  const found: ConfigHost[] = [];
  const lines = text.split(/\r\n|\r|\n/, MOST_LINES);
  const isXml = /\.(xml|config|csproj)$/i.test(name);
  let hidden = false;
  lines.forEach((written, index) => {
    if (isXml && written.includes('<!--')) hidden = true;
    if (!hidden) {
      for (const { key, host } of lineHosts(withoutComment(written, name))) {
        if (!isOwnAddress(name, key)) found.push({ host, line: index + 1, key });
      }
    }
    if (written.includes('-->')) hidden = false;
  });
  return found;
}

function isOwnAddress(file: string, asked: string): boolean {
  return ownAddress.some(({ name, key }) => key.test(asked) && name.test(file));
}

function lineHosts(line: string): readonly { readonly key: string; readonly host: string }[] {
  if (line.length > 4_000 || line.trim() === '') return [];
  const led = directive.exec(line);
  if (led) {
    return passHosts(led[2] ?? '').map((host) => ({ key: 'upstream', host }));
  }
  const match = xmlAssignment.exec(line) ?? xmlElement.exec(line) ?? assignment.exec(line);
  const key = (match?.[1] ?? '').replaceAll('"', '');
  const value = unquoted(match?.[2] ?? line.trim());
  const hosts = hostsOfSetting(key, withDefaults(value));
  return hosts.map((host) => ({ key: keyOf(value) ?? key, host }));
}

function passHosts(words: string): readonly string[] {
  return words
    .split(/\s+/)
    .flatMap((word) => hostsOfSetting('upstream', word.replace(/\$\w+$/, '')));
}

/** `${CONFIG_URL:http://config:8888}` holds an address where nobody sets the variable. */
function withDefaults(value: string): string {
  const inner = value.replace(/\$\{[\w.-]{1,100}:-?([^{}]{0,500})\}/g, '$1');
  return inner.replace(/\$\{[\w.-]{1,100}:-?([^{}]{0,500})\}/g, '$1');
}

/** The variable that a default stands for: what sets it wins. */
function keyOf(value: string): string | undefined {
  return /\$\{([\w.-]{1,100}):/.exec(value)?.[1];
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}

const slashComments = /\.(json5?|jsonc|conf\.js|hcl|tf|thrift)$/i;

/** `#` begins a comment almost everywhere, `;` in ini files, `//` in few. */
function withoutComment(line: string, name: string): string {
  if (/^\s*(#|;|\/\/|--|%(?!\w)|!|\*|<!--)/.test(line)) return '';
  const cut = line.search(slashComments.test(name) ? /\s\/\// : /\s#/);
  return cut < 0 ? line : line.slice(0, cut);
}
