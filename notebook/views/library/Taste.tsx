/** A cell and what it shows, on the first page: the playground's, which it opens. */
import { A } from "@solidjs/router";
import ArrowRight from "lucide-solid/icons/arrow-right";
import { highlight } from "../../editor/highlight.ts";
import { pictureOf } from "../gallery/pictures.ts";
import { FIRST_SOURCE } from "../playground/first-source.ts";
import "../../editor/editor.css";

export function Taste() {
  return (
    <figure class="taste">
      <pre class="taste-code" innerHTML={highlight(FIRST_SOURCE, "typescript")} />
      <img class="taste-picture" src={pictureOf("playground")} alt="The wave that this code draws: it swings around zero and fades to both sides." />
      <figcaption>
        <A href="/playground">
          Try it in the playground <ArrowRight />
        </A>
      </figcaption>
    </figure>
  );
}
