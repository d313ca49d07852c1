/**
 * The frame's half of the handshake: it greets the page that holds it, and waits for its end of the port. A page that is not
 * the app is never answered, and nothing happens in a window that was opened by itself.
 */
import { isAppOrigin } from "../wire/origin.ts";
import { HELLO, PORT } from "../wire/port.ts";

const here = new URL(location.href);

/** The frame is a sandbox on the app's own host, not a site of its own. */
export const isOpaque = window.origin === "null";

/** @param onPort called once, with the port to the app */
export function greetPage(onPort: (port: MessagePort) => void): void {
  if (window.parent === window) return;
  const greet = (event: MessageEvent) => {
    const [port] = event.ports;
    if (event.data !== PORT || event.source !== window.parent || !port || !isApp(event.origin)) return;
    window.removeEventListener("message", greet);
    onPort(port);
  };
  window.addEventListener("message", greet);
  window.parent.postMessage(HELLO, "*");
}

function isApp(origin: string): boolean {
  return isOpaque ? origin === here.origin : isAppOrigin(origin, here, import.meta.env.VITE_APP_ORIGIN);
}
