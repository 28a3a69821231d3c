import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Types } from "../../src/game/reaction-environment.js";
import { retrainingNaiveFormat } from "../../src/instance/nst-retraining.js";
import type { RetrainingEnvironment } from "../../src/mechanisms/nst/retraining.js";
import type { PairOrder } from "../../src/mechanisms/nst/retraining-naive.js";
import { freeUtility } from "../../src/notions/reactions.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { quotient, upTo } from "./grid-cases.js";

const added = "the overall grade of a pair adds the grades of both programs";
const several = "n >= 2";

/** The programs a, b, c in the order of each type's wishes: abc, acb, bac, bca, cab, cba. */
const wishes: readonly (readonly number[])[] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]; // biome-ignore format: one line
const pairs: readonly (readonly number[])[] = [[0, 1], [0, 2], [1, 2]]; // biome-ignore format: one line

/** The type whose second and third wishes are exchanged. */
const downgraded = (type: number): number => [1, 0, 3, 2, 5, 4][type]!;

const liesOf = (type: number, { lie }: Switches): readonly number[] =>
  lie === "any" ? upTo(6).filter((other) => other !== type) : [downgraded(type)];

/** All profiles up to order: ascending lists of types. */
function sortedProfiles(n: number, from = 0): readonly Types[] {
  if (n === 0) return [[]];
  return upTo(6 - from).flatMap((k) => sortedProfiles(n - 1, from + k).map((rest) => [from + k, ...rest]));
}

const orders: readonly (readonly number[])[] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]; // biome-ignore format: one line
/** By both grades the argument starts from n = 2 and n = 3; a lie about the welfare is of no use with two players already. */
const populationAt = (budget: Budget, isAdded: boolean): number =>
  ({ gate: isAdded ? 3 : 2, standard: 5, deep: 7 })[budget];

/** A player who gains by a lie at a profile, and what. */
interface Gain {
  readonly gain: bigint;
  readonly profile: Types;
  readonly player: number;
  readonly lie: number;
}

/** The largest gain over all profiles, players and lies; the first of several. */
function bestGain(
  n: number,
  switches: Switches,
  gainOf: (profile: Types, player: number, lie: number) => bigint,
): Gain {
  let best: Gain | undefined;
  for (const profile of sortedProfiles(n)) {
    profile.forEach((type, player) => {
      // Of players of one type the first stands for all.
      if (profile.indexOf(type) !== player) return;
      for (const lie of liesOf(type, switches)) {
        const gain = gainOf(profile, player, lie);
        if (best === undefined || gain > best.gain) best = { gain, profile, player, lie };
      }
    });
  }
  return best!;
}

const withLie = (profile: Types, player: number, lie: number): Types =>
  profile.map((type, i) => (i === player ? lie : type));

/** By the mechanism: the gain in units of 1/3. */
function gainByMechanism(
  format: typeof retrainingNaiveFormat,
  parameters: PairOrder,
  environment: RetrainingEnvironment,
): (profile: Types, player: number, lie: number) => bigint {
  const chosen = (announced: Types): number => {
    const grouped = announced.map((report) => ({ report, count: 1 }));
    return format.mechanism.law(integersWithoutLog, parameters, environment, grouped).entries[0]!.outcome.alternative;
  };
  const known = new Map<string, number>();
  const chosenAt = (announced: Types): number => {
    const key = [...announced].sort().join("");
    const found = known.get(key) ?? chosen(announced);
    known.set(key, found);
    return found;
  };
  return (profile, player, lie) =>
    freeUtility(environment, profile, player, chosenAt(withLie(profile, player, lie))) -
    freeUtility(environment, profile, player, chosenAt(profile));
}

/** By hand: grades 3, 2, 1 by place among the wishes. */
function gainByHand(
  order: readonly number[],
  isAdded: boolean,
): (profile: Types, player: number, lie: number) => bigint {
  const gradeOf = (type: number, program: number): number => 3 - wishes[type]!.indexOf(program);
  const best = (type: number, pair: number): number =>
    gradeOf(type, wishes[type]!.find((program) => pairs[pair]!.includes(program))!);
  const points = (type: number, pair: number): number =>
    isAdded ? pairs[pair]!.reduce((sum, program) => sum + gradeOf(type, program), 0) : best(type, pair);
  const chosen = (announced: Types): number => {
    const totals = upTo(3).map((pair) => announced.reduce((sum, type) => sum + points(type, pair), 0));
    return order.find((pair) => totals.every((other) => other <= totals[pair]!))!;
  };
  return (profile, player, lie) => {
    const [after, truth] = [withLie(profile, player, lie), profile].map((all) => best(profile[player]!, chosen(all)));
    return BigInt(after! - truth!);
  };
}

const proofs: Readonly<Record<string, string>> = {
  borda:
    "All n ≥ 2 and all orders: players abc and cba add the same to every pair, so that a profile with a gainful lie for n players gives one for n + 2; the cases n = 2 and n = 3 are decided.",
};

const objectiveOf = ({ objective }: Switches, made: readonly string[]): "welfare" | "borda" =>
  made.includes(added) || objective === "borda" ? "borda" : "welfare";

/** Section 1.1, Example 1: the naive approach is manipulable. */
export const example1Naive = (format = retrainingNaiveFormat, made: readonly string[] = []): Claim<Example> => {
  const isInside = (n: number, { players }: Switches): boolean =>
    n >= 2 || (players === "one-too" && !made.includes(several));
  const repair = (changes: readonly string[], ...of: readonly string[]) => ({
    statement: "If the grades of both programs are added, there is a profile with a gainful downgrade for all n ≥ 2.",
    changes,
    claim: (kept: readonly string[]) => example1Naive(format, kept),
    of,
  });
  return instanceClaim(format, {
    id: "nst/example-1-naive",
    citation: cite("nst", "Example 1"),
    statement:
      "If the government chooses the pair that maximises the overall grade, there are profiles at which a player gains by downgrading her second choice to the third place.",
    hypotheses: made,
    readings: readingsOf(
      { objective: ["welfare", "borda"], players: ["several", "one-too"] },
      { lie: ["downgrade", "any"] },
    ),
    switchMeanings: {
      welfare: "the overall grade of a pair is the social welfare: everybody's grade of her favourite in the pair",
      borda: "it is the sum of everybody's grades of both programs",
      several: "for each n ≥ 2 and each order in which ties are broken there is such a profile",
      "one-too": "for each n ≥ 1 too",
      downgrade: "the second and the third choice are exchanged",
      any: "a gain by any lie counts",
    },
    examples: (budget, switches) =>
      upTo(populationAt(budget, objectiveOf(switches, made) === "borda")).flatMap((k) =>
        orders.map((order) => ({
          instance: {
            mechanism: format.mechanism.id,
            parameters: { order },
            environment: { kind: "retraining", n: k + 1, objective: objectiveOf(switches, made) },
            reports: upTo(k + 1).map(() => 0),
          },
          choices: {},
        })),
      ),
    describe: (budget, switches) =>
      `n = 1 to ${populationAt(budget, objectiveOf(switches, made) === "borda")}, all six orders of the pairs, all profiles up to order${made.map((change) => `; ${change}`).join("")}`,
    argument: (switches) =>
      objectiveOf(switches, made) === "borda" && (switches.players === "several" || made.includes(several))
        ? proofs.borda
        : undefined,
    corners: {
      "one player": ({ environment: { types } }) => types.length === 1,
      "two players": ({ environment: { types } }) => types.length === 2,
      "an odd number of players": ({ environment: { types } }) => types.length > 2 * quotient(types.length, 2),
    },
    decide({ environment, parameters }, _, switches) {
      const n = environment.types.length;
      const { gain } = bestGain(n, switches, gainByMechanism(format, parameters, environment));
      return {
        left: Q.rational(gain),
        right: Q.zero,
        larger: "left",
        holds: gain > 0n,
        hypotheses: isInside(n, switches) ? "inside" : "outside",
      };
    },
    sides({ environment, parameters }, _, switches): WorstSides {
      const n = environment.types.length;
      const isAdded = environment.source.objective === "borda";
      const { gain, profile, player, lie } = bestGain(n, switches, gainByHand(parameters.order, isAdded));
      return {
        hypotheses: isInside(n, switches) ? "inside" : "outside",
        left: Q.rational(gain),
        right: Q.zero,
        larger: "left",
        holds: gain > 0n,
        inequality: "largest gain in grades > 0",
        explanation: `n = ${n}, pairs in the order ${parameters.order.join(", ")}; the largest gain is at the profile ${profile.join(", ")}, player ${player} announcing ${lie}`,
      };
    },
    evidence: (_, { objective }) =>
      objective === "borda"
        ? {
            "smallest n":
              "2, for every order: types abc and cba, all pairs tied at 8 and bc preferred; abc announces acb, ac has 9",
            "n = 1": "the favourite is in the best pair",
          }
        : {
            why: "a pair with the first choice gets 3 of a player, the other one 2, whatever her second choice is; a lie about the first choice helps the pair that she does not want",
            "any lie": "truth is dominant for all n and all orders: nobody ever gains",
          },
    repair: repairedBy(
      repair([added], "welfare+several+downgrade", "welfare+several+any"),
      repair([added, several], "welfare+one-too+downgrade"),
      repair([several], "borda+one-too+downgrade"),
    ),
  });
};
