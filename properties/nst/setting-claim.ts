import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { readObject, readPositive, refuse } from "../../src/instance/input.js";
import { generic } from "../../src/mechanisms/nst/generic.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { allTold, type Told } from "../real-sides.js";
import type { Changes } from "../repairs.js";
import type { Words } from "../words.js";
import { numbersClaim, type RealSides } from "./numbers-claim.js";

/** The numbers that a claim about the generic mechanism depends on, as users write them: d, pTilde, gamma, alternatives, n and its own. */
export type SettingCase = Readonly<Record<string, string>>;

/** The same as numbers. */
export interface SettingValues {
  readonly setting: GenericSetting;
  readonly n: bigint;
  /** The claim's own numbers. */
  readonly own: Readonly<Record<string, Q.Rational>>;
}

/** A claim about the numbers of Section 3.3, each part one inequality at each case; `settingClaim` supplies the rest. */
export interface SettingClaim extends Words {
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
  decide(values: SettingValues, part: string, switches: Switches): Told;
  /** The same inequality apart from `decide`. */
  sides(values: SettingValues, part: string, switches: Switches): RealSides;
  readonly repair?: Changes;
}

/** A claim about the numbers of the generic mechanism. Its examples name the mechanism, and the numbers as choices. */
export function settingClaim({ repair, ...parts }: SettingClaim): Claim<SettingCase> {
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
    const given = readObject(choices, "choices", { required: [...fields] });
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
  return numbersClaim<SettingValues, SettingCase>({
    ...parts,
    mechanism: generic.id,
    read,
    decide: (values, switches) => allTold(steps.map((part) => parts.decide(values, part, switches))),
    choices: () => ({ part: () => steps }),
    completed: ["part"],
    sides: (values, { part }, switches) => parts.sides(values, part as string, switches),
    ...(repair && { repairs: [repair] }),
  });
}

function readWhole(value: Q.Rational, field: string): bigint {
  if (value.denominator !== 1n) throw refuse(field, `expected an integer, got ${Q.printRational(value)}`);
  return value.numerator;
}

function checkShare(value: Q.Rational, field: string): void {
  if (Q.compare(value, Q.one) > 0) throw refuse(field, `must be at most 1, got ${Q.printRational(value)}`);
}
