import { ciFormats } from './formats/ci.ts';
import { containerFormats } from './formats/containers.ts';
import { jsonFormats } from './formats/json.ts';
import { kernelFormats } from './formats/kernel.ts';
import { levelFormats } from './formats/levels.ts';
import { logfmtFormats } from './formats/logfmt.ts';
import { serviceFormats } from './formats/services.ts';
import { syslogFormats } from './formats/syslog.ts';
import { timedFormats } from './formats/timed.ts';
import { webFormats } from './formats/web.ts';
import { windowsEventFormats } from './formats/windowsEvents.ts';
import type { Format } from './header.ts';

/** All formats; where several match a line, the first does. */
export const catalogue: readonly Format[] = [
  ...ciFormats,
  ...containerFormats,
  ...jsonFormats,
  ...kernelFormats,
  ...webFormats,
  ...windowsEventFormats,
  ...serviceFormats,
  ...syslogFormats,
  ...logfmtFormats,
  ...timedFormats,
  ...levelFormats,
];
