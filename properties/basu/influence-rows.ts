import type { Budget } from "../../src/claim/claim.js";
import { type EnvironmentNumbers, inside, withoutCommonTop } from "./environments.js";
import { alikeBetween, opposedBetween, tiedBetween } from "./probe-rows.js";
import { small } from "./value-cases.js";

/** A population of the claim about the influence of one report; a name where what is moved there is told. */
export interface InfluenceRow {
  readonly numbers: EnvironmentNumbers;
  readonly groups: readonly number[];
  readonly tie?: "last" | "uniform";
  readonly name?: string;
}

const guess = inside["guess of the state"]!;
const byName = (name: string, numbers: EnvironmentNumbers, ...groups: readonly number[]): InfluenceRow => ({
  name,
  numbers,
  groups,
});

const rows: Readonly<Record<Budget, readonly InfluenceRow[]>> = {
  gate: [
    { numbers: inside["one signal"]!, groups: [1] },
    { numbers: guess, groups: [1] },
    { numbers: guess, groups: [10], name: "guess of the state" },
    byName("tied in one state", tiedBetween, 25),
    byName("opposed in one state", opposedBetween, 13, 13),
    byName("opposed in two states that look the same", alikeBetween, 13, 13),
  ],
  standard: [
    { numbers: guess, groups: [2], tie: "uniform" },
    byName("guess of the state", guess, 40),
    { numbers: inside["two utilities with one top"]!, groups: [11, 10], tie: "last" },
    { numbers: inside["two utilities with one top"]!, groups: [0, 3] },
    { numbers: inside["three signals"]!, groups: [8] },
    { numbers: inside["three states"]!, groups: [12] },
    { numbers: inside["one alternative"]!, groups: [30] },
    { numbers: withoutCommonTop["opposed players"]!, groups: [11, 10] },
    { numbers: withoutCommonTop.constant!, groups: [30], tie: "uniform" },
    { numbers: small["uninformative signals"], groups: [30] },
    byName("tied in one state", tiedBetween, 41),
  ],
  deep: [
    byName("guess of the state", guess, 200),
    { numbers: tiedBetween, groups: [80], tie: "uniform" },
    { numbers: inside["three signals"]!, groups: [20] },
    byName("tied in one state", tiedBetween, 101),
    byName("opposed in one state", opposedBetween, 40, 40),
    byName("opposed in two states that look the same", alikeBetween, 40, 40),
  ],
};

/** The populations of a budget, the small ones first. */
export const rowsAt = (budget: Budget): readonly InfluenceRow[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];
