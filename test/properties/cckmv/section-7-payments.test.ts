import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { paymentIdentity } from "../../../properties/cckmv/fact-7-payment-identity.js";
import { paymentRange } from "../../../properties/cckmv/fact-7-payment-range.js";
import { paymentRelease } from "../../../properties/cckmv/fact-7-release.js";
import { vcgTruthful } from "../../../properties/cckmv/fact-7-vcg-truthful.js";
import { bothCoins, type FixedCoins, noisyCoins, plainCoins } from "../../../properties/cckmv/fixed-coins.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import { rational } from "../../../src/number/rational.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { lists } from "../../mechanisms/second-route.js";
import { charge, externality, plus, released, type Vector, valuesOf } from "../../mechanisms/vcg-second-route.js";
import { decided, words } from "./decided.js";

/** One player at fixed coins: W is what the others and the noise add up to. */
interface Place {
  readonly values: "sums" | "noisy";
  readonly M: number;
  readonly own: Vector;
  readonly W: Vector;
}

const digits = (most: number): readonly number[] => [...Array(most + 1).keys()];

/** Every small place, by hand. */
const places: readonly Place[] = (["sums", "noisy"] as const).flatMap((values) =>
  [
    [1, 2, 3],
    [2, 1, 3],
    [2, 2, 3],
    [3, 1, 2],
  ].flatMap(([n, M, most]) =>
    [...lists(digits(most!), n!)].flatMap((W) => [...lists(digits(M!), n!)].map((own) => ({ values, M: M!, own, W }))),
  ),
);

const unit = (n: number, o: number): number[] => digits(n - 1).map((p) => (p === o ? 1 : 0));

/** The others as players who want one alternative each, or as noise. */
function instanceOf({ values, M, own, W }: Place): { instance: JsonObject; choices: JsonObject } {
  const environment = { outcomes: own.length, maximum: M };
  if (values === "noisy") {
    const parameters = { epsilon: { times: "1", log: "2" } };
    const instance = { mechanism: "cckmv/noisy-vcg", parameters, environment, reports: [[...own]] };
    return { instance, choices: { player: 0, noise: [...W] } };
  }
  const others = W.flatMap((count, o) => Array.from({ length: count }, () => unit(W.length, o)));
  return { instance: { mechanism: "cckmv/vcg", environment, reports: [[...own], ...others] }, choices: { player: 0 } };
}

function checked(claim: Claim, place: Place, switches: JsonObject, choices: JsonObject = {}): Check {
  const { instance, choices: at } = instanceOf(place);
  return claim.check({ instance, choices: { ...at, ...choices } }, { values: place.values, ...switches } as never);
}

/** V at a report, o*, and max_o ((u(o*) − u(o)) − (V_{o*} − V_o)) over all alternatives. */
function byHand({ values, W }: Pick<Place, "values" | "W">, report: Vector) {
  const sums = plus(W, report);
  const V = values === "noisy" ? valuesOf(sums) : sums.map((v) => new Fraction(v));
  const chosen = V.reduce((best, v, o) => (v.compare(V[best]!) >= 0 ? o : best), 0);
  const terms = V.map((v, o) => new Fraction(report[chosen]! - report[o]!).sub(V[chosen]!.sub(v)));
  return { V, chosen, terms, payment: terms.reduce((x, y) => (x.compare(y) >= 0 ? x : y)) };
}

const exact = (x: Fraction) => rational(x.s * x.n, x.d);

/** A mechanism with other payments, plain and at every coin. */
const paying = (payment: (coins: FixedCoins) => FixedCoins["payment"]) => ({
  sums: { ...plainCoins, payment: payment(plainCoins) },
  noisy: { ...noisyCoins, payment: payment(noisyCoins) },
});
const nothing = paying(() => () => 0);
const firstPrice = paying(
  (coins) => (environment, values, report) => environment.outcomes * report[coins.chosen(environment, values)]!,
);
const oneMore = paying(
  (coins) =>
    (environment, ...at) =>
      coins.payment(environment, ...at) + environment.outcomes,
);

const proved = "proved on the domain";

describe("the payment (5)", () => {
  it("is the two other formulas, by hand", () => {
    const claim = paymentIdentity() as Claim;
    for (const place of places) {
      const { V, chosen, payment } = byHand(place, place.own);
      expect(externality(place.own, V, chosen).equals(payment)).toBe(true);
      if (place.values === "noisy") expect(charge(place.own, released(V, place.M)).equals(payment)).toBe(true);
      for (const formula of ["charged", "values", "maximum"]) {
        const { left, right, holds } = checked(claim, place, {}, { chosen, formula });
        expect([left, right, holds]).toEqual([exact(payment), exact(payment), true]);
      }
    }
  });

  it("is proved with every way to break ties, and not of other payments", async () => {
    expect(words(await decided(paymentIdentity()))).toEqual({ sums: proved, noisy: proved });
    for (const broken of [nothing, firstPrice, oneMore]) {
      expect(words(await decided(paymentIdentity(broken)))).toEqual({ sums: "refuted", noisy: "refuted" });
    }
  });

  it("is not proved where the o* of the mechanism is no argmax: the least value, or the one after the largest", async () => {
    const least = (_: unknown, values: readonly number[]): number => values.indexOf(Math.min(...values));
    const next = (_: unknown, values: readonly number[]): number =>
      (values.indexOf(Math.max(...values)) + 1) % values.length;
    for (const chosen of [least, next]) {
      const broken = { sums: { ...plainCoins, chosen }, noisy: { ...noisyCoins, chosen } };
      expect(words(await decided(paymentIdentity(broken)))).toEqual({ sums: "refuted", noisy: "refuted" });
    }
  });
});

describe("truthfulness at fixed coins", () => {
  it("is the best utility by hand", () => {
    const claim = vcgTruthful() as Claim;
    for (const place of places) {
      const utility = (report: Vector): Fraction => {
        const { chosen, payment } = byHand(place, report);
        return new Fraction(place.own[chosen]!).sub(payment);
      };
      const truth = utility(place.own);
      const lies = [...lists(digits(place.M), place.own.length)];
      expect(lies.every((lie) => utility(lie).compare(truth) <= 0)).toBe(true);
      const lie = lies[(place.W[0]! + 1) % lies.length]!;
      const { left, right } = checked(claim, place, {}, { lie });
      expect([left, right]).toEqual([exact(truth), exact(utility(lie))]);
    }
  });

  it("is proved, without noise and with any, and lost without payments or with one's own bid", async () => {
    expect(words(await decided(vcgTruthful()))).toEqual({ sums: proved, noisy: proved });
    for (const broken of [nothing, firstPrice]) {
      expect(words(await decided(vcgTruthful(broken)))).toEqual({ sums: "refuted", noisy: "refuted" });
    }
    // Paying the same amount more changes nothing.
    expect(words(await decided(vcgTruthful(oneMore)))).toEqual({ sums: proved, noisy: proved });
  });
});

describe("what is released", () => {
  it("is what the maximum needs, by hand", () => {
    const claim = paymentRelease() as Claim;
    let attainedAtLimit = 0;
    for (const place of places) {
      const { V, chosen, terms, payment } = byHand(place, place.own);
      const gaps = V.map((v) => V[chosen]!.sub(v));
      for (const hidden of ["beyond", "from"]) {
        const isHidden = gaps.map((gap) => gap.compare(place.M) >= (hidden === "beyond" ? 1 : 0));
        for (const o of gaps.keys()) {
          const attain = checked(claim, place, { part: "attain", hidden }, { alternative: o });
          expect(attain.hypotheses).toBe(isHidden[o] ? "inside" : "outside");
          expect(attain.holds).toBe(terms[o]!.compare(payment) < 0);
          if (isHidden[o] && !attain.holds) attainedAtLimit++;
        }
        const kept = terms.filter((_, o) => !isHidden[o]).reduce((x, y) => (x.compare(y) >= 0 ? x : y));
        expect(kept.equals(payment)).toBe(true);
        expect(checked(claim, place, { part: "payment", hidden }, { alternative: 0 })).toMatchObject({
          left: exact(payment),
          holds: true,
        });
      }
    }
    expect(attainedAtLimit).toBeGreaterThan(10);
  });

  it("is proved; a gap of M achieves the maximum of plain VCG, and a limit of M − 1 or less is too low", async () => {
    const readings = await decided(paymentRelease());
    expect(words(readings)).toEqual({
      "sums+attain+beyond": proved,
      "sums+attain+from": "refuted",
      "sums+payment+beyond": proved,
      "sums+payment+from": proved,
      "noisy+attain+beyond": proved,
      "noisy+attain+from": proved,
      "noisy+payment+beyond": proved,
      "noisy+payment+from": proved,
    });
    const { counterexample, repair } = readings.get("sums+attain+from")!;
    expect([counterexample!.instance.reports, counterexample!.lhs, counterexample!.rhs]).toEqual([[[0, 1]], "0", "0"]);
    expect([repair?.verdict, repair?.necessary.length]).toEqual([proved, 1]);

    const lower = words(await decided(paymentRelease(bothCoins, [], 1)));
    for (const reading of ["sums+attain+beyond", "sums+payment+from", "noisy+attain+beyond", "noisy+payment+beyond"]) {
      expect(lower[reading], reading).toBe("refuted");
    }
    // Whole gaps above M − 1 are those from M on.
    expect(lower["sums+payment+beyond"]).toBe(proved);
    expect(words(await decided(paymentRelease(oneMore)))["noisy+payment+beyond"]).toBe("refuted");
  });
});

describe("the range of the payment", () => {
  it("is from 0 to the reported utility by hand, less 1/|O| at the top where ties are broken", () => {
    const claim = paymentRange() as Claim;
    let most = new Fraction(-1);
    for (const place of places) {
      const { chosen, payment } = byHand(place, place.own);
      expect(payment.compare(0) >= 0 && payment.compare(place.own[chosen]!) <= 0).toBe(true);
      if (place.values === "noisy" && payment.compare(0) > 0) {
        const left = new Fraction(place.own[chosen]!).sub(payment);
        expect(left.compare(new Fraction(1, place.own.length)) >= 0).toBe(true);
      }
      if (place.own.every((u) => u === 0)) expect(payment.equals(0)).toBe(true);
      for (const type of [place.own, place.own.map(() => 0)]) {
        const check = checked(claim, place, { utility: "true" }, { type: [...type], bound: "upper" });
        expect([check.left, check.right]).toEqual([exact(payment), rational(BigInt(type[chosen]!))]);
        const excess = payment.sub(type[chosen]!);
        if (place.values === "sums" && place.M === 2 && excess.compare(most) > 0) most = excess;
      }
    }
    expect(most.equals(2)).toBe(true);
  });

  it("is proved for the report, and not for the true utility after a lie", async () => {
    const readings = await decided(paymentRange());
    expect(words(readings)).toEqual({
      "noisy+reported": proved,
      "noisy+true": "refuted",
      "sums+reported": proved,
      "sums+true": "refuted",
    });
    const { counterexample, repair } = readings.get("noisy+true")!;
    expect(counterexample!.instance).toMatchObject({ environment: { outcomes: 2, maximum: 1 }, reports: [[0, 1]] });
    expect(counterexample!.choices).toMatchObject({ noise: [1, 0], type: [0, 0] });
    expect([counterexample!.lhs, counterexample!.rhs]).toEqual(["1/2", "0"]);
    expect([repair?.verdict, repair?.changes]).toEqual([proved, ["i reports her type"]]);
    expect(words(await decided(paymentRange(oneMore)))["noisy+reported"]).toBe("refuted");
    expect(
      words(
        await decided(
          paymentRange(
            paying(
              (coins) =>
                (...at) =>
                  -coins.payment(...at),
            ),
          ),
        ),
      )["sums+reported"],
    ).toBe("refuted");
  });
});
