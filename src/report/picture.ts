import type { Counterexample } from "../verdict/counterexample.js";
import type { Picture } from "../verdict/picture.js";
import { html, type Markup } from "./escape.js";
import { barsOf } from "./picture-bars.js";
import { coupledTable } from "./picture-coupled.js";
import { outcomeTables } from "./picture-outcomes.js";
import { sidesPicture } from "./picture-sides.js";
import { treeOf } from "./picture-tree.js";
import { worldTable } from "./picture-world.js";

/**
 * What can be seen of a counterexample: both sides on one axis, the world that it is in, and what was computed to be drawn. Nothing
 * is computed here.
 */
export const picturesOf = (counterexample: Counterexample, picture: Picture | undefined): Markup =>
  html`${sidesPicture(counterexample)}${worldTable(counterexample.instance)}${picture && pictureBlock(picture, counterexample)}`;

/** Laws as bars, outcomes under the same coins, a market's outcome, or the game. */
export function pictureBlock(picture: Picture, { choices }: Pick<Counterexample, "choices">): Markup {
  if ("tree" in picture) return treeOf(picture);
  if ("outcomes" in picture) return outcomeTables(picture);
  const { laws, coupled } = picture;
  const [first, second] = laws;
  return html`${barsOf(laws, choices.outcome)}${coupled && first && second && coupledTable([first, second], coupled, choices.pair)}`;
}
