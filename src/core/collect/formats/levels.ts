import { attribute, type Format, ignore, levelWord, logger, patternFormat } from '../header.ts';

const upper = '(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|ALERT|PANIC)';

/** npm's own words for what it tells only to its log. */
const quietNpm: Readonly<Record<string, string>> = {
  silly: 'TRACE',
  verbose: 'DEBUG',
  http: 'DEBUG',
  timing: 'DEBUG',
};

/** Lines that begin with a level and no time, as build tools and small programs write them. */
export const levelFormats: readonly Format[] = [
  patternFormat({
    name: 'level',
    example: '[ERROR] Failed to execute goal on project shop',
    first: '[',
    role: 'level',
    pattern: new RegExp(
      `\\[ {0,2}(?:${upper}|(info|warn|warning|error|debug|fatal))(?: {0,3})\\](?::? |$)`,
      'y',
    ),
    fields: [levelWord, levelWord],
  }),
  patternFormat({
    name: 'python',
    example: 'WARNING:urllib3.connectionpool:Retrying after connection broken',
    first: 'DIWEC',
    role: 'level',
    pattern: /(DEBUG|INFO|WARNING|ERROR|CRITICAL):([A-Za-z_][\w.]{0,80}):/y,
    fields: [levelWord, logger],
  }),
  patternFormat({
    name: 'level',
    example: 'ERROR: could not connect to the server',
    first: 'TDINWESFCAP',
    role: 'level',
    pattern: new RegExp(
      `${upper}(?: ?[:|](?! {0,8}\\w{1,12}Sanitizer: ) {0,8}| - | {2,4}(?=\\S)|\\t)`,
      'y',
    ),
    fields: [levelWord],
  }),
  patternFormat({
    name: 'level',
    example: 'DEBUG util.py:461:  Child return code was: 0',
    first: 'TDINWESFC',
    role: 'level',
    pattern: new RegExp(
      `${upper} (?:\\[([\\w.$-]{1,80})\\] |(?=[\\w./$-]{1,80}(?:\\.\\w{1,5}:\\d|[.:]{1,2}\\w+: |\\] )))`,
      'y',
    ),
    fields: [levelWord, logger],
  }),
  patternFormat({
    name: 'dotnet',
    example: 'fail: Shop.Payment[0]',
    first: 'tdiwfc',
    role: 'level',
    pattern: /(trce|dbug|info|warn|fail|crit): ([A-Za-z_][\w.+`<>,-]{0,200})\[(-?\d{1,9})\]\s*$/y,
    fields: [levelWord, logger, attribute('event.id')],
  }),
  patternFormat({
    name: 'npm',
    example: 'npm ERR! code ELIFECYCLE',
    first: 'ny',
    role: 'level',
    pattern: /(?:npm|yarn|pnpm) {1,2}(ERR|WARN|error|warn|notice|info)!? ?/y,
    fields: [levelWord],
  }),
  patternFormat({
    name: 'npm-debug',
    example: '53 error code E403',
    first: '0123456789',
    role: 'level',
    pattern: /\d{1,6} (silly|verbose|http|timing|info|notice|warn|error)(?: {1,2}|$)/y,
    fields: [(header, word) => levelWord(header, quietNpm[word] ?? word)],
  }),
  patternFormat({
    name: 'short-level',
    example: 'E! [outputs.influxdb] When writing to [http://influx:8086]: timeout',
    first: 'DIWE',
    role: 'level',
    pattern: /([DIWE])! (\[[\w.]{1,60}\] )?/y,
    fields: [
      (header, letter) =>
        levelWord(header, { D: 'DEBUG', I: 'INFO', W: 'WARN' }[letter] ?? 'ERROR'),
      ignore,
    ],
  }),
];
