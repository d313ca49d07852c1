/**
 * The functions that several kernels call, by name. A kernel gets those that its text names, and those that they name in turn:
 * a shader compiler reads all it is given, and on a GPU that the processor plays that is most of a first run's time.
 */
import activation from "./activation.wgsl?raw";
import arithmetic from "./arithmetic.wgsl?raw";
import errorFunction from "./error-function.wgsl?raw";
import exponential from "./exponential.wgsl?raw";
import storage from "./storage.wgsl?raw";
import trigonometry from "./trigonometry.wgsl?raw";

const start = /^(?=(?:fn|const|struct|alias|var<private>) )/m;
const name = /^(?:fn|const|struct|alias|var<private>) (\w+)/;
const word = /\b[A-Za-z_]\w*/g;

const declarations = new Map(
  [storage, arithmetic, exponential, errorFunction, activation, trigonometry]
    .flatMap((text) => text.replace(/\/\/.*$/gm, "").split(start))
    .flatMap((text) => (name.test(text) ? [[name.exec(text)![1]!, text.trim()] as const] : [])),
);

/** The declarations that a text needs and does not have. */
export function libraryFor(text: string): string {
  const needed = new Map<string, string>();
  const own = new Set(Array.from(text.matchAll(/^(?:fn|const|struct|alias) (\w+)/gm), ([, declared]) => declared));
  const collect = (part: string): void => {
    for (const [used] of part.matchAll(word)) {
      const declaration = declarations.get(used);
      if (declaration === undefined || needed.has(used) || own.has(used)) continue;
      needed.set(used, declaration);
      collect(declaration);
    }
  };
  collect(text);
  return [...needed.values()].join("\n");
}

/** Whether every function that an expression calls is WGSL's own or in the library. */
export const isInLibrary = (expression: string): boolean => Array.from(expression.matchAll(/\w+_[fiu]32(?=\()/g), ([called]) => called).every((called) => declarations.has(called));
