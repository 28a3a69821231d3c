import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { greatestDensityRatio, lineLaw, normalizer } from "../../src/mechanisms/nst/line-exponential.js";
import * as I from "../../src/number/inverse-log.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { atBases, type LineCase, printPlace, printSizes, profilesOf, type Size, upTo } from "./line-cases.js";
import { inverseLogSide, type LinePlace, lineClaim, signMeanings } from "./line-claim.js";
import { placesOn, printPlaces, readPlace, readPlaces } from "./plain-line.js";

const sizes: Readonly<Record<"gate" | "standard" | "deep", readonly Size[]>> = {
  gate: [[1, 1, 2], [1, 2, 1], [2, 1, 1]],
  standard: [[1, 4, 2], [2, 2, 2]],
  deep: [[1, 4, 4], [2, 4, 2]],
}; // biome-ignore format: one line a budget
const bases = { gate: ["11/10", "100"], standard: ["1001/1000", "2"], deep: ["3/2", "10"] } as const;

const product = "M(t)(Ŝ) ≤ e^ε·M(t̂)(Ŝ)";
const isProduct = ({ events }: Switches, made: readonly string[]) => events === "product" || made.includes(product);

/** e^ε. */
const factor = ({ epsilon }: LinePlace): Q.Rational => Q.rationalPower(epsilon!.log, epsilon!.times)!;

/** Every place on the grid. */
export const everyPlace = (m: number): readonly number[] => Array.from({ length: m + 1 }, (_, i) => i);

/** The places after one player's lie. */
export const afterLie = (at: readonly number[], player: number, lie: number): readonly number[] => at.with(player, lie);

/** Lemma 6 for the F of Section 5, which is 1-sensitive: M^{ε/2} is ε-private. */
export const lemma6 = (made: readonly string[] = [], law = lineLaw): Claim<LineCase> =>
  lineClaim(
    {
      id: "nst/lemma-6",
      place: "Lemma 6, with the definition of Section 5",
      statement:
        "If F is d-sensitive then M^{ε/(2d)} provides ε-differential privacy: M(t)(Ŝ)/M(t̂)(Ŝ) ≤ e^ε for all events Ŝ and all t, t̂ that differ in a single entry.",
      hypotheses: ["F is d-sensitive", "ε > 0"],
      readings: readingsOf({ sign: ["distance", "utility"], events: ["quotient", "product"] }),
      switchMeanings: {
        ...signMeanings,
        quotient:
          "the quotient is defined and at most e^ε for every event, as printed; at events of probability 0 it is 0/0",
        product,
      },
      cases: (budget) => atBases(profilesOf(upTo(sizes, budget)), () => upTo(bases, budget)),
      describe: (budget) =>
        `F of Section 5, d = 1, every profile on a grid 1/m up to the order of the players and every player and lie on it, every event; ${printSizes(upTo(sizes, budget))}; e^{ε/(2m)} = ${upTo(bases, budget).join(", ")}`,
      argument: (switches) =>
        isProduct(switches, made)
          ? "The quotient of densities is monotone in a function that is linear on the simplices of the grid, so that a vertex has its supremum, and that bounds all events. All K, t, ε and all d-sensitive F with any d: (nε/(2d))·|F(t, s) − F(t̂, s)| ≤ ε/2 for every s, so that the densities before normalising, and with them the normalisers, differ by a factor of at most e^{ε/2}."
          : "All K, t and ε: a point, or the empty set, is an event of probability 0 under all laws with densities.",
      corners: {
        "one player": ({ at }) => at.length === 1,
        "two facilities": ({ line }) => line.K === 2,
        "all in one place": ({ at }) => new Set(at).size === 1,
        "ε above 1": (place) => Q.compare(factor(place), Q.rational(3n)) > 0,
      },
      decide(place, switches) {
        if (!isProduct(switches, made)) return { holds: false };
        const { line, at } = place;
        const bound = I.fromRational(factor(place), place.epsilon!.log);
        const holds = at.every((_, player) =>
          everyPlace(line.m).every((lie) => {
            const other = place.law(afterLie(at, player, lie));
            return I.compare(greatestDensityRatio(place.exact(), place.law(at), other).ratio, bound) <= 0;
          }),
        );
        return { holds };
      },
      choices: () => ({
        player: ({ at }) => at.map((_, i) => i),
        lie: ({ line, at }, { player }) =>
          everyPlace(line.m)
            .filter((steps) => steps !== at[player as number])
            .map((steps) => printPlace(line.m, steps)),
        at: ({ line }) => placesOn(line).map((s) => printPlaces(line, s)),
      }),
      completed: ["player", "lie", "at"],
      sides(place, choices, switches) {
        const { line, at } = place;
        const facilities = readPlaces(line, choices.at);
        if (!isProduct(switches, made)) {
          return {
            left: Q.zero,
            right: Q.zero,
            larger: "right",
            holds: false,
            inequality: "0 < M(t̂)(Ŝ) for the event Ŝ = {s}, so that the quotient is defined",
            explanation: "both laws have densities: M(t)(Ŝ)/M(t̂)(Ŝ) is 0/0",
          };
        }
        const other = afterLie(at, choices.player as number, readPlace(line, choices.lie));
        const ratio = I.divide(densityAt(place, at, facilities), densityAt(place, other, facilities));
        const bound = factor(place);
        return {
          left: inverseLogSide(ratio),
          right: bound,
          larger: "right",
          holds: I.compare(ratio, I.fromRational(bound, ratio.log)) <= 0,
          inequality: "density of M(t) at s <= e^ε (density of M(t̂) at s)",
          explanation: "densities from exponents and normalisers",
        };
      },
      evidence: (_budget, switches): JsonObject =>
        isProduct(switches, made)
          ? {
              bestConstant:
                "e^{ε·|t_i − t̂_i|}, never attained for t_i ≠ t̂_i: with n − 1 players at 0 and player i moving from 0 to 1 the density at 1 changes by a factor that tends to e^ε for K = 1 as n grows, with the sign of the utilities",
            }
          : { failing: "every instance, whatever ε: the definition as printed holds of no mechanism" },
      repair: {
        statement:
          "If F is d-sensitive then M^{ε/(2d)}(t)(Ŝ) ≤ e^ε·M^{ε/(2d)}(t̂)(Ŝ) for all events Ŝ and neighbours t, t̂.",
        changes: [product],
        claim: (changes) => lemma6(changes, law),
        of: ["distance+quotient", "utility+quotient"],
      },
    },
    law,
  );

/** exp((nε/2)·F(t, s))/Z. */
function densityAt(place: LinePlace, at: readonly number[], facilities: readonly number[]): I.InverseLog {
  const { line, epsilon } = place;
  const law = place.law(at);
  const vertex = placesOn(line).findIndex((s) => s.join() === facilities.join());
  const base = Q.rationalPower(epsilon!.log, Q.divide(epsilon!.times, Q.rational(BigInt(2 * line.m))))!;
  const weight = Q.integerPower(base, BigInt(law.lead - law.exponents[vertex]!));
  return I.divide(I.fromRational(weight, epsilon!.log), normalizer(place.exact(), law));
}
