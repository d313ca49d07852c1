/** `MemoryManager`: the pools of the library in RusTorch's words. */
import { memory, releaseMemory, type DevicePool } from "../memory.ts";
import { guarded } from "./error.ts";
import { ValidationError } from "../errors.ts";
import { WasmTensor } from "./tensor.ts";

/** Bytes up to which a block is small, and medium. */
const [small, medium] = [2 ** 10, 2 ** 20];

export const MemoryManager = {
  /** Makes so many blocks of 1 KB and releases them, so that the first small results find memory that is there. Not needed: pools grow by themselves. */
  init_pool(blocks: number): void {
    guarded("MemoryManager.init_pool", () => {
      if (!Number.isInteger(blocks) || blocks < 0 || blocks > 100_000) throw new ValidationError("init_pool", `invalid number of blocks: ${blocks}`, "0 to 100000");
      const made = Array.from({ length: blocks }, () => new WasmTensor(new Float32Array(small / 4), [small / 4]));
      for (const tensor of made) tensor.free();
    });
  },

  /** JSON: blocks that wait to be used again by size (`small` up to 1 KB, `medium` up to 1 MB, `large`), `hit_rate` in percent, and `memory_saved_bytes`, which pools served without asking the host. */
  get_stats(): string {
    const { pools, hitRate } = memory();
    const idle = (from: number, to: number): number => sum(pools, ({ classes }) => sum(classes, (one) => (one.size > from && one.size <= to ? one.idle : 0)));
    return JSON.stringify({
      small: idle(0, small),
      medium: idle(small, medium),
      large: idle(medium, Infinity),
      hit_rate: Number((hitRate * 100).toFixed(2)),
      memory_saved_bytes: sum(pools, ({ reusedBytes }: DevicePool) => reusedBytes),
    });
  },

  /** The share of requests that pools served, in percent. */
  cache_efficiency(): string {
    return `${(memory().hitRate * 100).toFixed(2)}%`;
  },

  /** Gives memory that waits back to the host. Returns the bytes. */
  cleanup(): number {
    return releaseMemory();
  },
};

const sum = <T>(items: readonly T[], part: (item: T) => number): number => items.reduce((total, item) => total + part(item), 0);
