/** Which renderer draws which MIME type. Data: to add a form of output, add a line here and a folder beside it. */
import { lazy } from "solid-js";
import { MIME } from "../../cells/mime.ts";
import type { MimeBundle } from "../../cells/output.ts";
import { InputView } from "./input/InputView.tsx";
import { ImageView } from "./image/ImageView.tsx";
import { plotHeight } from "./plot/plot-height.ts";
import { ProgressView } from "./progress/ProgressView.tsx";
import type { Renderer } from "./renderer.ts";
import { TextView } from "./text/TextView.tsx";

const RENDERERS: readonly Renderer[] = [
  { mime: MIME.plot, priority: 100, component: lazy(() => import("./plot/PlotOutput.tsx")), reserve: plotHeight },
  { mime: MIME.tensor, priority: 95, component: lazy(() => import("./tensor/TensorOutput.tsx")), reserve: () => 96 },
  { mime: MIME.table, priority: 90, component: lazy(() => import("./table/TableOutput.tsx")), reserve: () => 240 },
  { mime: MIME.input, priority: 85, component: InputView, reserve: () => 40 },
  { mime: MIME.progress, priority: 80, component: ProgressView, reserve: () => 40 },
  { mime: MIME.html, priority: 70, component: lazy(() => import("./html/HtmlView.tsx")), reserve: () => 48 },
  { mime: MIME.svg, priority: 65, component: lazy(() => import("./html/SvgView.tsx")), reserve: () => 200 },
  { mime: MIME.png, priority: 60, component: ImageView, reserve: () => 200 },
  { mime: MIME.jpeg, priority: 60, component: ImageView, reserve: () => 200 },
  { mime: "image/gif", priority: 60, component: ImageView, reserve: () => 200 },
  { mime: "image/webp", priority: 60, component: ImageView, reserve: () => 200 },
  { mime: MIME.markdown, priority: 55, component: lazy(() => import("./markdown/MarkdownOutput.tsx")), reserve: () => 48 },
  { mime: MIME.latex, priority: 50, component: lazy(() => import("./latex/LatexView.tsx")), reserve: () => 64 },
  { mime: MIME.tree, priority: 45, component: lazy(() => import("./tree/TreeOutput.tsx")), reserve: () => 28 },
  { mime: MIME.json, priority: 40, component: lazy(() => import("./tree/JsonOutput.tsx")), reserve: () => 28 },
  { mime: MIME.text, priority: 0, component: TextView, reserve: () => 24 },
];

const byMime = new Map(RENDERERS.map((renderer) => [renderer.mime, renderer]));
const json = byMime.get(MIME.json)!;

/** The renderer of a MIME type; JSON of any kind is at least a tree. */
export function findRenderer(mime: string): Renderer | undefined {
  return byMime.get(mime) ?? (mime.endsWith("+json") ? json : undefined);
}

/** The type to show: the best that has a renderer of its own; then JSON of unknown kinds; then whatever is first. */
export function richestType(bundle: MimeBundle): string {
  const types = Object.keys(bundle);
  return types.reduce((best, type) => (rank(type) > rank(best) ? type : best), types[0] ?? "");
}

function rank(type: string): number {
  return byMime.get(type)?.priority ?? (type.endsWith("+json") ? -1 : -2);
}

/** The types that no renderer knows, when the plain text is all there is to show of the output; otherwise null. */
export function unshownTypes(bundle: MimeBundle): string[] | null {
  const unknown = Object.keys(bundle).filter((type) => !byMime.has(type));
  return unknown.length > 0 && richestType(bundle) === MIME.text ? unknown : null;
}
