/** Underlines what is wrong in a live cell: errors of grammar soon after a key, errors of type when the typing rests. */
import { editor, MarkerSeverity, type IDisposable } from "monaco-editor/editor/editor.api.js";
import type { Diagnostic } from "../language/results.ts";
import { cellOf } from "./models.ts";
import { ask, rangeOf } from "./providers/ask.ts";

/** Milliseconds after the last change. */
const SYNTAX_DELAY = 150;
const SEMANTICS_DELAY = 500;

/** Keeps the markers of a model up to date with its own text and with the other cells, until disposed. */
export function followProblems(model: editor.ITextModel): IDisposable {
  const timers: Partial<Record<"syntax" | "semantics", ReturnType<typeof setTimeout>>> = {};

  function schedule(question: "syntax" | "semantics", delay: number) {
    clearTimeout(timers[question]);
    timers[question] = setTimeout(() => void show(question), delay);
  }

  async function show(question: "syntax" | "semantics") {
    const version = model.getVersionId();
    const isCode = model.getLanguageId() === "typescript";
    const problems = isCode ? ((await ask(model, question)) ?? []) : [];
    if (model.isDisposed() || model.getVersionId() !== version) return;
    editor.setModelMarkers(model, question, problems.map((problem) => toMarker(model, problem)));
  }

  function check() {
    schedule("syntax", SYNTAX_DELAY);
    schedule("semantics", SEMANTICS_DELAY);
  }

  const changes = [model.onDidChangeContent(check), model.onDidChangeLanguage(check)];
  const forget = cellOf(model)?.client.onCells(check);
  check();
  return {
    dispose() {
      for (const change of changes) change.dispose();
      for (const timer of Object.values(timers)) clearTimeout(timer);
      forget?.();
    },
  };
}

function toMarker(model: editor.ITextModel, { severity, message, code, start, length }: Diagnostic): editor.IMarkerData {
  return {
    ...rangeOf(model, { start, length }),
    message,
    code: `TS${code}`,
    severity: severity === "error" ? MarkerSeverity.Error : MarkerSeverity.Warning,
  };
}
