import type { Counterexample } from "../verdict/counterexample.js";
import type { Picture } from "../verdict/picture.js";
import { html, type Markup } from "./escape.js";
import { barsOf } from "./picture-bars.js";
import { coupledTable } from "./picture-coupled.js";
import { treeOf } from "./picture-tree.js";

/** What can be seen of a counterexample: laws as bars, outcomes under the same coins, or the game. Nothing is computed here. */
export function pictureBlock(picture: Picture, { choices }: Pick<Counterexample, "choices">): Markup {
  if ("tree" in picture) return treeOf(picture);
  const { laws, coupled } = picture;
  const [first, second] = laws;
  return html`${barsOf(laws, choices.outcome)}${coupled && first && second && coupledTable([first, second], coupled, choices.pair)}`;
}
