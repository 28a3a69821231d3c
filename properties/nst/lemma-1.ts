import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Types } from "../../src/game/reaction-environment.js";
import { profilesOf, withType } from "../../src/game/reaction-environment.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import { sensitivity } from "../../src/notions/gap.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import {
  alternativeChoice,
  type ExponentialFormat,
  type ExponentialPlace,
  type ExponentialSetting,
  lotteryOf,
  neighbourChoices,
  remembering,
  weightsIn,
} from "./announced.js";
import { caseOf, everyTwoRows, scoreTable, votes } from "./score-tables.js";

/** Where n·F is an integer, d up to 2 and ε is a multiple of this. */
export const step = Q.rational(1n, 4n);

const tables: Readonly<Record<Budget, readonly (readonly [alternatives: number, most: number])[]>> = {
  gate: [
    [1, 1],
    [2, 1],
  ],
  standard: [
    [1, 2],
    [2, 2],
    [3, 1],
  ],
  deep: [
    [1, 3],
    [2, 3],
    [3, 2],
  ],
};

const votingFor: Readonly<
  Record<Budget, readonly (readonly [players: number, types: number, alternatives: number])[]>
> = {
  gate: [[2, 2, 2]],
  standard: [
    [2, 2, 2],
    [2, 3, 3],
    [3, 2, 2],
    [3, 2, 3],
  ],
  deep: [
    [2, 2, 2],
    [2, 3, 3],
    [3, 2, 2],
    [3, 2, 3],
    [3, 3, 4],
    [4, 2, 2],
  ],
};

const casesOf = (budget: Budget): readonly LawCase[] => [
  ...tables[budget].flatMap(([m, most]) =>
    everyTwoRows(m, most).flatMap((scores) => ["1", "2"].map((d) => caseOf(scoreTable(scores), d))),
  ),
  ...votingFor[budget].map(([players, types, m]) => caseOf(votes(players, types, m))),
];

const describe = (budget: Budget): string =>
  `one player with two types and every nF with ${tables[budget].map(([m, most]) => `|S| = ${m} and values 0 to ${most}`).join(", ")}, d = 1 and 2; F = the share of n players who ask for s: ${votingFor[budget].map(([n, types, m]) => `n = ${n}, ${types} types, |S| = ${m}`).join("; ")}`;

/** Whether M(t)(s) ≤ e^ε·M(t̂)(s) for all s and all profiles that differ in one player's type. */
export function isPrivate<S>(R: OrderedRing<S>, format: ExponentialFormat, setting: ExponentialSetting<S>): boolean {
  const { environment } = setting;
  const limit = setting.expEpsilon(Q.one);
  const lotteryAt = remembering((announced: Types) => lotteryOf(setting.ring(), format, setting, announced));
  const chancesAt = (announced: Types) => {
    const lottery = lotteryAt(announced);
    return { weights: weightsIn(R, lottery, environment.alternatives), total: lottery.total };
  };
  for (const announced of profilesOf(environment.types)) {
    const here = chancesAt(announced);
    for (let player = 0; player < announced.length; player++) {
      for (let lie = 0; lie < environment.types[player]!; lie++) {
        if (lie === announced[player]) continue;
        const there = chancesAt(withType(announced, player, lie));
        for (let s = 0; s < environment.alternatives; s++) {
          const most = over(R.multiply(limit.numerator, there.weights[s]!), R.multiply(limit.denominator, there.total));
          if (compareQuotients(R, over(here.weights[s]!, here.total), most) > 0) return false;
        }
      }
    }
  }
  return true;
}

/** Whether F is d-sensitive: with room, just so, or not. */
export function sensitive({ parameters, environment }: Pick<ExponentialPlace, "parameters" | "environment">) {
  const sign = Q.compare(sensitivity(environment).value, parameters.d);
  return sign > 0 ? "outside" : sign === 0 ? "boundary" : "inside";
}

const isConstant = ({ environment }: ExponentialPlace): boolean => sensitivity(environment).value.numerator === 0n;

/** M(t)(s) for one alternative, in rationals. */
const chanceOf = (
  format: ExponentialFormat,
  setting: ExponentialSetting<Q.Rational>,
  announced: Types,
  alternative: number,
): Q.Rational => {
  const lottery = lotteryOf(setting.ring(), format, setting, announced);
  return Q.divide(weightsIn(setting.ring(), lottery, setting.environment.alternatives)[alternative]!, lottery.total);
};

/** Lemma 1: the exponential mechanism M^{ε/(2d)} is ε-differentially private for a d-sensitive F. */
export const lemma1 = (format: ExponentialFormat = exponentialFormat): Claim =>
  lawClaim<Sensitivity, KnownEnvironment, number, Outcome>(format, {
    id: "nst/lemma-1",
    citation: cite("nst", "Lemma 1, with Definition 4"),
    statement:
      "If F is d-sensitive, then M^{ε/(2d)}(t)(s) ≤ e^ε·M^{ε/(2d)}(t̂)(s) for every s ∈ S and every t, t̂ ∈ T that differ in a single coordinate.",
    hypotheses: ["F is d-sensitive", "d > 0, since M^{ε/(2d)} is not defined for d = 0", "ε > 0"],
    step,
    cases: casesOf,
    describe,
    argument:
      "All n, T, S, F and d ≥ d*: e^{nεF/(2d)} changes by a factor of at most e^{ε/2} at every s, and so does its sum over S, with which M^{ε/(2d)}(t)(s) changes by at most e^{ε/2}·e^{ε/2}. The mechanism imposes nothing.",
    corners: {
      "one alternative": ({ outcomes }) => outcomes.length === 2,
      "d equal to the sensitivity": (place) => sensitive(place) === "boundary",
      "d above the sensitivity": (place) => sensitive(place) === "inside",
      "F does not depend on the types": isConstant,
      "more players": ({ environment }) => environment.types.length > 1,
    },
    hypothesesAt: sensitive,
    draws: { gate: 2, standard: 100, deep: 1000 },
    decide: (R, setting) => ({
      hypotheses: "inside",
      conclusion: isPrivate(R, format, setting) ? "holds" : "fails",
      witness: {},
    }),
    choices: () => ({ ...neighbourChoices, ...alternativeChoice }),
    completed: ["announced", "player", "lie", "alternative"],
    sides(setting, choices) {
      const announced = choices.announced as Types;
      const other = withType(announced, choices.player as number, choices.lie as number);
      const s = choices.alternative as number;
      const [high, low] = [chanceOf(format, setting, announced, s), chanceOf(format, setting, other, s)];
      return {
        left: high,
        right: Q.multiply(setting.power(Q.one), low),
        larger: "right",
        inequality: "M(t)(s) <= e^ε M(t̂)(s)",
        explanation: `alternative ${s} has probability ${Q.printRational(high)} at (${announced.join(", ")}) and ${Q.printRational(low)} at (${other.join(", ")})`,
      };
    },
    evidence: () => ({
      bestConstant:
        "e^ε: with m + 1 alternatives, n·F = (1, 0, …, 0) against (0, 1, …, 1) and d = 1 the ratio is x(1 + mx)/(x + m) for x = e^{ε/2}, which tends to x² = e^ε",
      ratioAt: Object.fromEntries(
        [1n, 10n, 100n, 1000n].map((m) => [`x = 2, m = ${m}`, Q.printRational(Q.rational(2n * (1n + 2n * m), 2n + m))]),
      ),
      attained:
        "never for ε > 0 and finite S: equality asks that F falls by d/n at s and rises by d/n at every alternative, s among them; at ε = 0 all laws are uniform and both sides are equal",
      withoutSensitivity:
        "M^{ε/(2d)} is not defined for d = 0; F then does not depend on t, and M^{ε/(2d)} for any d > 0 is the same law at every t",
    }),
  });
