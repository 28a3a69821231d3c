import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { refuse } from "../../src/instance/input.js";
import { lineMixtureFormat } from "../../src/instance/nst-line.js";
import { type LineValues, lineEpsilonOf } from "../../src/instance/nst-line-work.js";
import { stepsOf } from "../../src/mechanisms/nst/line.js";
import { type LineEpsilon, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { type LineMixture, lineMixture } from "../../src/mechanisms/nst/line-mixture.js";
import * as I from "../../src/number/inverse-log.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { leastLie, placeIn, placesIn, spreadMeanings } from "./commitment-cases.js";
import { printPlace, upTo } from "./line-cases.js";
import { inverseLogSide, signMeanings } from "./line-claim.js";
import { plainLoss } from "./plain-commitment.js";
import { plainExpected } from "./plain-line.js";
import { distanceIn, dominates, type Mixed, othersIn, signsOf } from "./undominated.js";

const severalFacilities = "K ≥ 2";

type Row = readonly [K: 1 | 2, m: number, players: number, mbar: number, q: string, log: string];

/** q is just at 16εm̄2^m̄ or above, ε = 2m·ln log. */
const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    [1, 1, 1, 1, "1/2", "129/128"],
    [1, 3, 1, 3, "1/3", "10001/10000"],
    [2, 1, 1, 1, "1/2", "129/128"],
    [2, 2, 2, 2, "13/25", "1001/1000"],
  ],
  standard: [
    [2, 4, 1, 3, "1/3", "10001/10000"],
    [2, 3, 2, 3, "1/3", "10001/10000"],
    [2, 2, 3, 2, "9/10", "1001/1000"],
  ],
  deep: [
    [2, 4, 2, 3, "1/3", "10001/10000"],
    [2, 8, 1, 4, "9/10", "10001/10000"],
  ],
};

/** q just at 8εm̄2^m̄: enough at |t − b| = 2^−(m̄−1), but not for the printed particular case. */
const least: readonly Row[] = [
  [2, 2, 2, 2, "13/50", "1001/1000"],
  [2, 4, 1, 3, "77/500", "10001/10000"],
];

const rowsAt = (budget: Budget, { condition }: Switches): readonly Row[] => [
  ...upTo(rows, budget),
  ...(condition === "inequality" && budget !== "gate" ? least : []),
];

const exampleOf = ([K, m, players, mbar, q, log]: Row, { sign, Y }: Switches): Example => ({
  instance: {
    mechanism: lineMixture.id,
    parameters: {
      epsilon: { times: `${2 * m}`, log },
      q,
      mbar,
      ...(sign === "distance" && { sign }),
      ...(Y === "integer" && { Y }),
    },
    environment: { kind: "line", K, m },
    reports: Array<string>(players).fill("0"),
  },
  choices: {},
});

type MixtureValues = LineValues<LineMixture>;

/** The mixture of an instance. Throws InputError for another reading's, and for q not between 0 and 1. */
function mixedOf(values: MixtureValues, { sign, Y }: Switches): Mixed {
  const { parameters, environment: line, epsilon, profile } = values;
  if (parameters.sign !== sign) throw refuse("instance.parameters.sign", `this reading is about ${sign}`);
  if (parameters.Y !== Y) throw refuse("instance.parameters.Y", `this reading is about ${Y}`);
  lineEpsilonOf(values);
  return { line, parameters, epsilon: epsilon!, players: size(profile) };
}

interface Condition {
  readonly condition: string;
  /** How many times smaller a q is enough. */
  readonly smaller: Q.Rational;
}

/** The sign of how q compares with what the condition asks for a lie so many steps away; −1 where the section does not speak of it. */
function conditionAt(
  { line, parameters: { q, mbar }, epsilon }: Mixed,
  steps: number,
  { condition, smaller }: Condition,
): Sign {
  const distance = Q.rational(BigInt(steps), BigInt(line.m));
  if (Q.compare(distance, leastLie(mbar)) < 0) return -1;
  if (Q.compare(q, Q.zero) <= 0 || Q.compare(q, Q.one) >= 0) return -1;
  // q·D²/(8m̄) ≥ 2εD, or q ≥ 16εm̄·2^m̄.
  const share = condition === "inequality" ? distance : Q.rational(1n, 2n ** BigInt(mbar));
  const enough = Q.divide(Q.multiply(Q.multiply(q, smaller), share), Q.rational(16n * BigInt(mbar)));
  return L.compare(L.fromRational(enough), L.scale(L.ln(epsilon.log), epsilon.times), epsilon);
}

const apart = (x: number, y: number): number => (x < y ? y - x : x - y);

const inequality =
  "min over the others' announcements of E[distance | lie] - E[distance | truth] >= 0, and above 0 somewhere";

const argument =
  "All n, all real t, b and announcements of the others, either sign of F: the density at the lie is at least e^{−ε|t−b|} times that at the truth (Lemma 8), so that the lie gains at most (1 − e^{−ε|t−b|})·E|distance| ≤ ε|t − b| < 2ε|t − b| from the " +
  "exponential part; from the commitment it loses at least |t − b|²/(8m̄) (Lemma 12). As |t − b| ≥ 2·2^−m̄, q ≥ 8εm̄2^m̄ is enough for q|t − b|²/(8m̄) ≥ 2ε|t − b|, and so is q ≥ 16εm̄2^m̄.";

/**
 * Section 5.4: where q|t − b|²/(8m̄) ≥ 2ε|t − b| the truth dominates b; in particular where q ≥ 16εm̄2^m̄. With a condition that is
 * met by a q so many times smaller, for near misses.
 */
export const loc3Domination = (changes: readonly string[] = [], smaller = Q.one): Claim<Example> => {
  const isRepaired = changes.includes(severalFacilities);
  const rowsOf = (budget: Budget, switches: Switches) =>
    rowsAt(budget, switches).filter(([K]) => K === 2 || !isRepaired);
  return instanceClaim(lineMixtureFormat, {
    id: "nst/loc3-domination",
    citation: cite("nst", "Section 5.4"),
    statement:
      "If q|t_i − b_i|²/(8m̄) ≥ 2ε|t_i − b_i|, then announcing t_i dominates any announcement b_i with |b_i − t_i| ≥ 2^{−(m̄−1)}; in particular if q ≥ 16εm̄2^m̄. For every K ≥ 1.",
    hypotheses: ["K ≥ 1, m̄ ≥ 1, 0 < q < 1, ε > 0", "|b_i − t_i| ≥ 2^{−(m̄−1)}", "the condition on q"],
    readings: readingsOf(
      { condition: ["inequality", "particular"], sign: ["distance", "utility"] },
      { Y: ["real", "integer"] },
    ),
    switchMeanings: {
      inequality: "the condition is q|t_i − b_i|²/(8m̄) ≥ 2ε|t_i − b_i|",
      particular: "the condition is q ≥ 16εm̄2^m̄",
      ...signMeanings,
      ...spreadMeanings,
    },
    examples: (budget, switches) => rowsOf(budget, switches).map((row) => exampleOf(row, switches)),
    describe: (budget, switches) =>
      `every t, b and announcements of the others on the grid, for (K, m, n, m̄, q, e^{ε/(2m)}) = ${rowsOf(
        budget,
        switches,
      )
        .map((row) => `(${row.join(", ")})`)
        .join(", ")}`,
    argument: () => (isRepaired ? argument : `${argument} This is for K ≥ 2: with K = 1 the commitment costs nothing.`),
    corners: {
      "one facility": ({ environment }) => environment.K === 1,
      "two facilities": ({ environment }) => environment.K === 2,
      "one player": ({ profile }) => size(profile) === 1,
      "several players": ({ profile }) => size(profile) > 1,
      "m̄ = 1": ({ parameters }) => parameters.mbar === 1,
      "m̄ above 1": ({ parameters }) => parameters.mbar > 1,
    },
    decide(values, _choices, switches) {
      const mixed = mixedOf(values, switches);
      const distance = distanceIn(mixed);
      const places = Array.from({ length: mixed.line.m + 1 }, (_, i) => i);
      const pairs = places
        .flatMap((t) => places.map((b) => [t, b] as const))
        .filter(([t, b]) => conditionAt(mixed, apart(t, b), { condition: switches.condition!, smaller }) >= 0);
      return {
        hypotheses: pairs.length === 0 ? "outside" : "inside",
        holds: pairs.every(([t, b]) => dominates(signsOf(mixed, distance, [t, t, b]))),
      };
    },
    choices: (switches) => ({
      truth: ({ environment }) => placesIn(BigInt(environment.m)),
      // Lies that the condition does not cover are not among those that the claim speaks of.
      lie(values, chosen) {
        const mixed = mixedOf(values, switches);
        const { m } = mixed.line;
        const t = stepsOf(m, placeIn(chosen, "truth"));
        const covers = (b: number) => conditionAt(mixed, apart(t, b), { condition: switches.condition!, smaller }) >= 0;
        return placesIn(BigInt(m)).filter((_, b) => covers(b));
      },
    }),
    completed: ["truth", "lie"],
    sides: (values, choices, switches) =>
      sidesOf(mixedOf(values, switches), lineEpsilonOf(values), choices, { condition: switches.condition!, smaller }),
    evidence: () => ({
      "least constants":
        "8 in the place of 16, from |t − b| ≥ 2·2^−m̄; with the gain ε|t − b| and the loss |t − b|²/(2m̄) that hold, q ≥ εm̄2^m̄ is enough",
      "one facility":
        "two announcements differ in the exponential part alone; a player at 1/4 who is alone gains by announcing an end",
    }),
    repair: repairedBy({
      statement:
        "For K ≥ 2, if q|t_i − b_i|²/(8m̄) ≥ 2ε|t_i − b_i|, announcing t_i dominates b_i; in particular if q ≥ 16εm̄2^m̄.",
      changes: [severalFacilities],
      claim: (made) => loc3Domination(made, smaller),
      of: [
        "inequality+distance+real",
        "inequality+utility+real",
        "particular+distance+real",
        "particular+utility+real",
        "inequality+distance+integer",
      ],
    }),
  });
};

/** What the lie costs at each profile of the others: the expected distance from the law, and the loss from the midpoints. */
function sidesOf(mixed: Mixed, exact: LineEpsilon, choices: JsonObject, condition: Condition) {
  const { line, parameters } = mixed;
  const [t, b] = [stepsOf(line.m, placeIn(choices, "truth")), stepsOf(line.m, placeIn(choices, "lie"))];
  const order = conditionAt(mixed, apart(t, b), condition);
  const place = (steps: number) => Q.rational(BigInt(steps), BigInt(line.m));
  const free = (report: number, others: readonly number[]) => {
    const profile = [report, ...others].map((steps) => ({ report: place(steps), count: 1 }));
    return plainExpected(exact, lineLaw(line, parameters.sign, profile), [t]);
  };
  const loss = Q.multiply(parameters.q, plainLoss(parameters.mbar, parameters.Y, line.K, place(t), place(b)));
  const costs = othersIn(mixed).map((others) => {
    const gained = I.scale(I.subtract(free(b, others), free(t, others)), Q.subtract(Q.one, parameters.q));
    return { others, cost: I.add(gained, I.fromRational(loss, exact.log)) };
  });
  const { others, cost } = costs.reduce((x, y) => (I.compare(x.cost, y.cost) <= 0 ? x : y));
  const isDominated = costs.every((found) => I.sign(found.cost) >= 0) && costs.some((found) => I.sign(found.cost) > 0);
  return {
    hypotheses: order < 0 ? ("outside" as const) : order === 0 ? ("boundary" as const) : ("inside" as const),
    left: inverseLogSide(cost),
    right: Q.zero,
    larger: "left" as const,
    holds: isDominated,
    inequality,
    explanation: `${mixed.players} players; a player at ${printPlace(line.m, t)} announces ${printPlace(line.m, b)}${others.length > 0 ? `, the others ${others.map((steps) => printPlace(line.m, steps)).join(", ")}` : ""}`,
  };
}
