const SECOND = 1_000;

const times: Readonly<Record<string, number>> = {
  ms: 1,
  millis: 1,
  milliseconds: 1,
  millisecond: 1,
  s: SECOND,
  sec: SECOND,
  secs: SECOND,
  second: SECOND,
  seconds: SECOND,
  m: 60 * SECOND,
  min: 60 * SECOND,
  minute: 60 * SECOND,
  minutes: 60 * SECOND,
  h: 3600 * SECOND,
};

/** `500ms`, `2.5s`, `PT5S`, `5 * time.Second`; a bare number by what its key says. */
export function milliseconds(value: string, key: string): number | undefined {
  const text = value.trim().replaceAll('_', '');
  const iso = /^PT(\d+(?:\.\d+)?)([SM])$/.exec(text);
  if (iso) return Number(iso[1]) * (iso[2] === 'M' ? 60 : 1) * SECOND;
  const product = /^(?:(\d+)\s*\*\s*)?time\.(Millisecond|Second|Minute)(?:\s*\*\s*(\d+))?$/.exec(
    text,
  );
  if (product)
    return (
      Number(product[1] ?? product[3] ?? 1) * (times[(product[2] ?? '').toLowerCase()] ?? SECOND)
    );
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const factor = unit === '' ? unitOfKey(key) : times[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(amount) * factor;
}

/** Seconds or milliseconds by its last word; nothing where that would be a guess. */
function unitOfKey(key: string): number | undefined {
  const words = key.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  if (/(^|[_.-])(ms|millis|milliseconds?)$/.test(words)) return 1;
  return /(^|[_.-])(s|sec|secs|seconds?)$/.test(words) ? SECOND : undefined;
}

/** `2 s`, `500 ms`. */
export function timeText(value: number): string {
  return value < SECOND ? `${value} ms` : `${Number((value / SECOND).toFixed(1))} s`;
}

const sizes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

/** Bytes of `512Mi`, `1G`, `512mb`; `isBinary` where `m` means mebibytes, as for Java and Redis. */
export function bytes(value: string, isBinary: boolean): number | undefined {
  const [, amount, written = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?i?)b?$/i.exec(value.trim()) ?? [];
  if (amount === undefined) return undefined;
  const unit = written.toLowerCase();
  const factor = sizes[isBinary && unit.length === 1 ? `${unit}i` : unit];
  return factor === undefined ? undefined : Number(amount) * factor;
}
