import fc from "fast-check";
import type { Claim, Example } from "../src/claim/claim.js";
import { onlyReading, type Switches } from "../src/claim/reading.js";
import type { Format } from "../src/instance/format.js";
import type { LogRing } from "../src/number/log-ring.js";
import { divide, one, printRational, type Rational } from "../src/number/rational.js";
import type { Finding } from "../src/verdict/finding.js";
import type { Json, JsonObject } from "../src/verdict/json.js";
import { inequalityClaim, type Stated } from "./inequality-claim.js";
import { type ExactSetting, type Place, placesOf, type Setting, type SituationCase } from "./setting.js";
import type { Choices } from "./worst-choices.js";

/**
 * What a claim about one player of a mechanism has to say for itself; `situationClaim` supplies the rest. P, E, T, O are
 * the parameters, environment, reports and outcomes of the mechanism. Cases with fewer players come first by themselves.
 *
 * The claim is decided twice, by routes that share only the mechanism: `decide` by a notion over any ring, for all ε at
 * once, and `sides` at given values in rationals. Random examples compare the two.
 */
export interface SituationClaim<P, E, T, O> extends Stated<SituationCase, Place<P, E, T>, ExactSetting<P, E, T, O>> {
  /**
   * Every exponent of e^ε that the laws of all cases and the claim itself need is a multiple of this s. Left out: the
   * greatest common measure of 1 and the step of the mechanism at the first case. To be stated where other cases or the
   * claim need a finer one (a bound e^{ε/2}), and where the claim has an ε that the mechanism lacks.
   */
  readonly step?: Rational;
  /** Why the cases stand for infinitely many, where they do. */
  readonly argument?: string;
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
}

/** How many random examples a claim about an instance draws unless told. */
export const fewDraws = { gate: 20, standard: 200, deep: 2000 } as const;

/**
 * A claim about one player of a mechanism. The format is an argument of its own, so that a test can put a broken
 * mechanism in the place of the honest one.
 */
export function situationClaim<P, E, T, O>(
  format: Format<P, E, T, O>,
  parts: SituationClaim<P, E, T, O>,
): Claim<SituationCase> {
  const { readings = onlyReading, choices = {} } = parts;
  const literal = readings.find((reading) => reading.literal)!.switches;
  const places = placesOf(format, {
    step: parts.step,
    reports: parts.reports,
    gate: (switches = literal) => parts.cases("gate", switches),
  });
  return inequalityClaim<SituationCase, Place<P, E, T>, ExactSetting<P, E, T, O>>({
    ...parts,
    step: places.step,
    argument: () => parts.argument,
    cases: (budget, switches) => byPlayers(parts.cases(budget, switches)),
    ofCase: places.ofCase,
    ofExample: (example, switches) => places.ofExample(example, parts.hypothesesAt ? undefined : switches),
    decide: (R, place, switches) => parts.decide(R, places.over(R, place), switches),
    exhibit(c, base) {
      const epsilon = base &&
        places.step && { times: printRational(divide(one, places.step)), log: printRational(base) };
      return exampleOf(format.mechanism.id, c, epsilon, format.mechanism.step !== undefined);
    },
    choices: () => choices,
    completed: Object.keys(choices),
    alternatives: (example, switches) => [
      ...otherReports(places.ofExample(example), example, format.report.print),
      ...(parts.alternatives?.(example, switches) ?? []),
    ],
    // At random ε.
    draw: (switches) => parts.draw?.(switches) ?? fc.constantFrom(...parts.cases("standard", switches)),
    draws: parts.draws ?? fewDraws,
  });
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
