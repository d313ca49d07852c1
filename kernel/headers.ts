/**
 * The response headers of both sides of the site, as pure data: the walls that the browser itself keeps. Who sends them
 * (the development server, the preview, a static host's `_headers`) is not said here. The reasons stand in `README.md`.
 */

/** The page's host or the kernel's. */
export type HeaderSide = "app" | "kernel";

export interface HeaderRequest {
  side: HeaderSide;
  /** The whole address that was asked for; its query may hold `network`, the origins that the reader approved. */
  url: URL;
  /** In development there is no content policy: the dev server's own scripts and socket would not pass it. */
  mode: "development" | "production";
  /** `KERNEL_ORIGIN` of the build. Default: the names beside a local server, elsewhere the site itself. */
  kernelOrigin?: string;
  /** Sources that a kernel may reach. Default: the origins that the address's query names. */
  network?: string[];
}

/** The headers for one answer. */
export function headersFor({ side, url, mode, kernelOrigin, network = approvedOrigins(url) }: HeaderRequest): Record<string, string> {
  const headers = isolation(side, url.pathname);
  if (mode === "development") return headers;
  const policy = contentPolicy(side, url.pathname, kernelSources(kernelOrigin, url), network);
  return {
    ...headers,
    // What the frame's `credentialless` does in Chromium: nothing that a cell stored outlives a reload.
    ...(url.pathname.endsWith("/frame.html") && side === "kernel" && { "Clear-Site-Data": '"storage"' }),
    "Content-Security-Policy": policy,
    "Permissions-Policy": permissions(side, url.pathname),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

/**
 * The text of a `_headers` file for static hosts. Such a host cannot read a query, so the kernel's network there is one
 * fixed list for every notebook.
 *
 * @param network origins that every kernel of this site may reach, e.g. the CDN of `npm:` imports
 */
export function staticHeaders({ kernelOrigin, network = [] }: { kernelOrigin?: string; network?: string[] } = {}): string {
  const rule = (side: HeaderSide, path: string, sample = path, reach = network) => {
    const headers = headersFor({ side, url: new URL(sample, "https://site.invalid"), mode: "production", kernelOrigin, network: reach });
    return [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n");
  };
  const frameSide = kernelOrigin ? "kernel" : "app";
  const rules = [
    rule("app", "/"),
    ...["/notebook/*", "/playground", "/gallery", "/gallery/*"].map((path) => rule("app", path, "/")),
    rule("app", "/embed"),
    rule("kernel", "/assets/*", "/assets/x.js"),
    ...["frame.html", "output.html"].map((page) => rule(frameSide, `/kernel/frame/${page}`)),
    // Which host the reader agreed to is not known beforehand. This frame runs nothing but its own script, which asks one host.
    rule(frameSide, "/kernel/frame/fetch.html", "/kernel/frame/fetch.html", ["https:"]),
    rule("kernel", "/kernel/worker*", "/kernel/worker.js"),
  ];
  return `${rules.join("\n\n")}\n`;
}

/** Origins named by the query, those that are no plain origin of https (or of this machine) left out. */
export function approvedOrigins(url: URL): string[] {
  return (url.searchParams.get("network") ?? "").split(" ").filter((origin) => {
    if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) return false;
    const { protocol, hostname } = new URL(origin);
    return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
  });
}

/** Where the app may open frames. */
function kernelSources(kernelOrigin: string | undefined, { protocol, hostname, port }: URL): string {
  if (kernelOrigin) return kernelOrigin.replace("{notebook}", "*");
  const at = (name: string) => `${protocol}//${name}${port && `:${port}`}`;
  if (hostname === "localhost") return `${at("*.localhost")} ${at("127.0.0.1")}`;
  if (hostname === "127.0.0.1") return at("localhost");
  return "'self'";
}

function isolation(side: HeaderSide, path: string): Record<string, string> {
  const shared = { "Cross-Origin-Embedder-Policy": "require-corp" };
  const isApp = side === "app" && !path.startsWith("/kernel/");
  if (isApp && !isEmbed(path)) {
    return { ...shared, "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin" };
  }
  if (isApp) return { ...shared, "Cross-Origin-Resource-Policy": "cross-origin" };
  return {
    ...shared,
    "Cross-Origin-Resource-Policy": "cross-origin",
    // An opaque frame asks for its scripts with the origin `null`.
    "Access-Control-Allow-Origin": "*",
    "Document-Isolation-Policy": "isolate-and-require-corp",
    "Origin-Agent-Cluster": "?1",
  };
}

const NOTHING = { "default-src": "'none'", "form-action": "'none'", "base-uri": "'none'" };

function contentPolicy(side: HeaderSide, path: string, kernel: string, network: string[]): string {
  const directives = directivesOf(side, path, kernel, network);
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

function directivesOf(side: HeaderSide, path: string, kernel: string, network: string[]): Record<string, string> {
  if (path.endsWith("/output.html")) return OUTPUT_POLICY;
  const isKernel = side === "kernel";
  if (!isKernel && !path.startsWith("/kernel/")) return appPolicy(path, kernel);
  const policy = path.endsWith("/fetch.html") ? fetchPolicy(network) : kernelPolicy(path, network);
  // On the app's own host a kernel may only live in a sandbox, whoever opens the page.
  return isKernel ? policy : { ...policy, sandbox: "allow-scripts" };
}

function appPolicy(path: string, kernel: string): Record<string, string> {
  return {
    ...NOTHING,
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": kernel,
    "frame-ancestors": isEmbed(path) ? "*" : "'none'",
  };
}

/**
 * The frame may load the worker; the worker itself only workers from blobs, which inherit its policy. Otherwise a cell could
 * load the kernel's script again with a `network` of its own choice.
 */
function kernelPolicy(path: string, network: string[]): Record<string, string> {
  const isFrame = path.endsWith(".html");
  const reach = ["", ...network].join(" ");
  return {
    ...NOTHING,
    "script-src": `'self' blob: 'wasm-unsafe-eval' 'unsafe-eval'${reach}`,
    "worker-src": isFrame ? "'self' blob: data:" : "blob:",
    "connect-src": `'self' blob: data:${reach}`,
  };
}

/** The frame that fetches a file for the page: its own script, and the host that the reader agreed to. */
function fetchPolicy(network: string[]): Record<string, string> {
  return { ...NOTHING, "script-src": "'self'", "connect-src": network.join(" ") || "'none'" };
}

/** HTML outputs that carry scripts: they may draw, and reach nothing. The sandbox holds also when the page is opened alone. */
const OUTPUT_POLICY = {
  ...NOTHING,
  sandbox: "allow-scripts",
  "script-src": "'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:",
  "style-src": "'unsafe-inline' data:",
  "img-src": "data: blob:",
  "font-src": "data:",
  "media-src": "data: blob:",
};

/** The page may ask its reader for the camera, for `input.camera`, and gets it only with the browser's own question; a kernel may ask for nothing. */
function permissions(side: HeaderSide, path: string): string {
  const isPage = side === "app" && !path.startsWith("/kernel/");
  return [`camera=(${isPage ? "self" : ""})`, ...DENIED].join(", ");
}

const DENIED = [
  "accelerometer", "autoplay", "clipboard-read", "display-capture", "encrypted-media", "fullscreen", "geolocation",
  "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
  "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
].map((feature) => `${feature}=()`);

function isEmbed(path: string): boolean {
  return path === "/embed" || path.startsWith("/embed/") || path === "/embed.html";
}
