/** Groups of equal numbers, by a table of hashes: a third of the time that a `Map` takes, which wraps every number. */
import type { Groups } from "./groups.ts";

/** Numbers the values in the order of their first rows. NaNs are equal, and so are 0 and -0. */
export function numberNumbers(values: Float64Array): Groups {
  const codes = new Uint32Array(values.length);
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const firsts: number[] = [];
  let missing = -1; // the group of NaN
  let slots = emptySlots(1024);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      if (missing < 0) missing = firsts.push(row) - 1;
      codes[row] = missing;
      continue;
    }
    const slot = slotOf(slots, value, value === 0 ? 0 : hashOf(words[2 * row]!, words[2 * row + 1]!));
    if (slots.groups[slot]! < 0) {
      slots.keys[slot] = value;
      slots.groups[slot] = firsts.push(row) - 1;
      codes[row] = firsts.length - 1;
      if (2 * firsts.length > slots.keys.length) slots = grown(slots);
    } else codes[row] = slots.groups[slot]!;
  }
  return { codes, firsts: Uint32Array.from(firsts) };
}

/** Places for keys, a power of two of them, and the group of each; -1 where there is no key yet. */
interface Slots {
  readonly keys: Float64Array;
  readonly groups: Int32Array;
}

const emptySlots = (count: number): Slots => ({ keys: new Float64Array(count), groups: new Int32Array(count).fill(-1) });

/** Mixes the halves of a number: whole numbers differ in the bits of the higher half most. */
function hashOf(low: number, high: number): number {
  const mixed = Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Where the key is, or the empty slot that it may take. */
function slotOf({ keys, groups }: Slots, key: number, hash: number): number {
  const last = keys.length - 1;
  let slot = hash & last;
  while (groups[slot]! >= 0 && keys[slot] !== key) slot = (slot + 1) & last;
  return slot;
}

/** Four times as many. */
function grown({ keys, groups }: Slots): Slots {
  const slots = emptySlots(4 * keys.length);
  const words = new Uint32Array(keys.buffer);
  keys.forEach((key, i) => {
    if (groups[i]! < 0) return;
    const slot = slotOf(slots, key, key === 0 ? 0 : hashOf(words[2 * i]!, words[2 * i + 1]!));
    slots.keys[slot] = key;
    slots.groups[slot] = groups[i]!;
  });
  return slots;
}
