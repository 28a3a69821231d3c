import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readChoice, readRational } from "../../src/instance/input.js";
import { beliefThreshold } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { isTiedSomewhere } from "./lead-at.js";
import { type Library, libraries, librariesSaid, libraryInstance, libraryWorld, topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { alone, mixed, statesOf } from "./mixtures.js";
import { largestChange } from "./plain-levels.js";
import { remembered } from "./remembered.js";

/** Infinite libraries by their finite parts. */
type Family = "gaps shrink" | "losses grow" | "both shrink" | "compact";
const families: readonly Family[] = ["gaps shrink", "losses grow", "both shrink", "compact"];

/** The j-th of k utilities: alternative 0 is ahead by d in state 0 and behind by m in state 1. */
const leads: Readonly<Record<Family, (j: number, k: number) => readonly [d: string, m: string]>> = {
  "gaps shrink": (j) => [reciprocal(j, 1), "1"],
  "losses grow": (j) => ["1", `${j}`],
  "both shrink": (j) => [reciprocal(j, 1), reciprocal(j, 1)],
  compact: (j, k) => ["1", reciprocal(k, k + j)],
};

/** The fraction with a denominator and a numerator. */
const reciprocal = (denominator: number, numerator: number): string =>
  Q.printRational(Q.rational(BigInt(numerator), BigInt(denominator)));

/** The first k utilities of a family; of the compact one, in which m is any number of [1, 2], k of them up to 2. */
export const member = (family: Family, k: number): Library =>
  Array.from({ length: k }, (_, i) => {
    const [d, m] = leads[family](i + 1, k);
    return [
      [d, "0"],
      ["0", m],
    ];
  });

/** Families whose e comes near to 1, by their |𝒰|: e = k/(k + 1). */
const isNear = (family: Family): boolean => family === "gaps shrink" || family === "losses grow";

const compact = "𝒰 compact";
const unbounded = "m/d unbounded over 𝒰";

const readings = readingsOf({ library: ["finite", "infinite", "only-finite"] });

/** Bounds c < 1, and a number of utilities at which the families that come near to 1 are above them. */
const bounds: readonly (readonly [c: string, k: number])[] = [
  ["1/2", 2],
  ["2/3", 3],
  ["9/10", 10],
  ["49/50", 50],
  ["62/63", 63],
];

const boundsAt = (budget: Budget) => bounds.slice(0, budget === "gate" ? 2 : budget === "standard" ? 4 : 5);

/** What e of the other families is, whatever |𝒰|. */
const level: Readonly<Partial<Record<Family, string>>> = { "both shrink": "1/2", compact: "2/3" };

function examples(budget: Budget, { library }: Switches): readonly Example[] {
  const members = boundsAt(budget).flatMap(([c, k]) =>
    families.map((family) => ({
      instance: libraryInstance(member(family, k)),
      choices: library === "finite" ? {} : { family, bound: level[family] ?? c },
    })),
  );
  return library === "finite" ? [...libraries(budget), ...members] : members;
}

/** Whether c is one that a family is asked at: below 1, and the least one where there is one. */
function isAsked(family: Family, choices: JsonObject): boolean {
  const c = readRational(choices.bound, "choices.bound");
  const least = level[family];
  if (least !== undefined) return Q.printRational(c) === least;
  return Q.compare(c, Q.rational(1n, 2n)) >= 0 && Q.compare(c, Q.one) < 0;
}

/** Whether the library is the part of a family that an example says it is. */
const isOf = ({ utilities }: BayesianEnvironment, family: Family): boolean => {
  const asJson = (tables: Library | BayesianEnvironment["utilities"]) =>
    canonical(
      tables.map((table) => table.map((row) => row.map((x) => (typeof x === "string" ? x : Q.printRational(x))))),
    );
  return asJson(utilities) === asJson(member(family, utilities.length));
};

/** e by trying every vertex and the centre of Δ(𝒰). */
function largestByTrying(world: BayesianWorld): Q.Rational {
  const { length } = world.environment.utilities;
  const centre = Array.from({ length }, () => Q.rational(1n, BigInt(length)));
  return tried(world, "", () =>
    [...Array.from({ length }, (_, u) => alone(length, u)), centre]
      .flatMap((mixture) => {
        const table = mixed(world.environment, mixture);
        return statesOf(world).map((state) => largestChange(table, state));
      })
      .reduce(Q.maximum),
  );
}

const tried = remembered<Q.Rational>();

const readFamily = (choices: JsonObject): Family => readChoice(choices.family, "choices.family", families);

/** e < 1 and the size of 𝒰; with another number in the place of 1 for near misses. */
export const finiteLibrary = (made: readonly string[] = [], ceiling = Q.one): Claim => {
  const isMet = (family: Family): boolean =>
    (!made.includes(compact) || family === "compact") && (!made.includes(unbounded) || isNear(family));
  const isInside = ({ environment }: BayesianWorld, choices: JsonObject, { library }: Switches): boolean => {
    if (library === "finite") return true;
    const family = readFamily(choices);
    return isOf(environment, family) && isAsked(family, choices) && isMet(family);
  };
  const holdsFor = (e: Q.Rational, choices: JsonObject, { library }: Switches): boolean => {
    if (library === "finite") return Q.compare(e, ceiling) < 0;
    const bound = readRational(choices.bound, "choices.bound");
    return library === "infinite" ? Q.compare(e, bound) <= 0 : Q.compare(e, bound) > 0;
  };
  return libraryClaim({
    id: "basu/remark-finite-U",
    place: "Remarks after Theorem 1",
    statement: "As 𝒰 is finite, Δ(𝒰) is compact, and this ensures e < 1.",
    hypotheses: ["hypothesis (1)", ...made],
    readings,
    switchMeanings: {
      finite: "for every finite 𝒰, e < 1",
      infinite: "for infinite 𝒰 as well: some c < 1 is at least e of every finite part; asked of each family at given c, and of those with a least c at this one", // biome-ignore format: one line
      "only-finite": "for no infinite 𝒰: for every c < 1 some finite part has e > c; asked in the same way",
    },
    examples,
    describe: (budget, { library }) =>
      `${library === "finite" ? `${librariesSaid(budget)}; and ` : ""}the first ${boundsAt(budget).map(([, k]) => k).join(", ")} utilities of ${families.length} infinite families`, // biome-ignore format: one line
    scope: "e, over all λ and ω",
    argument: ({ library }) => arguments_[library as keyof typeof arguments_](made),
    corners: {
      "two utilities": ({ environment }) => environment.utilities.length === 2,
      "three utilities": ({ environment }) => environment.utilities.length === 3,
      "ten utilities or more": ({ environment }) => environment.utilities.length >= 10,
      "a lead of at most 1/3": ({ environment: { utilities } }) =>
        utilities.some((table) => table[0]![0]!.numerator > 0n && Q.compare(table[0]![0]!, Q.rational(1n, 3n)) <= 0),
      "a loss of at least 3": ({ environment: { utilities } }) =>
        utilities.some((table) => table.some((row) => row.some((value) => Q.compare(value, Q.rational(3n)) >= 0))),
    },
    decide(world, switches, choices) {
      const e = beliefThreshold(world.environment);
      if (e === undefined || !isInside(world, choices, switches)) return undefined;
      return holdsFor(e, choices, switches);
    },
    sides(world, choices, switches) {
      const isOne = switches.library === "finite";
      const holds1 = topsOf(world.environment) !== undefined && !isTiedAmongFew(world);
      const e = holds1 ? largestByTrying(world) : Q.zero;
      return {
        left: e,
        right: isOne ? ceiling : readRational(choices.bound, "choices.bound"),
        larger: switches.library === "only-finite" ? "left" : "right",
        holds: holdsFor(e, choices, switches),
        hypotheses: holds1 && isInside(world, choices, switches) ? "inside" : "outside",
        inequality: isOne ? `e < ${Q.printRational(ceiling)}` : switches.library === "infinite" ? "e <= c" : "e > c",
        explanation: isOne
          ? "e by trying every vertex of Δ(𝒰) and its centre"
          : `the first ${world.environment.utilities.length} utilities of the family "${choices.family}", whose e is ${isNear(readFamily(choices)) ? "k/(k + 1) with k utilities, and the supremum over all of it 1" : `${level[readFamily(choices)]} with any number of them, and with all`}`, // biome-ignore format: one line
      };
    },
    evidence: (budget) => evidence(budget),
    repair: (reading) => {
      const change = reading.switches.library === "infinite" ? compact : unbounded;
      if (reading.switches.library === "finite") return undefined;
      return repairOf(reading, {
        statement:
          change === compact
            ? "e < 1 for every compact 𝒰, finite or not."
            : "e is 1 for an infinite 𝒰 in which the losses elsewhere are unbounded multiples of the leads.",
        changes: [change],
        claim: (kept) => finiteLibrary(kept, ceiling),
      });
    },
  });
};

/** Whether some mixture is tied, where there are few enough utilities to go through all polytopes. */
const isTiedAmongFew = (world: BayesianWorld): boolean =>
  world.environment.utilities.length <= 3 && isTiedSomewhere(world);

const bound = "e ≤ R/(γ + R) where every lead in a state is at least γ > 0 and every loss in another one at most R";

const arguments_ = {
  finite: () => `All finite 𝒰: ${bound}; both are attained in a finite 𝒰.`,
  infinite: (made: readonly string[]) =>
    made.length > 0
      ? `All compact 𝒰: ${bound}; leads and losses are continuous on 𝒰, so that both are attained. Δ(𝒰) is compact iff 𝒰 is.`
      : 'Not for every infinite 𝒰: with leads that shrink, or losses that grow, e of k utilities is k/(k + 1), above every c for k > c/(1 − c), though (1) holds for every λ. "At given c" stands for every c.',
  "only-finite": (made: readonly string[]) =>
    made.length > 0
      ? "All 𝒰 with (1): e of a finite part is at least m/(d + m) for each of its utilities, which is above c iff m/d > c/(1 − c)."
      : "Not for every infinite 𝒰: of the compact one, m ∈ [1, 2] and d = 1, every part has e ≤ 2/3; where d = m = 1/j, which is not compact, every part has e = 1/2. Finiteness is sufficient and not necessary; nor is compactness necessary.", // biome-ignore format: one line
};

/** e of the first k utilities of each family. */
function evidence(budget: Budget): JsonObject {
  const counts = [1, ...boundsAt(budget).map(([, k]) => k)];
  return {
    "e by the number of utilities": Object.fromEntries(
      families.map((family): [string, Json] => [
        family,
        Object.fromEntries(
          counts.map((k) => {
            const { environment } = libraryWorld(libraryInstance(member(family, k)));
            return [`${k}`, Q.printRational(beliefThreshold(environment)!)];
          }),
        ),
      ]),
    ),
    "for all k": { "gaps shrink": "k/(k + 1)", "losses grow": "k/(k + 1)", "both shrink": "1/2", compact: "2/3" },
    "best bound": bound,
  };
}
