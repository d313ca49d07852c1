/** Keeps the cursor on the screen: the editor is as tall as its text, so it is the page that must scroll. */
import type { editor, IDisposable } from "monaco-editor/editor/editor.api.js";

/** Scrolls the page as little as needed after each move of the cursor that was not the mouse's. */
export function keepCaretOnScreen(live: editor.IStandaloneCodeEditor, host: HTMLElement): IDisposable {
  const marker = document.createElement("div");
  marker.className = "caret-marker";
  host.append(marker);
  const moves = live.onDidChangeCursorPosition(({ position, source }) => {
    if (source === "mouse" || !live.hasTextFocus()) return;
    marker.style.top = `${live.getTopForPosition(position.lineNumber, position.column)}px`;
    marker.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  return {
    dispose() {
      moves.dispose();
      marker.remove();
    },
  };
}
