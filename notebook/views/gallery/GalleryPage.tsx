/** All gallery notebooks. */
import { A } from "@solidjs/router";
import { gallery } from "../../../gallery/index.ts";
import { SiteBar } from "../parts/SiteBar.tsx";
import { GalleryCards } from "./GalleryCards.tsx";
import "../../styles/library.css";

export default function GalleryPage() {
  return (
    <>
      <SiteBar />
      <main class="library">
        <section class="welcome">
          <h1>Gallery</h1>
          <p>
            Notebooks to read, run and change. Each opens as a copy of your own; nothing is stored until you edit or run it. Or start from nothing in the{" "}
            <A href="/playground">playground</A>.
          </p>
        </section>
        <GalleryCards entries={gallery} />
      </main>
    </>
  );
}
