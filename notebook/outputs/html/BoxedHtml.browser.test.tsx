import { render } from "solid-js/web";
import { afterEach, expect, it } from "vitest";
import { BoxedHtml } from "./BoxedHtml.tsx";

/** A script that tries everything, and tells how many of its tries were refused by the height of its page. */
const THIEF = `<script>
  const tries = [
    () => parent.document.title,
    () => top.document.title,
    () => localStorage.length,
    () => document.cookie,
    () => frameElement.title.length,
    () => { top.location.href = "about:blank"; },
    () => { if (!window.open("about:blank")) throw 0; },
  ];
  let refused = 0;
  for (const attempt of tries) try { attempt(); } catch { refused++; }
  document.body.style.height = 100 + refused + "px";
</script>`;

let dispose = () => {};
afterEach(() => dispose());

function box(html: string): HTMLIFrameElement {
  dispose = render(() => <BoxedHtml html={html} frameUrl={new URL("/kernel/frame/output.html", location.href).href} />, document.body);
  return document.body.querySelector("iframe")!;
}
const heightOf = (frame: HTMLIFrameElement) => frame.style.height;
const LOADING = { timeout: 10_000 };

it("runs scripts, is as tall as they make it, and lets them reach nothing", async () => {
  const frame = box(THIEF);
  expect(frame.getAttribute("sandbox")).toBe("allow-scripts");
  await expect.poll(() => heightOf(frame), LOADING).toBe("107px");
});

it("bounds the height that a box may ask for", async () => {
  const frame = box('<script>parent.postMessage({ type: "boxed_height", height: 1e9 }, "*")</script><div style="height:1e6px"></div>');
  await expect.poll(() => heightOf(frame), LOADING).toBe("4000px");
});

it("stops listening to a box that floods", async () => {
  const frame = box(`<script>
    for (let i = 0; i < 3000; i++) parent.postMessage({ type: "boxed_height", height: 200 }, "*");
    setTimeout(() => parent.postMessage({ type: "boxed_height", height: 300 }, "*"), 200);
  </script>`);
  await expect.poll(() => heightOf(frame), LOADING).toBe("200px");
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(heightOf(frame)).toBe("200px");
});
