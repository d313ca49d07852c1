/** Fetches Monaco when a cell first needs it, and keeps the number of live editors small. Not Monaco itself: this file is on the critical path. */
import type { CellEditorProps } from "../CellEditor.tsx";
import { COMPOSING } from "../PlainEditor.tsx";
import type { LiveEditor, LiveEvents } from "./live.ts";

export type { LiveEditor } from "./live.ts";

/** Live editors kept; the one least lately used goes back to plain text. */
const MOST_LIVE = 3;

/** From the one least lately used to the one used last. */
const liveEditors: LiveEditor[] = [];

/**
 * Opens a live editor in `host` in the place of the plain one, with its selection and, if it had it, its focus.
 * Resolves to undefined when the reader has left the cell meanwhile. Throws when Monaco cannot be fetched.
 */
export async function takeOver(
  host: HTMLElement,
  plain: () => HTMLTextAreaElement | undefined,
  props: CellEditorProps,
  events: LiveEvents,
): Promise<LiveEditor | undefined> {
  const { openLiveEditor } = await import("./live.ts");
  const text = plain();
  if (!text) return undefined;
  // Monaco measures its font once: not before the font is here.
  const { fontSize, fontFamily } = getComputedStyle(text);
  await document.fonts.load(`${fontSize} ${fontFamily}`);
  await composed(text);
  if (document.activeElement !== text) return undefined;

  const editor = openLiveEditor(host, text, props, {
    ...events,
    onFocus() {
      use(editor);
      events.onFocus();
    },
    onClosed() {
      liveEditors.splice(liveEditors.indexOf(editor), 1);
      events.onClosed();
    },
  });
  use(editor);
  while (liveEditors.length > MOST_LIVE) liveEditors[0]!.close();
  return editor;
}

function use(editor: LiveEditor) {
  const at = liveEditors.indexOf(editor);
  if (at >= 0) liveEditors.splice(at, 1);
  liveEditors.push(editor);
}

/** Resolves when no input method is in the middle of a word. */
function composed(text: HTMLTextAreaElement): Promise<void> {
  if (!text.hasAttribute(COMPOSING)) return Promise.resolve();
  return new Promise((resolve) => text.addEventListener("compositionend", () => resolve(), { once: true }));
}
