/** An operation's name with its colour and shapes; a press shows its plan and source. */
import { Show, type JSX } from "solid-js";
import { tokenOf } from "../parts/colours.ts";
import type { Operation } from "./operations.ts";
import { useProfiler } from "./profiler-context.ts";

export function OperationName(props: { operation: Pick<Operation, "name" | "shapes" | "group"> }): JSX.Element {
  const { select, selected } = useProfiler();
  return (
    <button type="button" class="operation-name" title="Show its plan and source" aria-pressed={selected() === props.operation.group} onClick={() => select(props.operation.group)}>
      <span class="tint" style={{ background: tokenOf(props.operation.name) }} />
      <span>{props.operation.name}</span>
      <Show when={props.operation.shapes}>
        <span class="shapes">{props.operation.shapes}</span>
      </Show>
    </button>
  );
}
