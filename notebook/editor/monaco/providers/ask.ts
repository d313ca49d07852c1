/** Puts a provider's question to the language worker of the model's notebook. */
import type { editor, Position } from "monaco-editor/editor/editor.api.js";
import type { Answer, Question, QuestionArgs } from "../../language/protocol.ts";
import { cellOf } from "../models.ts";

/** The answer about the model's cell; undefined when no worker knows it or the worker is lost (which the cell says by itself). */
export async function ask<Q extends Question>(model: editor.ITextModel, question: Q, ...args: QuestionArgs<Q>): Promise<Answer<Q> | undefined> {
  const cell = cellOf(model);
  if (!cell || cell.client.failure()) return undefined;
  try {
    return await cell.client.ask(question, { id: cell.cellId, source: model.getValue() }, ...args);
  } catch (error) {
    if (cell.client.failure()) return undefined;
    throw error;
  }
}

/** A stretch of text as Monaco's range. */
export function rangeOf(model: editor.ITextModel, { start, length }: { start: number; length: number }) {
  const { lineNumber: startLineNumber, column: startColumn } = model.getPositionAt(start);
  const { lineNumber: endLineNumber, column: endColumn } = model.getPositionAt(start + length);
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}

/** The word around a position, as a range that may be empty. */
export function wordRange(model: editor.ITextModel, { lineNumber, column }: Position) {
  const { startColumn, endColumn } = model.getWordUntilPosition({ lineNumber, column });
  return { startLineNumber: lineNumber, startColumn, endLineNumber: lineNumber, endColumn };
}
