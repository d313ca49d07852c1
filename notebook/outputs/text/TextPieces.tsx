/** The pieces of a text, one under the other. Each is an inline block, so that copied text has no line break of ours. */
import { For, type JSX } from "solid-js";
import { AnsiText } from "./AnsiText.tsx";
import type { Piece } from "./pieces.ts";

export function TextPieces(props: { pieces: Piece[] }): JSX.Element {
  return (
    <For each={props.pieces}>
      {(piece) => (
        <span class="text-piece" style={{ "--lines": piece.lines }}>
          <AnsiText runs={piece.runs} />
        </span>
      )}
    </For>
  );
}
