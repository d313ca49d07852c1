/** How addresses are read: by the global `fetch`, unless the host has a way of its own. */

let own: typeof fetch | undefined;

/** For hosts that know where relative addresses begin, or which addresses may be read. */
export function setFetch(fetch: typeof globalThis.fetch): void {
  own = fetch;
}

export const fetchAddress: typeof fetch = (input, init) => (own ?? fetch)(input, init);
