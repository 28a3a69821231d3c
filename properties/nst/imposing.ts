import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { mixtureMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Mixture } from "../../src/mechanisms/nst/mixture.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { parityOf, upTo } from "./plain-table.js";
import { firstProfile, matching, tableOf } from "./table-cases.js";
import { chosenIndex } from "./table-claim.js";

const atLeast = "at least in the place of exceeding";
type At = LawPlace<Mixture, KnownEnvironment, number, Outcome>;
type Format = typeof mixtureMechanismFormat;

const single = tableOf({ types: [1], alternatives: 1, reactions: 1, utility: () => "0" });
/** One player without a choice beside one who has to match. */
const unlike: JsonObject = {
  ...tableOf({
    types: [2, 2],
    alternatives: 2,
    reactions: 2,
    utility: (_, types, s, r) => (r === parityOf(types[0]!, s) ? "1" : "1/2"),
  }),
  reactions: [[0, 1], [0]],
  utility: [
    [0, 0, 1, 1].map((type) => [0, 1].map((s) => [0, 1].map((r) => (r === parityOf(type, s) ? "1" : "1/2")))),
    [0, 1, 0, 1].map((type) => [[`${type}`], ["1/2"]]),
  ],
};

const environments: Readonly<Record<Budget, readonly JsonObject[]>> = {
  gate: [matching(1, 2, 1), single, unlike],
  standard: [matching(1, 2, 1), single, matching(1, 2, 2), unlike, matching(2, 2, 2)],
  deep: [matching(1, 2, 1), single, matching(1, 2, 2), unlike, matching(2, 2, 2), matching(2, 3, 3), matching(3, 2, 2)],
};

const shares = ["1/2", "0", "1/1000", "1"];

const cases = (budget: Budget): readonly LawCase[] =>
  environments[budget].flatMap((environment) =>
    shares.flatMap((q) => [
      { parameters: { q }, environment, reports: firstProfile(environment) },
      {
        parameters: { q },
        environment,
        reports: firstProfile(environment).map(
          (_, player) => (environment.types as readonly (readonly number[])[])[player]!.length - 1,
        ),
      },
    ]),
  );

/** Whether q is one of which the reading speaks. */
const isMeant = ({ q }: Mixture, { says }: Switches): boolean =>
  says !== "words" || (q.numerator > 0n && !Q.equals(q, Q.one));

/** Section 2.3: the mixture is q-imposing. */
export const imposing = (format: Format = mixtureMechanismFormat, made: readonly string[] = []): Claim<LawCase> => {
  const isStrict = ({ says }: Switches): boolean => says === "words" && !made.includes(atLeast);
  return lawClaim<Mixture, KnownEnvironment, number, Outcome>(format, {
    id: "nst/def-eps-imposing",
    citation: cite("nst", "Section 2.3"),
    statement:
      "M is ε-imposing if M_i(t)(R_i) ≥ 1 − ε for all i and t; in words: with probability exceeding 1 − ε there are no restrictions. Under each of the two the mixture of Section 3.3, with probability q of the commitment, is q-imposing.",
    hypotheses: ["0 ≤ q ≤ 1, in words 0 < q < 1, where it is not all or nothing"],
    readings: readingsOf({ says: ["formula", "words"] }),
    switchMeanings: {
      formula: "M_i(t)(R_i) ≥ 1 − q",
      words: "M_i(t)(R_i) > 1 − q",
    },
    step: Q.rational(1n, 4n),
    cases,
    describe: (budget) =>
      `${environments[budget].length} environments, q = 1/2, 0, 1/1000, 1, the first and the last profile; every player`,
    argument:
      "All environments, P and announcements: the commitment leaves one reaction, and the exponential mechanism R_i, so that M_i(t)(R_i) = 1 − q where |R_i| > 1. Where |R_i| = 1 the one reaction is R_i, and M_i(t)(R_i) = 1.",
    corners: {
      "q = 0": ({ parameters: { q } }: At) => q.numerator === 0n,
      "q = 1": ({ parameters: { q } }: At) => Q.equals(q, Q.one),
      "one reaction": ({ environment: { reactions } }: At) => reactions.some((own) => own === 1),
      "more reactions": ({ environment: { reactions } }: At) => reactions.some((own) => own > 1),
    },
    decide<S>(_: LogRing<S>, setting: LawSetting<Mixture, KnownEnvironment, number, Outcome, S>, switches: Switches) {
      const { environment, parameters } = setting;
      const R = setting.ring() as LogRing<S>;
      const { entries, total } = setting.law();
      const { numerator, denominator } = parameters.q;
      const right = over(R.integer(denominator - numerator), R.integer(denominator));
      const laws = environment.reactions.map((size) => {
        const kept = entries
          .filter(({ outcome }) => outcome.imposed === null || size === 1)
          .map(({ weight }) => weight);
        return over(sum(R, kept), total);
      });
      const left = laws.reduce((x, y) => (compareQuotients(R, x, y) <= 0 ? x : y));
      const sign = compareQuotients(R, left, right);
      return {
        hypotheses: isMeant(parameters, switches) ? ("inside" as const) : ("outside" as const),
        conclusion: sign > 0 || (sign === 0 && !isStrict(switches)) ? ("holds" as const) : ("fails" as const),
        witness: {},
        sides: { left, right, larger: "left" as const },
      };
    },
    choices: () => ({ player: ({ environment }) => upTo(environment.types.length) }),
    completed: ["player"],
    sides({ environment, chances, parameters }, choices, switches) {
      const player = chosenIndex(choices, "player", environment.types.length);
      const isWhole = ({ imposed }: Outcome): boolean => imposed === null || environment.reactions[player] === 1;
      const left = chances
        .filter(({ outcome }) => isWhole(outcome))
        .map(({ chance }) => chance)
        .reduce(Q.add, Q.zero);
      const right = Q.subtract(Q.one, parameters.q);
      const sign = Q.compare(left, right);
      return {
        hypotheses: isMeant(parameters, switches) ? "inside" : "outside",
        left,
        right,
        larger: "left",
        holds: sign > 0 || (sign === 0 && !isStrict(switches)),
        inequality: isStrict(switches) ? "M_i(t)(R_i) > 1 - q" : "M_i(t)(R_i) >= 1 - q",
        explanation: `player ${player}, who has ${environment.reactions[player]} reactions`,
      };
    },
    draws: { gate: 1, standard: 30, deep: 300 },
    evidence: () => ({
      equality:
        "M_i(t)(R_i) = 1 − q for every player with a second reaction, at every ε and q: the words ask for more than the mixture has, and a non-imposing mechanism is not 0-imposing in words",
    }),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement: "M_i(t)(R_i) ≥ 1 − q: the mixture is q-imposing by the formula.",
        changes: [atLeast],
        of: ["words"],
        claim: (changes) => imposing(format, changes),
      }) as never,
    }),
  });
};
