/** Opens a frame on the kernel's host at the first place that answers, checks who speaks, and keeps watch. Knows nothing of what is said. */
import { HELLO, PORT } from "./port.ts";
import type { ToFetcher, ToFrame } from "./port.ts";
import type { KernelPlace } from "./origin.ts";

/** Milliseconds that a place may take until its frame says hello. */
const HELLO_DEADLINE = 10_000;
const PING_INTERVAL = 1_000;
/** Pings without an answer until the frame is given up. Counted, not timed: a page that slept must not blame its frame. */
const PINGS_MISSED = 5;

const DIED = "the kernel's process ended, most likely because its memory ran out";
/** Its scripts did not load, most likely: a frame without an origin is a stranger to its own host. */
const ONE_NAME = "a site with one name must send `Access-Control-Allow-Origin: *` with its files, or be built with VITE_KERNEL_ORIGIN for a second name";
const REFUSED = "the kernel does not answer this page: a kernel on another site must be built with VITE_APP_ORIGIN set to the page's origin";

export interface FrameOptions {
  /** `frame`: the kernel's; `fetch`: the one that fetches a file for the page. */
  page: "frame" | "fetch";
  places: readonly KernelPlace[];
  network: readonly string[];
  /** Anything that came on the port. Not trusted. */
  onMessage(data: unknown): void;
  /** The frame never came or is no more. Called once at most, never after `close`. */
  onLost(reason: string): void;
}

export interface Frame {
  /** Sends now, or once the frame is there. */
  post(message: ToFrame | ToFetcher): void;
  close(): void;
}

/** Adds a hidden frame to the page. Everything after the handshake runs over one `MessagePort`. */
export function openFrame({ page, places, network, onMessage, onLost }: FrameOptions): Frame {
  let waiting: (ToFrame | ToFetcher)[] = [];
  let port: MessagePort | undefined;
  let missed = 0;
  let answered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let element: HTMLIFrameElement | undefined;
  let place: KernelPlace | undefined;
  const rest = [...places];

  const close = () => {
    window.removeEventListener("message", greet);
    clearTimeout(timer);
    port?.close();
    element?.remove();
  };
  const lose = (reason: string) => {
    close();
    onLost(reason);
  };
  const tryNext = () => {
    element?.remove();
    const tried = place;
    place = rest.shift();
    if (!place) return lose(`no kernel answered at ${tried?.origin ?? "any place"}${tried?.isolation === "opaque" ? `: ${ONE_NAME}` : ""}`);
    element = frameElement(page, place, network);
    document.body.append(element);
    timer = setTimeout(tryNext, HELLO_DEADLINE);
  };
  const greet = (event: MessageEvent) => {
    if (port || !place || event.source !== element?.contentWindow || event.data !== HELLO) return;
    if (event.origin !== (place.isolation === "opaque" ? "null" : place.origin)) return;
    clearTimeout(timer);
    const channel = new MessageChannel();
    port = channel.port1;
    port.addEventListener("message", ({ data }) => {
      missed = 0;
      answered = true;
      onMessage(data);
    });
    port.addEventListener("messageerror", () => lose("the kernel sent something that cannot be read"));
    // Chromium tells when the other end died; elsewhere only the missing answers do.
    port.addEventListener("close", () => lose(DIED));
    port.start();
    element.contentWindow?.postMessage(PORT, place.isolation === "opaque" ? "*" : place.origin, [channel.port2]);
    for (const message of waiting) port.postMessage(message);
    waiting = [];
    ping();
  };
  const ping = () => {
    if (++missed > PINGS_MISSED) return lose(answered ? DIED : REFUSED);
    port?.postMessage({ type: "ping" } satisfies ToFrame);
    timer = setTimeout(ping, PING_INTERVAL);
  };

  window.addEventListener("message", greet);
  tryNext();
  return {
    post: (message) => (port ? port.postMessage(message) : void waiting.push(message)),
    close,
  };
}

function frameElement(page: FrameOptions["page"], place: KernelPlace, network: readonly string[]): HTMLIFrameElement {
  const element = document.createElement("iframe");
  const address = new URL(`${import.meta.env.BASE_URL}kernel/frame/${page}.html`, place.origin);
  if (network.length > 0) address.searchParams.set("network", network.join(" "));
  element.setAttribute("sandbox", place.isolation === "opaque" ? "allow-scripts" : "allow-scripts allow-same-origin");
  element.setAttribute("credentialless", "");
  element.allow = "cross-origin-isolated";
  element.referrerPolicy = "no-referrer";
  element.hidden = true;
  element.title = "Kernel";
  element.tabIndex = -1;
  element.ariaHidden = "true";
  element.src = address.href;
  return element;
}
