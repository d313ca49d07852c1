/** The pools of the devices: blocks by size, in use and waiting to be used again. */
import { For, Show, type JSX } from "solid-js";
import type { PoolData } from "../../../../../kernel/wire/profile.ts";
import { showBytes } from "../../../parts/units.ts";
import { showCount, showShare } from "../parts/numbers.ts";
import { deviceToken } from "./chart-picture.ts";
import { useMemory } from "./memory-context.ts";
import { devices } from "./store.ts";

export function Pools(): JSX.Element {
  const { latest } = useMemory();
  const filled = () => (latest()?.pools ?? []).filter(({ classes }) => classes.length > 0);
  return (
    <Show when={filled().length > 0} fallback={<p class="panel-empty">No pool holds anything yet.</p>}>
      <For each={filled()}>{(pool) => <Pool pool={pool} />}</For>
    </Show>
  );
}

function Pool(props: { pool: PoolData }): JSX.Element {
  const most = () => Math.max(...props.pool.classes.map(({ size, live, idle }) => size * (live + idle)));
  const slack = () => (props.pool.liveBytes > 0 ? 1 - props.pool.requestedBytes / props.pool.liveBytes : 0);
  return (
    <section class="pool" aria-label={`Pool of ${props.pool.device}`} style={{ "--tint": deviceToken(devices.indexOf(props.pool.device)) }}>
      <h3>
        {props.pool.device}
        <span>
          {showBytes(props.pool.liveBytes)} in use, {showBytes(props.pool.idleBytes)} waiting, {showShare(slack())} lost to rounding, {showShare(props.pool.fragmentation)} fragmented
        </span>
      </h3>
      <table>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Size of a block</th>
            <th scope="col">Bytes</th>
            <th scope="col">Blocks</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.pool.classes}>
            {({ size, live, idle }) => (
              <tr>
                <th scope="row">{showBytes(size)}</th>
                <td class="pool-bars">
                  <span class="pool-bar live" style={{ width: `${(100 * size * live) / most()}%` }} />
                  <span class="pool-bar idle" style={{ width: `${(100 * size * idle) / most()}%` }} />
                </td>
                <td class="number">
                  {showCount(live)} in use{idle > 0 ? `, ${showCount(idle)} waiting` : ""}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
