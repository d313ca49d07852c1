/** Downloads one text file: only from the host that was named, counted while it comes, given up when nothing more comes. */
import type { FromFetcher } from "../wire/port.ts";

/** Larger files do not open anyway; counted in bytes after decompression. */
const MAX_BYTES = 50_000_000;
/** Milliseconds without a byte after which the host is given up. */
const PATIENCE = 30_000;

/** Never throws: what went wrong is the answer's `reason`. */
export async function download(url: string): Promise<FromFetcher> {
  const { origin } = new URL(url);
  const silence = watchSilence();
  const redirects = watchRedirects();
  try {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal: silence.signal });
    const arrived = new URL(response.url);
    if (arrived.origin !== origin) return refuse(sentOn(arrived.host));
    if (!response.ok) return refuse(`has no such file: it answered ${response.status}`);
    return await read(response, silence.heard);
  } catch {
    if (silence.signal.aborted) return refuse(`sent nothing for ${PATIENCE / 1000} seconds`);
    if (await redirects.wereRefused()) return refuse(sentOn("another host"));
    return refuse("could not be reached, or does not let other sites read its files");
  } finally {
    silence.end();
    redirects.end();
  }
}

async function read(response: Response, heard: () => void): Promise<FromFetcher> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return { type: "fetched", text: text + decoder.decode() };
    heard();
    bytes += value.length;
    if (bytes > MAX_BYTES) {
      await reader.cancel();
      return refuse(`sends a file that is too big: files under ${MAX_BYTES / 1e6} MB open`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

const refuse = (reason: string): FromFetcher => ({ type: "not_fetched", reason });

const sentOn = (host: string) => `sends this file's readers on to ${host}, which you were not asked about`;

/** Aborts its signal when nothing is heard for a while. */
function watchSilence() {
  const control = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(), PATIENCE);
  };
  heard();
  return { signal: control.signal, heard, end: () => clearTimeout(timer) };
}

/** The policy refuses other hosts, and `fetch` does not say so; the document's own event does, a moment later. */
function watchRedirects() {
  let refused = false;
  const note = () => (refused = true);
  document.addEventListener("securitypolicyviolation", note);
  return {
    wereRefused: () => new Promise<boolean>((resolve) => setTimeout(() => resolve(refused), 50)),
    end: () => document.removeEventListener("securitypolicyviolation", note),
  };
}
