/** The slowest operations, and why they take their time. */
import { createMemo, Index, type JSX } from "solid-js";
import { showShare, showTime } from "../parts/numbers.ts";
import { operationsOf } from "./operations.ts";
import { OperationName } from "./OperationName.tsx";
import { useProfiler } from "./profiler-context.ts";
import { reasonOf } from "./why.ts";

const MOST = 5;
/** Less is not worth a word. */
const LEAST = 0.02;

export function Slowest(): JSX.Element {
  const { store, slowVersion, cell, ceilingsOf } = useProfiler();
  const slowest = createMemo(() => (slowVersion(), operationsOf(store.groups, { cell: cell(), byShape: true }).slice(0, MOST).filter(({ share }) => share >= LEAST)));
  return (
    <section class="slowest" aria-label="The slowest, and why">
      <h3>The slowest, and why</h3>
      <ol>
        <Index each={slowest()}>
          {(operation) => {
            const reason = createMemo(() => reasonOf(operation(), ceilingsOf(operation().device)));
            return (
              <li>
                <OperationName operation={operation()} />
                <p>
                  {showTime(operation().ms)}, {showShare(operation().share)}. <strong class={`bound ${reason().bound}`}>{reason().verdict}</strong>
                </p>
                <p class="slowest-advice">{reason().advice}</p>
              </li>
            );
          }}
        </Index>
      </ol>
    </section>
  );
}
