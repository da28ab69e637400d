/** What a node is called. */
import type { Lang } from "../../../texts/texts";
import type { Node } from "./merge";

export function nodeText(node: Node, lang: Lang): string {
  const label = node.label[lang] || node.label.zh;
  return node.name ? `${node.name} ${label}` : label;
}
