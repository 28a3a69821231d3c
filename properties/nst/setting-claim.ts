import type { Budget, Claim, Example, Side } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { readChoice, readObject, readPositive, refuse } from "../../src/instance/input.js";
import { generic } from "../../src/mechanisms/nst/generic.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../situation-claim.js";
import { type WorstSides, worstCheck } from "../worst-choices.js";

/** The numbers that a claim about the generic mechanism depends on, as users write them: d, pTilde, gamma, alternatives, n and its own. */
export type SettingCase = Readonly<Record<string, string>>;

/** The same as numbers. */
export interface SettingValues {
  readonly setting: GenericSetting;
  readonly n: bigint;
  /** The claim's own numbers. */
  readonly own: Readonly<Record<string, Q.Rational>>;
}

/** What deciding gives; `holds` is undefined where no enclosure tells. */
export interface SettingFound {
  readonly isInside: boolean;
  readonly holds: boolean | undefined;
}

/** An inequality between reals: left at most right, or below it where strict. The sides are looked at inside the hypotheses only. */
export interface SettingSides {
  readonly isInside: boolean;
  readonly left: R.Real;
  readonly right: R.Real;
  readonly isStrict: boolean;
  readonly inequality: string;
  readonly explanation: string;
}

/** A claim about the numbers of Section 3.3, each part one inequality at each case; `settingClaim` supplies the rest. */
export interface SettingClaim {
  readonly id: string;
  /** The place in the paper. */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /** Smallest first. */
  cases(budget: Budget, switches: Switches): readonly SettingCase[];
  describe(budget: Budget, switches: Switches): string;
  argument(switches: Switches): string;
  /** Numbers beside d, pTilde, gamma, alternatives and n. */
  readonly own?: (switches: Switches) => readonly string[];
  /** p̃ = 1/|S|: the cases do not name pTilde. */
  readonly isUniform?: boolean;
  /** |S| where it follows from n and the claim's own numbers: the cases do not name it. */
  readonly alternatives?: (n: bigint, switches: Switches, own: SettingValues["own"]) => bigint;
  /** The inequalities that the claim consists of; one where left out. */
  readonly parts?: readonly string[];
  readonly corners: Readonly<Record<string, (values: SettingValues, switches: Switches) => boolean>>;
  decide(values: SettingValues, part: string, switches: Switches): SettingFound;
  /** The same inequality apart from `decide`. */
  sides(values: SettingValues, part: string, switches: Switches): SettingSides;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Parameters<typeof repairedBy>[0];
}

/** Sides are shown within 2^−96. */
const shownBits = 96;
const shown = (x: R.Real): Side => x.exact ?? R.enclosureOf(x, shownBits);

/** A claim about the numbers of the generic mechanism. Its examples name the mechanism, and the numbers as choices. */
export function settingClaim(parts: SettingClaim): Claim<SettingCase> {
  const { id, place, statement, hypotheses, readings = onlyReading, corners, repair } = parts;
  const steps = parts.parts ?? ["inequality"];
  const fieldsFor = (switches: Switches): readonly string[] => [
    "d",
    ...(parts.isUniform ? [] : ["pTilde"]),
    "gamma",
    ...(parts.alternatives ? [] : ["alternatives"]),
    "n",
    ...(parts.own?.(switches) ?? []),
  ];
  const read = (choices: JsonObject, switches: Switches): SettingValues => {
    const fields = fieldsFor(switches);
    const given = readObject(choices, "choices", { required: [...fields], optional: ["part"] });
    const numbers = new Map(fields.map((name) => [name, readPositive(given[name], `choices.${name}`)]));
    const n = readWhole(numbers.get("n")!, "choices.n");
    const own = Object.fromEntries((parts.own?.(switches) ?? []).map((name) => [name, numbers.get(name)!]));
    const alternatives =
      parts.alternatives?.(n, switches, own) ?? readWhole(numbers.get("alternatives")!, "choices.alternatives");
    const pTilde = numbers.get("pTilde") ?? Q.rational(1n, alternatives);
    const gamma = numbers.get("gamma")!;
    checkShare(pTilde, "choices.pTilde");
    checkShare(gamma, "choices.gamma");
    return {
      setting: { d: numbers.get("d")!, pTilde, gamma, alternatives },
      n,
      own,
    };
  };
  const cornersAt = (values: SettingValues, switches: Switches) =>
    Object.keys(corners).filter((name) => corners[name]!(values, switches));
  return {
    id,
    citation: cite("nst", place),
    statement,
    hypotheses,
    readings,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    corners: Object.keys(corners),
    domain: (budget, switches) => ({
      description: parts.describe(budget, switches),
      argument: parts.argument(switches),
      cases: parts.cases(budget, switches),
      exhaustive: true,
      draws: 0,
    }),
    decide(_R, situation, switches): Finding<never> {
      const values = read(situation, switches);
      const found = steps.map((part) => parts.decide(values, part, switches));
      if (found.every(({ isInside }) => !isInside)) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const open = found.some(({ isInside, holds }) => isInside && holds === undefined);
      const fails = found.some(({ isInside, holds }) => isInside && holds === false);
      return {
        hypotheses: "inside",
        conclusion: fails ? "fails" : open ? "undecided" : "holds",
        ...(open && !fails && { reason: "precision" }),
        witness: {},
      };
    },
    cornersOf: (situation, switches) => cornersAt(read(situation, switches), switches),
    exhibit: (situation) => exampleOf(situation),
    check({ instance, choices }, switches) {
      readChoice(instance.mechanism, "instance.mechanism", [generic.id]);
      const values = read(choices, switches);
      const worst = worstCheck({ part: () => steps }, {}, choices, ({ part }) =>
        sidesOf(parts.sides(values, part as string, switches)),
      );
      return { ...worst, corners: cornersAt(values, switches) };
    },
    completed: ["part"],
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(repair && { repair: repairedBy(repair) as unknown as NonNullable<Claim<SettingCase>["repair"]> }),
  };
}

const exampleOf = (choices: SettingCase): Example => ({ instance: { mechanism: generic.id, reports: [] }, choices });

function sidesOf({ isInside, left, right, isStrict, inequality, explanation }: SettingSides): WorstSides {
  // Below n0 the sides may be undefined, and nothing is said.
  if (!isInside) {
    return { hypotheses: "outside", left: Q.zero, right: Q.zero, larger: "right", inequality, explanation };
  }
  const sign = R.compareReals(left, right);
  if (sign === undefined) throw new RangeError(`${inequality}: too near to equality to be decided`);
  return {
    left: shown(left),
    right: shown(right),
    larger: "right",
    holds: sign < 0 || (sign === 0 && !isStrict),
    inequality,
    explanation,
  };
}

function readWhole(value: Q.Rational, field: string): bigint {
  if (value.denominator !== 1n) throw refuse(field, `expected an integer, got ${Q.printRational(value)}`);
  return value.numerator;
}

function checkShare(value: Q.Rational, field: string): void {
  if (Q.compare(value, Q.one) > 0) throw refuse(field, `must be at most 1, got ${Q.printRational(value)}`);
}
