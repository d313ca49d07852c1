/** A picture from base64 text, as `<img>`: nothing in it can run. */
import { createMemo, type JSX } from "solid-js";
import type { JsonObject } from "../../../cells/json.ts";
import { asText, type RendererProps } from "../renderer.ts";
import { pngSize } from "./png-size.ts";

const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

export function ImageView(props: RendererProps): JSX.Element {
  const image = createMemo(() => toImage(props));
  return <img class="output-image" src={image().src} width={image().width} height={image().height} alt={image().alt} decoding="async" />;
}

export interface Image {
  src: string;
  width: number | undefined;
  height: number | undefined;
  alt: string;
}

/** The picture that a bundle holds; its size from Jupyter's metadata or its own head. */
export function toImage({ data, metadata, bundle }: Pick<RendererProps, "data" | "metadata" | "bundle">): Image {
  const base64 = asText(data).replaceAll(/\s/g, "");
  const type = TYPES.find((known) => bundle[known] === data) ?? "image/png";
  const wanted = metadata[type] as JsonObject | undefined;
  const own = type === "image/png" ? pngSize(base64) : null;
  const [width, height] = [numberOf(wanted?.["width"]) ?? own?.width, numberOf(wanted?.["height"]) ?? own?.height];
  return { src: `data:${type};base64,${base64}`, width, height, alt: altOf(metadata, bundle["text/plain"]) };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}

function altOf(metadata: JsonObject, text: unknown): string {
  if (typeof metadata["alt"] === "string") return metadata["alt"];
  return typeof text === "string" && text.length < 200 ? text : "Picture";
}
