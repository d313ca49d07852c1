/**
 * Sanitised markup in a shadow tree inside a box of its own: its style sheets and ids stay within, and whatever it positions is
 * clipped by the box, also by rules for its host.
 */
import { createEffect, type JSX } from "solid-js";
import { shadowMarkup } from "./shadow.ts";
import "./html.css";

export function Contained(props: { markup: string }): JSX.Element {
  return (
    <div class="output-contained">
      <div ref={(host) => fill(host, () => props.markup)} />
    </div>
  );
}

function fill(host: HTMLElement, markup: () => string): void {
  const root = host.attachShadow({ mode: "open" });
  createEffect(() => {
    root.innerHTML = shadowMarkup(markup());
  });
}
