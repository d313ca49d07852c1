/** What `import` means in a cell: the project's own modules by name, npm packages and addresses after the reader approved their host. */
import type { Approve } from "./network.ts";

/** The modules that come with the kernel. The heavy ones load on first use. */
const OWN: Record<string, () => Promise<object>> = {
  tessera: () => import("../ops/index.ts"),
  "rustorch-wasm": () => import("../ops/rustorch-wasm/index.ts"),
  "@observablehq/plot": async () => (await import("./plot/recording-plot.ts")).recordingPlot,
  d3: () => import("d3"),
};

export interface ModulesOptions {
  approve: Approve;
  /** Loads a module by its address. */
  importModule(address: string): Promise<object>;
  /** The address of an npm package, e.g. on the CDN. */
  resolvePackage(specifier: string): string;
  /** Settles when the device for tensors is chosen. */
  measured: Promise<unknown>;
}

export interface Modules {
  /** Throws when the module is unknown, does not load, or comes from a host that is not approved. */
  load(specifier: string): Promise<object>;
}

export function createModules({ approve, importModule, resolvePackage, measured }: ModulesOptions): Modules {
  async function fetched(address: string, specifier: string) {
    approve(address, specifier);
    try {
      return await importModule(address);
    } catch (error) {
      throw new Error(`module did not load: ${specifier} from ${address}`, { cause: error });
    }
  }

  return {
    async load(specifier) {
      if (specifier === "tessera" || specifier === "rustorch-wasm") await measured;
      if (Object.hasOwn(OWN, specifier)) return OWN[specifier]!();
      if (specifier.startsWith("npm:")) return fetched(resolvePackage(specifier.slice("npm:".length)), specifier);
      if (specifier.startsWith("node:")) return importModule(specifier);
      if (/^https?:\/\//.test(specifier)) return fetched(specifier, specifier);
      if (/^[./]/.test(specifier)) throw new Error(`a cell has no files beside it to import: ${specifier}; import a package as npm:name@version or a module by its https address`);
      throw new Error(`unknown module: ${specifier}; packages are imported as npm:${specifier}@version, ${Object.keys(OWN).join(", ")} by name`);
    },
  };
}
