import type { Kind } from "./nst-finite.js";
import { tabularKind } from "./nst-tabular.js";

/** Every kind of finite environment. */
// biome-ignore format: one kind a line
export const allKinds: readonly Kind[] = [
  tabularKind,
];
