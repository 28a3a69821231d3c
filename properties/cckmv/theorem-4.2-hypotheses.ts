import { candidates } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { electionInstance, electionSetting, type Subject } from "./elections.js";
import type { PrivateVoterReading } from "./private-voter.js";
import { ratiosOf } from "./private-voter-check.js";

/**
 * Theorem 4.2 with one hypothesis left out, the others kept, at one voter for A, e^ε = 2 and F(x) = x − 1: without (1),
 * privacy utilities of twice the bound break inequality (4); without (2), a voter who is indifferent does. Empty where
 * no finite privacy is lost there, as with a mechanism without noise.
 */
export function withoutHypothesis(of: Subject, reading: PrivateVoterReading): JsonObject {
  const instance = electionInstance(of, { others: { A: 0, B: 0 }, truth: "A" }, "A", Q.rational(2n));
  const setting = electionSetting(of, { instance, choices: { player: 0 } });
  const ratios = ratiosOf(setting, reading);
  const bound = (x: Q.Extended) => (x === "infinity" ? Q.zero : Q.subtract(x, Q.one));
  const [atA, atB] = candidates.map((o) => bound(ratios.get(o) ?? Q.one)) as [Q.Rational, Q.Rational];
  const gap = Q.multiply(Q.rational(2n), bound(setting.expEpsilon(reading.k)));

  const lost = reading.sign === "cost" ? atA : Q.add(atA, atB);
  if (Q.signOfRational(lost) <= 0) return {};

  /** Inequality (4) at the outcomes A under the truth and B under the lie, for U^priv = (−times·F, times·F) or a cost. */
  const shown = (level: Q.Rational, times: bigint): JsonObject => {
    const signs = { A: `-${times}`, B: reading.sign === "cost" ? "0" : `${times}` };
    const rhs = Q.multiply(Q.rational(times), lost);
    return {
      instance,
      choices: {
        player: 0,
        truth: "A",
        lie: "B",
        F: { kind: "linear", slope: "1" },
        outcomeUtility: { A: Q.printRational(level), B: "0" },
        pair: ["A", "B"],
        privacySigns: signs,
      },
      inequality: "U_out(θ_i, M(θ_i)) - U_out(θ_i, M(θ_i')) >= U_priv(θ_i, M(θ_i')) - U_priv(θ_i, M(θ_i))",
      lhs: Q.printRational(level),
      rhs: Q.printRational(rhs),
    };
  };
  // The least multiple of the bound that outweighs the gap which (2) asks for.
  const { numerator, denominator } = Q.divide(gap, lost);
  return {
    "without Assumption 3.1": shown(gap, numerator / denominator + 1n),
    "without condition (2)": shown(Q.zero, 1n),
  };
}
