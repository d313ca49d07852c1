/** A cell's text in its editor, joined to the document, the selection and the commands. */
import { give } from "../../commands/command.ts";
import { commandById } from "../../commands/index.ts";
import { CellEditor } from "../../editor/CellEditor.tsx";
import type { EditorCommandName } from "../../editor/keys.ts";
import type { CellModel } from "../../document/model.ts";
import { useBench } from "./workbench-context.ts";

const COMMANDS: Record<EditorCommandName, string> = {
  run: "run",
  runAndAdvance: "run-and-advance",
  runAndInsert: "run-and-insert",
  split: "split",
  commandMode: "leave-edit",
  palette: "palette",
  undo: "undo",
  redo: "redo",
};

export interface CellSourceProps {
  cell: CellModel;
  label: string;
  language: "typescript" | "markdown" | "plaintext";
  errorLocation?: { line: number; column: number };
  onBlur?(): void;
}

export function CellSource(props: CellSourceProps) {
  const workbench = useBench();
  const { selection, document, lineNumbers, language } = workbench;
  const focused = () => selection.active() === props.cell.id && selection.mode() === "edit";

  function onBlur() {
    // Only when the focus left for elsewhere: a fresh command may just have moved it.
    if (focused()) selection.leaveEdit({ focus: false });
    props.onBlur?.();
  }

  return (
    <CellEditor
      cellId={props.cell.id}
      label={props.label}
      language={props.language}
      source={props.cell.source()}
      focused={focused()}
      lineNumbers={lineNumbers()}
      errorLocation={props.errorLocation}
      languageClient={language}
      onChange={(source) => document.actions.setSource(props.cell.id, source)}
      onFocus={() => !focused() && selection.edit(props.cell.id)}
      onBlur={onBlur}
      onEscape={() => selection.leaveEdit()}
      onCommand={({ name, offset }) => give(commandById(COMMANDS[name]), workbench, offset)}
      onCursorEdge={(edge) => goPast(edge === "top" ? -1 : 1)}
    />
  );

  /** An arrow at the text's end goes on in the neighbour. */
  function goPast(by: number): void {
    const before = selection.active();
    selection.step(by);
    const next = selection.active();
    if (next && next !== before && document.model.cell(next)?.kind() === "code") selection.edit(next);
    else if (next === before) selection.edit(props.cell.id);
  }
}
