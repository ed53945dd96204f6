/** `512Mi`, `1G`, `500m`, `0.5`, `1e3` as a number; nothing for what is no quantity. */
export function quantityOf(text: string): number | undefined {
  const [, number, unit = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkKMGTPE]i?)?$/.exec(text.trim()) ?? [];
  const factor = factors.get(unit);
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

const factors: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);
