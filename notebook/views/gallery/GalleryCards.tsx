/** Gallery notebooks as cards, and after them what else may be opened from there. */
import { A } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import type { GalleryEntry } from "../../../gallery/index.ts";

export function GalleryCards(props: { entries: readonly GalleryEntry[]; children?: JSX.Element }) {
  return (
    <ul class="cards">
      <For each={props.entries}>
        {(entry) => <Card href={`/gallery/${entry.slug}`} title={entry.title} text={entry.summary} note={`${entry.minutes} minutes`} />}
      </For>
      {props.children}
    </ul>
  );
}

export function Card(props: { href: string; title: string; text: string; note: string }) {
  return (
    <li>
      <A href={props.href} class="card">
        <strong>{props.title}</strong>
        <span>{props.text}</span>
        <small>{props.note}</small>
      </A>
    </li>
  );
}
