/** The one line above a notebook: title, save state, kernel, and the ways to run, stop, share and look around. */
import { A } from "@solidjs/router";
import Activity from "lucide-solid/icons/activity";
import Command from "lucide-solid/icons/command";
import List from "lucide-solid/icons/list";
import MemoryStick from "lucide-solid/icons/memory-stick";
import Play from "lucide-solid/icons/play";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Share2 from "lucide-solid/icons/share-2";
import Square from "lucide-solid/icons/square";
import Variable from "lucide-solid/icons/variable";
import { commandById } from "../../../commands/index.ts";
import { Logo } from "../../parts/Logo.tsx";
import { useBench } from "../workbench-context.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { HeaderButton } from "./HeaderButton.tsx";
import { KernelMark } from "./KernelMark.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import { SaveMark } from "./SaveMark.tsx";
import { TitleField } from "./TitleField.tsx";

export function Header() {
  const workbench = useBench();
  const run = (id: string) => () => commandById(id).run(workbench);
  return (
    <header class="bar">
      <A href="/" class="bar-home" aria-label="Your notebooks" title="Your notebooks">
        <Logo />
      </A>
      <TitleField />
      <SaveMark />
      <div class="bar-space" />
      <KernelMark />
      <div class="bar-group">
        <HeaderButton icon={Play} label="Run all" labelled disabled={workbench.session.kernel() === "dead"} onClick={run("run-all")} />
        <HeaderButton icon={Square} label="Interrupt" disabled={workbench.session.kernel() !== "busy"} onClick={run("interrupt")} />
        <HeaderButton icon={RotateCcw} label="Restart kernel" onClick={run("restart")} />
      </div>
      <div class="bar-group wide-only">
        <HeaderButton icon={List} label="Contents" pressed={workbench.panel() === "contents"} onClick={run("contents")} />
        <HeaderButton icon={Variable} label="Variables" pressed={workbench.panel() === "variables"} onClick={run("variables")} />
        <HeaderButton icon={Activity} label="Profiler" pressed={workbench.panel() === "profiler"} onClick={run("profiler")} />
        <HeaderButton icon={MemoryStick} label="Memory" pressed={workbench.panel() === "memory"} onClick={run("memory")} />
        <HeaderButton icon={Command} label="Command palette" onClick={run("palette")} />
        <ExportMenu />
      </div>
      <HeaderButton icon={Share2} label="Share" labelled onClick={run("share")} />
      <MoreMenu />
    </header>
  );
}
