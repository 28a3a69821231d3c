import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Budget, Check, Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { beside, others, type Profile, reportOf, size } from "../../src/game/profile.js";
import { type Epsilon, printEpsilon } from "../../src/instance/epsilon.js";
import type { RangeValues } from "../../src/instance/hk-range.js";
import { figurePayments } from "../../src/instance/hk-range-facts.js";
import { readChoice, readIndex, readPositive, refuse } from "../../src/instance/input.js";
import { readValues } from "../../src/instance/loaded.js";
import { once } from "../../src/instance/once.js";
import { type LaplaceNoise, paymentLevel } from "../../src/mechanisms/hk/laplace-payments.js";
import { gridOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { worstCheck } from "../worst-choices.js";
import { gridOfValues } from "./own-steps.js";
import { exactScheme, type PaymentScheme, printedScale, privateScheme, publicScheme } from "./payment-schemes.js";
import { everyRow, names, type Row } from "./range-cases.js";

/** A scheme, two profiles that differ in what player 0 values, and ε. */
export interface SchemeCase {
  readonly mechanism: string;
  /** The k of payments of Figure 1 with noise LAP(k/ε), beside the schemes of the theorems. */
  readonly noise?: string;
  readonly epsilon: JsonObject;
  readonly reports: readonly Row[];
  readonly other: Row;
}

/** What the two definitions differ in. */
export interface Definition extends Pick<Claim<SchemeCase>, "id" | "citation" | "statement" | "readings"> {
  readonly switchMeanings: Readonly<Record<string, string>>;
  readonly repair?: NonNullable<Claim["repair"]>;
  /** Whether it speaks of each payment of the others by itself, or of all payments together. */
  readonly says: "each of the others" | "all";
  /** Whether what must be private are all payments together. */
  isPublic(switches: Switches): boolean;
  /** What the probabilities of the definition are: of points, densities, or of measurable sets. */
  sense(switches: Switches): "points" | "densities" | "sets";
  evidence(switches: Switches): JsonObject;
}

const schemes: readonly PaymentScheme[] = [exactScheme, privateScheme, publicScheme];

/** A level of privacy: the supremum of log ratios. "infinity" where a chance is 0 at one profile and positive at the other. */
type Level = L.LogForm | "infinity";

/**
 * A definition of private payments by an inequality between two profiles says the same, at these profiles, as Definition 1 for
 * all events of what is seen. The schemes are the payments of Figure 1 as they are and with Laplace noise of scale 1/ε, n/ε and k/ε. Between two
 * profiles the levels of both are decided exactly: Laplace noise of scale s around p and p′ has no event beyond e^{Σ|p_j − p_j'|/s},
 * the event that every seen payment is beyond p_j on the side away from p_j′ attains it, and so does the density at p.
 */
export function paymentDefinition(definition: Definition): Claim<SchemeCase> {
  const { isPublic, sense, evidence, says, repair, ...shared } = definition;
  const cornersOf = ({ mechanism, noise, reports }: Pick<SchemeCase, "mechanism" | "noise" | "reports">) => [
    mechanism !== exactScheme.format.mechanism.id
      ? "noise of the theorems"
      : noise === undefined
        ? "payments without noise"
        : "other noise",
    ...(reports.length === 1 ? ["nobody else"] : ["two players or more"]),
  ];
  /** Groups of payments that are judged together. */
  const groups = (all: boolean, players: number, player: number): readonly (readonly number[])[] => {
    const payments = Array.from({ length: players }, (_, j) => j);
    return all ? [payments] : payments.filter((j) => j !== player).map((j) => [j]);
  };

  function judged(at: Pair, switches: Switches, levels: Levels): Judged {
    const { epsilon, player, paid } = at;
    const bound = L.timesEpsilon(L.fromRational(Q.one), epsilon);
    const within = (level: Level) => level !== "infinity" && levels.isWithin(level, bound);
    const meant = groups(isPublic(switches), paid.length, player).map(levels.ofEvents);
    const said = groups(says === "all", paid.length, player).map((group) => levels[sense(switches)](group));
    const worst = meant.find((level) => !within(level)) ?? meant.at(-1) ?? L.zero;
    return {
      saysSo: said.every((level) => level === "nothing" || within(level as Level)),
      isSo: meant.every(within),
      // A scheme without densities is none of which densities speak.
      isOutside: sense(switches) === "densities" && at.noise === undefined,
      worst,
      bound,
    };
  }

  return {
    ...shared,
    hypotheses: ["ε > 0", "v and v' differ in the valuation of one agent", "payments of Figure 1, as they are or with Laplace noise"],
    corners: ["payments without noise", "noise of the theorems", "other noise", "nobody else", "two players or more"],
    domain: (budget) => ({
      description: describe(budget),
      argument:
        "Two profiles at a time, so that a scheme meets the one definition at all profiles if and only if it meets the other. Laplace noise of scale s: no event and no density has a ratio above e^{Σ_j |p_j − p_j'|/s}, the sum over what is seen; both attain it.",
      cases: casesAt(budget),
      exhaustive: true,
      draws: { gate: 3, standard: 25, deep: 500 }[budget],
    }),
    decide(_R, c, switches) {
      const at = pairAt(exampleOf(c), c.other);
      const { saysSo, isSo, isOutside } = judged(at, switches, formulas(at));
      return { hypotheses: isOutside ? "outside" : "inside", conclusion: saysSo === isSo ? "holds" : "fails", witness: {} };
    },
    cornersOf,
    exhibit: exampleOf,
    check(example, switches): Check {
      const values = valuesOf(example);
      const reports = (example.instance.reports as readonly Row[]) ?? [];
      const rows = rowsBeside(reports);
      const { epsilon } = values;
      const worst = worstCheck({ other: () => rows }, { epsilon: epsilon! }, example.choices, (chosen) => {
        const at = pairAt(example, chosen.other);
        const { saysSo, isSo, isOutside, worst: level, bound } = judged(at, switches, extremes(at));
        return {
          hypotheses: isOutside ? "outside" : "inside",
          left: level,
          right: bound,
          larger: "right",
          holds: saysSo === isSo,
          inequality: `the largest log ratio of an event of ${isPublic(switches) ? "all payments" : "the payment of another player"} <= ε ${saysSo ? "where" : "only where"} the definition's inequality holds`,
          explanation: `the definition ${saysSo ? "accepts" : "rejects"} the pair of profiles, where the payments ${isSo ? "are" : "are not"} ε-differentially private`,
        };
      });
      const { noise } = example.choices;
      const corners = { mechanism: example.instance.mechanism as string, ...(noise !== undefined && { noise: `${noise}` }), reports }; // biome-ignore format: one line
      return { ...worst, corners: cornersOf(corners) };
    },
    completed: ["other"],
    draw: () => ({
      sample: (seed, count) =>
        sample(fc.record({ c: fc.constantFrom(...casesAt("standard")), base: bases }), seed, count).map(({ c, base }) =>
          exampleOf({ ...c, epsilon: { times: "8", log: Q.printRational(base) } }),
        ),
    }),
    alternatives: (example) => simpler(example),
    evidence: (_budget, switches) => evidence(switches),
    ...(repair && { repair: repair as unknown as NonNullable<Claim<SchemeCase>["repair"]> }),
  };
}

interface Judged {
  readonly saysSo: boolean;
  readonly isSo: boolean;
  readonly isOutside: boolean;
  readonly worst: Level;
  readonly bound: L.LogForm;
}

/** The levels of a group of payments by points, densities and sets; "nothing" where both sides of the inequality are 0. */
interface Levels {
  points(group: readonly number[]): Level | "nothing";
  densities(group: readonly number[]): Level | "nothing";
  sets(group: readonly number[]): Level | "nothing";
  ofEvents(group: readonly number[]): Level;
  isWithin(level: L.LogForm, bound: L.LogForm): boolean;
}

/** Both profiles' payments, and their noise if there is any. */
interface Pair {
  readonly epsilon: Epsilon;
  readonly player: number;
  readonly paid: readonly L.LogForm[];
  readonly then: readonly L.LogForm[];
  readonly noise?: LaplaceNoise;
  /** The scale of the noise times ε, from what `law` prints. */
  readonly scale?: Q.Rational;
}

const isMoved = ({ paid, then, epsilon }: Pair, group: readonly number[]): boolean =>
  group.some((j) => !L.equals(paid[j]!, then[j]!, epsilon));

const withoutNoise = (at: Pair, group: readonly number[]): Level => (isMoved(at, group) ? "infinity" : L.zero);

/** By the formula of the level. */
function formulas(at: Pair): Levels {
  const { noise, paid, then, epsilon } = at;
  const known = formulasOf.get(at);
  if (known) return known;
  const levels = new Map<string, Level>();
  const within = new Map<L.LogForm, boolean>();
  const level = (group: readonly number[]): Level => {
    const found =
      levels.get(group.join()) ??
      (noise
        ? paymentLevel(
            noise,
            group.map((j) => paid[j]!),
            group.map((j) => then[j]!),
            epsilon,
          )
        : withoutNoise(at, group));
    levels.set(group.join(), found);
    return found;
  };
  const formula: Levels = {
    points: (group) => (noise ? "nothing" : withoutNoise(at, group)),
    densities: level,
    sets: level,
    ofEvents: level,
    isWithin(x, bound) {
      const is = within.get(x) ?? L.compare(x, bound) <= 0;
      within.set(x, is);
      return is;
    },
  };
  formulasOf.set(at, formula);
  return formula;
}

/** All readings ask for the same levels. */
const formulasOf = new WeakMap<Pair, Levels>();

/** By points and events that attain it, apart from the formula. */
function extremes(at: Pair): Levels {
  const known = extremesOf.get(at) ?? levelsAtExtremes(at);
  extremesOf.set(at, known);
  return known;
}

const extremesOf = new WeakMap<Pair, Levels>();

function levelsAtExtremes(at: Pair): Levels {
  const { paid, then, epsilon, scale } = at;
  const times = (x: L.LogForm): L.LogForm => L.scale(L.timesEpsilon(x, epsilon), Q.divide(Q.one, scale!));
  const distances = new Map<L.LogForm, Map<L.LogForm, L.LogForm>>();
  const distance = (x: L.LogForm, y: L.LogForm): L.LogForm => {
    if (x === y) return L.zero;
    const known = distances.get(x)?.get(y);
    if (known) return known;
    const difference = times(L.subtract(x, y));
    const found = L.sign(difference) < 0 ? L.negate(difference) : difference;
    distances.set(x, new Map([...(distances.get(x) ?? []), [y, found]]));
    return found;
  };
  /** ln f_p(x)/f_{p′}(x) is linear between the centres and constant beyond: its maximum is at a corner of centres. */
  const ofDensity = (group: readonly number[]): L.LogForm => {
    const points = group.reduce<readonly (readonly L.LogForm[])[]>(
      (all, j) => all.flatMap((point) => [paid[j]!, then[j]!].map((x) => [...point, x])),
      [[]],
    );
    return points
      .map((point) => L.sum(point.map((x, k) => L.subtract(distance(x, then[group[k]!]!), distance(x, paid[group[k]!]!)))))
      .reduce((x, y) => (L.compare(x, y) >= 0 ? x : y));
  };
  /** Each payment beyond p_j, on the side away from p_j′: chances 1/2 and e^{−|p_j − p_j'|/s}/2. */
  const ofHalfLines = (group: readonly number[]): L.LogForm => L.sum(group.map((j) => distance(paid[j]!, then[j]!)));
  const exact = (group: readonly number[]) => withoutNoise(at, group);
  const isWithin = (level: L.LogForm, bound: L.LogForm) => L.compare(level, bound) <= 0;
  return scale === undefined
    ? { points: exact, densities: exact, sets: exact, ofEvents: exact, isWithin }
    : { points: () => "nothing", densities: ofDensity, sets: ofHalfLines, ofEvents: ofHalfLines, isWithin };
}

function valuesOf({ instance }: Example): RangeValues & { readonly scheme: PaymentScheme } {
  const ids = schemes.map(({ format }) => format.mechanism.id);
  const id = readChoice(instance.mechanism, "instance.mechanism", ids);
  const scheme = schemes[ids.indexOf(id)]!;
  return { ...readValues(scheme.format, instance), scheme };
}

function pairAt(example: Example, other: unknown): Pair {
  const key = canonical([example.instance, example.choices.player ?? null, example.choices.noise ?? null, other as Json]);
  const pair = recent.get(key) ?? readPair(example, other);
  if (recent.size > mostRecent) recent.clear();
  recent.set(key, pair);
  return pair;
}

/** A search for smaller examples, and the readings, come back to the same pairs. */
const recent = new Map<string, Pair>();
const mostRecent = 5000;

function readPair(example: Example, other: unknown): Pair {
  const { scheme, ...values } = valuesOf(example);
  const player = readIndex(example.choices.player, "choices.player", size(values.profile), "player");
  const row = scheme.format.report.read(other, "choices.other", values.environment) as ValueRow;
  const changed = beside(others(values.profile, player), player, row as ValueRow | null);
  const profiles = [values.profile, changed].map(alone);
  const grid = gridOf(profiles.flat());
  const environment = { ...values.environment, grid };
  const [paid, then] = profiles.map((profile) => figurePayments({ ...values, environment, profile }));
  const chosen = example.choices.noise === undefined ? undefined : readPositive(example.choices.noise, "choices.noise");
  if (chosen && scheme.noise) throw refuse("choices.noise", "the mechanism has its own noise");
  const noise = chosen ? { scale: chosen } : scheme.noise?.(size(values.profile));
  const scale = chosen ?? (scheme.noise && printedScale(scheme, values));
  return {
    epsilon: values.epsilon!,
    player,
    paid: paid!,
    then: then!,
    ...(noise && { noise }),
    ...(scale && { scale }),
  };
}

const alone = <T>(profile: Profile<T>): Profile<T> =>
  Array.from({ length: size(profile) }, (_, j) => ({ report: reportOf(profile, j), count: 1 }));

const exampleOf = ({ mechanism, noise, epsilon, reports, other }: SchemeCase): Example => ({
  instance: { mechanism, parameters: { epsilon }, environment: { outcomes: names(other.length) }, reports },
  choices: { player: 0, ...(noise !== undefined && { noise }), other },
});

const bits = ["0", "1"];
/** Two agents whose payments move by more than 1 together, and others of values 0 and 1. */
const quarters: readonly Row[] = [
  ["0", "0"],
  ["0", "1"],
  ["1", "0"],
  ["0", "1/2"],
  ["3/4", "0"],
];

/** The rows that player 0 may change to. */
const rowsBeside = (reports: readonly Row[]): readonly Row[] => {
  const m = reports[0]?.length;
  return m === 2 ? [...quarters, ["1", "1"]] : m === 1 ? everyRow(1, ["0", "1"]) : everyRow(m ?? 1, bits);
};

const epsilons: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["2"],
  standard: ["11/10", "3/2", "2", "16"],
  deep: ["11/10", "3/2", "2", "3", "10", "16", "100", "1000000"],
};

/** The schemes: as they are, with noise that is too small, with that of the theorems. */
const told: readonly Pick<SchemeCase, "mechanism" | "noise">[] = [
  { mechanism: exactScheme.format.mechanism.id },
  { mechanism: exactScheme.format.mechanism.id, noise: "1/8" },
  { mechanism: privateScheme.format.mechanism.id },
  { mechanism: publicScheme.format.mechanism.id },
];

const casesOf = (budget: Budget): readonly SchemeCase[] => {
  const profiles = [
    ...everyProfile(everyRow(1, ["0", "1"]), 1),
    ...everyProfile(quarters, 1),
    ...everyProfile(budget === "gate" ? quarters.slice(3) : quarters, 2),
    ...(budget === "gate" ? [] : everyProfile(everyRow(2, bits).slice(1, 3), 3)),
  ];
  return profiles.flatMap((reports) =>
    told.flatMap((scheme) =>
      epsilons[budget].flatMap((log) =>
        rowsBeside(reports).map((other) => ({ ...scheme, epsilon: { times: "8", log }, reports, other })),
      ),
    ),
  );
};
const cases = { gate: once(() => casesOf("gate")), standard: once(() => casesOf("standard")), deep: once(() => casesOf("deep")) }; // biome-ignore format: one line
const casesAt = (budget: Budget): readonly SchemeCase[] => cases[budget]();

const describe = (budget: Budget): string =>
  "payments of Figure 1 as they are, with LAP(1/(8ε)), LAP(1/ε) and LAP(n/ε); one player with one outcome or with the rows (0, 0), (0, 1), (1, 0), (0, 1/2), (3/4, 0); two players with " +
  `${budget === "gate" ? "the last two rows" : "these rows; three players each on one of two outcomes"}; every change of player 0 to such rows and (1, 1); e^{ε/8} = ${epsilons[budget].join(", ")}`;

/** The example at the least ε = 2d·ln b for small b, d the grid of its values, and with fewer digits. */
const simpler = ({ instance, choices }: Example): readonly Example[] => {
  const times = 2n * gridOfValues(instance.reports, choices.other);
  const epsilonsHere = ["2", "3", "4", "16"].map((log) => printEpsilon({ times: Q.rational(times), log: Q.parseRational(log)! }));
  return epsilonsHere.map((epsilon) => ({
    instance: { ...instance, parameters: { ...(instance.parameters as JsonObject), epsilon } },
    choices,
  }));
};
