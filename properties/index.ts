import type { Claim } from "../src/claim/claim.js";
import { acm } from "./acm/index.js";
import { basu } from "./basu/index.js";
import { cckmv } from "./cckmv/index.js";
import { hk } from "./hk/index.js";
import { nst } from "./nst/index.js";

/** Every claim that is built, paper by paper: what tests, campaigns and reports read. */
// biome-ignore format: one paper a line
export const registry: readonly Claim[] = [
  ...cckmv,
  ...hk,
  ...nst,
  ...acm,
  ...basu,
];
