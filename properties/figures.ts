import type { Figure, Figures } from "../src/claim/figure.js";
import { figures as acm } from "./acm/figures.js";
import { figures as basu } from "./basu/figures.js";
import { figures as cckmv } from "./cckmv/figures.js";
import { figures as hk } from "./hk/figures.js";
import { figures as nst } from "./nst/figures.js";

/** The figures of each paper: what reports draw. */
const byPaper: readonly Figures[] = [cckmv, hk, nst, acm, basu];

/** The figures about some of the claims, made one after the other. */
export const figuresAbout = (ids: ReadonlySet<string>): readonly Figure[] =>
  byPaper
    .flat()
    .filter(({ claims }) => claims.some((id) => ids.has(id)))
    .map((make) => make());
