/** A document light enough for a worker, for the plots that only the kernel can draw. Loaded only then. */
import { parseHTML } from "linkedom";
import { canvasMethods } from "./canvas.ts";

/** The size of text, guessed from its letters: nothing is laid out here. */
const LETTER_WIDTH = 5.6;
const LINE_HEIGHT = 12;

/** The part of an element that the kernel uses; the DOM is no library of this room. */
export interface DrawnElement {
  localName: string;
  outerHTML: string;
  setAttribute(name: string, value: string): void;
}

interface TextElement {
  textContent: string;
  querySelectorAll(selector: string): Iterable<TextElement>;
}

/** A new empty document whose canvases hold pixels and whose text has an approximate size. */
export function createDocument(): object {
  const { document, SVGElement } = parseHTML("<!doctype html><html><head></head><body></body></html>");
  const createElement = document.createElement.bind(document);
  const createAny = (name: string) => {
    const element = createElement(name);
    return name === "canvas" ? Object.assign(element, canvasMethods(element as unknown as { width: number; height: number })) : element;
  };
  Object.assign(document, { createElement: createAny });
  Object.assign(SVGElement.prototype, { getBBox: measure });
  return document;
}

function measure(this: TextElement): { x: number; y: number; width: number; height: number } {
  const lines = Array.from(this.querySelectorAll("text > tspan"), (line) => line.textContent.length);
  const longest = Math.max(...(lines.length > 0 ? lines : [this.textContent.length]));
  return { x: 0, y: 0, width: longest * LETTER_WIDTH, height: Math.max(1, lines.length) * LINE_HEIGHT };
}
