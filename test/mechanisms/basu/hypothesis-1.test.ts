import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import {
  dot,
  indices,
  largest,
  lists,
  one,
  posterior,
  product,
  type Row,
  signalsOf,
  statesOf,
  sum,
  type World,
  zero,
} from "./direct-route.js";
import { environmentOf, type Size, texts, worlds } from "./worlds.js";

/** Hypothesis (1), its witness, the belief threshold and the events of equation (4), by search over mixtures and beliefs. */

const sizes: readonly Size[] = [
  [1, 2, 2, 2, 2],
  [2, 2, 2, 2, 2],
  [2, 2, 3, 2, 2],
  [3, 2, 2, 1, 2],
  [3, 2, 3, 3, 2],
  [2, 1, 1, 3, 2],
];

/** Every list of shares that are multiples of 1/parts and sum to 1. */
const grid = (length: number, parts: number): readonly Row[] =>
  lists(indices(parts + 1), length)
    .filter((list) => list.reduce((x, y) => x + y, 0) === parts)
    .map((list) => list.map((x) => new Fraction(x, parts)));

/** Σ_u λ(u) Σ_ω π(ω)u(a, ω), one an alternative. */
const mixed = ({ utilities }: World, mixture: Row, belief: Row): Row =>
  utilities[0]!.map((_, a) => sum(utilities.map((table, u) => mixture[u]!.mul(dot(belief, table[a]!)))));

const bestOf = (values: Row): readonly number[] => {
  const most = largest(values);
  return values.flatMap((value, a) => (value.equals(most) ? [a] : []));
};

const certain = (world: World, state: number): Row => statesOf(world).map((other) => (other === state ? one : zero));

const factsOf = async (world: World) => {
  const { quantities } = await answer("measure", {
    mechanism: "basu/posterior-price",
    environment: environmentOf(world),
  });
  const { condition1, commonTop, tie, beliefThreshold } = quantities;
  return { holds: condition1.value, commonTop: commonTop.value, tie, threshold: beliefThreshold.value };
};

/** Worlds in which one alternative is on top of every utility in each state, or nearly. */
const lifted = worlds(sizes).chain((world) =>
  fc
    .array(fc.nat(world.utilities[0]!.length - 1), { minLength: world.prior.length, maxLength: world.prior.length })
    .map(
      (tops): World => ({
        ...world,
        utilities: world.utilities.map((table) =>
          table.map((row, a) => row.map((x, state) => (tops[state] === a ? x.add(4) : x))),
        ),
      }),
    ),
);

describe("hypothesis (1)", () => {
  it("holds or fails as mixtures show, and its witness is one", async () => {
    const seen = { true: 0, false: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(worlds(sizes), lifted), async (world) => {
        const { holds, commonTop, tie, threshold } = await factsOf(world);
        seen[`${holds as boolean}`]++;
        if (holds) {
          expect(tie).toEqual({ value: null });
          for (const mixture of grid(world.utilities.length, 4)) {
            const tops = statesOf(world).map((state) => bestOf(mixed(world, mixture, certain(world, state))));
            expect(tops).toEqual(commonTop.map((top: number) => [top]));
          }
          return;
        }
        expect([commonTop, threshold]).toEqual([null, null]);
        const mixture: Row = tie.lambda.map((x: string) => new Fraction(x));
        expect(sum(mixture).equals(1) && mixture.every((x) => x.gte(0))).toBe(true);
        expect(tie.maximisers.length).toBeGreaterThan(1);
        expect(bestOf(mixed(world, mixture, certain(world, tie.state)))).toEqual(tie.maximisers);
      }),
      { numRuns: 80, seed: 1 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(15);
  });
});

/** Above e on a state the mixture's only best alternative is the one at the state itself. */
const staysAlone = (world: World, mixture: Row, state: number, belief: Row, top: number): boolean => {
  const best = bestOf(mixed(world, mixture, belief));
  return best.length === 1 && best[0] === top && bestOf(mixed(world, mixture, certain(world, state)))[0] === top;
};

/** Whether beliefs on a grid and mixtures on a grid bear out a threshold: no belief above it fails, and one at it does. */
function bearsOut(world: World, tops: readonly number[], e: Fraction): readonly [above: boolean, at: boolean] {
  const mixtures = grid(world.utilities.length, 3);
  const beliefs = grid(world.prior.length, 12);
  const above = statesOf(world).every((state) =>
    beliefs
      .filter((belief) => belief[state]!.gt(e))
      .every((belief) => mixtures.every((mixture) => staysAlone(world, mixture, state, belief, tops[state]!))),
  );
  const at = statesOf(world).some((state) =>
    statesOf(world).some((other) => {
      if (other === state) return false;
      const belief = statesOf(world).map((v) => (v === state ? e : v === other ? one.sub(e) : zero));
      return mixtures.some((mixture) => !staysAlone(world, mixture, state, belief, tops[state]!));
    }),
  );
  return [above, at];
}

describe("the belief threshold e of the proof", () => {
  it("is the least that no belief above it fails", async () => {
    let [positive, none] = [0, 0];
    await fc.assert(
      fc.asyncProperty(lifted, async (world) => {
        const { holds, commonTop, threshold } = await factsOf(world);
        if (!holds) return;
        const e = new Fraction(threshold);
        expect(e.lt(1)).toBe(true);
        const [above, at] = bearsOut(world, commonTop, e);
        expect(above).toBe(true);
        if (e.gt(0)) {
          expect(at).toBe(true);
          positive++;
        } else none++;
      }),
      { numRuns: 40, seed: 2 },
    );
    expect(Math.min(positive, none)).toBeGreaterThan(4);
  });

  it("a smaller or a larger one is found out", () => {
    const F = (x: string): Fraction => new Fraction(x);
    const world: World = {
      prior: [F("1/2"), F("1/2")],
      likelihood: [[F("3/4"), F("1/4")], [F("1/4"), F("3/4")]],
      utilities: [[[F("2"), F("0")], [F("0"), F("1")]]],
      players: [0],
    }; // biome-ignore format: a table a line
    expect(bearsOut(world, [0, 1], F("2/3"))).toEqual([true, true]);
    expect(bearsOut(world, [0, 1], F("1/2"))).toEqual([false, true]);
    expect(bearsOut(world, [0, 1], F("3/4"))).toEqual([true, false]);
  });
});

const size = (x: Fraction): Fraction => x.abs();
/** ‖x‖ < δ. */
const isShorter: Readonly<Record<string, (x: Row, delta: Fraction) => boolean>> = {
  l1: (x, delta) => sum(x.map(size)).lt(delta),
  l2: (x, delta) => sum(x.map((part) => part.mul(part))).lt(delta.mul(delta)),
  sup: (x, delta) => largest(x.map(size)).lt(delta),
};

/** v^n(P_ω ∩ T|ω) by every list of signals. */
function eventChances(world: World, others: number, e: Fraction, delta: Fraction, norm: string, open = true): Row {
  const signals = signalsOf(world);
  return statesOf(world).map((state) =>
    sum(
      lists(signals, others).map((rest) => {
        const beliefs = signals.map((y) => posterior(world, [...rest, y]));
        const isCertain = beliefs.every((belief) => (open ? belief[state]!.gt(e) : belief[state]!.gte(e)));
        const isSteady = beliefs.every((x) =>
          beliefs.every((y) =>
            isShorter[norm]!(
              x.map((part, i) => part.sub(y[i]!)),
              delta,
            ),
          ),
        );
        return isCertain && isSteady ? product(rest.map((x) => world.likelihood[state]![x]!)) : zero;
      }),
    ),
  );
}

describe("the events of equation (4)", () => {
  const askEvents = async (world: World, others: number, delta: Fraction) =>
    (
      await answer("measure", {
        mechanism: "basu/posterior-price",
        environment: environmentOf(world),
        question: "proof-events",
        others,
        delta: delta.toFraction(),
      })
    ).answer.eventProbability;

  it("have the probabilities that every list of signals shows, in each norm", async () => {
    let inner = 0;
    const deltas = fc.constantFrom("0", "1/20", "1/5", "1/3", "1/2", "9/10", "2").map((x) => new Fraction(x));
    await fc.assert(
      fc.asyncProperty(lifted, fc.nat(4), deltas, async (world, others, delta) => {
        const { holds, threshold } = await factsOf(world);
        const told = await askEvents(world, others, delta);
        for (const norm of ["l1", "l2", "sup"]) {
          const expected = holds ? eventChances(world, others, new Fraction(threshold), delta, norm) : undefined;
          expect(told[norm]).toEqual(expected ? texts(expected) : null);
          if (expected?.some((x) => x.gt(0) && x.lt(1))) inner++;
        }
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(inner).toBeGreaterThan(10);
  });

  it("the events are open: a belief of just e is outside", async () => {
    const half = new Fraction(1, 2);
    const world: World = {
      prior: [half, half],
      likelihood: [[new Fraction(2, 3), new Fraction(1, 3)], [new Fraction(1, 3), new Fraction(2, 3)]],
      utilities: [[[one, zero], [zero, one]]],
      players: [0],
    }; // biome-ignore format: a table a line
    const told = await askEvents(world, 1, one);
    expect(told.sup).toEqual(texts(eventChances(world, 1, half, one, "sup")));
    expect(told.sup).not.toEqual(texts(eventChances(world, 1, half, one, "sup", false)));
  });
});
