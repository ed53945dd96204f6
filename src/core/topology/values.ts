import { bareHosts, connectionHosts, portHosts, urlHosts } from './hosts.ts';
import { keyKind } from './keys.ts';

/**
 * Hosts that a setting names. What decides is the form of the value (a URL, `host:port`, a connection
 * string), and the key where a name stands alone: `REDIS_HOST=redis` is an address, `POSTGRES_DB=orders`
 * is none.
 */
export function hostsOfSetting(key: string, value: string): readonly string[] {
  const kind = keyKind(key);
  if (kind === 'advertised' || value === '' || value.length > 20_000) {
    return [];
  }
  const written = urlHosts(value);
  if (written.length > 0) {
    return unique([...written, ...connectionHosts(value)]);
  }
  if (/(^|\s)(-D|--)[a-z][\w.-]{1,80}[= ]/i.test(value)) {
    return hostsOfWords(shellWords(value));
  }
  const connected = connectionHosts(value);
  const ports = kind === 'own' && !store.test(key) ? [] : portHosts(value);
  const bare = kind === 'host' && connected.length + ports.length === 0 ? bareHosts(value) : [];
  return unique([...connected, ...ports, ...bare]);
}

/** `DB=db:5432` is an address, though `DB=orders` is the name of what lies in it. */
const store = /(db|database|connection)$/i;

/** A command's words: `--redis=redis:6379`, `-addr cart:80`, `http://web`, `db:5432`. */
export function hostsOfWords(words: readonly string[]): readonly string[] {
  return unique(
    words.flatMap((word, index) => {
      const option =
        /^-{1,2}([\w.-]{1,80})=(.{1,2000})$/s.exec(word) ??
        /^(?:-D)?([\w.]{1,80})=(.{1,2000})$/s.exec(word);
      if (option) {
        return hostsOfSetting(option[1] ?? '', option[2] ?? '');
      }
      const before = words[index - 1] ?? '';
      const isValue = /^--?[a-z][\w.-]{1,80}$/i.test(before);
      return isValue ? hostsOfSetting(before, word) : hostsOfSetting('', word);
    }),
  );
}

/** `nc -z rabbitmq 5672`, `nslookup db`, `redis-cli -h redis`, `curl web:80/`. */
const probed =
  /\b(?:nc|ncat|telnet)\s+(?:-\w+\s+){0,4}([\w.-]+)\s+\d{2,5}\b|\b(?:nslookup|getent\s+hosts|ping)\s+(?:-\w+\s+\d*\s*){0,3}([\w.-]+)|\s(?:-h|--host)[\s=]([\w.-]+)/g;

/** What is only printed, and into no file. */
const printed = /(?<=^|[\s;&|({"'])(?:echo|printf)\s(?:(?!<<|[|;&\n>])[\s\S])*(?=[|;&\n]|$)/g;

/** Hosts of a line of shell. */
export function hostsOfScript(script: string): readonly string[] {
  const text = script
    .slice(0, 20_000)
    .replace(/(^|\s)#[^\n]*/g, '$1')
    .replace(printed, '');
  const probes = [...text.matchAll(probed)].flatMap(
    (match) => match[1] ?? match[2] ?? match[3] ?? [],
  );
  return unique([...hostsOfWords(shellWords(text)), ...probes]);
}

/** Words as a shell parts them; quotes are dropped. */
function shellWords(text: string): readonly string[] {
  return [...text.slice(0, 20_000).matchAll(/(?:"[^"]*"|'[^']*'|[^\s"';|&()])+/g)].map(([word]) =>
    word.replace(/["']/g, ''),
  );
}

function unique(hosts: readonly string[]): readonly string[] {
  return [...new Set(hosts)];
}
