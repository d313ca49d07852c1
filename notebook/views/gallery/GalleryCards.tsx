/** Gallery notebooks as cards: what each shows, its title, and how long it takes. */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { GalleryEntry } from "../../../gallery/index.ts";
import { pictureOf } from "./pictures.ts";

export function GalleryCards(props: { entries: readonly GalleryEntry[] }) {
  return (
    <ul class="cards">
      <For each={props.entries}>{(entry) => <Card entry={entry} />}</For>
    </ul>
  );
}

function Card(props: { entry: GalleryEntry }) {
  return (
    <li>
      <A href={`/gallery/${props.entry.slug}`} class="card">
        <span class="card-picture">
          <Show when={pictureOf(props.entry.slug)}>{(picture) => <img src={picture()} alt="" />}</Show>
        </span>
        <strong>{props.entry.title}</strong>
        <span class="card-text">{props.entry.summary}</span>
        <small>{props.entry.minutes} minutes</small>
      </A>
    </li>
  );
}
