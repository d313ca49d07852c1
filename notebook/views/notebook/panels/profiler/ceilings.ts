/** What devices of this machine reach, asked for once each: while a cell runs the kernel has no time to measure. */
import { createEffect, createSignal } from "solid-js";
import type { Device } from "../../../../../kernel/wire/messages.ts";
import type { DeviceCeilings } from "../../../../../kernel/wire/profile.ts";
import type { Session } from "../../../../session/session.ts";

export function createCeilings(session: Session): (device: Device) => DeviceCeilings | null {
  const [known, setKnown] = createSignal<ReadonlyMap<Device, DeviceCeilings>>(new Map());
  const [wanted, setWanted] = createSignal<ReadonlySet<Device>>(new Set());
  const asked = new Set<Device>();

  async function ask(device: Device): Promise<void> {
    asked.add(device);
    try {
      const ceilings = await session.profiler.ceilings(device);
      setKnown((all) => new Map(all).set(device, ceilings));
    } catch {
      // The kernel went, or the device has no room now: the next look asks again.
      asked.delete(device);
    }
  }

  createEffect(() => {
    if (session.kernel() !== "idle") return;
    for (const device of wanted()) if (!asked.has(device)) void ask(device);
  });

  return (device) => {
    const found = known().get(device) ?? null;
    if (!found && !wanted().has(device)) queueMicrotask(() => setWanted((all) => new Set(all).add(device)));
    return found;
  };
}
