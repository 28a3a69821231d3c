import type { Budget } from "../../src/claim/claim.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import * as Q from "../../src/number/rational.js";
import { everyProfile } from "../cases.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { gapCorners, outcomeNames } from "./score-cases.js";

/** The states of a system with their energies; the scores of its range are minus the energies. */
export type StatesPlace = LawPlace<Record<string, never>, ScoredRange, never, number>;

/** Energies are multiples of 1/2. */
export const energyGrid = 2n;

const systemOf = (energies: readonly string[]): LawCase => ({
  environment: { outcomes: outcomeNames(energies.length), energies },
  reports: [],
});

const few = ["0", "1/2", "1"];
const more = ["-1", "0", "1/2", "2"];

/** Systems with a few states, smallest first; every order of the energies among them. */
export function energyCases(budget: Budget): readonly LawCase[] {
  const gate = [
    ...[1, 2].flatMap((k) => everyProfile(few, k)),
    ...everyProfile(["0", "1"], 3),
    ["-1", "0", "2"],
    ["0", "3", "3"],
  ];
  const standard = [...gate, ...everyProfile(more, 2), ...everyProfile(few, 3), ...everyProfile(["0", "1"], 4)];
  const deep = [...standard, ...everyProfile(more, 3), ...everyProfile(few, 4), ...everyProfile(["0", "1"], 6)];
  return { gate, standard, deep }[budget].map(systemOf);
}

/** These systems in words. */
export const describeEnergies = (budget: Budget): string =>
  "energies 0, 1/2, 1 for one or two states, 0 and 1 for three, (−1, 0, 2) and (0, 3, 3)" +
  (budget === "gate" ? "" : "; −1, 0, 1/2, 2 for two states, 0, 1/2, 1 for three, 0 and 1 for four") +
  (budget === "deep" ? "; −1, 0, 1/2, 2 for three states, 0, 1/2, 1 for four, 0 and 1 for six" : "");

/** The energies of the states, in their order. */
export const energiesAt = ({ environment }: Pick<StatesPlace, "environment">): readonly Q.Rational[] =>
  environment.quality.map(Q.negate);

/** The corners of these domains: outcomes are states, and the best ones those of the lowest energy. */
export const energyCorners: Readonly<Record<string, (place: StatesPlace) => boolean>> = {
  ...gapCorners(({ environment }: StatesPlace) => environment.quality),
  "energies below 0": (place) => energiesAt(place).some(({ numerator }) => numerator < 0n),
};
