/** An error with its code frame, and a way to the line that threw it. */
import { Show, type JSX } from "solid-js";
import type { ErrorOutput, Location } from "../../../cells/output.ts";
import { useOutputActions } from "../output-actions.ts";
import { TextBlock } from "../text/TextBlock.tsx";
import "./error.css";

export function ErrorView(props: { error: ErrorOutput }): JSX.Element {
  const actions = useOutputActions();
  const text = () => (props.error.traceback.length > 0 ? props.error.traceback.join("\n") : `${props.error.name}: ${props.error.message}`);
  return (
    <div class="output-error">
      <TextBlock text={text()} from="start" />
      <Show when={actions.onOpenLocation && props.error.location}>
        {(location) => (
          <button type="button" class="output-error-place" onClick={() => actions.onOpenLocation?.(location())}>
            Go to {describe(location())}
          </button>
        )}
      </Show>
    </div>
  );
}

function describe({ cell, line, column }: Location): string {
  return `line ${line}, column ${column}${cell === undefined ? "" : " of another cell"}`;
}
