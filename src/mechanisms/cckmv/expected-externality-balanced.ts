import { add, multiply, type Rational, rational, subtract, zero } from "../../number/rational.js";
import { cite } from "../../verdict/citation.js";
import { type ChargingMechanism, expectedExternality } from "./expected-externality.js";

/**
 * The expected-externality mechanism whose payments sum to 0: player i pays C_i(report_i) − (1/(n−1))·Σ_{j≠i} C_j(report_j),
 * everybody's charge being shared out among the others. For n ≥ 2 players; null for everybody where one charge is.
 */
export const expectedExternalityBalanced: ChargingMechanism = {
  ...expectedExternality,
  id: "cckmv/expected-externality-balanced",
  citation: cite("cckmv", "Section 7, after equation (7)"),
  summary: "the expected-externality mechanism, every charge shared out among the other players: the budget balances",
  payments(parameters, environment, profile) {
    const charges = expectedExternality.payments(parameters, environment, profile);
    const players = charges.length;
    if (players < 2) throw new RangeError(`expected-externality-balanced: expected at least 2 players, got ${players}`);
    const known = charges.filter((charged): charged is Rational => charged !== null);
    if (known.length < players) return charges.map(() => null);
    const all = known.reduce(add, zero);
    const share = rational(1n, BigInt(players - 1));
    return known.map((own) => subtract(own, multiply(subtract(all, own), share)));
  },
};
