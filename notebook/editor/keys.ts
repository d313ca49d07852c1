/**
 * The keys of edit mode that are the notebook's and not the text's, in one table for the plain editor and for Monaco alike.
 * Escape and the arrows are not here: what they mean depends on what is open and where the cursor stands.
 */
export type EditorCommandName = "run" | "runAndAdvance" | "runAndInsert" | "split" | "commandMode" | "palette" | "undo" | "redo";

export interface EditorCommand {
  name: EditorCommandName;
  /** Where the cursor stands in the source, in UTF-16 units; `split` cuts here. */
  offset: number;
}

const mac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** The command that a key press asks for, or null when the key belongs to the text. */
export function commandOfKey(event: KeyboardEvent): EditorCommandName | null {
  if (event.isComposing) return null;
  const { ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event;
  const accel = mac ? meta : ctrl;
  const only = (...held: boolean[]) => [ctrl, shift, alt, meta].filter(Boolean).length === held.filter(Boolean).length && held.every(Boolean);
  if (event.key === "Enter") {
    if (only(shift)) return "runAndAdvance";
    if (only(accel) || only(ctrl)) return "run";
    if (only(alt)) return "runAndInsert";
    return null;
  }
  if (event.code === "Minus" && only(ctrl, shift)) return "split";
  // The notebook's own undo knows what was typed before Monaco came, and what was done to cells in between.
  if (event.key.toLowerCase() === "z" && only(accel)) return "undo";
  if ((event.key.toLowerCase() === "z" && only(accel, shift)) || (event.key.toLowerCase() === "y" && only(accel))) return "redo";
  if (event.code === "KeyM" && only(ctrl)) return "commandMode";
  if (event.code === "KeyC" && only(accel, shift)) return "palette";
  if (event.code === "KeyK" && only(accel)) return "palette";
  return event.key === "F1" && only() ? "palette" : null;
}
