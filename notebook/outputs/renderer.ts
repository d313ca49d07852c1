/** What a renderer gets and what it promises. */
import type { Component } from "solid-js";
import type { Data, JsonObject } from "../../cells/json.ts";
import type { MimeBundle } from "../../cells/output.ts";

/** Nothing here is trusted: data may come from a stranger's file. A renderer that cannot read its data throws. */
export interface RendererProps {
  /** What stands in the bundle under the renderer's MIME type. */
  data: Data;
  metadata: JsonObject;
  /** All forms of the output, where one refers to another. */
  bundle: MimeBundle;
}

export interface Renderer {
  mime: string;
  /** The higher is shown when a bundle holds several. */
  priority: number;
  component: Component<RendererProps>;
  /** Pixels kept free until the renderer has loaded. */
  reserve(data: Data): number;
}

/** The text under a textual MIME type; nbformat may also write it as a list of lines. Throws on anything else. */
export function asText(data: Data): string {
  if (typeof data === "string") return data;
  if (Array.isArray(data) && data.every((line) => typeof line === "string")) return data.join("");
  throw new TypeError(`expected text: ${typeof data}`);
}
