import { type Anchored, anchoredRule, type Rule } from './anchored.ts';
import { isHarmless } from './secretValue.ts';
import type { Span } from './span.ts';

/** What a password looks like as a word of a command. */
const WORD = `["']?([^\\s"'-][^\\s"']{2,127})`;
/** How far behind a program's name its option may stand. */
const REACH = 160;

/** Programs, and the options that take a password behind them. */
const options: readonly (readonly [programs: string, option: string])[] = [
  [
    'docker login|podman login|buildah login|skopeo login|helm registry login|crane auth login',
    '-p[ =]',
  ],
  ['az login|oc login|cf login|cf auth|ibmcloud login|faas-cli login|argocd login', '-p[ =]'],
  ['mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongo ', '-p[ =]'],
  ['cqlsh|beeline|rabbitmqadmin|psexec|rdesktop|influx ', '-p(?:assword)?[ =]'],
  ['sshpass', '-p ?'],
  ['mysql|mariadb|mysqldump|mysqladmin|mysqlimport|mysqlpump|mariadb-dump|mytop', '-p'],
  ['sqlcmd|bcp |osql|isql|ipmitool|mosquitto_pub|mosquitto_sub|pscp|plink|zip ', '-(?:P|pw) ?'],
  ['7z |7za ', '-p'],
  ['snmpwalk|snmpget|snmpset|snmpbulkwalk|snmptrap', '-[cAX] ?'],
  ['ssh-keygen', '-[NP] '],
  ['redis-cli|valkey-cli|keydb-cli', '(?:-a|--pass) '],
  ['ldapsearch|ldapmodify|ldapadd|ldapdelete|ldapwhoami|ldappasswd', '-[wys] '],
  ['keytool|jarsigner', '-(?:store|key|src|dest|deststore|srcstore)pass '],
  ['openssl', '-pass(?:in|out)? (?:pass:)'],
  ['schtasks|psexec|sc config|sc create', '[/-]rp '],
  ['sc create|sc config', 'password= '],
  ['xfreerdp|mstsc|cmdkey|wmic|winrs', '[/-]p(?:ass|assword)?:'],
  ['wmic|net use|net user', '/password:'],
];

/** An option that is no password: a port, a type. */
const notPassword = /^\d{2,5}$|^string$/;

function ofProgram([programs, option]: (typeof options)[number]): Anchored {
  const names = programs.split('|');
  const program = new RegExp(
    `(?<![\\w.-])(?:${names.map((name) => name.trim()).join('|')})(?![\\w.-])`,
    'y',
  );
  const wanted = new RegExp(`${option}${WORD}`, 'y');
  return {
    words: names,
    open(text) {
      const nextOption = createOptionSearch(text, wanted);
      return (start) => {
        program.lastIndex = start;
        const found = program.test(text) ? nextOption(program.lastIndex) : -1;
        return found < 0 ? nothing : passwordAt(text, found, wanted);
      };
    },
  };
}

/** Where an option stands next in a line, or -1. Places that were looked at are not looked at again. */
function createOptionSearch(text: string, option: RegExp): (from: number) => number {
  let found = -1;
  let searched = 0;
  let lineEnd = -1;
  return (from) => {
    if (lineEnd < from) {
      const at = text.indexOf('\n', from);
      lineEnd = at < 0 ? text.length : at;
    }
    const limit = Math.min(lineEnd, from + REACH) + 2;
    for (let at = Math.max(from, searched); found < from && at < limit; at += 1) {
      searched = at + 1;
      option.lastIndex = at;
      found = mayBeOption(text, at) && option.test(text) ? at : found;
    }
    return found >= from && found < limit ? found : -1;
  };
}

/** Behind a blank, and as the options above begin: with `-`, `/` or `password=`. */
function mayBeOption(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 45 && code !== 47 && code !== 112) {
    return false;
  }
  const before = text.charCodeAt(at - 1);
  return before === 32 || (before >= 9 && before <= 13);
}

function passwordAt(text: string, at: number, option: RegExp): readonly Span[] {
  option.lastIndex = at;
  const value = option.exec(text)?.[1] ?? '';
  const end = option.lastIndex;
  return value === '' || isHarmless(value) || notPassword.test(value)
    ? nothing
    : [{ start: end - value.length, end, kind: 'PASSWORD' }];
}

const nothing: readonly Span[] = [];

const others: readonly Rule[] = [
  {
    kind: 'PASSWORD',
    words: [' -u', ' --user', ' -a '],
    pattern: /\s(?:-u|--user|-a)[ =]{0,3}["']?[^\s:"'/]{1,128}:([^\s"']{1,256})/y,
    unless: /^\/\/|^\d{1,6}$/,
  },
  {
    // smbclient //host/share -U 'CORP/jdoe%hunter2'
    kind: 'PASSWORD',
    words: [' -u ', ' --user='],
    pattern: /\s(?:-U |--user=)["']?[\w\\/.@-]{1,128}%([^\s"']{1,256})/y,
  },
  {
    // net use Z: \\host\share hunter2 /user:jdoe
    kind: 'PASSWORD',
    words: ['net use '],
    pattern:
      /net use (?:[A-Za-z*]:? )?\\{2,8}[^\s\\]{1,128}(?:\\{1,4}[^\s\\]{1,128}){1,8} ([^\s/"'*][^\s"']{2,127})/iy,
  },
  {
    // net user jdoe hunter2 /add
    kind: 'PASSWORD',
    words: ['net user '],
    pattern: /net user [^\s/]{1,64} ([^\s/"'*][^\s"']{2,127})(?= |$)/imy,
  },
  {
    kind: 'PASSWORD',
    words: ['convertto-securestring'],
    pattern: /convertto-securestring(?: -string)? \\{0,3}["']([^"'\n]{3,256}?)(?=\\{0,3}["'])/iy,
  },
  {
    // aws configure set aws_secret_access_key …
    kind: 'KEY',
    words: ['aws_secret_access_key ', 'aws_session_token '],
    pattern: /aws_(?:secret_access_key|session_token)\s{1,4}["']?([A-Za-z0-9+/=]{20,2048})/iy,
  },
  {
    // npm config set //registry.example.org/:_authToken …
    kind: 'TOKEN',
    words: [':_authtoken ', ':_password ', ':_auth '],
    pattern: /:_(?:authtoken|password|auth) ["']?([^\s"']{8,512})/iy,
  },
  {
    // What was typed at a prompt: password for jdoe: …
    kind: 'PASSWORD',
    words: ['password for '],
    pattern: /password for [\w.@'"-]{1,64}: (?=\S{0,64}\d)(\S{6,128})(?=\s|$)/iy,
  },
  {
    // Of routers and switches: username admin password 7 0822455D0A16, snmp-server community …
    kind: 'PASSWORD',
    words: [
      'password 7 ',
      'password 0 ',
      'password 5 ',
      'secret 0 ',
      'secret 5 ',
      'secret 9 ',
      'snmp-server community ',
    ],
    pattern: /(?:(?:password|secret) [05789]|snmp-server community) (\S{4,128})/iy,
  },
  {
    // htpasswd -b file jdoe hunter2
    kind: 'PASSWORD',
    words: ['htpasswd -'],
    pattern: /htpasswd -\w{0,4}b\w{0,4} \S{1,200} \S{1,64} ["']?([^\s"']{3,128})/y,
  },
  {
    // echo 'jdoe:hunter2' | chpasswd, echo hunter2 | sudo -S, echo hunter2 | passwd --stdin
    kind: 'PASSWORD',
    words: ['echo '],
    pattern:
      /echo (?:-n )?["']?(?:\w{1,32}:)?([^\s"'|:]{3,128})(?=["']? {0,2}\| {0,2}(?:sudo )?(?:chpasswd|sudo -S|passwd --stdin|docker login|podman login))/y,
    unless: /^\$/,
  },
];

/** Passwords among the words of a command. */
export const commandSecrets = [...options.map(ofProgram), ...others.map(anchoredRule)];
