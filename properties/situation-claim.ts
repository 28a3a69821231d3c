import fc, { type Arbitrary } from "fast-check";
import { sample } from "../generators/elections.js";
import { bases } from "../generators/rationals.js";
import type { Budget, Check, Claim, Domain, Example } from "../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../src/claim/reading.js";
import type { Format } from "../src/instance/loaded.js";
import type { LogRing } from "../src/number/log-ring.js";
import { divide, one, printRational, type Rational } from "../src/number/rational.js";
import type { Citation } from "../src/verdict/citation.js";
import type { Finding } from "../src/verdict/finding.js";
import type { Json, JsonObject } from "../src/verdict/json.js";
import { type ExactSetting, type Place, placesOf, type Setting, type SituationCase } from "./setting.js";
import { type Choices, type WorstSides, worstCheck } from "./worst-choices.js";

/**
 * What a claim about one player of a mechanism has to say for itself; `situationClaim` supplies the rest. P, E, T, O are
 * the parameters, environment, reports and outcomes of the mechanism.
 *
 * The claim is decided twice, by routes that share only the mechanism: `decide` by a notion over any ring, for all ε at
 * once, and `sides` at given values in rationals. Random examples compare the two.
 */
export interface SituationClaim<P, E, T, O> {
  /** `<paper>/<claim>`. */
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly hypotheses?: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /**
   * Every exponent of e^ε that the laws of all cases and the claim itself need is a multiple of this s. Left out: the
   * greatest common measure of 1 and the step of the mechanism at the first case. To be stated where other cases or the
   * claim need a finer one (a bound e^{ε/2}), and where the claim has an ε that the mechanism lacks.
   */
  readonly step?: Rational;
  /** The cases of a budget, those of the smaller budgets among them; cases with fewer players come first by themselves. */
  cases(budget: Budget, switches: Switches): readonly SituationCase[];
  /** The cases in words, such as "every profile with 1 to 4 players". */
  describe(budget: Budget, switches: Switches): string;
  /** Why the cases stand for infinitely many, where they do. */
  readonly argument?: string;
  /** Whether the cases are all of the description; they are unless told. */
  readonly exhaustive?: boolean;
  /** The corners of the domain: a name, and which cases are in it. */
  readonly corners: Readonly<Record<string, (place: Place<P, E, T>, switches: Switches) => boolean>>;
  /**
   * Whether the hypotheses are met, strictly, with equality, or not at all. Left out: they are met at the parameters of
   * the cases of the gate, and instances with other parameters are refused. Where given, it alone says so.
   */
  hypothesesAt?(place: Place<P, E, T>, switches: Switches): Finding<never>["hypotheses"];
  /** The reports that the claim compares for the player: those that the mechanism lists unless told. */
  reports?(place: Place<P, E, T>): readonly (T | null)[];
  /** Decides one case, over everything that `choices` ranges over: it fails where the sides at the worst choices do. */
  decide<S>(R: LogRing<S>, setting: Setting<P, E, T, O, S>, switches: Switches): Finding<S>;
  /**
   * What the claim quantifies over beside the instance, by name: every value that it may take, given those chosen
   * before. Values that an example leaves out are taken at their worst.
   */
  readonly choices?: Choices<ExactSetting<P, E, T, O>>;
  /** Both sides of the inequality at given values, without `decide` and its notion. */
  sides(setting: ExactSetting<P, E, T, O>, choices: JsonObject, switches: Switches): WorstSides;
  /** Random cases; those of the standard budget, at random ε, unless told. */
  readonly draw?: (switches: Switches) => Arbitrary<SituationCase>;
  /** How many random examples each budget draws. */
  readonly draws?: Readonly<Record<Budget, number>>;
  /** Further examples that may be smaller than a violating one, such as its alternatives renamed. */
  alternatives?(example: Example, switches: Switches): readonly Example[];
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<SituationCase>["repair"];
}

const fewDraws = { gate: 20, standard: 200, deep: 2000 } as const;

/**
 * A claim about one player of a mechanism. The format is an argument of its own, so that a test can put a broken
 * mechanism in the place of the honest one.
 */
export function situationClaim<P, E, T, O>(
  format: Format<P, E, T, O>,
  parts: SituationClaim<P, E, T, O>,
): Claim<SituationCase> {
  const { id, citation, statement, hypotheses = [], readings = onlyReading, corners, choices = {} } = parts;
  const literal = readings.find((reading) => reading.literal)!.switches;
  const places = placesOf(format, {
    step: parts.step,
    reports: parts.reports,
    gate: (switches = literal) => parts.cases("gate", switches),
  });
  const hypothesesAt = (place: Place<P, E, T>, switches: Switches) => parts.hypothesesAt?.(place, switches) ?? "inside";
  const cornersAt = (place: Place<P, E, T>, switches: Switches) =>
    Object.keys(corners).filter((name) => corners[name]!(place, switches));
  const exhibit = (c: SituationCase, base: Rational | undefined): Example => {
    const epsilon = base && places.step && { times: printRational(divide(one, places.step)), log: printRational(base) };
    return exampleOf(format.mechanism.id, c, epsilon, format.mechanism.step !== undefined);
  };
  return {
    id,
    citation,
    statement,
    hypotheses,
    readings,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    ...(places.step && { step: places.step }),
    corners: Object.keys(corners),
    domain: (budget, switches): Domain<SituationCase> => ({
      description: parts.describe(budget, switches),
      ...(parts.argument !== undefined && { argument: parts.argument }),
      cases: byPlayers(parts.cases(budget, switches)),
      exhaustive: parts.exhaustive ?? true,
      draws: (parts.draws ?? fewDraws)[budget],
    }),
    decide(R, c, switches) {
      const place = places.ofCase(c);
      const met = hypothesesAt(place, switches);
      const finding = parts.decide(R, places.over(R, place), switches);
      return met === "inside" || finding.hypotheses === "outside" ? finding : { ...finding, hypotheses: met };
    },
    cornersOf: (c, switches) => cornersAt(places.ofCase(c), switches),
    exhibit,
    check(example, switches): Check {
      const setting = places.ofExample(example, parts.hypothesesAt ? undefined : switches);
      const met = hypothesesAt(setting, switches);
      const worst = worstCheck(choices, setting, example.choices, (chosen) => parts.sides(setting, chosen, switches));
      const unmet = met === "inside" || worst.hypotheses === "outside" ? worst.hypotheses : met;
      return { ...worst, hypotheses: unmet, corners: cornersAt(setting, switches) };
    },
    completed: Object.keys(choices),
    alternatives: (example, switches) => [
      ...otherReports(places.ofExample(example), example, format.report.print),
      ...(parts.alternatives?.(example, switches) ?? []),
    ],
    draw: (switches) => ({
      sample(seed, count) {
        const cases = parts.draw?.(switches) ?? fc.constantFrom(...parts.cases("standard", switches));
        return sample(fc.record({ c: cases, base: bases }), seed, count).map(({ c, base }) => exhibit(c, base));
      },
    }),
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  };
}

/** The canonical order begins with the fewest players; within one number of players the order is the claim's. */
const byPlayers = (cases: readonly SituationCase[]): readonly SituationCase[] =>
  [...cases].sort((x, y) => x.reports.length - y.reports.length);

/** The case as an instance at one ε. An ε that the mechanism lacks is a choice of the claim. */
function exampleOf(mechanism: string, c: SituationCase, epsilon: JsonObject | undefined, own: boolean): Example {
  const parameters = { ...(epsilon && own && { epsilon }), ...c.parameters };
  return {
    instance: {
      mechanism,
      ...(Object.keys(parameters).length > 0 && { parameters }),
      ...(c.environment && { environment: c.environment }),
      reports: c.reports,
    },
    choices: { player: c.player ?? 0, ...(epsilon && !own && { epsilon }) },
  };
}

/** The example with one player's report replaced by each other one, and with the player in the first place. */
function otherReports<P, E, T, O>(
  { situation }: ExactSetting<P, E, T, O>,
  { instance, choices }: Example,
  print: (report: T | null) => Json,
): readonly Example[] {
  const { reports } = instance;
  const player = choices.player as number;
  if (!Array.isArray(reports)) return [];
  const possible = situation.reports.map(print);
  const replaced = reports.flatMap((_, i) =>
    possible.map((report) => ({ instance: { ...instance, reports: reports.with(i, report) }, choices })),
  );
  if (player === 0) return replaced;
  const inFront = [reports[player], ...reports.filter((_, i) => i !== player)];
  return [{ instance: { ...instance, reports: inFront }, choices: { ...choices, player: 0 } }, ...replaced];
}

/** What `repairedBy` needs of a claim: its changes by name, and the claim with some of them made. */
export interface Changes {
  readonly statement: string;
  readonly changes: readonly string[];
  claim(made: readonly string[]): Claim;
  /** The readings that it repairs, by name; the literal one unless told. */
  readonly of?: readonly string[];
}

/** The repair of a claim: under all of its changes, or all but one that is shown to be needed. */
export const repairedBy =
  ({ statement, changes, claim, of }: Changes): NonNullable<Claim<SituationCase>["repair"]> =>
  (reading) =>
    (of ? of.includes(reading.name) : reading.literal)
      ? {
          statement,
          changes,
          reading,
          claim: (undone) => claim(changes.filter((change) => change !== undone)) as Claim<SituationCase>,
        }
      : undefined;
