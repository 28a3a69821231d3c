import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { mixtureMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import { type Mixture, mixture } from "../../src/mechanisms/nst/mixture.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { repairOf } from "../repairs.js";
import { type DeviationPlace, deviationClaim, type Subject } from "./deviation-claim.js";
import { environmentCorners } from "./environment-corners.js";
import { limitOf } from "./epsilon-limit.js";
import { leastSufficient } from "./least-q.js";
import {
  gapChange,
  gapOf,
  isPrivate,
  leastOf,
  selectionChange,
  selectionMeanings,
  setMeanings,
  setsOf,
  withSets,
} from "./lemma-4.js";
import { atZero, describeMixtures, mixtureCases } from "./mixture-cases.js";

export const theMixture: Subject<Mixture> = { format: mixtureMechanismFormat, mechanism: mixture };

/** Objectives take two values where they vary: n·F/(2d) is a multiple of 1/2. */
export const mixtureStep = Q.rational(1n, 2n);

const positiveChange = "q > 0";

interface Half {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly isStrict: boolean;
}

function half(subject: Subject<Mixture>, parts: Half, made: readonly string[]): Claim {
  const { isStrict } = parts;
  const shared = {
    id: parts.id,
    citation: cite("nst", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: readingsOf(
      { St: ["any", "all"], ...(isStrict && { selection: ["own", "turning"] }) },
      { epsilon: ["positive", "zero"] },
    ),
    switchMeanings: {
      ...setMeanings,
      ...(isStrict && selectionMeanings),
      positive: "ε > 0",
      zero: "ε = 0, where s is drawn uniformly whatever is announced, as it is with a constant objective; q ≥ 0",
    },
    step: mixtureStep,
  };
  const changesOf = ({ St, selection, epsilon }: Switches): readonly string[] => {
    if (epsilon === "zero") return isStrict ? [positiveChange] : [];
    return [...(St === "any" ? [gapChange] : []), ...(selection === "turning" ? [selectionChange] : [])];
  };
  const repair: Claim["repair"] = (reading) =>
    repairOf(reading, {
      statement: `${parts.statement} — with ${changesOf(reading.switches)
        .map((change) => inWords[change])
        .join(" and ")}.`,
      changes: changesOf(reading.switches),
      claim: (changes) => half(subject, parts, changes),
    });
  return byReading({ ...shared, ...(made.length === 0 && { repair }) }, (switches) => {
    const { St, selection = "own", epsilon } = switches;
    const overSet = made.includes(gapChange);
    const chosen = selection === "turning" && !made.includes(selectionChange) ? "any" : "own";
    const isZero = epsilon === "zero";
    const isInside = (facts: Parameters<typeof isPrivate>[0], place: DeviationPlace<Mixture>): boolean =>
      Q.compare(facts.sensitivity(place.environment), place.parameters.d) <= 0 &&
      (!isStrict || isPrivate(facts, place, chosen)) &&
      (!made.includes(positiveChange) || place.parameters.q.numerator > 0n);
    return deviationClaim(subject, {
      ...shared,
      others: isStrict ? "anything" : "truth",
      strict: isStrict,
      isInside,
      sets: setsOf(St!),
      ...(!isZero && {
        limit: (facts, place, set) =>
          limitOf(
            Q.multiply(
              place.parameters.q,
              Q.multiply(leastOf(place, set), gapOf(facts, place, overSet ? set : undefined)),
            ),
            mixtureStep,
          ),
      }),
      cases: (budget: Budget) => withSets(isZero ? atZero(budget, isStrict) : mixtureCases(budget, isStrict), St!),
      describe: (budget) => describeMixtures(budget, isStrict, isZero),
      corners: {
        ...environmentCorners,
        "P not uniform": ({ parameters: { P } }) => P !== "uniform" && new Set(P.map(Q.printRational)).size > 1,
        "q = 1": ({ parameters: { q } }) => Q.equals(q, Q.one),
      },
      draws: { gate: 0, standard: 8, deep: 100 },
      argument: argumentOf(isStrict),
      evidence: () => ({
        leastSufficientQ: leastSufficient(),
        best: "with the gap over St: q p̃ γ(St) ≥ ε/4 is enough in the place of 2ε, and no smaller multiple of ε is: a lie changes the odds of every event in the exponential mechanism by at most e^ε, so that she gains at most tanh(ε/4) < ε/4; the family of two alternatives attains it as ε → 0. For any ε-private mechanism it is tanh(ε/2) and ε/2",
        largeEpsilon: "q p̃γ ≤ 1 makes ε ≤ 1/2, so that Lemma 2, which needs ε < 1, always applies",
        strict: "where ε > 0 truth is better by more than 0 also in the first part, if the gap is that over St",
        falls: fallOf(isStrict),
      }),
    });
  });
}

const inWords: Readonly<Record<string, string>> = {
  [gapChange]: "the gap over St alone, max over s in St, in the place of γ",
  [selectionChange]: "the selection r_i a function of (t_i, s)",
  [positiveChange]: "q > 0",
};

const fallOf = (isStrict: boolean): string =>
  `one player, S = {0, 1}, P on 0 alone, St = {0}: a wrong reaction costs 1/16 at 0 and 1 at 1, so that γ = 1 and the hypothesis is q ≥ 2ε; the lie gains (15/16)·(1 − q)·tanh(ε/4) and costs q/16${
    isStrict ? "; the cost of 1/16 may also come from a selection that turns with the others' announcements" : ""
  }. A cost c < 1/9 at 0 will do: (1 − c)/4 > 2c`;

const argumentOf = (isStrict: boolean): string =>
  `All environments, objectives, P and ε: a lie moves the law of s in the exponential mechanism by at most tanh(ε/2) ≤ ε/2 in total variation, and so gains at most (1 − q)·ε/2, since utilities lie in [0, 1] and a free player reacts optimally${
    isStrict ? " whatever the others announce" : ""
  }; in the commitment it loses at least p̃ times the gap over St (Lemma 4${
    isStrict ? ", with a selection by own type" : ""
  }), q times that is at least 2ε. What falls is shown by its instance.`;

/** Theorem 1, first part. */
export const theorem1a = (subject = theMixture, made: readonly string[] = []): Claim =>
  half(
    subject,
    {
      id: "nst/theorem-1a",
      place: "Theorem 1, first part",
      statement: "If q p̃ γ ≥ 2ε then the mechanism M̄_q^ε = (1 − q) M^{ε/(2d)} + q M^P is ex-post Nash truthful",
      hypotheses: ["the environment is non-trivial", "P is separating", "F is d-sensitive", "q p̃ γ ≥ 2ε"],
      isStrict: false,
    },
    made,
  );

/** Theorem 1, second part. */
export const theorem1b = (subject = theMixture, made: readonly string[] = []): Claim =>
  half(
    subject,
    {
      id: "nst/theorem-1b",
      place: "Theorem 1, second part",
      statement: "If q p̃ γ ≥ 2ε and players have private reactions then M̄_q^ε is strictly truthful",
      hypotheses: [
        "the environment is non-trivial",
        "P is separating",
        "F is d-sensitive",
        "q p̃ γ ≥ 2ε",
        "private reactions",
      ],
      isStrict: true,
    },
    made,
  );
