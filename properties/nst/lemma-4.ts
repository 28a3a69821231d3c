import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import { type Commitment, commitment, supportOf } from "../../src/mechanisms/nst/commitment.js";
import { allAlternatives } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { repairOf } from "../repairs.js";
import { type DeviationPlace, deviationClaim, type Subject } from "./deviation-claim.js";
import { environmentCorners } from "./environment-corners.js";
import { type EnvironmentFacts, playersOf, separatingSets } from "./environment-facts.js";
import { lawsFor, nontrivialDrawn, probabilities, smallTables, turning } from "./gain-cases.js";
import { firstProfile } from "./table-cases.js";

export const theCommitment: Subject<Commitment> = { format: commitmentMechanismFormat, mechanism: commitment };

const drawnCounts: Readonly<Record<Budget, number>> = { gate: 0, standard: 40, deep: 1000 };

const most = { types: 3, alternatives: 3, reactions: 3 };

/** Environments with one and with two players, drawn with fixed seeds; those with private reactions also with turning ties. */
export function drawnFor(budget: Budget, isPrivate: boolean) {
  const count = drawnCounts[budget];
  const shapes = (["private values", "private reactions", "interdependent"] as const).flatMap((interdependence) =>
    isPrivate && interdependence === "interdependent"
      ? []
      : [1, 2].map((players) => ({ players, most, interdependence, objective: "average-utility" as const })),
  );
  const tables = shapes.flatMap((shape, i) => nontrivialDrawn(shape, i + 1, count));
  return [...tables, ...tables.filter((_, i) => i % 3 === 0).map(turning)];
}

/** Every small and drawn environment with every law P of `lawsFor`. */
export function commitmentCases(budget: Budget, isPrivate: boolean): readonly LawCase[] {
  const known = cases.get(`${budget} ${isPrivate}`);
  if (known) return known;
  const drawn = drawnFor(budget, isPrivate);
  const found = [...smallTables, ...drawn].flatMap((table) =>
    lawsFor(table, budget === "gate").map((P) => ({
      parameters: { P },
      environment: table,
      reports: firstProfile(table),
    })),
  );
  cases.set(`${budget} ${isPrivate}`, found);
  return found;
}

const cases = new Map<string, readonly LawCase[]>();

/** Those with a set St of the reading: where it is all of S, P is positive everywhere. */
export const withSets = (all: readonly LawCase[], which: string): readonly LawCase[] =>
  which === "any" ? all : all.filter(({ parameters }) => !(parameters!.P as readonly string[]).includes("0"));

export const describeCommitments = (budget: Budget): string =>
  drawnCounts[budget] === 0
    ? "eight small environments; P uniform, uneven, and uniform on the first separating set, for two players only uniform; all true profiles, players and lies"
    : `eight small environments and the non-trivial ones of ${drawnCounts[budget]} drawn with each of the seeds 1 to 6 (private values, private reactions, interdependent; 1 or 2 players with up to 3 types, 3 alternatives, 3 reactions), some with a selection that turns with everybody's type; P uniform, uneven, and uniform on every separating set; all true profiles, players and lies`;

export const commitmentCorners = {
  ...environmentCorners,
  "P not uniform": ({ environment, parameters }: DeviationPlace<Commitment>) =>
    new Set(probabilities(parameters, environment).map(Q.printRational)).size > 1,
} as Readonly<Record<string, (place: DeviationPlace<Commitment>) => boolean>>;

/** The sets St of a reading: all separating sets on which P is positive, or all of S. */
export const setsOf =
  (which: string) =>
  (
    facts: EnvironmentFacts,
    { environment, parameters }: DeviationPlace<Commitment>,
  ): readonly (readonly number[])[] => {
    const support = supportOf(parameters, environment);
    if (which === "any") return separatingSets(facts, environment, support);
    const all = allAlternatives(environment);
    return support.length === all.length && facts.isSeparating(environment, all) ? [all] : [];
  };

/** p̃ = min over St of P. */
export const leastOf = ({ environment, parameters }: DeviationPlace<Commitment>, set: readonly number[]): Q.Rational =>
  set.map((s) => probabilities(parameters, environment)[s]!).reduce(Q.minimum);

/** γ, or the gap over St alone. */
export const gapOf = (
  facts: EnvironmentFacts,
  { environment }: DeviationPlace<Commitment>,
  alternatives = allAlternatives(environment),
): Q.Rational => facts.gap(environment, alternatives) ?? Q.zero;

/** Whether the reactions, and the selection among several optimal ones, depend on a player's own type alone. */
export const isPrivate = (
  facts: EnvironmentFacts,
  { environment }: DeviationPlace<unknown>,
  selection: string,
): boolean =>
  playersOf(environment).every(
    (player) =>
      facts.hasPrivateReactions(environment, player) &&
      (selection === "any" || facts.hasPrivateSelection(environment, player)),
  );

export const gapChange = "gap over St";
export const selectionChange = "selection by own type";

export const setMeanings = {
  any: "St: any separating set on which P is positive, p̃ its least probability",
  all: "St = S, so that P is positive everywhere",
};
export const selectionMeanings = {
  own: "the selected reaction is a function r_i(t_i, s)",
  turning: "the selected reaction may be another optimal one for other announcements of the others",
};

interface Half {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly others: "truth" | "anything";
}

function half(subject: Subject<Commitment>, parts: Half, made: readonly string[]): Claim {
  const { id, others } = parts;
  const isOther = others === "anything";
  const shared = {
    id,
    citation: cite("nst", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: readingsOf({ St: ["any", "all"], ...(isOther && { selection: ["own", "turning"] }) }),
    switchMeanings: { ...setMeanings, ...(isOther && selectionMeanings) },
  };
  const changesOf = ({ St, selection }: Switches) => [
    ...(St === "any" ? [gapChange] : []),
    ...(selection === "turning" ? [selectionChange] : []),
  ];
  const repair: Claim["repair"] = (reading) =>
    repairOf(reading, {
      statement: `${parts.statement} — with ${printChanges(changesOf(reading.switches))}.`,
      changes: changesOf(reading.switches),
      claim: (changes) => half(subject, parts, changes),
    });
  return byReading({ ...shared, ...(made.length === 0 && { repair }) }, ({ St, selection = "own" }) => {
    const overSet = made.includes(gapChange);
    const turns = selection === "turning" && !made.includes(selectionChange) ? "any" : "own";
    return deviationClaim(subject, {
      ...shared,
      others,
      ...(isOther && { isInside: (facts, place) => isPrivate(facts, place, turns) }),
      sets: setsOf(St!),
      bound: (facts, place, set) => Q.multiply(leastOf(place, set), gapOf(facts, place, overSet ? set : undefined)),
      boundName: overSet ? "p̃ γ(St)" : "p̃ γ",
      cases: (budget) => withSets(commitmentCases(budget, isOther), St!),
      describe: describeCommitments,
      corners: commitmentCorners,
      draws: { gate: 0, standard: 10, deep: 200 },
      argument: argumentOf(isOther),
      evidence: () => ({
        step: "the proof takes ONE alternative that separates, lies in St and costs at least γ; γ is a maximum over all of S, and where it is attained P may be 0 or less than p̃",
        gap: "γ(St) = min over (i, t, b_i) of max over s in St; γ(S) = γ, so that St = S is as printed",
        family:
          "one player, two alternatives that both separate, a wrong reaction costs x < 1 at the first and 1 at the second, P on the first: the loss is x, p̃γ = 1; the ratio is any",
        nontrivial: "not a hypothesis of its own: it follows from a separating St",
        tight:
          "equality wherever the gap over St is attained at one alternative of least probability, and nothing is lost elsewhere",
      }),
    });
  });
}

const printChanges = (changes: readonly string[]): string =>
  changes
    .map((change) =>
      change === gapChange
        ? "the gap over St alone, max over s in St, in the place of γ"
        : "the selection r_i a function of (t_i, s)",
    )
    .join(" and ");

const argumentOf = (isOther: boolean): string =>
  `All environments and P: no alternative gains from another reaction than an optimal one, and some s in St costs at least the gap over St with P(s) ≥ p̃.${
    isOther ? " Where the selection is by own type the announcements of the others change nothing on either side." : ""
  } What falls is shown by its instance.`;

/** Lemma 4, first part. */
export const lemma4a = (subject = theCommitment, made: readonly string[] = []): Claim =>
  half(
    subject,
    {
      id: "nst/lemma-4a",
      place: "Lemma 4, first part",
      statement:
        "For all i, b_i ≠ t_i and t_−i: E_{M^P(t_i, t_−i)}[u_i(t, s, r_i(t, s))] ≥ E_{M^P(b_i, t_−i)}[u_i(t, s, r_i((b_i, t_−i), s))] + p̃γ",
      hypotheses: ["the environment is non-trivial", "P is separating"],
      others: "truth",
    },
    made,
  );

/** Lemma 4, second part. */
export const lemma4b = (subject = theCommitment, made: readonly string[] = []): Claim =>
  half(
    subject,
    {
      id: "nst/lemma-4b",
      place: "Lemma 4, second part",
      statement:
        "For all i, b_i ≠ t_i, t_−i and b_−i: E_{M^P(t_i, b_−i)}[u_i(t, s, r_i(t_i, s))] ≥ E_{M^P(b_i, b_−i)}[u_i(t, s, r_i(b_i, s))] + p̃γ",
      hypotheses: ["the environment is non-trivial", "P is separating", "private reactions"],
      others: "anything",
    },
    made,
  );
