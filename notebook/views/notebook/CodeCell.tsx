/** A code cell: its source, and under it what it left behind. */
import { createMemo, For, Show } from "solid-js";
import type { ErrorOutput } from "../../../cells/output.ts";
import { OutputArea } from "../../outputs/OutputArea.tsx";
import { CellSource } from "./CellSource.tsx";
import type { CellProps } from "./CellView.tsx";
import { HeldHeight } from "./HeldHeight.tsx";
import { useBench } from "./workbench-context.ts";

export function CodeCell(props: CellProps) {
  const { session, selection, frameUrl, takeFile } = useBench();
  const run = session.run(props.cell.id);
  const outputs = createMemo(() => run.live() ?? props.cell.outputs());
  const errorLocation = createMemo(() => {
    const error = outputs().find((output): output is ErrorOutput => output.type === "error");
    const foreign = error?.location?.cell !== undefined && error.location.cell !== props.cell.id;
    return foreign ? undefined : error?.location;
  });
  return (
    <>
      <CellSource cell={props.cell} label={`Code of cell ${props.number}`} language="typescript" errorLocation={errorLocation()} />
      <For each={run.notices()}>{(notice) => <p class="cell-notice">{notice}</p>}</For>
      <HeldHeight running={run.state() === "running"}>
        <Show when={!props.outputsElsewhere && outputs().length > 0}>
          <OutputArea
            label={`Output of cell ${props.number}`}
            outputs={outputs()}
            running={run.state() === "running"}
            frameUrl={frameUrl}
            onInput={(widget, value) => session.setInput(widget, value)}
            takeFile={takeFile}
            onOpenLocation={(location) => selection.edit(location.cell ?? props.cell.id)}
          />
        </Show>
      </HeldHeight>
    </>
  );
}
