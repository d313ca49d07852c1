/** What stands in the shadow tree of an HTML or SVG output: a plain document's style, then the sanitised markup. */
import styles from "./contained.css?inline";

export function shadowMarkup(markup: string): string {
  return `<style>${styles}</style>${markup}`;
}
