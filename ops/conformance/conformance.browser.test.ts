/** The suite on every device of the browser. */
import { properties } from "./properties.ts";
import { conformance } from "./suite.ts";

for (const device of ["cpu", "wasm", "webgpu"] as const) conformance(device);

/** Few, because every new rank compiles shaders of its own. */
properties("webgpu", 5);
