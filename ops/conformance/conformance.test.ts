/** The suite on the devices that Node has. */
import { conformance } from "./suite.ts";

conformance("cpu");
conformance("wasm");
