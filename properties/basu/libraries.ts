import type { Budget, Example } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { commonTop } from "../../src/mechanisms/basu/common-top.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type BayesianWorld, bayesianWorld } from "./bayesian-world.js";
import { inside, posteriorInstance, withoutCommonTop } from "./environments.js";
import { remembered } from "./remembered.js";

/** A library 𝒰 as [utility][alternative][state]. */
export type Library = readonly (readonly (readonly string[])[])[];

/**
 * An instance with a library alone: one signal, the prior uniform, one player of each utility. What hypothesis (1) and the
 * thresholds E(λ; ω) are depends on nothing but the library.
 */
export function libraryInstance(library: Library): Example["instance"] {
  const states = library[0]![0]!.map((_, state) => state);
  return posteriorInstance(
    {
      prior: states.map(() => (states.length === 1 ? "1" : `1/${states.length}`)),
      likelihood: states.map(() => ["1"]),
      utilities: library,
    },
    library.map(() => 1),
  );
}

const worlds = new WeakMap<JsonObject, BayesianWorld>();

/** What is read of an instance, once for all claims about libraries. Throws InputError. */
export function libraryWorld(instance: JsonObject): BayesianWorld {
  const world = worlds.get(instance) ?? bayesianWorld(instance);
  worlds.set(instance, world);
  return world;
}

const tops = remembered<readonly number[] | undefined>();

/** The maximisers under (1), one a state; undefined where (1) fails. */
export const topsOf = (environment: BayesianEnvironment): readonly number[] | undefined =>
  tops(environment, "", () => commonTop(environment));

/** Numbers of states, alternatives and utilities, and the least number that a library is made of; the greatest is 1. */
type Size = readonly [states: number, alternatives: number, utilities: number, least: number];

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [
    [1, 1, 1, -1],
    [1, 2, 1, -1],
    [1, 2, 2, -1],
    [1, 2, 3, -1],
    [2, 1, 1, -1],
    [2, 2, 1, -1],
    [2, 2, 2, -1],
  ],
  standard: [
    [1, 3, 1, -1],
    [1, 3, 2, -1],
    [1, 3, 3, -1],
    [2, 3, 1, -1],
    [2, 3, 2, 0],
  ],
  deep: [[2, 3, 2, -1]],
};

/** Every table with the last alternative worth 0, numbers from 0 outwards. */
function tables([states, alternatives, , least]: Size): readonly (readonly (readonly string[])[])[] {
  const numbers = ["0", "1", "-1"].slice(0, 2 - least);
  const product = <T>(items: readonly T[], length: number): readonly (readonly T[])[] =>
    length === 0 ? [[]] : product(items, length - 1).flatMap((rest) => items.map((item) => [...rest, item]));
  const worthless = Array.from({ length: states }, () => "0");
  return product(product(numbers, states), alternatives - 1).map((rows) => [...rows, worthless]);
}

/** Every set of so many things. */
const subsets = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  size === 0 ? [[]] : items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));

const named: Readonly<Record<"gate" | "standard", readonly Library[]>> = {
  gate: [
    inside["guess of the state"]!.utilities,
    withoutCommonTop.constant!.utilities,
    inside["large offsets"]!.utilities,
    inside["all negative"]!.utilities,
  ],
  standard: [
    ...[inside, withoutCommonTop].flatMap((group) => Object.values(group).map(({ utilities }) => utilities)),
    // Eight states to guess; four alternatives; three utilities with a common top in each of three states.
    [Array.from({ length: 8 }, (_, a) => Array.from({ length: 8 }, (_, state) => (a === state ? "1" : "0")))],
    [
      [
        ["4", "0"],
        ["3", "7/2"],
        ["2", "5"],
        ["1", "-1"],
      ],
      [
        ["1", "0"],
        ["1/2", "1/3"],
        ["-1", "1/2"],
        ["0", "0"],
      ],
    ],
    [
      [
        ["2", "0", "0"],
        ["0", "1", "0"],
        ["0", "0", "3"],
      ],
      [
        ["1", "0", "-5"],
        ["0", "1", "-7"],
        ["0", "0", "1"],
      ],
      [
        ["5", "0", "4"],
        ["4", "1/9", "2"],
        ["0", "0", "9"],
      ],
    ],
    // Opposed only by a hair, so that the tie is at λ = (1/100, 99/100).
    [
      [
        ["99", "0"],
        ["0", "1"],
      ],
      [
        ["0", "0"],
        ["1", "1"],
      ],
    ],
  ],
};

const upTo = <T>(budget: Budget, lists: Readonly<Partial<Record<Budget, readonly T[]>>>): readonly T[] => [
  ...(lists.gate ?? []),
  ...(budget === "gate" ? [] : (lists.standard ?? [])),
  ...(budget === "deep" ? (lists.deep ?? []) : []),
];

/** How far apart two alternatives are at most, in libraries that are made to have (1). */
const greatestLead: Readonly<Record<Budget, number>> = { gate: 2, standard: 3, deep: 5 };

/** Every two utilities on two states and alternatives with the same best alternative in each state, and leads that are whole. */
function withCommonTop(budget: Budget): readonly Library[] {
  const leads = Array.from({ length: greatestLead[budget] }, (_, i) => i + 1);
  return [1, -1].flatMap((x) =>
    [1, -1].flatMap((y) => {
      const rows = leads.flatMap((d) => leads.map((m) => [`${x * d}`, `${y * m}`]));
      return subsets(rows, 2).map((pair) => pair.map((row) => [row, ["0", "0"]]));
    }),
  );
}

const known = new Map<Budget, readonly Example[]>();

/** Libraries by their size: every small one, and those with something particular. */
export function libraries(budget: Budget): readonly Example[] {
  const found = known.get(budget);
  if (found) return found;
  const small = upTo(budget, sizes).flatMap((size) => subsets(tables(size), size[2]));
  const examples = [...small, ...withCommonTop(budget), ...upTo(budget, named)].map((library) => ({
    instance: libraryInstance(library),
    choices: {},
  }));
  known.set(budget, examples);
  return examples;
}

const said: Readonly<Record<Budget, string>> = {
  gate: "K ≤ 2 states, A ≤ 2 alternatives and up to two utilities (three for K = 1)",
  standard:
    "K ≤ 2 states, A ≤ 3 alternatives and up to two utilities (three for K = 1), with numbers 0 and 1 alone for K = 2, A = 3 and two utilities",
  deep: "K ≤ 2 states, A ≤ 3 alternatives and up to two utilities (three for K = 1)",
};

/** The libraries in words. */
export const librariesSaid = (budget: Budget): string =>
  `every set of utilities with numbers -1, 0, 1 and the last alternative worth 0 on ${said[budget]}, as only differences within a state count; every two with the same best alternative in each state, K = A = 2, and leads 1 to ${greatestLead[budget]}; and ${upTo(budget, named).length} libraries with something particular`;

type Corner = (environment: BayesianEnvironment) => boolean;

const numbers = ({ utilities }: BayesianEnvironment) => utilities.flat(2);
const isSame = (x: readonly Q.Rational[], y: readonly Q.Rational[]) => x.every((value, i) => Q.equals(value, y[i]!));

const corners: Readonly<Record<string, Corner>> = {
  "(1) holds": (environment) => topsOf(environment) !== undefined,
  "(1) does not": (environment) => topsOf(environment) === undefined,
  "one state": ({ states }) => states === 1,
  "one alternative": ({ alternatives }) => alternatives === 1,
  "one utility": ({ utilities }) => utilities.length === 1,
  "three utilities": ({ utilities }) => utilities.length === 3,
  "an indifferent player": ({ alternatives, utilities }) =>
    alternatives > 1 && utilities.some((table) => table.every((row) => isSame(row, table[0]!))),
  "sign-flipped copies": ({ utilities }) =>
    utilities.some((x) => utilities.some((y) => x !== y && isSame(x.flat(), y.flat().map(Q.negate)))),
  "utilities that do not depend on the state": ({ states, alternatives, utilities }) =>
    states > 1 && alternatives > 1 && utilities.flat().every((row) => row.every((value) => Q.equals(value, row[0]!))),
  "a guess of the state": ({ states, utilities }) =>
    states > 1 &&
    utilities[0]!.every((row, a) => row.every((value, state) => Q.equals(value, a === state ? Q.one : Q.zero))),
  "all negative": (environment) => numbers(environment).every((value) => Q.signOfRational(value) < 0),
  "large offsets": (environment) => numbers(environment).every(({ numerator }) => numerator ** 2n > 2500n),
};

/** The corners of section d of the catalogue that are about utilities alone. */
export const libraryCorners = Object.fromEntries(
  Object.entries(corners).map(([name, holds]) => [name, ({ environment }: BayesianWorld) => holds(environment)]),
);
