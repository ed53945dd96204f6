import { Severity, type SeverityNumber } from '../../model/severity.ts';
import {
  attribute,
  type Field,
  type Format,
  type Header,
  host,
  ignore,
  levelWord,
  patternFormat,
  service,
  setSeverity,
  setTime,
} from '../header.ts';
import { parseTime } from '../times.ts';

/** A line that begins an event, as the event viewer and `wevtutil /f:text` write it. */
const textStart = /^(?:Log Name: {2,}\S|Event\[\d{1,9}\]:?\s*$)/;
const xmlStart = /^\s{0,20}<Event(?: xmlns=[^>]{1,200})?>/;

/** Events of Windows, exported as text or as XML: a whole one a line, or one field a line. */
export const windowsEventFormats: readonly Format[] = [
  {
    name: 'windows-event-xml',
    example:
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Shop'/><EventID>1</EventID><Level>2</Level></System></Event>",
    first: '<',
    role: 'record',
    read: readXml,
  },
  patternFormat({
    name: 'windows-event-xml',
    example: '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
    first: '<',
    role: 'record',
    pattern: /<Event(?: xmlns=[^>]{1,200})?>\s*$/y,
    fields: [],
  }),
  patternFormat({
    name: 'windows-event-xml',
    example: '    <TimeCreated SystemTime="2026-11-20T10:00:00.123456700Z" />',
    first: ' \t<',
    role: 'field',
    onlyWith: xmlStart,
    pattern:
      /\s*<(?:Provider Name=["']([^"']{1,200})["'][^>]{0,200}\/?|EventID[^>]{0,60}>(\d{1,9})<\/EventID|Level>(\d)<\/Level|TimeCreated SystemTime=["']([^"']{10,40})["'] ?\/?|Computer>([^<]{1,255})<\/Computer|\/?(?:System|EventData|UserData|RenderingInfo|Events?|Version|Level|Task|Opcode|Keywords|EventRecordID|Correlation|Execution|Channel|Security|Keyword|Provider)\b[^<]{0,300}(?:<\/\w{1,20})?)>\s*$/y,
    fields: [service, attribute('event.id'), xmlLevel, dated, host],
  }),
  patternFormat({
    name: 'windows-event-text',
    example: 'Log Name:      System',
    first: 'LE',
    role: 'record',
    pattern: /(?:Log Name: {2,20}(\S.{0,120})|Event\[\d{1,9}\]:?\s{0,20})$/y,
    fields: [attribute('event.log')],
  }),
  patternFormat({
    name: 'windows-event-text',
    example: 'Level:         Error',
    first: ' SDELCTKUO',
    role: 'field',
    onlyWith: textStart,
    pattern:
      / {0,4}(?:Source: {1,20}(\S.{0,120})|Date: {1,20}(\d\S{5,40}(?: \S{1,12}){0,2})|Event ID: {1,20}(\d{1,9})|Level: {1,20}(\w{4,12})|Computer: {1,20}(\S{1,255})|Log Name: {1,20}(\S.{0,120})|(?:Task|Task Category|Opcode|Keywords?|User|User Name|OpCode):.{0,200}|Description: ?)\s*$/y,
    fields: [service, dated, attribute('event.id'), textLevel, host, attribute('event.log')],
  }),
];

/** The levels of Windows' events by number; 0 is for what is always logged. */
const levels: readonly SeverityNumber[] = [
  ...[Severity.info, Severity.fatal, Severity.error, Severity.warn, Severity.info],
  Severity.debug,
];

function xmlLevel(header: Header, text: string): boolean {
  setSeverity(header, levels[Number(text)] ?? Severity.info, text);
  return true;
}

function textLevel(header: Header, text: string): boolean {
  return levelWord(header, text) || ignore(header, text);
}

function dated(header: Header, text: string): ReturnType<Field> {
  const time = parseTime(text);
  if (time !== undefined) {
    setTime(header, time, 'date');
  }
  return time !== undefined;
}

const open = /<Event(?: xmlns=[^>]{1,200})?>/y;
const parts: readonly (readonly [RegExp, Field])[] = [
  [/<Provider Name=["']([^"']{1,200})["']/, service],
  [/<EventID[^>]{0,60}>(\d{1,9})<\/EventID>/, attribute('event.id')],
  [/<Level>(\d)<\/Level>/, xmlLevel],
  [/<TimeCreated SystemTime=["']([^"']{10,40})["']/, dated],
  [/<Computer>([^<]{1,255})<\/Computer>/, host],
];

function readXml(line: string, at: number, header: Header): number {
  open.lastIndex = at;
  if (!open.test(line) || !line.trimEnd().endsWith('</Event>')) {
    return -1;
  }
  for (const [pattern, field] of parts) {
    const text = pattern.exec(line)?.[1];
    if (text !== undefined) field(header, text);
  }
  header.message = messageOf(line, header);
  return line.length;
}

/** The message where Windows has put it into words, else the data of the event. */
function messageOf(line: string, header: Header): string {
  const message = /<Message>([^<]{1,16000})<\/Message>/.exec(line)?.[1];
  if (message !== undefined) {
    return plain(message);
  }
  const data = [...line.matchAll(/<Data(?: Name=["']([^"']{1,100})["'])?>([^<]{0,2000})<\/Data>/g)]
    .slice(0, 24)
    .map(([, name, value = '']) => (name === undefined ? plain(value) : `${name}=${plain(value)}`));
  return `Event ${header.attributes?.['event.id'] ?? ''}: ${data.join(' ')}`.trim();
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#13;': '',
  '&#10;': ' ',
  '&amp;': '&',
};

const plain = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|apos|amp|#13|#10);/g, (entity) => entities[entity] ?? '').trim();
