/** Asks the reader for hosts that a cell wants to reach. What is really out of reach the content policy decides; this says so in words. */
import type { Owner } from "./owner.ts";
import type { Event } from "./wire/messages.ts";

export interface NetworkOptions {
  owner: Owner;
  /** Whether the reader approved the host. */
  isApproved(origin: string): boolean;
  emit(event: Event): void;
}

/** Throws for an address whose host is not approved, after it has asked for that host. Addresses without a host pass. */
export type Approve = (address: string, what: string) => void;

export function createApprove({ owner, isApproved, emit }: NetworkOptions): Approve {
  return (address, what) => {
    const { origin, protocol } = new URL(address);
    if (!/^(http|ws)s?:$/.test(protocol) || isApproved(origin)) return;
    emit({ type: "network_request", run: owner.current?.id ?? null, origin, what });
    throw Object.assign(new Error(`host is not approved: ${origin}, asked for by ${what}`), { hint: "allow it in the question above the notebook, then run the cell again" });
  };
}

/** `fetch` for cells: as the host's, once the address is approved. Relative addresses are the host's own. */
export function approvedFetch(approve: Approve, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (URL.canParse(address)) approve(address, `fetch("${address}")`);
    return fetch(input, init);
  };
}
