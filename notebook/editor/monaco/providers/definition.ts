/** Goes to where a name is declared, in this cell or in another one. */
import { editor, languages } from "monaco-editor/editor/editor.api.js";
import { cellModel, cellOf } from "../models.ts";
import { ask, rangeOf } from "./ask.ts";

languages.registerDefinitionProvider("typescript", {
  async provideDefinition(model, position) {
    const client = cellOf(model)?.client;
    const found = (await ask(model, "definitions", model.getOffsetAt(position))) ?? [];
    return found.flatMap((span) => {
      const source = client?.sourceOf(span.cell);
      if (source === undefined) return [];
      const target = cellModel(client, span.cell, "typescript", source);
      return { uri: target.uri, range: rangeOf(target, span) };
    });
  },
});

// Another cell is another place on the page: the page brings it into view.
editor.registerEditorOpener({
  openCodeEditor(_source, resource, selectionOrPosition) {
    const target = editor.getModel(resource);
    const cell = target && cellOf(target);
    if (!target || !cell) return false;
    const place = selectionOrPosition ?? { lineNumber: 1, column: 1 };
    const position = "lineNumber" in place ? place : { lineNumber: place.startLineNumber, column: place.startColumn };
    cell.client.reveal(cell.cellId, target.getOffsetAt(position));
    return true;
  },
});
