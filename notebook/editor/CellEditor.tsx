/**
 * The editor of one cell. It starts as coloured text that can be edited at once (`PlainEditor`); the first focus on a page fetches
 * Monaco, and the cell that has the focus is then taken over with its text, selection and height unchanged. Only a few cells keep a
 * live editor; the others go back to plain text. When Monaco cannot be loaded the plain editor stays, and says so.
 */
import { createEffect, createSignal, on, onCleanup, Show, type ParentProps } from "solid-js";
import { commandOfKey, type EditorCommand } from "./keys.ts";
import type { LanguageClient } from "./language/client.ts";
import { takeOver, type LiveEditor } from "./monaco/load.ts";
import { PlainEditor, TAB_HELP } from "./PlainEditor.tsx";
import type { EditorLanguage } from "./tokens/languages.ts";
import "./editor.css";

export interface CellEditorProps {
  cellId: string;
  /** The accessible name, such as "Code of cell 3". */
  label: string;
  language: EditorLanguage;
  /** Lines end with `\n` alone. */
  source: string;
  readOnly?: boolean;
  /** True moves the keyboard focus into the text; false leaves the focus where it is. */
  focused?: boolean;
  /** Off by default. */
  lineNumbers?: boolean;
  /** Whether long lines wrap. Default true. */
  wrap?: boolean;
  /** Where the last run failed; its line is marked. 1-based. */
  errorLocation?: { line: number; column: number };
  /** Types, completion and diagnostics of the notebook; without it a cell is only coloured. */
  languageClient?: LanguageClient;
  /** The text after each change; `source` must follow before the next one, or what is typed between is taken back. */
  onChange(source: string): void;
  onFocus?(): void;
  onBlur?(): void;
  /** Escape, when nothing of the editor's own was open. */
  onEscape?(): void;
  onCommand?(command: EditorCommand): void;
  /** An arrow key pressed at the first or last line. */
  onCursorEdge?(edge: "top" | "bottom"): void;
}

export function CellEditor(props: CellEditorProps) {
  let box!: HTMLDivElement;
  let host!: HTMLDivElement;
  let plain: HTMLTextAreaElement | undefined;
  const [live, setLive] = createSignal<LiveEditor>();
  const [failure, setFailure] = createSignal<string>();
  const [loading, setLoading] = createSignal(false);

  async function goLive() {
    if (live() || loading() || touchOnly()) return;
    setLoading(true);
    try {
      const events = { onFocus: () => props.onFocus?.(), onBlur: () => props.onBlur?.(), onClosed: () => setLive(undefined) };
      setLive(await takeOver(host, () => plain, props, events));
      setFailure(undefined);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setLoading(false);
    }
  }

  function onFocus() {
    props.onFocus?.();
    void goLive();
  }

  // Before the editor sees them: these keys mean the same in both editors.
  function onKeyDown(event: KeyboardEvent) {
    const name = commandOfKey(event);
    // In find's own field Shift+Enter goes to the previous match.
    if (!name || (event.target as Element).closest(".find-widget")) return;
    event.preventDefault();
    event.stopPropagation();
    props.onCommand?.({ name, offset: live()?.offset() ?? plain?.selectionStart ?? 0 });
  }

  function focus() {
    const cursor = props.languageClient?.takeCursor(props.cellId);
    (live() ?? plain)?.focus();
    if (cursor === undefined) return;
    live()?.setOffset(cursor);
    plain?.setSelectionRange(cursor, cursor);
  }

  createEffect(on(() => props.focused, (focused) => focused && focus()));
  createEffect(() => live()?.setSource(props.source));
  createEffect(() => live()?.setOptions({ readOnly: props.readOnly, lineNumbers: props.lineNumbers, wrap: props.wrap }));
  createEffect(() => live()?.setLabel(`${props.label}. ${TAB_HELP}`));
  createEffect(() => live()?.setLanguage(props.language));
  createEffect(() => live()?.markError(props.errorLocation));
  onCleanup(() => live()?.close());

  return (
    <div
      ref={(element) => (box = element)}
      class="cell-editor"
      classList={{ numbered: props.lineNumbers, unwrapped: props.wrap === false }}
      data-editor={live() ? "monaco" : "plain"}
      aria-busy={loading()}
      on:keydown={{ handleEvent: onKeyDown, capture: true }}
    >
      <Show when={!live()}>
        <PlainEditor
          ref={(element) => (plain = element)}
          label={props.label}
          language={props.language}
          source={props.source}
          readOnly={props.readOnly ?? false}
          errorLine={props.errorLocation?.line}
          onChange={(source) => props.onChange(source)}
          onFocus={onFocus}
          onBlur={(event) => !box.contains(event.relatedTarget as Node | null) && props.onBlur?.()}
          onEscape={() => props.onEscape?.()}
          onCursorEdge={props.onCursorEdge && ((edge) => props.onCursorEdge?.(edge))}
        />
      </Show>
      <div class="monaco-host" ref={(element) => (host = element)} />
      <Show when={failure()}>
        {(reason) => <Notice>The full editor could not be loaded ({reason()}). You can go on editing here, without completion and types.</Notice>}
      </Show>
      <Show when={live() && props.languageClient?.failure()}>
        {(reason) => <Notice>Types and completion could not be loaded ({reason()}). Editing and running go on as before.</Notice>}
      </Show>
    </div>
  );
}

/** Monaco does not support touch screens; the plain editor has the system's own selection and keyboard. */
const touchOnly = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

const Notice = (props: ParentProps) => (
  <p class="editor-notice" role="status">
    {props.children}
  </p>
);
