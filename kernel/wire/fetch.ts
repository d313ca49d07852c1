/**
 * Fetches one file from a host that the reader agreed to. The page's own policy lets it fetch from its own host only and is
 * never widened: a frame on the kernel's host does it, with a policy that names this one host, and hands the text over.
 */
import { openFrame } from "./open.ts";
import { kernelPlaces } from "./origin.ts";
import type { FromFetcher } from "./port.ts";

/**
 * The text of the file at `url`; UTF-8. No cookies and no referrer are sent.
 *
 * @throws with a sentence for the reader: the host does not answer, has no such file, sends on to another, or sends too much
 */
export function fetchText(url: string): Promise<string> {
  const { origin, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const frame = openFrame({
      page: "fetch",
      places: kernelPlaces(location, "fetch", import.meta.env.VITE_KERNEL_ORIGIN),
      network: [origin],
      onMessage(data) {
        const answer = data as FromFetcher;
        if (answer.type === "pong") return;
        frame.close();
        if (answer.type === "fetched") resolve(answer.text);
        else reject(new Error(`${host} ${answer.reason}`));
      },
      onLost: (reason) => reject(new Error(`nothing was fetched from ${host}: ${reason}`)),
    });
    frame.post({ type: "fetch", url });
  });
}
