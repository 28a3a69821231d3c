import type { Profile } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import type { Ring } from "../../src/number/ring.js";

const known = new WeakMap<object, unknown>();

/**
 * A format whose mechanism makes each law once, whatever case, reading or example asks for it: a law is a function of the
 * base of the ring, the parameters, the environment and the profile. How polynomials are ordered on a cell does not enter.
 */
export function remembering<P, E, T, O>(format: Format<P, E, T, O>): Format<P, E, T, O> {
  const { mechanism } = format;
  const found = known.get(mechanism) as Format<P, E, T, O> | undefined;
  if (found) return found;
  const values = new Map<string, unknown>();
  const once = <S, V>(R: Ring<S>, of: readonly unknown[], make: () => V): V => {
    const key = text([R.power(1, 1), R.power(0, 1), ...of]);
    const value = (values.get(key) as V | undefined) ?? make();
    values.set(key, value);
    return value;
  };
  const { coupled } = mechanism;
  const made: Format<P, E, T, O> = {
    ...format,
    mechanism: {
      ...mechanism,
      law: (R, parameters, environment, profile) =>
        once(R, ["law", parameters, environment, profile], () => mechanism.law(R, parameters, environment, profile)),
      ...(coupled && {
        coupled: <S>(
          R: Ring<S>,
          p: P,
          e: E,
          rest: Profile<T | null>,
          truth: T | null,
          lie: T | null,
          player?: number,
        ) => once(R, ["coupled", p, e, rest, truth, lie, player], () => coupled(R, p, e, rest, truth, lie, player)),
      }),
    },
  };
  known.set(mechanism, made);
  return made;
}

/** The text of plain data, which may hold large integers. */
const text = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
