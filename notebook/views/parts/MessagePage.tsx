/** A page that only says something: what happened, and what to do next. */
import { A } from "@solidjs/router";
import type { JSX } from "solid-js";

export function MessagePage(props: { title: string; children: JSX.Element; actions?: JSX.Element }) {
  return (
    <main class="message-page">
      <h1>{props.title}</h1>
      {props.children}
      <div class="actions">
        {props.actions}
        <A class="button" href="/">
          Your notebooks
        </A>
        <A class="button" href="/gallery">
          Gallery
        </A>
      </div>
    </main>
  );
}
