/** Gallery notebooks as cards. */
import { A } from "@solidjs/router";
import { For } from "solid-js";
import type { GalleryEntry } from "../../../gallery/index.ts";

export function GalleryCards(props: { entries: readonly GalleryEntry[] }) {
  return (
    <ul class="cards">
      <For each={props.entries}>
        {(entry) => (
          <li>
            <A href={`/gallery/${entry.slug}`} class="card">
              <strong>{entry.title}</strong>
              <span>{entry.summary}</span>
              <small>{entry.minutes} minutes</small>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}
