import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { baseOf } from "../../src/instance/epsilon.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import type { ItemValues } from "../../src/instance/hk-items-work.js";
import { readCount, readPositive } from "../../src/instance/input.js";
import { type Items, rowsOf } from "../../src/mechanisms/hk/multi-item.js";
import type { SamplerParameters } from "../../src/mechanisms/hk/multi-item-sampler.js";
import { rateOf } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { type Citation, cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Compared, instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { tellingTables, type ValueTable } from "./item-cases.js";
import type { SamplerFormat } from "./sampler-privacy.js";

type SamplerValues = ItemValues<SamplerParameters, Items>;

const growing = "polynomial in ε in the place of ε^{−1}";

/** The polynomials C·(1 + ε^{−1})^d that are tried. */
const polynomials = [
  [1, 0],
  [1, 1],
  [10, 1],
  [10, 2],
  [100, 2],
] as const;

/** A polynomial in ε^{−1}, or a bound on ε, and where it is tried. */
const inverseCases = (): readonly JsonObject[] =>
  polynomials.map(([constant, degree]) => ({ constant: `${constant}`, degree }));

const tables: readonly ValueTable[] = [...[2, 3].flatMap((n) => tellingTables(n).slice(0, 3)), [["1"]]].sort(
  (x, y) => x.length - y.length,
);

/** What distinguishes the two claims about time. */
interface TimeClaim {
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly evidence: JsonObject;
}

/**
 * The running time as it follows from Lemma 15: all of its arguments must be bounded by a polynomial in n, ε^{−1}, γ^{−1} and
 * log δ^{−1}. One of them is log(max a_ij/min a_ij).
 */
const timeClaim = (
  parts: TimeClaim,
  format: SamplerFormat,
  made: readonly string[],
  again: (changes: readonly string[]) => Claim,
): Claim => {
  const isInverse = ({ epsilon }: Switches): boolean => epsilon === "inverse" && !made.includes(growing);
  const compared = (values: SamplerValues, choices: JsonObject, switches: Switches, left: L.LogForm): Compared => {
    const epsilon = L.scale(L.ln(values.epsilon!.log), values.epsilon!.times);
    if (!isInverse(switches)) {
      const isSmall = L.sign(L.subtract(L.fromRational(Q.one), epsilon)) >= 0;
      return switches.epsilon === "bounded"
        ? { left, right: Q.rational(1n, 2n), larger: "right", hypotheses: isSmall ? "inside" : "outside" }
        : { left, right: L.scale(epsilon, Q.rational(1n, 2n)), larger: "right" };
    }
    const constant = readPositive(choices.constant, "choices.constant");
    const degree = readCount(choices.degree, "choices.degree");
    const isLarge = L.sign(L.subtract(epsilon, L.fromRational(Q.one))) >= 0;
    // (1 + 1/ε)^d ≤ 2^d for ε ≥ 1.
    const right = Q.multiply(constant, Q.integerPower(Q.rational(2n), BigInt(degree)));
    return { left, right, larger: "right", hypotheses: isLarge ? "inside" : "outside" };
  };
  return instanceClaim(format, {
    ...parts,
    hypotheses: ["ε > 0", "the permanents are estimated as in Lemma 15", "values in [0, 1]"],
    readings: readingsOf({ epsilon: ["inverse", "bounded"] }),
    switchMeanings: {
      inverse:
        "some polynomial in ε^{−1} bounds log(max a_ij/min a_ij) for all ε; as finite inequalities: at most C·(1 + ε^{−1})^d, which is at most C·2^d for ε ≥ 1, for constants C and d up to 100 and 2",
      bounded: "for ε ≤ 1 a constant does: log(max a_ij/min a_ij) ≤ 1/2",
    },
    examples: (_budget, switches): readonly Example[] => {
      const example = (table: ValueTable, times: string, log: string, choices: JsonObject): Example => ({
        instance: {
          mechanism: format.mechanism.id,
          parameters: { epsilon: { times, log }, ownWeight: "yes" },
          environment: { items: table.length },
          reports: table,
        },
        choices,
      });
      if (switches.epsilon === "inverse") {
        return tables.flatMap((table) =>
          inverseCases().map((choices) => {
            const times =
              4n * Q.parseRational(choices.constant as string)!.numerator * 2n ** BigInt(choices.degree as number);
            return example(table, `${times}`, "2", choices);
          }),
        );
      }
      return tables.flatMap((table) => ["101/100", "11/10", "3/2"].map((log) => example(table, "2", log, {})));
    },
    describe: (_budget, { epsilon }) =>
      epsilon === "inverse"
        ? "C·(1 + ε^{−1})^d for (C, d) = (1, 0), (1, 1), (10, 1), (10, 2), (100, 2), at ε = 4·C·2^d·ln 2; tables of values 0 and 1 for one to three agents"
        : "ε = 2·ln b, b = 101/100, 11/10, 3/2; tables of values 0 and 1 for one to three agents",
    argument: (switches) =>
      isInverse(switches)
        ? "Every polynomial in ε^{−1} stays bounded as ε → ∞, and log(max a_ij/min a_ij) = ε/2 where two values are 0 and 1."
        : "All n and v: log(max a_ij/min a_ij) = (ε/2)·(max v_ij − min v_ij) ≤ ε/2.",
    corners: {
      "one agent": ({ environment }) => environment.items === 1,
      "more than one agent": ({ environment }) => environment.items > 1,
      "equal values only": ({ profile }) => {
        const all = rowsOf(profile).flat();
        return all.every((value) => Q.equals(value, all[0]!));
      },
      "values 0 and 1": ({ profile }) => new Set(rowsOf(profile).flat().map(Q.printRational)).size > 1,
    },
    decide(values, choices, switches) {
      const all = rowsOf(values.profile).flat();
      const range = Q.multiply(rateOf(values.parameters), Q.subtract(all.reduce(Q.maximum), all.reduce(Q.minimum)));
      return compared(
        values,
        choices,
        switches,
        L.scale(L.ln(values.epsilon!.log), Q.multiply(values.epsilon!.times, range)),
      );
    },
    sides(values, choices, switches) {
      const rate = rateOf(values.parameters);
      const entries = rowsOf(values.profile)
        .flat()
        .map((value) =>
          value.numerator === 0n
            ? Q.one
            : baseOf({ ...values.epsilon!, times: Q.multiply(values.epsilon!.times, Q.multiply(rate, value)) }, Q.one),
        );
      const ratio = Q.divide(entries.reduce(Q.maximum), entries.reduce(Q.minimum));
      return {
        ...compared(values, choices, switches, L.ln(ratio)),
        inequality: isInverse(switches)
          ? "log(max a_ij/min a_ij) <= C·2^d, at least C·(1 + 1/ε)^d"
          : switches.epsilon === "bounded"
            ? "log(max a_ij/min a_ij) <= 1/2"
            : "log(max a_ij/min a_ij) <= ε/2",
        explanation: isInverse(switches) ? `C = ${choices.constant}, d = ${choices.degree}` : "by the entries of A(v)",
      };
    },
    evidence: () => parts.evidence,
    repair: repairedBy({
      statement:
        "The running time that follows from Lemma 15 is polynomial in ε: log(max a_ij/min a_ij) ≤ ε/2, attained.",
      changes: [growing],
      of: ["inverse"],
      claim: again,
    }) as never,
  });
};

const counts = {
  calls:
    "n(n + 1)/2 calls of Lemma 15, matrices of up to n − 1 rows, accuracy (γ/(2n))^{−1} = 2n/γ, log(n²/δ) = 2·ln n + ln δ^{−1}",
  small: "small ε costs the sampler nothing: log(max a_ij/min a_ij) ≤ ε/2 goes to 0",
};

/** Lemma 16, the running time of the sampler. */
export const lemma16Time = (format: SamplerFormat = multiItemSamplerFormat, made: readonly string[] = []): Claim =>
  timeClaim(
    {
      id: "hk/lemma-16-time",
      citation: cite("hk", "Lemma 16"),
      statement:
        "The running time of the sampler is polynomial in n, ε^{−1}, γ^{−1} and log δ^{−1}. Here: as it follows from Lemma 15, whose bound is polynomial in log(max a_ij/min a_ij).",
      evidence: counts,
    },
    format,
    made,
    (changes) => lemma16Time(format, changes),
  );

/** Theorem 8, the running time of the approximate implementation. */
export const theorem8Time = (format: SamplerFormat = multiItemSamplerFormat, made: readonly string[] = []): Claim =>
  timeClaim(
    {
      id: "hk/theorem-8-time",
      citation: cite("hk", "Theorem 8"),
      statement:
        "The approximate implementation of the exponential mechanism for the multi-item auction takes time polynomial in n, ε^{−1}, γ^{−1} and log δ^{−1}. Here: as it follows from Lemma 15, whose bound is polynomial in log(max a_ij/min a_ij).",
      evidence: {
        ...counts,
        payments:
          "two more calls an agent, with accuracy εγ/12 for a bias of γ (hk/lemma-17): 12/(εγ), polynomial in ε^{−1}; so the time is polynomial in ε + ε^{−1}",
        failures:
          "Lemma 17 needs failures of γ/12 only; the sampler needs δ/(1 + e^ε) for (ε, δ)-differential privacy (hk/theorem-8-privacy), with log of it about ε + log δ^{−1}",
      },
    },
    format,
    made,
    (changes) => theorem8Time(format, changes),
  );
