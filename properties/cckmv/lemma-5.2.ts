import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { differenceClaim, type Hypothesis } from "./expected-difference.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import type { TableCase } from "./tables.js";

/**
 * Lemma 5.2: U_i satisfies Assumption 3.1 and M is ε-differentially private. Then for all θ_−i and θ′_i,
 * |E[U_i^priv(θ_i, M(θ_i, θ_−i))] − E[U_i^priv(θ_i, M(θ′_i, θ_−i))]| ≤ 2F_i(e^ε)·SD(M(θ_i, θ_−i), M(θ′_i, θ_−i)).
 *
 * The text adds "for all random choices r", which both sides have averaged out.
 */
export const lemma52 = (
  changes: readonly string[] = [],
  without?: Hypothesis,
  constant = Q.rational(2n),
): Claim<TableCase> =>
  differenceClaim(
    {
      id: "cckmv/lemma-5.2",
      place: "Lemma 5.2",
      statement:
        "Let player i have type θ_i and U_i = U_i^out + U_i^priv satisfying Assumption 3.1, and let M be ε-differentially private. " +
        "Then for all θ_{-i} and θ_i', |E[U_i^priv(θ_i, M(θ_i, θ_{-i}), M, θ_{-i})] − E[U_i^priv(θ_i, M(θ_i', θ_{-i}), M, θ_{-i})]| ≤ " +
        `${Q.printRational(constant)}F_i(e^ε)·SD(M(θ_i, θ_{-i}), M(θ_i', θ_{-i})).`,
      argument:
        "Any finite laws: with F nondecreasing, |Σ (p_o − p'_o)·U^priv(o)| ≤ Σ F(x_o)·|p_o − p'_o| ≤ F(e^ε)·Σ |p_o − p'_o| = " +
        "2F(e^ε)·SD. All are equal for U^priv = ±F by the sign of p_o − p'_o and an F that is constant from the least ratio " +
        "above 1 up to e^ε, so 2 is the best constant at every mechanism whose laws differ. For a cost, −F ≤ U^priv ≤ 0, only the " +
        "outcomes with p_o > p'_o or only those with p_o < p'_o count, so there 1 is the best constant.",
      readings: readingsOf({}, { ...boundSwitches, sign: ["two-signed", "cost"] }),
      switchMeanings,
      factor: (_bound, difference) => L.fromRational(Q.multiply(constant, difference)),
      printed: () => `${Q.printRational(constant)}F_i(e^ε)·SD`,
      variant: (next, dropped) => lemma52(next, dropped, constant),
    },
    changes,
    without,
  );
