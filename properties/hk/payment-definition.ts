import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Check, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { worstCheck } from "../worst-choices.js";
import { extremes, formulas, type Level, type Levels, type Pair } from "./payment-levels.js";
import { exactScheme } from "./payment-schemes.js";
import type { Row } from "./range-cases.js";
import {
  casesAt,
  describeSchemes,
  exampleOf,
  honest,
  pairAt,
  rowsBeside,
  type SchemeCase,
  simpler,
  valuesOf,
} from "./scheme-cases.js";

/** What the two definitions differ in. */
export interface Definition extends Pick<Claim<SchemeCase>, "id" | "citation" | "statement" | "readings"> {
  readonly switchMeanings: Readonly<Record<string, string>>;
  readonly repair?: NonNullable<Claim<SchemeCase>["repair"]>;
  /** Whether it speaks of each payment of the others by itself, or of all payments together. */
  readonly says: "each of the others" | "all";
  /** Whether what must be private are all payments together. */
  isPublic(switches: Switches): boolean;
  /** What the probabilities of the definition are: of points, densities, or of measurable sets. */
  sense(switches: Switches): "points" | "densities" | "sets";
  evidence(switches: Switches): JsonObject;
}

/**
 * A definition of private payments by an inequality between two profiles says the same, at these profiles, as Definition 1 for
 * all events of what is seen. The schemes are the payments of Figure 1 as they are and with Laplace noise of scale 1/ε, n/ε and k/ε. Between two
 * profiles the levels of both are decided exactly: Laplace noise of scale s around p and p′ has no event beyond e^{Σ|p_j − p_j'|/s},
 * the event that every seen payment is beyond p_j on the side away from p_j′ attains it, and so does the density at p.
 */
export function paymentDefinition(definition: Definition, schemes = honest): Claim<SchemeCase> {
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

  /** Whether the inequality is of what must be private, so that one formula decides both sides. */
  const isItself = (switches: Switches): boolean =>
    sense(switches) !== "points" && isPublic(switches) === (says === "all");

  function judged(at: Pair, switches: Switches, levels: Levels): Judged {
    const { epsilon, player, paid } = at;
    const bound = L.timesEpsilon(L.fromRational(Q.one), epsilon);
    const within = (level: Level) => level !== "infinity" && levels.isWithin(level, bound);
    // For sets the inequality speaks of events: they are compared with what no density is beyond.
    const ofAll = sense(switches) === "sets" ? levels.beyondAll : levels.ofEvents;
    const meant = groups(isPublic(switches), paid.length, player).map(ofAll);
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
    hypotheses: [
      "ε > 0",
      "v and v' differ in the valuation of one agent",
      "payments of Figure 1, as they are or with Laplace noise",
    ],
    corners: ["payments without noise", "noise of the theorems", "other noise", "nobody else", "two players or more"],
    domain: (budget, switches) => ({
      description: describeSchemes(budget),
      argument:
        `${isItself(switches) ? itself : ""}` +
        "Two profiles at a time, so that a scheme meets the one definition at all profiles if and only if it meets the other. Laplace noise of scale s: no event and no density has a ratio above e^{Σ_j |p_j − p_j'|/s}, the sum over what is seen; both attain it.",
      cases: casesAt(budget),
      exhaustive: true,
      draws: { gate: 3, standard: 25, deep: 500 }[budget],
    }),
    decide(_R, c, switches) {
      const at = pairAt(exampleOf(c), c.other);
      const { saysSo, isSo, isOutside } = judged(at, switches, formulas(at));
      return {
        hypotheses: isOutside ? "outside" : "inside",
        conclusion: saysSo === isSo ? "holds" : "fails",
        witness: {},
      };
    },
    cornersOf,
    exhibit: exampleOf,
    check(example, switches): Check {
      const values = valuesOf(example, schemes);
      const reports = (example.instance.reports as readonly Row[]) ?? [];
      const rows = rowsBeside(reports);
      const { epsilon } = values;
      const worst = worstCheck({ other: () => rows }, { epsilon: epsilon! }, example.choices, (chosen) => {
        const at = pairAt(example, chosen.other, schemes);
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
    ...(repair && { repair }),
  };
}

const itself =
  "A definition that says what it should: its inequality is of the very payments that must be private, so that deciding a case is one formula compared with itself and cannot fail. " +
  "The check alone compares two computations, of densities at the corners of the centres and of half-lines, at the payments and the scale that the mechanism tells. ";

interface Judged {
  readonly saysSo: boolean;
  readonly isSo: boolean;
  readonly isOutside: boolean;
  readonly worst: Level;
  readonly bound: L.LogForm;
}
