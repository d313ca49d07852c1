/** For hosts that run other people's programs on the library, such as a notebook's kernel. Not part of what those programs see. */
export { setFetch } from "./fetch.ts";
export { setCallCheck } from "./graph/execute.ts";
export { setPlaceFinder } from "./origins.ts";
export { setPressureListener } from "./pressure.ts";
export { keepScope } from "./scope.ts";
export { nextTurn } from "./turn.ts";
