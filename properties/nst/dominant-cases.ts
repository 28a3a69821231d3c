import type { Budget, Example } from "../../src/claim/claim.js";
import type { Lottery } from "../../src/game/lottery.js";
import {
  countProfiles,
  profilesOf,
  type ReactionEnvironment,
  type Types,
  withType,
} from "../../src/game/reaction-environment.js";
import { refuse } from "../../src/instance/input.js";
import { supportOf } from "../../src/mechanisms/nst/commitment.js";
import { type Deviation, deviationsDominant } from "../../src/notions/deviation-gain.js";
import { allAlternatives, freeUtility } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { byNotions, freeUtilityOf, separatingSets } from "./environment-facts.js";
import { beside, lawsFor, loadTable, lopsided, parity, probabilities, tied, turningTies } from "./gain-cases.js";
import { firstProfile, matching } from "./table-cases.js";

/** A non-imposing mechanism as a table: by announced profile the probabilities of the alternatives. */
export type LotteryTable = readonly (readonly Q.Rational[])[];

/** The place of a profile in the order of `profilesOf`. */
const placeOf = ({ types }: ReactionEnvironment, profile: Types): number =>
  profile.reduce((place, type, player) => place * types[player]! + type, 0);

/** Reads M. Throws InputError unless it has a law for every profile. */
export function readLotteries(value: Json | undefined, environment: ReactionEnvironment): LotteryTable {
  const profiles = countProfiles(environment.types);
  if (!Array.isArray(value) || value.length !== profiles) throw refuse("choices.M", `expected ${profiles} laws`);
  return value.map((row, at) => {
    const law = Array.isArray(row) ? row.map((p) => Q.parseRational(String(p))) : [];
    if (
      law.length !== environment.alternatives ||
      !law.every((p) => p !== undefined && Q.signOfRational(p) >= 0) ||
      !Q.equals((law as Q.Rational[]).reduce(Q.add), Q.one)
    ) {
      throw refuse(`choices.M[${at}]`, `expected ${environment.alternatives} probabilities that sum to 1`);
    }
    return law as Q.Rational[];
  });
}

/** (1 − q) M + q M^P at announcements. */
export function combined(
  environment: ReactionEnvironment,
  M: LotteryTable,
  P: readonly Q.Rational[],
  q: Q.Rational,
  announced: Types,
): Lottery<Q.Rational> {
  const draws = (law: readonly Q.Rational[], share: Q.Rational) =>
    law.flatMap((p, alternative) => {
      const weight = Q.multiply(share, p);
      return weight.numerator === 0n ? [] : [{ alternative, weight }];
    });
  return {
    free: draws(M[placeOf(environment, announced)]!, Q.subtract(Q.one, q)),
    imposed: draws(P, q),
    total: Q.one,
  };
}

/**
 * The alternative that is worst for the player of the deviation whatever is announced, but for her lie, where her best one has
 * probability λ: the most that a lie can gain in a mechanism where it gains so much.
 */
function tempting(environment: ReactionEnvironment, { player, types, lie, announced }: Deviation, lambda: Q.Rational) {
  const all = allAlternatives(environment);
  const utility = (s: number) => freeUtility(environment, types, player, s);
  const worst = all.reduce((x, s) => (utility(s) < utility(x) ? s : x));
  const best = all.reduce((x, s) => (utility(s) > utility(x) ? s : x));
  const at = placeOf(environment, withType(announced, player, lie));
  return [...profilesOf(environment.types)].map((_, profile) =>
    all.map((s) => {
      const rest = profile === at ? Q.subtract(Q.one, lambda) : Q.one;
      return Q.add(s === worst ? rest : Q.zero, s === best && profile === at ? lambda : Q.zero);
    }),
  );
}

/** The largest gain of any lie in M, whatever the others announce: the least ε for which truth is ε-dominant. */
export function largestGain(environment: ReactionEnvironment, M: LotteryTable): Q.Rational {
  const value = (player: number, types: Types, law: readonly Q.Rational[]) =>
    law.reduce((sum, p, s) => Q.add(sum, Q.multiply(p, freeUtilityOf(environment, types, player, s))), Q.zero);
  let most = Q.zero;
  environment.types.forEach((size, player) => {
    for (const types of profilesOf(environment.types)) {
      for (const announced of profilesOf(environment.types)) {
        if (announced[player] !== types[player]) continue;
        const truth = value(player, types, M[placeOf(environment, announced)]!);
        for (let lie = 0; lie < size; lie++) {
          const after = value(player, types, M[placeOf(environment, withType(announced, player, lie))]!);
          most = Q.maximum(most, Q.subtract(after, truth));
        }
      }
    }
  });
  return most;
}

const tables = (budget: Budget): readonly JsonObject[] => [
  lopsided("1/16"),
  beside,
  turningTies("1/16", 2),
  parity(),
  ...(budget === "gate" ? [] : [matching(1, 3, 2), tied([2, 2]), lopsided("1/4"), parity(2), turningTies()]),
];

const shares: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["1/4"],
  standard: ["1/10", "1/2"],
  deep: ["1/100", "1/10", "1/4", "1/2", "9/10"],
};

/** Every table, P, q, the first deviations, and ε at the thresholds and at half of them. */
function find(budget: Budget): readonly Example[] {
  return tables(budget).flatMap((table) => {
    const environment = loadTable(table);
    const deviations = [...deviationsDominant(environment)].slice(0, budget === "gate" ? 1 : 3);
    return lawsFor(table, budget !== "deep")
      .slice(0, budget === "gate" ? 1 : undefined)
      .flatMap((P) =>
        shares[budget].flatMap((q) =>
          epsilonsFor(environment, P, q, budget === "gate").flatMap((epsilon) =>
            deviations.map((deviation) => {
              const most = largestGain(environment, tempting(environment, deviation, Q.one));
              const lambda = most.numerator === 0n ? Q.one : Q.minimum(Q.one, Q.divide(epsilon, most));
              const M = tempting(environment, deviation, lambda).map((law) => law.map(Q.printRational));
              return {
                instance: {
                  mechanism: "nst/commitment",
                  parameters: { P },
                  environment: table,
                  reports: firstProfile(table),
                },
                choices: { q, epsilon: Q.printRational(epsilon), M },
              };
            }),
          ),
        ),
      );
  });
}

const once = new Map<Budget, readonly Example[]>();

export function dominantExamples(budget: Budget): readonly Example[] {
  const found = once.get(budget) ?? find(budget);
  once.set(budget, found);
  return found;
}

/** q p̃γ/2 and q p̃γ/(1 − q) with γ and with the gap over St, and half of the second; few of them at the gate. */
function epsilonsFor(
  environment: ReactionEnvironment,
  P: readonly string[],
  q: string,
  few: boolean,
): readonly Q.Rational[] {
  const law = P.map((p) => Q.parseRational(p)!);
  const share = Q.parseRational(q)!;
  const all = allAlternatives(environment);
  const found = separatingSets(byNotions, environment, supportOf({ P: law }, environment)).flatMap((set) => {
    const least = set.map((s) => probabilities({ P: law }, environment)[s]!).reduce(Q.minimum);
    const [printed, proper] = [all, set].map((over) => {
      const limit = Q.multiply(share, Q.multiply(least, byNotions.gap(environment, over)!));
      const [double, sharp] = [Q.divide(limit, Q.rational(2n)), Q.divide(limit, Q.subtract(Q.one, share))];
      return { double, sharp, half: Q.divide(sharp, Q.rational(2n)) };
    });
    const { double, half } = printed!;
    return few
      ? [double, half, proper!.sharp]
      : [double, half, printed!.sharp, proper!.double, proper!.half, proper!.sharp];
  });
  return [...new Map(found.map((epsilon) => [Q.printRational(epsilon), epsilon])).values()].filter(
    (epsilon) => epsilon.numerator > 0n,
  );
}

export const describeDominant = (budget: Budget): string =>
  `${tables(budget).length} small environments; P uniform, uneven and on separating sets; q = ${shares[budget].join(", ")}; M that draws the alternative that is worst for a player, but for one lie of hers, where her best one has so much probability that the lie gains ε, for the first ${budget === "gate" ? "deviation" : "three deviations"}; ε at the thresholds q p̃γ/2 and q p̃γ/(1 − q), for γ and for the gap over St, and half of the second${budget === "gate" ? " (half of these)" : ""}; all true profiles, players, lies and announcements of the others`;
