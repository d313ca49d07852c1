/** What the kernel holds now: name, type, a glimpse, bytes. Read anew after each run. */
import { createResource, For, Show } from "solid-js";
import { showBytes } from "../../parts/units.ts";
import { useBench } from "../workbench-context.ts";

export function Variables() {
  const { session, selection } = useBench();
  // Not while a cell runs: the kernel answers between runs.
  const [variables] = createResource(
    () => session.kernel() === "idle" && `${session.generation()}`,
    () => session.variables().catch(() => []),
  );
  return (
    <Show when={(variables.latest?.length ?? 0) > 0} fallback={<p class="panel-empty">Nothing is defined yet. Run a cell, and its variables are listed here.</p>}>
      <table class="variables">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            <th scope="col" class="number">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={variables.latest}>
            {(variable) => (
              <tr>
                <th scope="row">
                  <button type="button" onClick={() => selection.select(variable.cell)} title="Go to the cell that made it">
                    {variable.name}
                  </button>
                </th>
                <td title={variable.preview}>
                  <span class="variable-type">{variable.type}</span> <span class="variable-preview">{variable.preview}</span>
                </td>
                <td class="number" title={variable.bytes === null ? undefined : `${variable.bytes.toLocaleString("en")} bytes`}>
                  {variable.bytes === null ? "" : showBytes(variable.bytes)}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}
