/** The line above pages that are no notebook. */
import { A } from "@solidjs/router";
import SunMoon from "lucide-solid/icons/sun-moon";
import { useApp } from "../app-context.ts";
import { Logo } from "./Logo.tsx";

export function SiteBar() {
  const app = useApp();
  return (
    <header class="site-bar">
      <A href="/" class="wordmark" end>
        <Logo /> Tessera
      </A>
      <nav aria-label="Pages">
        <A href="/playground">Playground</A>
        <A href="/gallery">Gallery</A>
      </nav>
      <button type="button" class="icon-button" aria-label="Switch theme" title="Switch theme" onClick={() => app.shell.cycleTheme()}>
        <SunMoon />
      </button>
    </header>
  );
}
