/** The text models: one a cell, kept with its undo history while editors come and go. */
import { editor, Uri } from "monaco-editor/editor/editor.api.js";
import type { LanguageClient } from "../language/client.ts";
import { INDENT } from "../PlainEditor.tsx";
import type { EditorLanguage } from "../tokens/languages.ts";

/** The cell that a model holds, and whom to ask about it. */
interface ModelCell {
  cellId: string;
  client: LanguageClient;
}

const cells = new WeakMap<editor.ITextModel, ModelCell>();

export const cellOf = (model: editor.ITextModel): ModelCell | undefined => cells.get(model);

/** The model of a cell, made on first use, with this text now. */
export function cellModel(client: LanguageClient | undefined, cellId: string, language: EditorLanguage, source: string): editor.ITextModel {
  const uri = Uri.from({ scheme: "cell", authority: client?.name ?? "alone", path: `/${cellId}` });
  const model = editor.getModel(uri) ?? editor.createModel(source, language, uri);
  model.setEOL(editor.EndOfLineSequence.LF);
  model.updateOptions({
    tabSize: INDENT.length,
    insertSpaces: true,
    // Brackets keep the colour that the plain editor gave them.
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  if (model.getLanguageId() !== language) editor.setModelLanguage(model, language);
  if (model.getValue() !== source) model.setValue(source);
  if (client) cells.set(model, { client, cellId });
  return model;
}
