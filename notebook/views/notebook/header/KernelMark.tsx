/** What the kernel is doing and on what; opens into the choice of device and what is missing here. */
import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { For, Show } from "solid-js";
import type { Device } from "../../../../kernel/wire/messages.ts";
import { useBench } from "../workbench-context.ts";

const STATES = { starting: "Starting", idle: "Ready", busy: "Running", dead: "Stopped" };
const DEVICES: Record<Device, string> = { cpu: "CPU", wasm: "WASM", webgpu: "WebGPU" };
const ISOLATION = {
  "cross-site": "kept apart on a site of its own",
  opaque: "kept apart in a sandbox without an origin",
  process: "in a process of its own",
};

export function KernelMark() {
  const { session, shell } = useBench();
  const info = session.info;
  const threads = () => (info()?.threads === 1 ? "1 thread" : `${info()?.threads ?? 1} threads`);
  const choose = (device: Device | "auto") => {
    session.setDevice(device).catch((error: unknown) => shell.notify(`The device was not changed: ${(error as Error).message}`));
  };
  return (
    <DropdownMenu modal={false}>
      <DropdownMenu.Trigger class="kernel-mark" aria-label={`Kernel: ${STATES[session.kernel()]}`} data-kernel-state={session.kernel()}>
        <span class="kernel-dot" />
        <span class="kernel-words">
          {STATES[session.kernel()]}
          <Show when={info()}>{(info) => <span class="kernel-where">{`${DEVICES[info().device]} · ${threads()}`}</span>}</Show>
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class="menu kernel-menu">
          <Show when={info()} fallback={<p class="menu-note">The kernel has not started yet.</p>}>
            {(info) => (
              <>
                <p class="menu-note">
                  Runs in this browser, {ISOLATION[info().isolation]}. {info().sharedMemory ? "Stop keeps your variables." : ""}
                </p>
                <For each={info().devices}>
                  {(device) => (
                    <DropdownMenu.Item class="menu-item" onSelect={() => choose(device)}>
                      <Show when={device === info().device} fallback={<span class="menu-blank" />}>
                        <Check />
                      </Show>
                      Tensors on {DEVICES[device]}
                    </DropdownMenu.Item>
                  )}
                </For>
                <DropdownMenu.Item class="menu-item" onSelect={() => choose("auto")}>
                  <span class="menu-blank" /> Choose by measuring
                </DropdownMenu.Item>
                <Show when={info().missing.length > 0}>
                  <hr class="menu-line" />
                  <For each={info().missing}>{(missing) => <p class="menu-note">{missing}</p>}</For>
                </Show>
              </>
            )}
          </Show>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
