/** The static forms of a MIME bundle, by type: data, as the page's own registry is. Each may load what is heavy. */
import { MIME } from "../../../cells/mime.ts";
import type { InputView, PlotView, ProgressView, RecordedPlotView, TableView, TensorView, TreeNode } from "../../../cells/mime.ts";
import type { Data } from "../../../cells/json.ts";
import { formatBytes } from "../format.ts";
import { shadowMarkup } from "../html/shadow.ts";
import { toImage } from "../image/ImageView.tsx";
import { readTex } from "../latex/tex-source.ts";
import { describe } from "../progress/ProgressView.tsx";
import { asText, type RendererProps } from "../renderer.ts";
import { branchOfJson, branchOfNode } from "../tree/branch.ts";
import { escapeHtml } from "../escape.ts";
import { tableToHtml } from "./table.ts";
import { textToHtml } from "./text.ts";
import { treeToHtml } from "./tree.ts";

type ToHtml = (props: RendererProps) => string | Promise<string>;

/** Width of plots in a file, in CSS pixels. */
const PLOT_WIDTH = 800;

const as = <T>(data: Data): T => data as unknown as T;

export const STATIC_FORMS: Readonly<Record<string, ToHtml>> = {
  [MIME.text]: ({ data }) => textToHtml(asText(data)),
  [MIME.table]: ({ data }) => tableToHtml(as<TableView>(data)),
  [MIME.tensor]: ({ data }) => tensorToHtml(as<TensorView>(data)),
  [MIME.tree]: ({ data }) => `<div class="output-tree">${treeToHtml(branchOfNode(as<TreeNode>(data)))}</div>`,
  [MIME.json]: ({ data }) => `<div class="output-tree">${treeToHtml(branchOfJson(data))}</div>`,
  [MIME.plot]: plotToHtml,
  [MIME.html]: async ({ data }) => contain((await import("../html/sanitize.ts")).sanitizeHtml(asText(data)).markup),
  [MIME.svg]: async ({ data }) => contain((await import("../html/sanitize.ts")).sanitizeSvg(asText(data)).markup),
  [MIME.markdown]: async ({ data }) => (await import("./markdown.ts")).markdownToHtml(asText(data)),
  [MIME.latex]: async ({ data }) => {
    const { tex, isBlock } = readTex(asText(data));
    return (await import("../latex/katex.ts")).texToMathMl(tex, isBlock) ?? textToHtml(tex);
  },
  [MIME.png]: imageToHtml,
  [MIME.jpeg]: imageToHtml,
  "image/gif": imageToHtml,
  "image/webp": imageToHtml,
  [MIME.progress]: ({ data }) => {
    const view = as<ProgressView>(data);
    const share = view.total === null ? null : view.value / view.total;
    return `<p class="output-notice">${escapeHtml([view.label, describe(view, share)].filter(Boolean).join(": "))}</p>`;
  },
  [MIME.input]: ({ data }) => {
    const { label, value } = as<InputView>(data);
    return `<p class="output-notice">${escapeHtml(`${label}: ${String(value)}`)}</p>`;
  },
};

function tensorToHtml({ dtype, shape, device, nbytes, text }: TensorView): string {
  return `<p class="output-notice">${escapeHtml(`${dtype} [${shape.join(", ")}] on ${device}, ${formatBytes(nbytes)}`)}</p>${textToHtml(text)}`;
}

function imageToHtml(props: RendererProps): string {
  const { src, width, height, alt } = toImage(props);
  const size = width && height ? ` width="${width}" height="${height}"` : "";
  return `<img class="output-image" src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${size}>`;
}

async function plotToHtml({ data, bundle }: RendererProps): Promise<string> {
  const view = as<PlotView>(data);
  const { drawnOf, sanitizeDrawing } = await import("../plot/drawn.ts");
  const drawn = drawnOf(view);
  if (drawn) return contain(sanitizeDrawing(drawn.drawn, asText(bundle[drawn.drawn] ?? "")));
  const { drawPlot } = await import("../plot/draw.ts");
  return `<div class="output-plot">${drawPlot(view as RecordedPlotView, PLOT_WIDTH).outerHTML}</div>`;
}

/** A shadow tree written as HTML: foreign ids and style sheets stay inside it, as they do on the page. */
function contain(markup: string): string {
  return `<div class="output-contained"><div><template shadowrootmode="open">${shadowMarkup(markup)}</template></div></div>`;
}
