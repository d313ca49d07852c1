/** The words between the page and a box: a sandboxed frame that shows one HTML output with its scripts. Types only. */

/** Page to box, once, after `boxed_ready`. */
export interface BoxedShow {
  type: "boxed_show";
  html: string;
  /** The page's colour scheme. */
  scheme: "light" | "dark";
}

/** Box to page. Not trusted: the scripts in the box can send these too. */
export type BoxedEvent =
  | { type: "boxed_ready" }
  /** The height of the content in CSS pixels. */
  | { type: "boxed_height"; height: number };
