/**
 * Vite plugin: one server under two names. The app answers as `localhost`, kernels as `<notebook>.localhost` and `127.0.0.1`,
 * each with the headers of its side; a build carries the same rules as `_headers` for static hosts.
 * What the rules are stands in `kernel/headers.ts`.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin, PreviewServer, ViteDevServer } from "vite";
import { type HeaderSide, headersFor, staticHeaders } from "../headers.ts";

/** The kernel's own pages, which a build takes in besides the app. */
const PAGES = ["frame", "output", "fetch"].map((page) => `kernel/frame/${page}.html`);

type Next = () => void;

/** Paths a kernel's name answers in the built site: a frame on that name must never find the app there. */
const KERNEL_PATHS = /^\/(kernel|assets|data)\//;

/** @param kernelOrigin `VITE_KERNEL_ORIGIN` of the build; @param network origins that every kernel of a static host may reach */
export function site({ kernelOrigin, network }: { kernelOrigin?: string; network?: string[] } = {}): Plugin {
  const answer = answerFor(kernelOrigin);
  return {
    name: "tessera:site",
    config: () => ({ build: { rollupOptions: { input: PAGES } } }),
    configureServer(server) {
      server.printUrls = () => printAddress(server);
      server.middlewares.use((request, response, next) => answer(request, response, next, "development"));
    },
    configurePreviewServer(server) {
      server.printUrls = () => printAddress(server);
      server.middlewares.use((request, response, next) => answer(request, response, next, "production"));
    },
    generateBundle() {
      if (this.environment.name === "client") this.emitFile({ type: "asset", fileName: "_headers", source: staticHeaders({ kernelOrigin, network }) });
    },
  };
}

/** The server listens on 127.0.0.1, but that name is a kernel's: the page is at `localhost`. */
function printAddress({ httpServer, config }: ViteDevServer | PreviewServer): void {
  const address = httpServer?.address();
  if (address && typeof address === "object") config.logger.info(`\n  Tessera is at http://localhost:${address.port}/\n`);
}

/** Sets the headers of the name that was asked for; in production a kernel's name serves nothing but the kernel. */
const answerFor = (kernelOrigin?: string) => (request: IncomingMessage, response: ServerResponse, next: Next, mode: "development" | "production"): void => {
  const host = request.headers.host ?? "localhost";
  const url = new URL(request.url ?? "/", `http://${host}`);
  const side = sideOf(url.hostname);
  if (mode === "production" && side === "kernel" && !KERNEL_PATHS.test(url.pathname)) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found: this name serves kernels only\n");
    return;
  }
  // Firefox lets a worker register service workers; one on the kernel's origin could poison later kernels.
  if (side === "kernel" && request.headers["service-worker"] === "script") {
    response.writeHead(403, { "content-type": "text/plain" }).end("refused: no service workers on a kernel's origin\n");
    return;
  }
  for (const [name, value] of Object.entries(headersFor({ side, url, mode, kernelOrigin }))) response.setHeader(name, value);
  next();
};

/** `localhost` is the app; every other loopback name is a kernel's. */
function sideOf(hostname: string): HeaderSide {
  return hostname === "localhost" ? "app" : "kernel";
}
