import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readValues } from "../../src/instance/format.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { halfStep } from "./charged.js";
import { changeCases, changeCorners, changesAt, describeChanges, isAsPrinted } from "./payment-changes.js";
import { expectedCharges, type PaymentScheme, privateScheme, publicScheme, tellsFigure1 } from "./payment-schemes.js";
import { utilityClaim } from "./utility-claim.js";

const grid = 2n;

/** IC and IR in expectation with noise of the scale printed in the theorem; `mean` is 0 for LAP, and not in controls. */
const keptIncentives = (
  number: 13 | 14,
  scale: string,
  scheme: PaymentScheme,
  mean?: Parameters<typeof expectedCharges>[2],
): Claim => {
  const shared = {
    id: `hk/theorem-${number}-ic-ir`,
    citation: cite("hk", `Theorem ${number}`),
    statement: `With the payments p_i + x_i, p of Figure 1 and i.i.d. x_i ~ LAP(${scale}), the mechanism is IC and IR in expectation over outcome and noise, for all R, n, valuations and ε > 0.`,
    hypotheses: ["v_i, b_i: R → [0, 1]", "ε > 0", "the noise does not depend on the reports"],
    readings: readingsOf({ says: ["ic", "ir"] }),
    switchMeanings: {
      ic: "no lie has a higher expected utility than the truth, whatever the others report",
      ir: "the expected utility of the truth is at least 0, whatever the others report",
    },
    step: halfStep(grid),
  };
  return byReading(shared, ({ says }) =>
    tied(
      scheme,
      utilityClaim<Sharpness, Range, ValueRow, number>(expectedCharges(scheme, grid, mean), {
        ...shared,
        against: [says === "ic" ? "lies" : "nothing"],
        reports: says === "ic" ? changesAt : () => [],
        hypothesesAt: isAsPrinted,
        cases: (budget) => changeCases(budget),
        describe: describeChanges,
        corners: changeCorners(),
        argument: `E[x_i] = 0, since the density e^{−|x|/s}/(2s) is even, and x_i does not depend on the reports: expected payments are those of Figure 1, and Theorem 2 says the rest. ${
          says === "ic"
            ? "The truth gains (2/ε)·KL(P_lie‖P_truth) ≥ 0."
            : "The truth has the expected utility (2/ε)·ln(Z(v)/Z(0, v_{-i})) ≥ 0."
        }`,
        draws: { gate: 5, standard: 25, deep: 500 },
        evidence: () =>
          says === "ic"
            ? { realised: "truthful for every realised noise, too: it is the same whatever she reports" }
            : {
                realised: `not rational for every realised noise: an agent whose expected utility is u has less than 0, the noise known, with probability e^{−u/s}/2 > 0, s = ${scale}; an agent of value 0 with probability 1/2`,
              },
      }),
    ),
  );
};

/** The claim whose check also asks that the mechanism tells the payments of Figure 1, for which it is decided. */
const tied = (scheme: PaymentScheme, claim: Claim): Claim => ({
  ...claim,
  check(example, switches) {
    const check = claim.check(example, switches);
    if (tellsFigure1(scheme, readValues(scheme.format, example.instance))) return check;
    return { ...check, holds: false, explanation: `${check.explanation}; the payments are not those of Figure 1` };
  },
});

/** Theorem 13: IC and IR in expectation, with noise of scale n/ε. */
export const theorem13IcIr = (
  scheme: PaymentScheme = publicScheme,
  mean?: Parameters<typeof expectedCharges>[2],
): Claim => keptIncentives(13, "n/ε", scheme, mean);

/** Theorem 14: the same with noise of scale 1/ε. */
export const theorem14IcIr = (
  scheme: PaymentScheme = privateScheme,
  mean?: Parameters<typeof expectedCharges>[2],
): Claim => keptIncentives(14, "1/ε", scheme, mean);
