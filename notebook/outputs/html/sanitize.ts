/**
 * A stranger's markup without anything that runs, submits, navigates or reaches this page's own elements.
 * HTML and SVG may keep ids and style sheets because they are shown in a shadow tree (`Contained.tsx`); Markdown, which is
 * shown among the page's own elements, may not.
 */
import createPurifier, { type Config } from "dompurify";
import { nameGroup } from "./groups.ts";
import { guardLink } from "./links.ts";

const NEVER = ["form", "input", "button", "textarea", "select", "option", "optgroup", "datalist", "label", "dialog", "iframe", "frame", "object"].concat(
  ["embed", "applet", "base", "meta", "link", "template", "slot", "portal", "noscript", "noembed", "noframes", "plaintext", "animate", "set"],
);
const NEVER_ATTRIBUTES = ["autofocus", "tabindex", "contenteditable", "accesskey", "popover", "popovertarget", "form", "formaction", "action", "ping", "part"].concat(
  ["slot", "srcset", "draggable", "target", "download"],
);

const COMMON: Config = {
  FORBID_TAGS: NEVER,
  FORBID_ATTR: NEVER_ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  WHOLE_DOCUMENT: false,
  RETURN_TRUSTED_TYPE: false,
};

/** Sanitised markup, and whether scripts were taken out of it. */
export interface Sanitized {
  markup: string;
  hadScripts: boolean;
}

const purifier = createPurifier(window);
purifier.addHook("afterSanitizeAttributes", (node) => {
  guardLink(node);
  nameGroup(node);
  keepFragmentsOnly(node);
});

/** An HTML output, for a shadow tree. SVG and MathML inside it are kept. */
export function sanitizeHtml(html: string): Sanitized {
  return sanitize(html, { ...COMMON, USE_PROFILES: { html: true, svg: true, svgFilters: true, mathMl: true }, ADD_TAGS: ["style"], FORCE_BODY: true, SANITIZE_DOM: false });
}

/** An SVG output, for a shadow tree. */
export function sanitizeSvg(svg: string): Sanitized {
  const { markup, hadScripts } = sanitize(svg, { ...COMMON, USE_PROFILES: { svg: true, svgFilters: true }, ADD_TAGS: ["style"], SANITIZE_DOM: false });
  return { markup: markup.slice(Math.max(0, markup.indexOf("<svg"))), hadScripts };
}

/** HTML made from Markdown, for the page itself: no style sheets, no classes but a code block's language, ids made harmless. */
export function sanitizeMarkdown(html: string, mathTag: string): DocumentFragment {
  purifier.addHook("uponSanitizeAttribute", restrictMarkdown);
  try {
    const config = { ...COMMON, USE_PROFILES: { html: true }, ADD_TAGS: [mathTag], ADD_ATTR: ["display"], SANITIZE_NAMED_PROPS: true };
    return purifier.sanitize(html, { ...config, FORBID_TAGS: [...NEVER, "style"], RETURN_DOM_FRAGMENT: true });
  } finally {
    purifier.removeHook("uponSanitizeAttribute", restrictMarkdown);
  }
}

function sanitize(markup: string, config: Config): Sanitized {
  const clean = purifier.sanitize(markup, { ...config, RETURN_DOM: false, RETURN_DOM_FRAGMENT: false });
  return { markup: clean as string, hadScripts: purifier.removed.some(isScript) };
}

type Removed = (typeof purifier.removed)[number];

function isScript(removed: Removed): boolean {
  if ("element" in removed) return /^(script|iframe)$/i.test(removed.element.nodeName);
  return removed.attribute !== null && /^on/i.test(removed.attribute.name);
}

/** Of classes only a code block's language; pictures are not fetched here: their address waits in `data-src`. */
function restrictMarkdown(node: Element, attribute: { attrName: string; attrValue: string; keepAttr: boolean }): void {
  if (attribute.attrName === "class") {
    attribute.attrValue = attribute.attrValue.split(/\s+/).filter((name) => /^language-[\w+#-]+$/.test(name)).join(" ");
    attribute.keepAttr = attribute.attrValue !== "";
  } else if (attribute.attrName === "src") {
    if (node.localName === "img") node.setAttribute("data-src", attribute.attrValue);
    attribute.keepAttr = false;
  }
}

/** References inside a drawing stay inside it: `use`, gradients and text paths may only name a fragment; pictures may be data. */
function keepFragmentsOnly(node: Element): void {
  if (node.namespaceURI !== "http://www.w3.org/2000/svg" || node.localName === "a") return;
  for (const name of ["href", "xlink:href"]) {
    const value = node.getAttribute(name)?.trim();
    const isPicture = node.localName === "image" && /^data:image\/(png|jpeg|gif|webp);base64,/i.test(value ?? "");
    if (value !== undefined && !value.startsWith("#") && !isPicture) node.removeAttribute(name);
  }
}
