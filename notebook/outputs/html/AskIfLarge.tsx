/** Draws markup at once when it is of a common size, and otherwise only when the reader agrees: a million elements stop the page for half a minute. */
import { createMemo, createSignal, Show, type JSX } from "solid-js";
import { formatCount } from "../format.ts";

/** Tags, opening and closing. */
const MOST_TAGS = 50_000;

export function AskIfLarge(props: { markup: string; children: JSX.Element }): JSX.Element {
  const [isAgreed, setAgreed] = createSignal(false);
  const tags = createMemo(() => props.markup.split("<").length - 1);
  return (
    <Show
      when={isAgreed() || tags() <= MOST_TAGS}
      fallback={
        <p class="output-notice">
          This output has {formatCount(tags())} tags; drawing it may stop the page for some seconds.{" "}
          <button type="button" class="output-link" onClick={() => setAgreed(true)}>
            Draw it
          </button>
        </p>
      }
    >
      {props.children}
    </Show>
  );
}
