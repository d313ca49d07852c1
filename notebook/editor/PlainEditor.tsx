/**
 * The editor that needs nothing: coloured source with a see-through textarea on top. It shows every cell that Monaco does not,
 * takes the keys typed while Monaco loads, and stays the editor when Monaco cannot be loaded.
 */
import { createEffect, createUniqueId } from "solid-js";
import { highlight } from "./highlight.ts";
import type { EditorLanguage } from "./tokens/languages.ts";

interface PlainEditorProps {
  label: string;
  language: EditorLanguage;
  source: string;
  readOnly: boolean;
  /** Line, 1-based, that an error points to. */
  errorLine?: number;
  ref(element: HTMLTextAreaElement): void;
  onChange(source: string): void;
  onFocus(): void;
  onBlur(event: FocusEvent): void;
  onEscape(): void;
  onCursorEdge?(edge: "top" | "bottom"): void;
}

/** What a Tab inserts; Monaco is told the same. */
export const INDENT = "  ";

export function PlainEditor(props: PlainEditorProps) {
  const help = createUniqueId();
  let text!: HTMLTextAreaElement;
  let colours!: HTMLPreElement;

  // A controlled textarea would throw the cursor to the end on every change from outside.
  createEffect(() => {
    if (text.value === props.source) return;
    const { selectionStart, selectionEnd } = text;
    text.value = props.source;
    text.setSelectionRange(selectionStart, selectionEnd);
  });

  createEffect(() => {
    const line = props.errorLine;
    colours.innerHTML = highlight(props.source, props.language);
    if (line !== undefined) colours.children[line - 1]?.classList.add("error-line");
  });

  const indent = () => {
    text.setRangeText(INDENT, text.selectionStart, text.selectionEnd, "end");
    props.onChange(text.value);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const edge = edgeReached(event.key, text);
    if (edge && props.onCursorEdge) props.onCursorEdge(edge);
    else if (event.key === "Escape") props.onEscape();
    else if (event.key === "Tab" && !props.readOnly) indent();
    else return;
    event.preventDefault();
  };

  return (
    <div class="plain-editor">
      <pre class="plain-colours" aria-hidden="true" ref={(element) => (colours = element)} />
      <textarea
        ref={(element) => {
          text = element;
          props.ref(element);
        }}
        aria-label={props.label}
        aria-describedby={help}
        readOnly={props.readOnly}
        tabIndex={-1}
        spellcheck={props.language !== "typescript"}
        autocomplete="off"
        autocapitalize="off"
        wrap="soft"
        rows={1}
        onInput={() => props.onChange(text.value)}
        onFocus={() => props.onFocus()}
        onBlur={(event) => props.onBlur(event)}
        onCompositionStart={() => text.setAttribute(COMPOSING, "")}
        onCompositionEnd={() => text.removeAttribute(COMPOSING)}
        onKeyDown={onKeyDown}
      />
      <span id={help} hidden>
        {TAB_HELP}
      </span>
    </div>
  );
}

/** Set on the textarea while an input method composes: a bad moment to take it away. */
export const COMPOSING = "data-composing";

/** Said to people with a screen reader, because Tab indents here. */
export const TAB_HELP = "Tab indents. To leave with Tab, press Escape first.";

function edgeReached(key: string, { value, selectionStart, selectionEnd }: HTMLTextAreaElement): "top" | "bottom" | undefined {
  if (selectionStart !== selectionEnd) return undefined;
  if (key === "ArrowUp" && !value.slice(0, selectionStart).includes("\n")) return "top";
  if (key === "ArrowDown" && !value.slice(selectionEnd).includes("\n")) return "bottom";
  return undefined;
}
