/** The style sheets of outputs as text, for a file. Colours and type come from the page's tokens, which the file adds. */
import error from "../error/error.css?inline";
import html from "../html/html.css?inline";
import markdown from "../markdown/markdown.css?inline";
import outputs from "../outputs.css?inline";
import plot from "../plot/plot.css?inline";
import tree from "../tree/tree.css?inline";

export const outputStyles = [outputs, error, html, markdown, plot, tree].join("\n");
