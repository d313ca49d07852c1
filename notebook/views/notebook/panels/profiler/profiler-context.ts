/** What the views of the profiler share: the recorded work, which operation and which cell are looked at, and what the machine can do. */
import { createContext, useContext, type Accessor } from "solid-js";
import type { Device } from "../../../../../kernel/wire/messages.ts";
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import type { ProfileStore } from "./store.ts";

export interface ProfilerState {
  readonly store: ProfileStore;
  /** Changes with every news of the kernel: for pictures. */
  readonly version: Accessor<number>;
  /** Changes twice a second at most: for tables and texts. */
  readonly slowVersion: Accessor<number>;
  /** A group's place in the store. */
  readonly selected: Accessor<number | null>;
  select(group: number | null): void;
  /** The cell that is looked at; null for all. */
  readonly cell: Accessor<string | null>;
  setCell(cell: string | null): void;
  titleOf(cell: string | null): string;
  /** Of a device, once they are measured. Asking has them measured as soon as the kernel is idle. */
  ceilingsOf(device: Device): DeviceCeilings | null;
}

export const ProfilerContext = createContext<ProfilerState>();

export function useProfiler(): ProfilerState {
  const state = useContext(ProfilerContext);
  if (!state) throw new Error("no profiler around this view");
  return state;
}
