/** Text from declarations as Monaco shows it: Markdown without HTML and without commands. */
import type { IMarkdownString } from "monaco-editor/editor/editor.api.js";

export const markdownOf = (value: string): IMarkdownString => ({ value, supportHtml: false, isTrusted: false });

export const codeOf = (code: string): IMarkdownString => markdownOf(`\`\`\`typescript\n${code}\n\`\`\``);
