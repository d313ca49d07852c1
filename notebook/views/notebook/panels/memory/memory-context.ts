/** What the views of the memory panel share. */
import { createContext, useContext, type Accessor } from "solid-js";
import type { HeldTensor, MemoryData } from "../../../../../kernel/wire/profile.ts";
import type { MemoryStore } from "./store.ts";

export interface MemoryState {
  readonly store: MemoryStore;
  /** Changes with every sample: for the chart. */
  readonly version: Accessor<number>;
  /** These change twice a second at most: for tables and texts. */
  readonly latest: Accessor<MemoryData | null>;
  readonly held: Accessor<readonly HeldTensor[]>;
}

export const MemoryContext = createContext<MemoryState>();

export function useMemory(): MemoryState {
  const state = useContext(MemoryContext);
  if (!state) throw new Error("no memory panel around this view");
  return state;
}
