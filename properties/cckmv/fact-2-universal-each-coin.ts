import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { truthful, universallyTruthful } from "../../src/notions/truthfulness.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { type Pair, reachableFrom, readUtilities } from "./same-coins-player.js";
import { tableClaim } from "./table-claim.js";
import { allOf, firstViolation, holds } from "./table-findings.js";
import { liesOf } from "./table-player.js";
import { deviations, onlyCoin, type TableCase, type TableSetting, tableSituation } from "./tables.js";
import { drawnUtilities, orders, type Utility, utilityCandidates, withUtility } from "./utility-orders.js";

/** How the two sides of the equivalence speak of utilities. */
type Quantifier = "same" | "all" | "printed";

/**
 * Section 2: M is universally truthful if and only if M(·; r) is a truthful deterministic mechanism for every r. The text
 * takes universal truthfulness for all utility functions U_i, and truthfulness (1) for the U_i of the problem; it is read
 * with the same U_i, or with all U_i, on both sides, and as it is printed.
 */
export const universalEachCoin = (
  coins: "every coin" | "the first coin" = "every coin",
  sameUtility = false,
): Claim<TableCase> => {
  const read = (quantifier: string | undefined): Quantifier => (sameUtility ? "same" : (quantifier as Quantifier));
  const check = (setting: TableSetting, choices: JsonObject, quantifier: Quantifier) =>
    checkEachCoin(setting, choices, quantifier, coins);
  return tableClaim({
    id: "cckmv/fact-2-universal-each-coin",
    place: "Section 2, after universal truthfulness",
    statement:
      "M being universally truthful, U_i(θ_i, M(θ_i, θ_{-i}; r)) ≥ U_i(θ_i, M(θ_i', θ_{-i}; r)) for all θ_i, θ_i', θ_{-i} and r, is equivalent " +
      "to saying that for every r, M(·; r) is a deterministic truthful mechanism.",
    hypotheses: ["no privacy utilities", "every r has positive probability"],
    readings: readingsOf({ utilities: ["same", "all", "printed"] }),
    switchMeanings: {
      same: "both sides for one and the same U_i",
      all: "both sides for all U_i",
      printed: "the left side for all U_i, as in its definition, the right side for the U_i of the problem, as in (1)",
    },
    argument:
      "Any finite mechanism: both sides compare U_i(θ_i, ·) at the same pairs of outcomes, those that one r leads to. More outcomes: " +
      "they see only in which order U_i(θ_i, ·) puts the outcomes, and every order of k outcomes is tried.",
    decide(R, situation, environment, { utilities }) {
      const quantifier = read(utilities);
      const single = environment.coins
        .map((_, r) => tableSituation(R, onlyCoin(environment, r)))
        .slice(0, coins === "every coin" ? undefined : 1);
      const tried = orders(environment.outcomes.length);
      return allOf(
        deviations(environment.types).map(([truth, lie]) => {
          const universal = (u: Utility) => holds(universallyTruthful(R, withUtility(R, situation, u), truth, lie));
          const eachCoin = (u: Utility) =>
            single.every((coin) => holds(truthful(R, withUtility(R, coin, u), truth, lie)));
          const agree = {
            same: () => tried.every((u) => universal(u) === eachCoin(u)),
            all: () => tried.every(universal) === tried.every(eachCoin),
            printed: () => tried.every((u) => tried.every(universal) === eachCoin(u)),
          }[quantifier]();
          return { hypotheses: "inside", conclusion: agree ? "holds" : "fails", witness: { truth, lie } };
        }),
      );
    },
    choices: (environment, { utilities }) =>
      firstViolation(environment, utilityCandidates, (setting, choices) => check(setting, choices, read(utilities))),
    check: (setting, choices, { utilities }) => check(setting, choices, read(utilities)),
    drawnCorners: ["truthful", "not truthful"],
    drawChoices: () => drawnUtilities,
    repair: (reading) =>
      reading.switches.utilities === "printed" && !sameUtility
        ? repairOf(reading, {
            statement: "As printed, for the same U_i on both sides.",
            changes: ["the same U_i"],
            claim: (kept) => universalEachCoin(coins, kept.length > 0),
          })
        : undefined,
  });
};

/** Both truth values, 1 for true. Without utilities the worst of all orders. */
function checkEachCoin(setting: TableSetting, choices: JsonObject, quantifier: Quantifier, coins: string) {
  const utilities = readUtilities(choices.outcomeUtility, setting);
  const { environment, report } = setting;
  const used = environment.coins.flatMap((weight, r) => (weight.numerator > 0n ? [r] : []));
  const compared =
    choices.lie === undefined
      ? deviations(environment.types)
      : liesOf(setting, choices).map((lie) => [report, lie] as const);
  const outcome = (r: number, type: number) =>
    setting
      .atCoin(r)
      .law(type)
      .entries.find((e) => e.weight.numerator > 0n)!.outcome;
  const prefers = (type: number, [o, p]: Pair) => Q.compare(utilities[type]![o]!, utilities[type]![p]!) >= 0;
  const pairs = compared.flatMap(([type, lie]) => reachableFrom(setting, type, lie).map((pair) => ({ type, pair })));
  const universal = quantifier === "same" ? pairs.every(({ type, pair }) => prefers(type, pair)) : pairs.length === 0;
  const tested = coins === "every coin" ? used : used.slice(0, 1);
  const eachCoin = tested.every((r) =>
    compared.every(([type, lie]) => {
      const pair = [outcome(r, type), outcome(r, lie)] as const;
      return quantifier === "all" ? pair[0] === pair[1] : prefers(type, pair);
    }),
  );
  const [left, right] = [universal, eachCoin].map((x) => (x ? Q.one : Q.zero)) as [Q.Rational, Q.Rational];
  return {
    hypotheses: "inside" as const,
    holds: universal === eachCoin,
    inequality: "[M is universally truthful] = [every M(·; r) is truthful]",
    left,
    right,
    larger: "left" as const,
    choices: { ...choices, truth: report },
    explanation: `the outcomes that differ under the same coins are ${pairs.map(({ type, pair }) => `(${pair.map(setting.printOutcome).join(", ")}) for type ${type}`).join(", ") || "none"}; 1 stands for true`,
    corners: [universal ? "truthful" : "not truthful"],
  };
}
