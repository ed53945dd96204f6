import { attribute, type Field, type Format, host, service, setTime, status } from '../header.ts';
import { parseTime } from '../times.ts';

/** What the columns of the extended log file format hold, by the names that IIS and CloudFront use. */
const meanings: Readonly<Record<string, Field>> = {
  'sc-status': status,
  'c-ip': attribute('client.address'),
  'cs-username': attribute('enduser.id'),
  's-computername': host,
  's-sitename': service,
};

/** The formats that the `#Fields:` lines of a log describe: there the log names its own columns. */
export function w3cFormats(sample: readonly string[]): readonly Format[] {
  const directives = sample.filter((line) => line.startsWith('#Fields: '));
  return [...new Set(directives)].map((line) =>
    w3cFormat(
      line
        .slice(9)
        .trim()
        .split(/[ \t]+/),
    ),
  );
}

function w3cFormat(names: readonly string[]): Format {
  const date = names.indexOf('date');
  const time = names.indexOf('time');
  const isLeading = date === 0 && time === 1;
  return {
    name: 'w3c',
    example: '',
    first: '0a-',
    role: 'record',
    read(line, at, header) {
      const values = line.slice(at).split(/[ \t]/, names.length + 1);
      const moment = parseTime(`${values[date]} ${values[time]}`);
      if (values.length !== names.length || moment === undefined) {
        return -1;
      }
      setTime(header, moment, 'date');
      for (const [index, name] of names.entries()) {
        const value = values[index] ?? '-';
        if (value !== '-') meanings[name]?.(header, value);
      }
      return isLeading ? at + `${values[date]} ${values[time]} `.length : at;
    },
  };
}
