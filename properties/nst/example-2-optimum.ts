import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import { optimum } from "../../src/notions/gap.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import { upTo } from "./plain-table.js";
import { example2, margins } from "./two-price-cases.js";

interface PlainBuyers {
  readonly n: number;
  readonly values: readonly Q.Rational[];
  readonly prices: readonly Q.Rational[];
  readonly buysAtValue: boolean;
}

function plainBuyers(source: JsonObject): PlainBuyers {
  const numbers = (field: string) => (source[field] as readonly string[]).map((text) => Q.parseRational(`${text}`)!);
  const buysAtValue = source.tieReaction !== "Not buy";
  return { n: source.n as number, values: numbers("values"), prices: numbers("prices"), buysAtValue };
}

const marginOf = ({ values }: PlainBuyers): Q.Rational => Q.subtract(values[1]!, Q.one);
const half = Q.rational(1n, 2n);
const isInside = (plain: PlainBuyers): boolean =>
  Q.compare(marginOf(plain), Q.zero) > 0 && Q.compare(marginOf(plain), half) < 0;

const most = { gate: 3, standard: 5, deep: 8 } as const;

/** max_s s·|{i: t_i ≥ s}|/n, or with t_i > s. */
export function formula({ values, prices }: PlainBuyers, types: Types, { counts }: Switches): Q.Rational {
  const least = counts === "above" ? 1 : 0;
  return prices
    .map((s) => {
      const buyers = types.filter((type) => Q.compare(values[type]!, s) >= least).length;
      return Q.divide(Q.multiply(s, Q.rational(BigInt(buyers))), Q.rational(BigInt(types.length)));
    })
    .reduce(Q.maximum);
}

/** The closed form: max{1/2, k/n}. */
const closedForm = (types: Types): Q.Rational =>
  Q.maximum(half, Q.rational(BigInt(types.filter((type) => type === 1).length), BigInt(types.length)));

const environments = (n: number): readonly JsonObject[] => [
  ...margins.map((mu) => example2(n, mu).environment!),
  { ...example2(n, "1/4").environment!, tieReaction: "Not buy" },
  // The ends of μ: values that are prices.
  example2(n, "0").environment!,
  { ...example2(n, "0").environment!, tieReaction: "Not buy" },
  example2(n, "1/2").environment!,
];

const sources: readonly (readonly JsonObject[])[] = upTo(most.deep + 1).map((n) => (n === 0 ? [] : environments(n)));

/** With another formula for near misses: the largest average revenue is OPT(t) = max_{s ∈ {1/2, 1}} s·|{i: t_i ≥ s}|/n. */
export const optimalRevenue = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  opt: typeof formula = formula,
): Claim<LawCase> =>
  kindClaim<PlainBuyers>(format, {
    id: "nst/example-2-optimum",
    place: "Example 2",
    statement:
      "The largest average revenue that a price in {1/2, 1} gives is OPT(t) = max_{s ∈ {1/2, 1}} (s·|{i: t_i ≥ s}|)/n, for all t.",
    hypotheses: ["values 1/2 + μ or 1 + μ, 0 < μ < 1/2"],
    readings: readingsOf({ counts: ["at-least", "above"] }),
    switchMeanings: {
      "at-least": "buyers with t_i ≥ s are counted, as printed here",
      above: "buyers with t_i > s, as in Section 4.1",
    },
    plain: plainBuyers,
    environments: (budget) => sources.slice(0, most[budget] + 1).flat(),
    describe: (budget) =>
      `all types of 1 to ${most[budget]} buyers, μ = ${margins.join(", ")}, both rules for V = p; outside the hypotheses μ = 0 and 1/2`,
    argument:
      "All n: no value is a price, so that buyers with t_i ≥ s, with t_i > s and those who buy are the same. All buy at 1/2, and k at 1: OPT = max{1/2, k/n}.",
    corners: {
      "one buyer": ({ n }) => n === 1,
      "two buyers or more": ({ n }) => n > 1,
      "values that are prices": (plain) => !isInside(plain),
      "who values it at the price does not buy": ({ buysAtValue }) => !buysAtValue,
    },
    decide(environment, plain, switches) {
      if (!isInside(plain)) return undefined;
      let [left, right] = [Q.zero, Q.zero];
      for (const types of profilesOf(environment.types)) {
        [left, right] = [optimum(environment, types), opt(plain, types, switches)];
        if (!Q.equals(left, right)) break;
      }
      return { left, right, larger: "right", holds: Q.equals(left, right) };
    },
    choices: { profile: ({ n }) => [...profilesOf(upTo(n).map(() => 2))] },
    sides(plain, { profile }, switches) {
      if (!isInside(plain)) return undefined;
      const types = profile as Types;
      const [left, right] = [closedForm(types), opt(plain, types, switches)];
      return {
        left,
        right,
        larger: "right",
        holds: Q.equals(left, right),
        inequality: "the largest average revenue, max{1/2, k/n} = OPT(t)",
        explanation: `${types.filter((type) => type === 1).length} of ${types.length} buyers have the high value`,
      };
    },
    evidence: () => ({
      closedForm:
        "max{1/2, k/n} with k high values: the price 1 is optimal exactly where k ≥ n/2, both prices where k = n/2",
      edge: "at μ = 0 the formula counts high buyers at the price 1, which is the largest revenue only if they buy at their value; Section 4.1 counts V > p",
    }),
  });
