import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Mixture } from "../../src/mechanisms/nst/mixture.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { deviationClaim, type Subject } from "./deviation-claim.js";
import type { EnvironmentFacts } from "./environment-facts.js";
import { limitOf } from "./epsilon-limit.js";
import { lopsided, parity, tied } from "./gain-cases.js";
import { upTo } from "./plain-table.js";
import { firstProfile } from "./table-cases.js";
import { mixtureStep, theMixture } from "./theorem-1.js";

const scaled = "2ε·B in the place of 2ε";

const environments: Readonly<Record<Budget, readonly JsonObject[]>> = {
  gate: [lopsided("1/16"), parity(2)],
  standard: [lopsided("1/16"), lopsided(), parity(2), tied([2, 2])],
  deep: [lopsided("1/16"), lopsided(), lopsided("1/100"), parity(2), tied([2, 2]), tied([2, 3])],
};

const probabilities: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["0", "1/100", "1/20"],
  standard: ["0", "1/1000", "1/100", "1/20"],
  deep: ["0", "1/10000", "1/1000", "1/100", "1/50", "1/20"],
};

const cases = (budget: Budget): readonly LawCase[] =>
  environments[budget].flatMap((environment) =>
    probabilities[budget].map((q) => ({ parameters: { q }, environment, reports: firstProfile(environment) })),
  );

/** q·p̃·γ for P uniform and S̃ = S. */
const reached = (
  facts: EnvironmentFacts,
  { environment, parameters }: { readonly environment: KnownEnvironment; readonly parameters: Mixture },
): Q.Rational => {
  const gamma = facts.gap(environment, upTo(environment.alternatives)) ?? Q.zero;
  return Q.divide(Q.multiply(parameters.q, gamma), Q.rational(BigInt(environment.alternatives)));
};

/**
 * Footnote 5: utilities in [0, 1] are no restriction. Environments are written with u in [0, 1]; the players' utilities are
 * B·u + c, and their gap is B·γ(u). `width` is B.
 */
export const boundedUtilities = (
  subject: Subject<Mixture> = theMixture,
  made: readonly string[] = [],
  width: Q.Rational = Q.rational(64n),
): Claim => {
  const shared = {
    id: "nst/remark-footnote5",
    citation: cite("nst", "Footnote 5, with Theorem 1"),
    statement: `That utilities are in [0, 1] is without loss of generality, as long as there is some uniform bound: with utilities B·u_i + c, u_i in [0, 1], truth is an ex-post Nash equilibrium of the mixture if q·p̃·γ ≥ 2ε. Decided for the example B = ${Q.printRational(width)}, c = 0; the argument covers all B and c.`,
    hypotheses: [
      "P uniform, S̃ = S",
      "F is d-sensitive",
      "ε ≤ 1",
      ...(made.includes(scaled) ? ["q·p̃·γ ≥ 2ε·B"] : ["q·p̃·γ ≥ 2ε"]),
    ],
    readings: readingsOf({ gap: ["normalised", "as-printed"] }),
    switchMeanings: {
      normalised: "γ is the gap of the utilities u_i brought to [0, 1]",
      "as-printed": "γ is the gap of the utilities B·u_i + c themselves",
    },
    step: mixtureStep,
  };
  return byReading(
    {
      ...shared,
      ...(made.length === 0 && {
        repair: repairedBy({
          statement:
            "With utilities B·u_i + c and their own gap γ, truth is an ex-post Nash equilibrium if q·p̃·γ ≥ 2ε·B.",
          changes: [scaled],
          of: ["as-printed"],
          claim: (changes) => boundedUtilities(subject, changes, width),
        }) as never,
      }),
    },
    ({ gap }) =>
      deviationClaim<Mixture>(subject, {
        ...shared,
        statement: "",
        others: "truth",
        cases,
        describe: (budget) =>
          `${environments[budget].length} environments whose objective is against the wishes of a player or with them; q = ${probabilities[budget].join(", ")}; one example of B, shown with u in [0, 1], so that both sides are over B; no instance has a shift c, which changes no difference of utilities: the argument covers all B and c`,
        argument:
          "All bounded utilities: u ↦ B·u + c leaves argmax and so every reaction as it is, and F and the mechanism with it; all gains and γ are multiplied by B. Lemma 2 gives |gain| < 2ε·B in the exponential mechanism, the commitment costs q·p̃·γ. If F is the average utility, F becomes B·F + c and d becomes B·d: n·ε·F/(2d) changes by a constant, and all weights by one factor.",
        corners: {
          "q = 0": ({ parameters: { q } }) => q.numerator === 0n,
          "q > 0": ({ parameters: { q } }) => q.numerator > 0n,
          "one player": ({ environment }) => environment.types.length === 1,
          "two players": ({ environment }) => environment.types.length === 2,
        },
        limit(facts, place) {
          const own = reached(facts, place);
          const isPrinted = gap === "as-printed" && !made.includes(scaled);
          const value = isPrinted ? Q.multiply(own, width) : own;
          return limitOf(Q.minimum(value, Q.rational(2n)), mixtureStep);
        },
        draws: { gate: 1, standard: 20, deep: 200 },
        evidence: () => ({
          bounds:
            "multiplied by B: γ, the gains and the 2ε of Lemma 2; not changed: ε, q, p̃, P, the law of the mechanism, ε-differential privacy, β of a given F. With γ of the utilities as they are, q* = 2ε*·B/(p̃γ), and d/(p̃γ) in Theorem 2 becomes B·d/(p̃γ).",
        }),
      }),
  );
};
