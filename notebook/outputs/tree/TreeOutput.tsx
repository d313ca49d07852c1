/** A JavaScript value of the kernel as a tree. */
import type { JSX } from "solid-js";
import type { TreeNode } from "../../../cells/mime.ts";
import type { RendererProps } from "../renderer.ts";
import { branchOfNode } from "./branch.ts";
import { Tree } from "./Tree.tsx";

export default function TreeOutput(props: RendererProps): JSX.Element {
  return <Tree root={branchOfNode(props.data as unknown as TreeNode)} />;
}
