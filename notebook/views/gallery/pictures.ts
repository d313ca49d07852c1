/** What gallery notebooks and the playground show, as pictures; `e2e/pictures.ts` draws them. */
const files = import.meta.glob<string>("../../../gallery/pictures/*.svg", { eager: true, query: "?url", import: "default" });

/** The address of a picture, by a gallery notebook's slug or `playground`; undefined when none was drawn. */
export function pictureOf(name: string): string | undefined {
  return files[`../../../gallery/pictures/${name}.svg`];
}
