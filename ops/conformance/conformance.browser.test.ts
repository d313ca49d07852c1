/** The suite on every device of the browser. */
import { conformance } from "./suite.ts";

conformance("cpu");
conformance("wasm");
conformance("webgpu");
