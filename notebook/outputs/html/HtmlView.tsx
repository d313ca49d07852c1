/** An HTML output: sanitised; its scripts run only in a box, and only when asked for. */
import { createMemo, createSignal, Show, type JSX } from "solid-js";
import { useOutputActions } from "../output-actions.ts";
import { asText, type RendererProps } from "../renderer.ts";
import { AskIfLarge } from "./AskIfLarge.tsx";
import { BoxedHtml } from "./BoxedHtml.tsx";
import { Contained } from "./Contained.tsx";
import { sanitizeHtml } from "./sanitize.ts";

export default function HtmlView(props: RendererProps): JSX.Element {
  const html = () => asText(props.data);
  return (
    <AskIfLarge markup={html()}>
      <CleanHtml html={html()} />
    </AskIfLarge>
  );
}

function CleanHtml(props: { html: string }): JSX.Element {
  const actions = useOutputActions();
  const clean = createMemo(() => sanitizeHtml(props.html));
  const [isBoxed, setBoxed] = createSignal(false);
  return (
    <>
      <Show when={clean().hadScripts && !isBoxed()}>
        <p class="output-notice">
          This output has scripts, which do not run on this page.{" "}
          <Show when={actions.frameUrl}>
            <button type="button" class="output-link" onClick={() => setBoxed(true)}>
              Run its scripts in a box
            </button>
          </Show>
        </p>
      </Show>
      <Show when={isBoxed() && actions.frameUrl} fallback={<Contained markup={clean().markup} />}>
        {(frameUrl) => <BoxedHtml html={props.html} frameUrl={frameUrl()} />}
      </Show>
    </>
  );
}
