/** The page's end of a box: hands over the HTML, hears how tall it is, and stops listening to a box that floods. */
import type { BoxedEvent, BoxedShow } from "../../../kernel/wire/boxed.ts";

const MOST_MESSAGES = 1000;
const MOST_HEIGHT = 4000;

export interface Box {
  frame: () => HTMLIFrameElement | undefined;
  html: () => string;
  onHeight(height: number): void;
}

/** Listens until the returned function is called. */
export function serveBox({ frame, html, onHeight }: Box): () => void {
  let messages = 0;
  const stop = () => removeEventListener("message", hear);
  const hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source === null || source !== frame()?.contentWindow) return;
    if (++messages > MOST_MESSAGES) stop();
    const event = readEvent(data);
    if (event?.type === "boxed_ready") frame()?.contentWindow?.postMessage(show(html()), "*");
    if (event?.type === "boxed_height") onHeight(Math.min(MOST_HEIGHT, Math.max(0, event.height)));
  };
  addEventListener("message", hear);
  return stop;
}

function show(html: string): BoxedShow {
  const scheme = document.documentElement.dataset["theme"];
  const isDark = scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  return { type: "boxed_show", html, scheme: isDark ? "dark" : "light" };
}

function readEvent(data: unknown): BoxedEvent | null {
  if (typeof data !== "object" || data === null || !("type" in data)) return null;
  if (data.type === "boxed_ready") return { type: "boxed_ready" };
  if (data.type === "boxed_height" && "height" in data && Number.isFinite(data.height)) return { type: "boxed_height", height: data.height as number };
  return null;
}
