import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { type ReactionEnvironment, withType } from "../../src/game/reaction-environment.js";
import { randomDictatorFormat } from "../../src/instance/nst-random-dictator.js";
import { type Dictatorship, randomDictator } from "../../src/mechanisms/nst/random-dictator.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { repairOf } from "../repairs.js";
import { type DeviationPlace, deviationClaim, type Subject } from "./deviation-claim.js";
import { dictatorTables, drawnDictators } from "./dictator-cases.js";
import { environmentCorners } from "./environment-corners.js";
import { byHand, type EnvironmentFacts, lossOf, playersOf, triplesOf, utilityOf } from "./environment-facts.js";
import { commitmentCases, describeCommitments, gapOf, leastOf, setsOf, theCommitment } from "./lemma-4.js";
import { shareClaim } from "./share-claim.js";
import { firstProfile } from "./table-cases.js";

export const theDictator: Subject<Dictatorship> = { format: randomDictatorFormat, mechanism: randomDictator };

const privateValues = "private values";
const everywhere = "what a wrong reaction costs at every alternative in the place of γ/n";
const nothing = "0 in the place of γ/n";
const overSet = "gap over St";
const uniform = "P(s) ≥ 1/|S| on St";

/** What is said, and of what. */
const readings: readonly Reading[] = [
  ["ex-post", "imposed"],
  ["ex-post", "free"],
  ["dominant", "imposed"],
  ["dominant", "free"],
  ["loss", "imposed"],
  ["loss", "free"],
  ["commitment", "any P"],
  ["commitment", "P = U"],
  ["share", "any P"],
  ["share", "P = U"],
].map(([says, of], i) => ({ name: `${says}+${of}`, switches: { says: says!, of: of! }, literal: i === 0 }));

const changesOf = ({ says, of }: Switches): readonly string[] => {
  if (says === "ex-post" || says === "dominant") return [privateValues];
  if (says === "loss") return [privateValues, of === "imposed" ? everywhere : nothing];
  if (of === "P = U") return [];
  return says === "commitment" ? [overSet] : [uniform];
};

/** Private values of all: then nobody's favourite depends on what another player announces. */
const arePrivate = (facts: EnvironmentFacts, environment: ReactionEnvironment): boolean =>
  playersOf(environment).every((player) => facts.hasPrivateValues(environment, player));

const havePrivateReactions = (facts: EnvironmentFacts, environment: ReactionEnvironment): boolean =>
  playersOf(environment).every((player) => facts.hasPrivateReactions(environment, player));

/** The least that a wrong reaction costs, over all misreports and all alternatives. */
function leastCost(facts: EnvironmentFacts, environment: ReactionEnvironment): Q.Rational {
  const cost = facts === byHand ? plainLoss : lossOf;
  return triplesOf(environment)
    .flatMap((misreport) => everyAlternative(environment).map((s) => cost(environment, misreport, s)))
    .reduce(Q.minimum);
}

const plainLoss: typeof lossOf = (environment, { player, types, lie }, s) => {
  const [own, other] = [types, withType(types, player, lie)].map((announced) =>
    utilityOf(environment, types, player, s, environment.selection(announced, player, s)),
  );
  return Q.subtract(own!, other!);
};

const casesOf = (budget: Budget, imposed: boolean): readonly LawCase[] =>
  [...dictatorTables, ...drawnDictators(budget)].map((environment) => ({
    parameters: { imposed },
    environment,
    reports: firstProfile(environment),
  }));

const describeDictators = (budget: Budget): string =>
  budget === "gate"
    ? `${dictatorTables.length} small environments; all true profiles, players and lies`
    : `${dictatorTables.length} small environments and non-trivial ones drawn with the seeds 1 to 6; all true profiles, players and lies`;

/** Section 3.2, last paragraph: a random dictator against the commitment mechanism. */
export const randomDictatorRemark = (
  subject = theDictator,
  made: readonly string[] = [],
  commitment = theCommitment,
): Claim => {
  const shared = {
    id: "nst/remark-random-dictator",
    citation: cite("nst", "Section 3.2, last paragraph"),
    statement:
      "In the imposing mechanism where a random player dictates the alternative, players are truthful, and the loss from misreporting is at least γ/n; in M^P it is at least γp̃ ≥ γ/|S|.",
    hypotheses: ["the environment is non-trivial", "P is separating"],
    readings,
    switchMeanings: {
      "ex-post": "truth is an ex-post Nash equilibrium of the random dictator",
      dominant: "truth is dominant there, with private reactions, as in the second part of Corollary 1",
      loss: "there every lie loses at least γ/n if the others are truthful",
      commitment: "in M^P every lie loses at least γp̃ if the others are truthful",
      share: "γp̃ ≥ γ/|S|",
      imposed: "all are held to the reactions selected at the announcements",
      free: "the alternative is dictated and all may react as they like",
      "any P": "any separating P and any separating St on which it is positive",
      "P = U": "the uniform P, with p̃ = 1/|S|",
    },
  };
  const repair: Claim["repair"] = (reading) =>
    repairOf(reading, {
      statement: repaired(reading.switches),
      changes: changesOf(reading.switches),
      claim: (changes) => randomDictatorRemark(subject, changes, commitment),
    });
  return byReading({ ...shared, ...(made.length === 0 && { repair }) }, ({ says, of }) => {
    const inM = says === "commitment" || says === "share";
    const cases = (budget: Budget): readonly LawCase[] =>
      inM
        ? commitmentCases(budget, false).filter(({ parameters }) => of === "any P" || isUniform(parameters!))
        : casesOf(budget, of === "imposed");
    const parts = {
      ...shared,
      corners: { ...environmentCorners, ...costCorners },
      cases,
      draws: { gate: 0, standard: 10, deep: 200 },
      argument: argument(says!, of!),
      evidence: () => evidence(says!, of!),
    };
    if (says === "share") {
      return shareClaim(commitment, {
        ...parts,
        describe: describeCommitments,
        atLeast: made.includes(uniform),
      });
    }
    if (says === "commitment") {
      return deviationClaim(commitment, {
        ...parts,
        describe: describeCommitments,
        others: "truth",
        sets: setsOf("any"),
        bound: (facts, place, set) =>
          Q.multiply(leastOf(place, set), gapOf(facts, place, made.includes(overSet) ? set : undefined)),
        boundName: made.includes(overSet) ? "p̃ γ(St)" : "p̃ γ",
      });
    }
    return deviationClaim(subject, {
      ...parts,
      describe: describeDictators,
      others: says === "dominant" ? "anything" : "truth",
      isInside: (facts, { environment }: DeviationPlace<Dictatorship>) =>
        facts.isSeparating(environment, everyAlternative(environment)) &&
        (says !== "dominant" || havePrivateReactions(facts, environment)) &&
        (!made.includes(privateValues) || arePrivate(facts, environment)),
      ...(says === "loss" && {
        bound: (facts, { environment }) => {
          if (made.includes(nothing)) return Q.zero;
          if (made.includes(everywhere)) return leastCost(facts, environment);
          const gap = facts.gap(environment, everyAlternative(environment)) ?? Q.zero;
          return Q.divide(gap, Q.rational(BigInt(environment.types.length)));
        },
        boundName: made.includes(nothing) ? "0" : made.includes(everywhere) ? "g" : "γ / n",
      }),
    });
  });
};

const everyAlternative = ({ alternatives }: ReactionEnvironment): readonly number[] =>
  Array.from({ length: alternatives }, (_, s) => s);

const costCorners: typeof environmentCorners = {
  "every alternative costs a wrong reaction something": ({ environment }) =>
    leastCost(byHand, environment).numerator > 0n,
  "some alternative costs a wrong reaction nothing": ({ environment }) =>
    leastCost(byHand, environment).numerator <= 0n,
};

const isUniform = (parameters: JsonObject): boolean => new Set(parameters.P as readonly string[]).size === 1;

const repaired = ({ says, of }: Switches): string => {
  if (says === "commitment") return "In M^P every lie loses at least p̃ times the gap over St.";
  if (says === "share") return "γp̃ ≥ γ/|S| where P is at least 1/|S| on St.";
  if (says === "loss") {
    return of === "imposed"
      ? "With private values, if every alternative costs every wrong reaction at least g, every lie loses at least g, whoever dictates."
      : "With private values every lie loses at least 0.";
  }
  return "With private values truth is dominant, whether reactions are imposed or not.";
};

const argument = (says: string, of: string): string =>
  ({
    commitment:
      "All environments and P: Lemma 4 with the gap over St; for the uniform P, 1/|S| times the loss at any one alternative.",
    share: "All environments and P: γ ≥ 0.",
    loss:
      of === "imposed"
        ? "All environments: with private values no favourite of another player moves, and at what another dictates the wrong reaction costs at least g; her own favourite is worth at least as much to her as what she dictates by a lie, where the wrong reaction costs at least g."
        : "All environments: with private values no favourite of another player moves, and all react as they like; her own favourite is worth at least as much to her as what she dictates by a lie.",
  })[says] ??
  "All environments: with private values no favourite of another player moves with her announcement; the alternative and reaction that she dictates by the truth are her best ones.";

const evidence = (says: string, of: string): JsonObject =>
  ({
    "ex-post": {
      falls:
        "one dictator's favourite may depend on another player's type, so that announcements move what others dictate; private reactions are not enough",
      best: "truth is then weakly, not strictly, better: two types with one favourite are all the same to a dictator",
    },
    dominant: { falls: "as for truthful opponents", best: "weakly dominant with private values" },
    loss: {
      falls:
        "one player, γ attained at an alternative that is nobody's favourite: both types dictate the other one, where no reaction matters, and a lie loses 0 < γ",
      best:
        of === "imposed"
          ? "0 is the best bound by γ and n alone, g the best by g: g, not g/n, for everybody is held to hers whoever dictates; one alternative attains it"
          : "0 is the best bound, by anything that two types with one favourite leave positive: the same instance attains it with γ > 0",
    },
    commitment: { falls: "Lemma 4: γ may be attained where P is 0", proper: "for the uniform P it is proved" },
    share: {
      falls: "p̃ ≥ 1/|S| can be chosen; a separating P need not have it",
      proper: "p̃ > 1/|S| is possible where St is smaller than S",
    },
  })[says] as JsonObject;
