/** The text models: one a cell, kept with its undo history while editors come and go. */
import { editor, Uri } from "monaco-editor/editor/editor.api.js";
import { INDENT } from "../PlainEditor.tsx";
import type { LanguageClient } from "../language/client.ts";
import type { EditorLanguage } from "../tokens/languages.ts";

/** The model of a cell, made on first use, with this text now. */
export function cellModel(client: LanguageClient | undefined, cellId: string, language: EditorLanguage, source: string): editor.ITextModel {
  const uri = Uri.parse(`cell://${client?.name ?? "none"}/${cellId}`);
  const model = editor.getModel(uri) ?? editor.createModel("", language, uri);
  model.setEOL(editor.EndOfLineSequence.LF);
  model.updateOptions({ tabSize: INDENT.length, insertSpaces: true });
  if (model.getLanguageId() !== language) editor.setModelLanguage(model, language);
  if (model.getValue() !== source) model.setValue(source);
  return model;
}
