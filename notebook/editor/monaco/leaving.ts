/** The keys that leave the text: Escape when nothing is open, and an arrow at the first or last line. */
import { KeyCode, type editor, type IDisposable } from "monaco-editor/editor/editor.api.js";
import type { CellEditorProps } from "../CellEditor.tsx";

/** Escape belongs to these first. */
const nothingOpen = [
  "suggestWidgetVisible", "findWidgetVisible", "parameterHintsVisible", "referenceSearchVisible", "markersNavigationVisible",
  "inSnippetMode", "editorHasMultipleSelections", "editorHoverFocused",
].map((key) => `!${key}`).join(" && ");

/** And the arrows to these. */
const noList = "!suggestWidgetVisible && !parameterHintsVisible && !editorHasMultipleSelections";

/** Calls `onEscape` and `onCursorEdge` of the cell. */
export function addLeavingKeys(live: editor.IStandaloneCodeEditor, model: editor.ITextModel, props: CellEditorProps): IDisposable[] {
  const atTop = live.createContextKey<boolean>("cellCursorAtTop", false);
  const atBottom = live.createContextKey<boolean>("cellCursorAtBottom", false);

  // By height and not by line number: a wrapped line has several rows.
  function update() {
    const selection = live.getSelection();
    const end = model.getFullModelRange();
    const here = selection?.isEmpty() ? live.getTopForPosition(selection.startLineNumber, selection.startColumn) : undefined;
    atTop.set(here === live.getTopForPosition(1, 1));
    atBottom.set(here === live.getTopForPosition(end.endLineNumber, end.endColumn));
  }

  function add(id: string, label: string, key: KeyCode, precondition: string, run: () => void) {
    return live.addAction({ id, label, keybindings: [key], precondition, run });
  }

  update();
  return [
    live.onDidChangeCursorSelection(update),
    add("cell.leave", "Leave the text", KeyCode.Escape, nothingOpen, () => props.onEscape?.()),
    add("cell.leaveUp", "Leave upwards", KeyCode.UpArrow, `cellCursorAtTop && ${noList}`, () => props.onCursorEdge?.("top")),
    add("cell.leaveDown", "Leave downwards", KeyCode.DownArrow, `cellCursorAtBottom && ${noList}`, () => props.onCursorEdge?.("bottom")),
  ];
}
