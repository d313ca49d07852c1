/** Suggestions while typing; the details of one are fetched when it is looked at. */
import { languages, type editor } from "monaco-editor/editor/editor.api.js";
import { ask, rangeOf, wordRange } from "./ask.ts";
import { markdownOf } from "./markdown.ts";

interface CellCompletion extends languages.CompletionItem {
  model: editor.ITextModel;
  offset: number;
  name: string;
}

const { CompletionItemKind: Kind } = languages;
/** TypeScript's words for what a symbol is; what is not here is shown as a variable. */
const kinds: Record<string, languages.CompletionItemKind> = {
  keyword: Kind.Keyword,
  function: Kind.Function,
  "local function": Kind.Function,
  method: Kind.Method,
  property: Kind.Field,
  getter: Kind.Field,
  setter: Kind.Field,
  class: Kind.Class,
  interface: Kind.Interface,
  type: Kind.Interface,
  "type parameter": Kind.TypeParameter,
  enum: Kind.Enum,
  "enum member": Kind.EnumMember,
  module: Kind.Module,
  "external module name": Kind.Module,
  const: Kind.Constant,
  string: Kind.Value,
};

languages.registerCompletionItemProvider("typescript", {
  triggerCharacters: [".", '"', "'", "`"],
  async provideCompletionItems(model, position) {
    const offset = model.getOffsetAt(position);
    const found = (await ask(model, "completions", offset)) ?? [];
    const suggestions = found.map(
      ({ name, kind, sortText, insertText = name, replace }): CellCompletion => ({
        label: name,
        kind: kinds[kind] ?? Kind.Variable,
        sortText,
        insertText,
        range: replace ? rangeOf(model, replace) : wordRange(model, position),
        model,
        offset,
        name,
      }),
    );
    return { suggestions };
  },
  async resolveCompletionItem(item) {
    const { model, offset, name } = item as CellCompletion;
    const details = model.isDisposed() ? undefined : await ask(model, "completionDetails", offset, name);
    return details ? { ...item, detail: details.code, documentation: markdownOf(details.documentation) } : item;
  },
});
