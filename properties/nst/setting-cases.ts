import type { Budget } from "../../src/claim/claim.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { Json } from "../../src/verdict/json.js";
import type { SettingCase } from "./setting-claim.js";

/** Settings d, p̃, γ, |S| as users write them. */
type Row = readonly [d: string, pTilde: string, gamma: string, alternatives: string];

/**
 * Settings by what decides n0: few players, one alternative, each of the three conditions, a d above any n of the smaller ones. The
 * second of the gate has all of its conditions near n0, so that q* is nearly 1 there.
 */
const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    ["1/4", "1", "1", "1"],
    ["1000", "1", "1/8", "14010000000"],
    ["1/40", "1", "1", "2"],
    ["1/8", "1/2", "1", "2"],
    ["1", "1/2", "1", "2"],
    ["1/100", "1/11", "1/10", "11"],
  ],
  standard: [
    ["1", "1/11", "1/10", "11"],
    ["1/2", "1", "1", "1"],
    ["3", "1/10", "1/2", "1000000"],
    ["1/1000", "1", "1", "1"],
    ["1/1000000", "1/3", "1/7", "5"],
    ["50", "1/4", "1/3", "4"],
  ],
  deep: ["1/50", "1/7", "2/3", "1", "7", "300"].flatMap((d) =>
    ["1", "1/2", "1/30", "1/5000"].flatMap((pTilde) =>
      ["1", "2/5", "1/60"].flatMap((gamma) =>
        ["1", "2", "30", "1000000000"].map((alternatives): Row => [d, pTilde, gamma, alternatives]),
      ),
    ),
  ),
};

/** The settings of a budget, those of the smaller ones first. */
export const settingRows = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

export const settingOfRow = ([d, pTilde, gamma, alternatives]: Row): GenericSetting => ({
  d: number(d),
  pTilde: number(pTilde),
  gamma: number(gamma),
  alternatives: BigInt(alternatives),
});

function number(text: string): Q.Rational {
  const value = Q.parseRational(text);
  if (value === undefined) throw new RangeError(`expected a rational, got ${text}`);
  return value;
}

/** A setting and n as a case. */
export const caseOf = ({ d, pTilde, gamma, alternatives }: GenericSetting, n: bigint): SettingCase => ({
  d: Q.printRational(d),
  pTilde: Q.printRational(pTilde),
  gamma: Q.printRational(gamma),
  alternatives: `${alternatives}`,
  n: `${n}`,
});

/** The case without p̃, where it is 1/|S|. */
export function uniformCase(setting: GenericSetting, n: bigint): SettingCase {
  const { pTilde: _, ...rest } = caseOf(setting, n);
  return rest;
}

/** A real number for evidence: two rationals with 20 binary places that enclose it. */
export function roughly(x: R.Real): Json {
  const { low, high } = R.enclosureOf(x, 20);
  return { low: Q.printRational(low), high: Q.printRational(high) };
}
