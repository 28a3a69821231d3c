import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Lottery } from "../../src/game/lottery.js";
import type { Types } from "../../src/game/reaction-environment.js";
import { retrainingSchemeFormat } from "../../src/instance/nst-retraining.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Mixture } from "../../src/mechanisms/nst/mixture.js";
import type { RetrainingEnvironment } from "../../src/mechanisms/nst/retraining.js";
import { retrainingScheme } from "../../src/mechanisms/nst/retraining-scheme.js";
import { expectedUtility } from "../../src/notions/deviation-gain.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Ring } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawPlace, LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { upTo } from "./grid-cases.js";

const positive = "q > 0";
const enough = "q >= 3/5";

/** The scheme of Example 1: an argument of the claim, so that a test can break it. */
export const schemeSubject = { format: retrainingSchemeFormat, mechanism: retrainingScheme };

type SchemePlace = LawPlace<Mixture, RetrainingEnvironment, number, Outcome>;
type ExactSchemeSetting = ExactLawSetting<Mixture, RetrainingEnvironment, number, Outcome>;

const isWelfare = ({ objective }: Switches): boolean => objective === "welfare";

/** Where truth fails two players are enough. */
const populationAt = (budget: Budget, isProved: boolean): number =>
  isProved ? { gate: 2, standard: 3, deep: 4 }[budget] : { gate: 2, standard: 2, deep: 3 }[budget];

const shares: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["0", "1/1000", "1"],
  standard: ["0", "1/1000", "1/2", "1"],
  deep: ["0", "1/1000", "1/10", "1/2", "3/5", "1"],
};

/** Those that a repair speaks of. */
const sharesAt = (budget: Budget, made: readonly string[]): readonly string[] =>
  made.includes(enough) ? { gate: ["3/5"], standard: ["3/5", "1"], deep: ["3/5", "4/5", "1"] }[budget] : shares[budget];

/** Announcements of the others up to order: the objective is a sum. */
function othersOf(n: number, from = 0): readonly Types[] {
  if (n === 0) return [[]];
  return upTo(6 - from).flatMap((k) => othersOf(n - 1, from + k).map((rest) => [from + k, ...rest]));
}

const proofs = {
  welfare:
    "With the welfare of favourites, for all n, all announcements of the others, all ε > 0 and q in [0, 1]: a player has 3 from the two pairs with her first choice and 2 from the other one. In the exponential part the ratio of the weight of the latter to that of each of the former is least if she announces her first choice; " +
    "in the commitment her own order is best, and every other one is worse at some pair.",
  borda:
    "With the grades of both programs, for all n, all announcements of the others, all ε and q ≥ 3/5: let abc be her type, μ = e^{ε/4}, and μ^i : μ^j : 1 the weights of ab, ac, bc by the others, i and j integers. She misses one grade where bc is chosen: with probability 1/(1 + x), x = μ^{i+2} + μ^{j+1}, after the truth, and at least 1/(1 + y), y = μ^{i+1} + μ^{j+2} ≤ μx, after any lie. " +
    "The difference is below 1/2: where x ≥ 1 at once; else i ≤ −3, j ≤ −2. If j = −2 it is at most 1 − 1/(μ + 1) − 1/(2 + μ^{i+1}) ≤ 1/2 − 1/(μ + 1) + 1/(4μ²). If j ≤ −3, y ≤ 1/μ + 1/μ²: it is below y/(1 + y), and below 1 − 1/μ as x ≥ y/μ; y > 1 only for μ < 2. " +
    "In the commitment a lie is worse by a grade or more at one of the three pairs, and (1 − q)/2 ≤ q/3.",
};

/** A lie of the first player, who stands for all. */
interface Lie {
  readonly type: number;
  readonly lie: number;
  readonly others: Types;
}

/** Σ weight·utility over the total, where free reactions are the best ones of the pair. */
function utilityByHand(
  { free, imposed, total }: Lottery<Q.Rational>,
  environment: RetrainingEnvironment,
  truth: Types,
  announced: Types,
): Q.Rational {
  const at = (s: number, program: number): bigint => environment.utility(truth, 0, s, program);
  let sum = Q.zero;
  for (const { alternative, weight } of free) {
    const best = upTo(3).map((program) => at(alternative, program)).reduce((x, y) => (x > y ? x : y)); // biome-ignore format: one line
    sum = Q.add(sum, Q.multiply(weight, Q.rational(best)));
  }
  for (const { alternative, weight } of imposed) {
    sum = Q.add(sum, Q.multiply(weight, Q.rational(at(alternative, environment.selection(announced, 0, alternative)))));
  }
  return Q.divide(sum, Q.multiply(total, Q.rational(environment.utilityGrid)));
}

/** Section 1.1, Example 1: the scheme is not manipulable. */
export const example1Scheme = ({ format, mechanism } = schemeSubject, made: readonly string[] = []): Claim => {
  const repair = (changes: readonly string[], ...of: readonly string[]) => ({
    statement: `Truth is strictly dominant if ${changes.join(" and ")}.`,
    changes,
    claim: (kept: readonly string[]) => example1Scheme({ format, mechanism }, kept),
    of,
  });
  const isStanding = (switches: Switches): boolean => isWelfare(switches) || made.includes(enough);
  const lotteryOf = <S>(ring: Ring<S>, { parameters, environment }: SchemePlace, announced: Types): Lottery<S> =>
    mechanism.lottery(ring, parameters, environment, announced);

  const found = new WeakMap<object, Map<string, Lottery<Q.Rational> | Q.Rational>>();
  /** What is found once a setting: the same lotteries and utilities belong to many lies. */
  const once = <T extends Lottery<Q.Rational> | Q.Rational>(setting: object, key: string, find: () => T): T => {
    const known = found.get(setting) ?? new Map<string, Lottery<Q.Rational> | Q.Rational>();
    found.set(setting, known);
    const value = (known.get(key) as T | undefined) ?? find();
    known.set(key, value);
    return value;
  };
  const utilityAt = (setting: ExactSchemeSetting, type: number, announced: Types): Q.Rational =>
    once(setting, `${type} at ${announced}`, () => {
      const lottery = once(setting, `${announced}`, () => lotteryOf(setting.ring(), setting, announced));
      return utilityByHand(lottery, setting.environment, [type, ...announced.slice(1)], announced);
    });

  return lawClaim<Mixture, RetrainingEnvironment, number, Outcome>(format, {
    id: "nst/example-1-scheme",
    citation: cite("nst", "Example 1"),
    statement: "The scheme is not manipulable: it is optimal for every player to report truthfully.",
    hypotheses: ["d = d* of the objective", ...made],
    readings: readingsOf({
      objective: ["welfare", "borda"],
      truth: ["optimal", "strictly"],
      share: ["positive", "any"],
    }),
    switchMeanings: {
      welfare: "the induced welfare of a pair is the sum of everybody's grade of her favourite in the pair",
      borda: "it is the sum of everybody's grades of both programs",
      optimal: "no report is ever better than the truth, whatever the others announce",
      strictly: "every other report is worse",
      positive: "a uniform pair is chosen with a probability q > 0, however small",
      any: "with a probability q ≥ 0",
    },
    step: Q.rational(1n, 4n),
    cases: (budget, switches) =>
      upTo(populationAt(budget, isStanding(switches))).flatMap((k) =>
        sharesAt(budget, made).map((q) => ({
          parameters: { q },
          environment: { kind: "retraining", n: k + 1, ...(!isWelfare(switches) && { objective: "borda" }) },
          reports: upTo(k + 1).map(() => 0),
        })),
      ),
    describe: (budget, switches) =>
      `n = 1 to ${populationAt(budget, isStanding(switches))}, q = ${sharesAt(budget, made).join(", ")}; all types and lies of the first player, who stands for all, all announcements of the others up to order${made.map((change) => `; ${change}`).join("")}`,
    argument: made.includes(enough) ? proofs.borda : proofs.welfare,
    corners: {
      "one player": ({ environment: { types } }) => types.length === 1,
      "more players": ({ environment: { types } }) => types.length > 1,
      "q = 0": ({ parameters: { q } }) => q.numerator === 0n,
      "q = 1": ({ parameters: { q } }) => q.numerator === q.denominator,
    },
    hypothesesAt({ parameters: { q } }, switches) {
      if (made.includes(enough)) return Q.compare(q, Q.rational(3n, 5n)) >= 0 ? "inside" : "outside";
      return q.numerator > 0n || (switches.share === "any" && !made.includes(positive)) ? "inside" : "outside";
    },
    decide<S>(
      R: LogRing<S>,
      setting: LawSetting<Mixture, RetrainingEnvironment, number, Outcome, S>,
      switches: Switches,
    ): Finding<S> {
      const { environment } = setting;
      const ring = setting.ring();
      for (const others of othersOf(environment.types.length - 1)) {
        const lotteries = upTo(6).map((own) => lotteryOf(ring, setting, [own, ...others]));
        for (const type of upTo(6)) {
          const utilities = lotteries.map((lottery, own) =>
            expectedUtility(R, environment, lottery, {
              player: 0,
              types: [type, ...others],
              announced: [own, ...others],
            }),
          );
          for (const lie of upTo(6)) {
            if (lie === type) continue;
            const sign = compareQuotients(R, utilities[type]!, utilities[lie]!);
            const fails = sign < 0 || (sign === 0 && switches.truth === "strictly");
            if (fails) return { hypotheses: "inside", conclusion: "fails", witness: { type, lie, others } };
          }
        }
      }
      return { hypotheses: "inside", conclusion: "holds", witness: {} };
    },
    choices: () => ({
      others: ({ environment }) => othersOf(environment.types.length - 1).map((others) => [...others]),
      type: () => upTo(6),
      lie: (_, { type }) => upTo(6).filter((lie) => lie !== type),
    }),
    completed: ["others", "type", "lie"],
    sides(setting, choices, switches) {
      const { type, lie, others } = choices as unknown as Lie;
      const [truth, after] = [type, lie].map((own) => utilityAt(setting, type, [own, ...others]));
      const relation = Q.compare(truth!, after!);
      return {
        left: truth!,
        right: after!,
        larger: "left",
        holds: switches.truth === "strictly" ? relation > 0 : relation >= 0,
        inequality: `E[u_i | truth] ${switches.truth === "strictly" ? ">" : ">="} E[u_i | lie]`,
        explanation: `the first player, of type ${type}, announces ${lie}; the others announce ${others.join(", ") || "nothing: there are none"}`,
      };
    },
    draws: { gate: 0, standard: 0, deep: 0 },
    evidence: (_, switches) =>
      isWelfare(switches)
        ? {
            "least q":
              "0 for truth to be optimal, for all ε; any q > 0 for it to be strictly so. Theorem 1 asks for q >= 18ε",
          }
        : {
            "least q at ε":
              "(3/2)·T/(1 + (3/2)·T), T = (μ − 1)/(μ + 1), μ = e^{ε/4}, over all n: others who make the pairs ac and bc tie far above ab, the lie acb of the type abc. It is 0 at ε = 0, about 3ε/16 for small ε, and below 3/5 for all. Theorem 1 asks for q >= 18ε",
          },
    repair: repairedBy(
      repair([enough], "borda+optimal+positive", "borda+optimal+any", "borda+strictly+positive", "borda+strictly+any"),
      repair([positive], "welfare+strictly+any"),
    ),
  });
};
