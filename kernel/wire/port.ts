/**
 * What travels between page and frame besides `messages.ts`: the handshake, which gives the frame its end of a
 * `MessagePort`, and the signs of life on that port. Types and the two greetings only.
 */
import type { Batch, Request } from "./messages.ts";

/** Frame to page, by `window.postMessage`: the frame is there and waits for its port. */
export const HELLO = "tessera-kernel-hello";
/** Page to frame, by `window.postMessage`: the port comes with it. */
export const PORT = "tessera-kernel-port";

/** Page to frame, on the port. */
export type ToFrame =
  | { type: "request"; request: Request }
  /** Asks for a `pong`. */
  | { type: "ping" }
  /** The last batch was taken in; the frame holds the next one back until then. */
  | { type: "ack" };

/** Page to the frame that fetches a file (`frame/fetch.ts`), on the port. */
export type ToFetcher = { type: "fetch"; url: string } | { type: "ping" };

/** The answer of that frame; `reason` is a clause for the reader that follows the host's name. */
export type FromFetcher = { type: "fetched"; text: string } | { type: "not_fetched"; reason: string } | { type: "pong" };

/** Frame to page, on the port. */
export type FromFrame =
  | { type: "batch"; events: Batch }
  | { type: "pong" }
  /** The worker is no more. */
  | { type: "gone"; reason: string };
