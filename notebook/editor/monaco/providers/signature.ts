/** The parameters of the call being typed. */
import { languages } from "monaco-editor/editor/editor.api.js";
import { ask } from "./ask.ts";
import { markdownOf } from "./markdown.ts";

languages.registerSignatureHelpProvider("typescript", {
  signatureHelpTriggerCharacters: ["(", ","],
  signatureHelpRetriggerCharacters: [")"],
  async provideSignatureHelp(model, position) {
    const help = await ask(model, "signatures", model.getOffsetAt(position));
    if (!help) return undefined;
    const signatures = help.items.map(({ code, documentation, parameters }) => ({
      label: code,
      documentation: markdownOf(documentation),
      parameters: parameters.map((parameter) => ({ label: parameter.code, documentation: markdownOf(parameter.documentation) })),
    }));
    const { activeSignature, activeParameter } = help;
    return { value: { signatures, activeSignature, activeParameter }, dispose() {} };
  },
});
