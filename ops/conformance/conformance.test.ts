/** The suite on the devices that Node has. */
import { properties } from "./properties.ts";
import { conformance } from "./suite.ts";

for (const device of ["cpu", "wasm"] as const) {
  conformance(device);
  properties(device, 40);
}
