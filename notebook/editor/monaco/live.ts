/** One cell's live editor: a Monaco editor that looks exactly like the plain one whose place it takes. */
import { editor as monaco, Range, Selection } from "monaco-editor/editor/editor.api.js";
import { diffText } from "../../document/text.ts";
import type { CellEditorProps } from "../CellEditor.tsx";
import type { EditorLanguage } from "../tokens/languages.ts";
import "./features.ts";
import "./languages.ts";
import { keepCaretOnScreen } from "./caret.ts";
import { addLeavingKeys } from "./leaving.ts";
import { followProblems } from "./markers.ts";
import { cellModel } from "./models.ts";
import { liveOptions, optionsOf, overflowHost } from "./options.ts";
import "./providers/completion.ts";
import "./providers/definition.ts";
import "./providers/format.ts";
import "./providers/hover.ts";
import "./providers/signature.ts";
import { followTheme } from "./theme.ts";

/** What the editor tells its cell. */
export interface LiveEvents {
  onFocus(): void;
  onBlur(): void;
  onClosed(): void;
}

export interface LiveEditor {
  focus(): void;
  /** The cursor, as an offset of the source. */
  offset(): number;
  /** Moves the cursor to an offset of the source and shows it. */
  setOffset(offset: number): void;
  /** Takes over a change from outside; does nothing when the text is already this. */
  setSource(source: string): void;
  setLanguage(language: EditorLanguage): void;
  setOptions(options: Pick<CellEditorProps, "readOnly" | "lineNumbers" | "wrap">): void;
  setLabel(label: string): void;
  markError(location: CellEditorProps["errorLocation"]): void;
  close(): void;
}

/** Opens an editor in `host` with the text, selection, focus and metrics of `plain`. `props` are read when something happens. */
export function openLiveEditor(host: HTMLElement, plain: HTMLTextAreaElement, props: CellEditorProps, events: LiveEvents): LiveEditor {
  followTheme(host);
  props.languageClient?.start();
  const model = cellModel(props.languageClient, props.cellId, props.language, props.source);
  const editor = monaco.create(host, { model, ...liveOptions(plain), ...optionsOf(props), overflowWidgetsDomNode: overflowHost() });
  const marks = editor.createDecorationsCollection();
  let fromOutside = false;

  const fit = () => (host.style.height = `${editor.getContentHeight()}px`);
  fit();
  editor.layout();

  const listeners = [
    editor.onDidContentSizeChange(fit),
    editor.onDidChangeModelContent(() => !fromOutside && props.onChange(model.getValue())),
    editor.onDidBlurEditorWidget(events.onBlur),
    followProblems(model),
    keepCaretOnScreen(editor, host),
    ...addLeavingKeys(editor, model, props),
  ];

  const start = model.getPositionAt(plain.selectionStart);
  const end = model.getPositionAt(plain.selectionEnd);
  const [anchor, head] = plain.selectionDirection === "backward" ? [end, start] : [start, end];
  editor.setSelection(new Selection(anchor.lineNumber, anchor.column, head.lineNumber, head.column));
  editor.focus();
  listeners.push(editor.onDidFocusEditorWidget(events.onFocus));

  return {
    focus: () => editor.focus(),
    offset: () => model.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 }),
    setOffset(offset) {
      const position = model.getPositionAt(offset);
      editor.setPosition(position);
      editor.revealPosition(position);
    },
    setSource(source) {
      const splice = diffText(model.getValue(), source);
      if (!splice) return;
      const range = Range.fromPositions(model.getPositionAt(splice.index), model.getPositionAt(splice.index + splice.remove));
      fromOutside = true;
      model.pushEditOperations([], [{ range, text: splice.insert }], () => null);
      fromOutside = false;
    },
    setLanguage: (language) => monaco.setModelLanguage(model, language),
    setOptions: (options) => editor.updateOptions(optionsOf(options)),
    setLabel: (ariaLabel) => editor.updateOptions({ ariaLabel }),
    markError(location) {
      const range = location && new Range(location.line, 1, location.line, 1);
      marks.set(range ? [{ range, options: { isWholeLine: true, className: "error-line" } }] : []);
    },
    close() {
      for (const listener of listeners) listener.dispose();
      editor.dispose();
      // Code cells keep their model, and so their undo history, for the next time.
      if (props.languageClient?.sourceOf(props.cellId) === undefined) model.dispose();
      host.style.height = "";
      events.onClosed();
    },
  };
}
