import type { LineShape } from './lineShape.ts';

/** The shapes of a file by the hash of their skeleton. */
export interface ShapeTable {
  find(a: number, b: number): LineShape | undefined;
  /** Keeps a shape, in place of one that had the same hash. */
  put(a: number, b: number, shape: LineShape): void;
  /**
   * Asked for each line whose shape is not found: whether it is to be kept. Random text is of ever
   * new shapes. Once there are `MOST`, the next lines are read each for itself and nothing more is
   * kept, so that time stays linear and memory flat; after a while it begins anew, since the log may
   * have come to something else.
   */
  mayGrow(): boolean;
  /** One more shape is kept elsewhere, beside one of the table. */
  noteVariant(): void;
}

const MOST = 1 << 15;
/** Lines that are not kept before it begins anew. */
const PAUSE = MOST * 4;
const LEAST = 1 << 12;

/** Open addressing with linear probing; at most half full. */
export function createShapeTable(): ShapeTable {
  let capacity = LEAST;
  let keys = new Int32Array(capacity * 2);
  let shapes: (LineShape | undefined)[] = new Array(capacity).fill(undefined);
  let size = 0;
  let variants = 0;
  let passed = 0;

  const placeOf = (a: number, b: number): number => {
    let place = (a ^ (a >>> 15)) & (capacity - 1);
    while (shapes[place] !== undefined && (keys[place * 2] !== a || keys[place * 2 + 1] !== b)) {
      place = (place + 1) & (capacity - 1);
    }
    return place;
  };
  const set = (a: number, b: number, shape: LineShape): void => {
    const place = placeOf(a, b);
    size += shapes[place] === undefined ? 1 : 0;
    keys[place * 2] = a;
    keys[place * 2 + 1] = b;
    shapes[place] = shape;
  };
  const resize = (to: number, old: readonly (LineShape | undefined)[]): void => {
    const oldKeys = keys;
    capacity = to;
    keys = new Int32Array(capacity * 2);
    shapes = new Array(capacity).fill(undefined);
    size = 0;
    for (const [place, shape] of old.entries()) {
      if (shape) set(oldKeys[place * 2] as number, oldKeys[place * 2 + 1] as number, shape);
    }
  };
  return {
    find: (a, b) => shapes[placeOf(a, b)],
    put(a, b, shape) {
      if (size * 2 >= capacity) resize(capacity * 2, shapes);
      set(a, b, shape);
    },
    mayGrow() {
      if (size + variants < MOST) return true;
      passed++;
      if (passed >= PAUSE) {
        passed = 0;
        variants = 0;
        resize(LEAST, []);
      }
      return false;
    },
    noteVariant() {
      variants++;
    },
  };
}
