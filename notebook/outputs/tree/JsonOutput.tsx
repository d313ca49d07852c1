/** `application/json`, and JSON of unknown kinds, as a tree. */
import type { JSX } from "solid-js";
import type { RendererProps } from "../renderer.ts";
import { branchOfJson } from "./branch.ts";
import { Tree } from "./Tree.tsx";

export default function JsonOutput(props: RendererProps): JSX.Element {
  return <Tree root={branchOfJson(props.data)} />;
}
