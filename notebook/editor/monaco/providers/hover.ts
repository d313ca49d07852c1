/** What a name is, when the pointer rests on it. */
import { languages } from "monaco-editor/editor/editor.api.js";
import { ask, rangeOf } from "./ask.ts";
import { codeOf, markdownOf } from "./markdown.ts";

languages.registerHoverProvider("typescript", {
  async provideHover(model, position) {
    const hover = await ask(model, "hover", model.getOffsetAt(position));
    return hover && { range: rangeOf(model, hover), contents: [codeOf(hover.code), markdownOf(hover.documentation)] };
  },
});
