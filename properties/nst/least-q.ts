import type { ReactionEnvironment } from "../../src/game/reaction-environment.js";
import { once } from "../../src/instance/once.js";
import { commitmentLottery, supportOf } from "../../src/mechanisms/nst/commitment.js";
import { exponentialLottery } from "../../src/mechanisms/nst/exponential.js";
import { deviationsAnywhere, gainOf } from "../../src/notions/deviation-gain.js";
import { enclosure, ln, scale } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { byNotions, separatingSets } from "./environment-facts.js";
import { loadTable, lopsided, probabilities, tied } from "./gain-cases.js";
import { matching, tableOf } from "./table-cases.js";

/** Two alternatives, everything is worth 0 at the first and a right reaction 1 at the second, for which F is after the lie. */
export const tightTable: JsonObject = tableOf({
  types: [2],
  alternatives: 2,
  reactions: 2,
  utility: (_, [type], s, r) => (s === 1 && r === type ? "1" : "0"),
  objective: ([type], s) => (s === type ? "1" : "0"),
});

/** e^{ε/2}. */
const bases = ["1001/1000", "11/10", "5/4"] as const;

/**
 * The least q at which no lie gains, the others truthful: the largest g/(g + l), g > 0 being what a lie gains in the exponential
 * mechanism and l > 0 what it loses in the commitment. Beside it the q of Theorem 1, with the gap over St.
 */
export const leastSufficient = once(
  (): Json =>
    [
      { name: "tight family, P on the second alternative", table: tightTable, P: ["0", "1"] },
      { name: "lopsided, P uniform", table: lopsided(), P: ["1/2", "1/2"] },
      { name: "lopsided by 1/16, P on the first alternative", table: lopsided("1/16"), P: ["1", "0"] },
      { name: "ties, two players, P uniform", table: tied([2, 2]), P: ["1/2", "1/2"] },
      { name: "matching, two players, average utility", table: matching(2, 2, 2), P: ["1/2", "1/2"] },
    ].flatMap(({ name, table, P }) =>
      bases.map((base) => ({ instance: name, "e^(ε/2)": base, ...compared(table, P, Q.parseRational(base)!) })),
    ),
);

function compared(table: JsonObject, given: readonly string[], base: Q.Rational) {
  const environment = loadTable(table);
  const P = given.map((text) => Q.parseRational(text)!);
  // ε = 2·ln base.
  const { high } = enclosure(scale(ln(base), Q.divide(Q.rational(4n), largestWeight(environment, P))), 16);
  return { least: Q.printRational(leastQ(environment, P, base)), printedAtMost: Q.printRational(high) };
}

/** The least q at which no lie gains where P is committed to, the others being truthful; base = e^{ε/2}. */
export function leastQ(environment: ReactionEnvironment, P: readonly Q.Rational[], base: Q.Rational): Q.Rational {
  const R = Q.rationals(base);
  let least = Q.zero;
  for (const deviation of deviationsAnywhere(environment)) {
    const [gain, change] = [
      gainOf(R, environment, (announced) => exponentialLottery(R, environment, announced), deviation),
      gainOf(R, environment, () => commitmentLottery(R, { P }, environment), deviation),
    ].map(({ numerator, denominator }) => Q.divide(numerator, denominator));
    if (Q.signOfRational(gain!) > 0) least = Q.maximum(least, Q.divide(gain!, Q.subtract(gain!, change!)));
  }
  return least;
}

/** The largest p̃γ among the separating sets of P, with the gap over the set: Theorem 1 asks for q = 2ε/(p̃γ). */
export const largestWeight = (environment: ReactionEnvironment, P: readonly Q.Rational[]): Q.Rational =>
  separatingSets(byNotions, environment, supportOf({ P }, environment))
    .map((set) =>
      Q.multiply(
        set.map((s) => probabilities({ P }, environment)[s]!).reduce(Q.minimum),
        byNotions.gap(environment, set)!,
      ),
    )
    .reduce(Q.maximum);
