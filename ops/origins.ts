/**
 * Where the memory comes from: the host may say, for every result, what is being run (a notebook says the cell and the line), and the bytes are
 * counted by that. What keeps growing at one place, or is left to the garbage collector there, can then be named.
 */

/** What one place holds. */
export interface Origin {
  /** As the host names it. */
  readonly place: string;
  /** Buffers that it made and that are still held. */
  readonly buffers: number;
  readonly bytes: number;
  /** Buffers that nobody disposed, so that the garbage collector had to find them. */
  readonly collected: number;
}

type Counted = { -readonly [Key in keyof Origin]: Origin[Key] };

const origins = new Map<string, Counted>();
let findPlace: (() => string | undefined) | undefined;

/** Sets how to tell what is being run now; undefined stops the counting of what is made from now on. */
export function setPlaceFinder(find: (() => string | undefined) | undefined): void {
  findPlace = find;
}

/** Where what is made now comes from. */
export function originNow(): Counted | undefined {
  const place = findPlace?.();
  if (place === undefined) return undefined;
  const known = origins.get(place);
  if (known !== undefined) return known;
  const origin = { place, buffers: 0, bytes: 0, collected: 0 };
  origins.set(place, origin);
  return origin;
}

/** The places that hold memory, or left some to the collector, the greatest holders first. */
export function originsNow(): Origin[] {
  for (const [place, { buffers, collected }] of origins) if (buffers === 0 && collected === 0) origins.delete(place);
  return Array.from(origins.values(), (origin) => ({ ...origin })).toSorted((a, b) => b.bytes - a.bytes);
}
