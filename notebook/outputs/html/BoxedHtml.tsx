/** An HTML output with its scripts, in a frame of no origin on the kernel's host: it reaches neither this page nor any storage. */
import { createSignal, onCleanup, onMount, type JSX } from "solid-js";
import { serveBox } from "./boxed.ts";

export function BoxedHtml(props: { html: string; frameUrl: string }): JSX.Element {
  const [height, setHeight] = createSignal(160);
  const [frame, setFrame] = createSignal<HTMLIFrameElement>();
  onMount(() => onCleanup(serveBox({ frame, html: () => props.html, onHeight: setHeight })));
  return (
    <iframe
      ref={setFrame}
      class="output-box"
      title="Output with scripts, in a box"
      sandbox="allow-scripts"
      referrerpolicy="no-referrer"
      src={props.frameUrl}
      style={{ height: `${height()}px` }}
    />
  );
}
