import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { corollary2Population, mainPopulation } from "../../src/mechanisms/nst/populations.js";
import { printRational, type Rational } from "../../src/number/rational.js";

/** n0, found once for each setting: cases, corners and decisions all ask for it. */

const known = new Map<string, bigint>();

function once(key: string, find: () => bigint): bigint {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** n0 of Section 3.3. */
export const mainN0 = (setting: GenericSetting): bigint => {
  const { d, pTilde, gamma, alternatives } = setting;
  const key = [printRational(d), printRational(pTilde), printRational(gamma), alternatives].join();
  return once(`main ${key}`, () => mainPopulation(setting).n0);
};

/** n0 as Corollary 2 prints it, its ε read as Euler's e. */
export const corollaryN0 = (d: Rational, gamma: Rational, alternatives: bigint): bigint =>
  once(
    `corollary ${printRational(d)} ${printRational(gamma)} ${alternatives}`,
    () => corollary2Population(d, gamma, alternatives).n0,
  );
