/** The editor options. Font, size, line height and padding come from the plain editor's own style, so the two cannot drift apart. */
import type { editor } from "monaco-editor/editor/editor.api.js";
import type { CellEditorProps } from "../CellEditor.tsx";

/** The options that a cell's props decide. */
export function optionsOf({ readOnly, lineNumbers, wrap }: Pick<CellEditorProps, "readOnly" | "lineNumbers" | "wrap">) {
  return {
    readOnly: readOnly ?? false,
    lineNumbers: lineNumbers ? "on" : "off",
    wordWrap: wrap === false ? "off" : "on",
  } satisfies editor.IEditorOptions;
}

/** All the others: an editor that is a part of the page, as tall as its text, without anything beside the text. */
export function liveOptions(plain: HTMLTextAreaElement): editor.IStandaloneEditorConstructionOptions {
  const text = getComputedStyle(plain);
  const box = getComputedStyle(plain.parentElement!);
  return {
    fontFamily: text.fontFamily,
    fontSize: parseFloat(text.fontSize),
    lineHeight: parseFloat(text.lineHeight),
    fontLigatures: false,
    padding: { top: parseFloat(box.paddingTop), bottom: parseFloat(box.paddingBottom) },
    lineDecorationsWidth: parseFloat(getComputedStyle(plain.closest(".cell-editor")!).getPropertyValue("--editor-padding-inline")),
    lineNumbersMinChars: 3,
    theme: "tessera",
    // As tall as its text.
    automaticLayout: true,
    scrollBeyondLastLine: false,
    scrollbar: {
      vertical: "hidden",
      verticalScrollbarSize: 0,
      horizontalScrollbarSize: 6,
      ignoreHorizontalScrollbarInContentHeight: true,
      alwaysConsumeMouseWheel: false,
    },
    // The browser breaks the lines, as it does in the plain editor.
    wrappingStrategy: "advanced",
    wrappingIndent: "none",
    // Nothing beside the text.
    minimap: { enabled: false },
    glyphMargin: false,
    folding: true,
    showFoldingControls: "never",
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    renderLineHighlight: "none",
    guides: { indentation: false },
    stickyScroll: { enabled: false },
    contextmenu: false,
    links: false,
    // The language worker knows better than words that happen to occur.
    wordBasedSuggestions: "off",
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    find: { addExtraSpaceOnTop: false, seedSearchStringFromSelection: "selection" },
    fixedOverflowWidgets: true,
  };
}

let host: HTMLElement | undefined;

/** Where suggestions and hovers are put: on the body, because a cell may clip what leaves it. */
export function overflowHost(): HTMLElement {
  if (!host) {
    host = document.createElement("div");
    host.className = "monaco-editor editor-overflow";
    document.body.append(host);
  }
  return host;
}
