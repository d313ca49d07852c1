/**
 * Where a notebook's kernel lives, as pure functions: the page asks for the places to try, the frame asks whether the page
 * that speaks to it is the app. The reasons for another site stand in `../README.md`.
 */

/** One place where a kernel frame may be opened. */
export interface KernelPlace {
  /** Origin of the frame's address. */
  origin: string;
  /** `cross-site`: kept apart by its origin; `opaque`: kept apart by a sandbox on the app's own host. */
  isolation: "cross-site" | "opaque";
}

/** The parts of a `Location` or `URL` that matter here. */
export interface Site {
  protocol: string;
  hostname: string;
  /** Empty for the scheme's own port. */
  port: string;
}

/**
 * The places to try, best first.
 *
 * @param app where the page is
 * @param notebook the notebook's id; each gets an origin of its own where wildcard names exist
 * @param template `KERNEL_ORIGIN` of the build, e.g. `https://{notebook}.kernel.example`; without it the kernel is looked for
 *   beside a local server, and otherwise in an opaque frame
 */
export function kernelPlaces(app: Site, notebook: string, template?: string): KernelPlace[] {
  if (template) return [{ origin: new URL(template.replace("{notebook}", hostLabel(notebook))).origin, isolation: "cross-site" }];
  const at = (hostname: string): KernelPlace => ({ origin: originOf(app, hostname), isolation: "cross-site" });
  // Not every browser resolves names under localhost, hence the second place.
  if (app.hostname === "localhost") return [at(`${hostLabel(notebook)}.localhost`), at("127.0.0.1")];
  if (app.hostname === "127.0.0.1") return [at("localhost")];
  return [{ origin: originOf(app, app.hostname), isolation: "opaque" }];
}

/**
 * Whether `candidate` is the app that may use a kernel frame at `kernel`.
 *
 * @param configured `APP_ORIGIN` of the build; needed in production when the kernel has its own site
 */
export function isAppOrigin(candidate: string, kernel: Site, configured?: string): boolean {
  if (configured) return candidate === new URL(configured).origin;
  if (kernel.hostname.endsWith(".localhost")) return candidate === originOf(kernel, "localhost");
  if (kernel.hostname === "127.0.0.1") return candidate === originOf(kernel, "localhost");
  if (kernel.hostname === "localhost") return candidate === originOf(kernel, "127.0.0.1");
  return false;
}

function originOf({ protocol, port }: Site, hostname: string): string {
  return `${protocol}//${hostname}${port && `:${port}`}`;
}

/** A notebook's id as one label of a host name, different for different ids. */
function hostLabel(notebook: string): string {
  const plain = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(notebook) && !notebook.startsWith("hex-");
  if (plain) return notebook;
  const bytes = new TextEncoder().encode(notebook);
  if (bytes.length === 0 || bytes.length > 29) throw new Error(`notebook id does not fit in a host name: ${JSON.stringify(notebook)}`);
  return `hex-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
