/** Whose code a notebook holds, by what its metadata says. */
import type { JsonObject } from "../../json.ts";
import { isObject } from "../untrusted.ts";

/** Kernels whose cells are the TypeScript or JavaScript that runs here. */
const OUR_KERNELS = new Set(["tessera", "deno", "deno-no-tsx", "tslab", "jslab", "javascript", "typescript"]);
const OUR_LANGUAGES = new Set(["typescript", "javascript"]);

/** Written into a notebook that names no kernel yet, so that Jupyter knows what it has before it. */
export const OUR_METADATA = {
  kernelspec: { name: "tessera", display_name: "Tessera (TypeScript)", language: "typescript" },
  language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
} satisfies JsonObject;

/** The language of the code cells when it is one that can't run here, else null. Says nothing: ours. */
export function foreignLanguage({ kernelspec, language_info }: JsonObject): string | null {
  const kernel = isObject(kernelspec) ? kernelspec : {};
  if (typeof kernel.name === "string" && OUR_KERNELS.has(kernel.name)) return null;
  const stated = [isObject(language_info) ? language_info.name : null, kernel.language, kernel.name];
  const language = stated.find((name) => typeof name === "string");
  return typeof language === "string" && !OUR_LANGUAGES.has(language.toLowerCase()) ? language : null;
}
