/**
 * The inside of a box: writes the HTML that the page hands over, scripts and all, and reports its height. The frame has no
 * origin (sandbox without allow-same-origin) and no network (its policy), so there is nothing here for a script to reach.
 */
import type { BoxedEvent, BoxedShow } from "../wire/boxed.ts";

const page = window.parent;

function tell(event: BoxedEvent): void {
  page.postMessage(event, "*");
}

function show({ html, scheme }: BoxedShow): void {
  document.open();
  document.write(`<!doctype html><meta charset="utf-8"><style>:root{color-scheme:${scheme};font:15px/1.5 system-ui,sans-serif}body{margin:0}</style><body>${html}`);
  document.close();
  new ResizeObserver(() => tell({ type: "boxed_height", height: document.documentElement.getBoundingClientRect().height })).observe(document.documentElement);
}

window.addEventListener("message", ({ source, data }: MessageEvent<BoxedShow>) => {
  if (source === page && data?.type === "boxed_show") show(data);
});
tell({ type: "boxed_ready" });
