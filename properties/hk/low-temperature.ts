import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { gibbsFormat } from "../../src/instance/hk-scores.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import { describeEnergies, energyCases, energyCorners, type StatesPlace } from "./energy-cases.js";
import { bestOf, leastGap } from "./profile-cases.js";

const step = Q.rational(1n, 2n);

/** The states of the lowest energy. */
const lowest = ({ environment }: StatesPlace): readonly number[] => bestOf(environment.quality);

/** How far the next energy is from the lowest: where there is none the bound is 0 whatever this is. */
const gapAt = ({ environment }: StatesPlace): Q.Rational => leastGap(environment.quality) ?? Q.one;

/**
 * "If T → 0, then almost surely we will see a particle with lowest-energy state", as a rate for all T: with K states of the lowest
 * energy among k, the next energy g above it, Pr[another state] ≤ ((k − K)/K)·e^{−g/(k_B·T)}; and all K are equally likely.
 */
export const lowTemperature = (format = gibbsFormat): Claim =>
  lawClaim(format, {
    id: "hk/low-temperature",
    citation: cite("hk", "Section 3.1, after Definition 3"),
    statement:
      "If T → 0, then almost surely we will see a particle with lowest-energy state. Decided as a rate for all T > 0: Pr[another state] ≤ ((k − K)/K)·e^{−g/(k_B·T)} for K states of the lowest energy among k, all other energies at least g > 0 above it.",
    hypotheses: ["finitely many states", "T > 0"],
    readings: readingsOf({ of: ["another state", "each lowest state"] }),
    switchMeanings: {
      "another state": "the probability of all states of a higher energy tends to 0",
      "each lowest state":
        "moreover the probability of each state of the lowest energy is the same, and so tends to 1/K",
    },
    step,
    cases: energyCases,
    describe: describeEnergies,
    argument:
      "All energies: relative to the lowest one, the K lowest states have the weight 1 each, and the k − K others at most e^{−g/(k_B·T)} each.",
    corners: {
      ...energyCorners,
      "several lowest states, and others": (place) =>
        lowest(place).length > 1 && lowest(place).length < place.outcomes.length,
    },
    draws: { gate: 10, standard: 100, deep: 1000 },
    decide(R, setting, switches) {
      const { entries, total } = setting.law();
      const low = lowest(setting);
      const higher = entries.filter(({ outcome }) => !low.includes(outcome));
      const { numerator, denominator } = setting.expEpsilon(gapAt(setting));
      const left = over(
        sum(
          R,
          higher.map(({ weight }) => weight),
        ),
        total,
      );
      const right = over(
        R.multiply(R.integer(BigInt(higher.length)), denominator),
        R.multiply(R.integer(BigInt(low.length)), numerator),
      );
      const weights = entries.filter(({ outcome }) => low.includes(outcome)).map(({ weight }) => weight);
      const isEven =
        switches.of === "another state" ||
        (weights.length === low.length && weights.every((weight) => R.equals(weight, weights[0]!)));
      const holds = isEven && compareQuotients(R, left, right) <= 0;
      return {
        hypotheses: "inside",
        conclusion: holds ? "holds" : "fails",
        witness: {},
        sides: { left, right, larger: "right" },
      };
    },
    sides(setting, _choices, switches) {
      const low = lowest(setting);
      const chanceOf = (state: number) => setting.chances.find(({ outcome }) => outcome === state)?.chance ?? Q.zero;
      const left = setting.outcomes
        .filter((state) => !low.includes(state))
        .map(chanceOf)
        .reduce(Q.add, Q.zero);
      const others = Q.rational(BigInt(setting.outcomes.length - low.length), BigInt(low.length));
      const right = Q.divide(others, setting.power(gapAt(setting)));
      const isEven = low.every((state) => Q.equals(chanceOf(state), chanceOf(low[0]!)));
      return {
        left,
        right,
        larger: "right",
        holds: Q.compare(left, right) <= 0 && (switches.of === "another state" || isEven),
        inequality:
          "Pr[another state] <= ((k - K)/K)·e^{-g/(k_B·T)}" +
          (switches.of === "another state" ? "" : ", and the lowest states have one probability"),
        explanation: `the lowest states are ${low.map((state) => setting.printOutcome(state)).join(", ")}`,
      };
    },
    evidence: () => ({
      best: "(k − K)/K and e^{−g/(k_B·T)} are best: the two sides have the quotient 1 in the limit T → 0 where all other energies are g above the lowest",
      almostSurely:
        "at every T > 0 every state has a positive probability: 'almost surely' is said of the limit, and not uniformly in the energies, since g may be as small as k_B·T",
    }),
  });
