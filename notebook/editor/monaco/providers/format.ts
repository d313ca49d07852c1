/** Lays out a cell (Shift+Alt+F). */
import { languages } from "monaco-editor/editor/editor.api.js";
import { ask, rangeOf } from "./ask.ts";

languages.registerDocumentFormattingEditProvider("typescript", {
  async provideDocumentFormattingEdits(model, { tabSize }) {
    const edits = (await ask(model, "format", tabSize)) ?? [];
    return edits.map(({ text, ...span }) => ({ range: rangeOf(model, span), text }));
  },
});
