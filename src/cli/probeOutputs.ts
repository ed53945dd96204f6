import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { encodingOf } from '../core/collect/decode.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import type { ProbeOutput } from '../core/model/probeOutput.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { commandLineFiles, sourcesOf } from './sources.ts';

/** Nobody reads more of what a check printed; the pipeline cuts it again, by characters. */
const LARGEST = 4 << 20;

/** Reads what checks printed; a message for people where a file can't be read. */
export async function readProbeOutputs(
  names: readonly string[],
): Promise<readonly ProbeOutput[] | string> {
  const outputs: ProbeOutput[] = [];
  for (const { uri, name } of sourcesOf(names)) {
    const opened = await commandLineFiles.open(uri, neverCancelled);
    if (opened.kind === 'failure') return opened.failure.message;
    const { bytes, encoding } = await encodingOf(opened.bytes, createPace(clock, neverCancelled));
    const text = new TextDecoder(encoding).decode(bytes.read(0, Math.min(bytes.size, LARGEST)));
    opened.close();
    outputs.push({ uri: `probe-output:${pathToFileURL(resolve(name)).pathname}`, name, text });
  }
  return outputs;
}
