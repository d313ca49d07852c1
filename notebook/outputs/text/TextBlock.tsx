/** Preformatted text in a box that scrolls: long text is cut until asked for, and very long text is a download. */
import { createMemo, createSignal, onCleanup, Show, type JSX } from "solid-js";
import { formatBytes } from "../format.ts";
import { followEnd } from "./follow-end.ts";
import { FIRST_CHARACTERS, MOST_CHARACTERS, toPieces, type Piece } from "./pieces.ts";
import { TextPieces } from "./TextPieces.tsx";

export interface TextBlockProps {
  text: string;
  /** Which part of a long text is shown first. */
  from: "start" | "end";
  /** Keeps the end in view while the reader has not scrolled away from it. Default: false. */
  follow?: boolean;
}

export function TextBlock(props: TextBlockProps): JSX.Element {
  const [all, setAll] = createSignal(false);
  const pieces = createMemo((known: Piece[]) => toPieces(props.text, all() ? MOST_CHARACTERS : FIRST_CHARACTERS, props.from, known), []);
  const isCut = createMemo(() => pieces().reduce((sum, piece) => sum + piece.text.length, 0) < props.text.length);
  const size = () => formatBytes(new Blob([props.text]).size);
  const scroller = followEnd(() => (props.follow ?? false) || (props.from === "end" && isCut()));
  const rest = (
    <Show when={isCut()}>
      <p class="output-notice">
        {props.from === "start" ? "Only the beginning is shown." : "Only the end is shown."}{" "}
        <Show when={props.text.length <= MOST_CHARACTERS} fallback={<Download text={props.text} size={size()} />}>
          <button type="button" class="output-link" onClick={() => setAll(true)}>
            Show all ({size()})
          </button>
        </Show>
      </p>
    </Show>
  );
  return (
    <>
      <Show when={props.from === "end"}>{rest}</Show>
      <pre
        class="output-text"
        ref={scroller.box}
        onScroll={scroller.onScroll}
        tabindex={scroller.scrolls() ? 0 : undefined}
        role={scroller.scrolls() ? "group" : undefined}
        aria-label={scroller.scrolls() ? "Text, scrolls" : undefined}
      >
        <span class="text-content" ref={scroller.content} data-long={pieces().length > 1 ? "" : undefined}>
          <TextPieces pieces={pieces()} />
        </span>
      </pre>
      <Show when={props.from === "start"}>{rest}</Show>
    </>
  );
}

function Download(props: { text: string; size: string }): JSX.Element {
  const url = createMemo(() => {
    const made = URL.createObjectURL(new Blob([props.text], { type: "text/plain" }));
    onCleanup(() => URL.revokeObjectURL(made));
    return made;
  });
  return (
    <a class="output-link" href={url()} download="output.txt">
      Download all ({props.size})
    </a>
  );
}
