import type { Situation } from "../../src/game/situation.js";
import type { Polynomial } from "../../src/number/polynomial.js";
import type { Ring } from "../../src/number/ring.js";
import type { Coupled } from "../../src/probability/coupling.js";
import type { Law } from "../../src/probability/law.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { Setting } from "../setting.js";

const knownLaws = new WeakMap<object, Map<string, unknown>>();

/**
 * The situation of a setting whose laws over polynomials are made once for all cases and readings: how polynomials are
 * ordered on a cell of b does not enter. `mechanism` stands for the mechanism and its parameters.
 */
export function remembered<P, E, T, O, S>(
  R: Ring<S>,
  setting: Setting<P, E, T, O, S>,
  mechanism: object,
): Situation<T | null, O, S> {
  const { situation, environment, rest } = setting;
  if (!isPolynomial(R.one)) return situation;
  const known = knownLaws.get(mechanism) ?? new Map<string, unknown>();
  knownLaws.set(mechanism, known);
  const place = canonical([environment, rest] as unknown as Json);
  const make = <V>(what: unknown, value: () => V): V => {
    const key = `${place} ${canonical(what as Json)}`;
    const found = (known.get(key) as V | undefined) ?? value();
    known.set(key, found);
    return found;
  };
  const { coupled } = situation;
  return {
    ...situation,
    law: (report): Law<O, S> => make([report], () => situation.law(report)),
    ...(coupled && {
      coupled: (truth: T | null, lie: T | null): Coupled<O, S> => make([truth, lie], () => coupled(truth, lie)),
    }),
  };
}

const isPolynomial = (x: unknown): x is Polynomial => typeof x === "object" && x !== null && "coefficients" in x;
