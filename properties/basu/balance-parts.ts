import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { WorstSides } from "../worst-choices.js";
import { outcomesOf, plainOutcomes } from "./drawn-outcomes.js";
import * as plain from "./plain.js";
import { absolute, indices, isIndividuallyRational, isTruthful, isWithin, plainSum, presentIn, type WorkedWorld } from "./worked-world.js"; // biome-ignore format: one line

/** Which payments are to be close to 0: all together in expectation, a player's in expectation, all together at all signals. */
export type Payments = "sum" | "each" | "signals";

/** Whether (σ*, q*) is ε-BIC and individually rational, and the payments are within ε of 0. */
export const hasAllThree = (world: WorkedWorld, payments: Payments): boolean =>
  isTruthful(world) && isIndividuallyRational(world) && areNearZero(world, payments);

function areNearZero(world: WorkedWorld, payments: Payments): boolean {
  if (payments === "sum") return isWithin(world.takenIn(), world.slack);
  const outcomes = outcomesOf(world);
  const isNear = (x: Q.Rational) => Q.compare(absolute(x), world.slack) <= 0;
  if (payments === "signals") return outcomes.every(({ paid }) => isNear(plainSum(world, paid)));
  const mass = outcomes.map(({ weight }) => weight).reduce(Q.add);
  return presentIn(world).every((u) =>
    isNear(Q.divide(outcomes.map(({ weight, paid }) => Q.multiply(weight, paid(u))).reduce(Q.add), mass)),
  );
}

/** Every inequality that is said of a world, by its place. */
export function placesOf(world: WorkedWorld, payments: Payments): readonly JsonObject[] {
  const { signals } = world.environment;
  const own = presentIn(world).flatMap((utility) => indices(signals).map((signal) => ({ utility, signal })));
  const paid: readonly JsonObject[] =
    payments === "sum"
      ? [{}]
      : payments === "each"
        ? presentIn(world).map((utility) => ({ utility }))
        : plainOutcomes(world).map(({ counts, alternative }) => ({ counts: [...counts], alternative }));
  return [
    ...paid.map((place) => ({ part: "payments", ...place })),
    ...own.map((place) => ({ part: "participation", ...place })),
    ...own.flatMap((place) =>
      indices(signals)
        .filter((report) => report !== place.signal)
        .map((report) => ({ part: "truthful", ...place, report })),
    ),
  ];
}

/** The first inequality of a list that fails, as choices; none where all hold. */
export function firstFailing(places: readonly JsonObject[], sides: (place: JsonObject) => WorstSides): JsonObject {
  const place = places.find((at) => {
    const { left, right, larger, holds } = sides(at);
    const by = Q.compare(left as Q.Rational, right as Q.Rational);
    return !(holds ?? (larger === "left" ? by >= 0 : by <= 0));
  });
  return place ? { place } : {};
}

/** Such an inequality in plain fractions. */
export function sidesAt(world: WorkedWorld, place: JsonObject): WorstSides {
  const { environment, tie, slack, price } = world;
  const { part, utility, signal, report, counts, alternative } = place as Record<string, number | number[] | string>;
  const payoff = (told: number) =>
    plain.expectedPayoff(environment, world.sizes(), tie, utility as number, signal as number, told, price);
  const who = `a player of utility ${utility} with the signal ${signal}`;
  if (part === "participation") {
    return { left: payoff(signal as number), right: Q.zero, larger: "left", inequality: "E[u_i(σ*(s), ω) - q*_i(s) | s_i] >= 0", explanation: who }; // biome-ignore format: one line
  }
  if (part === "truthful") {
    const gain = Q.subtract(payoff(report as number), payoff(signal as number));
    return { left: gain, right: slack, larger: "right", inequality: "gain(x -> y) <= ε", explanation: `${who} says ${report}` }; // biome-ignore format: one line
  }
  const outcomes = plainOutcomes(world).filter(
    (outcome) =>
      counts === undefined ||
      (outcome.counts.join() === (counts as number[]).join() && outcome.alternative === alternative),
  );
  const mass = outcomes.map(({ weight }) => weight).reduce(Q.add);
  const at = ({ paid }: (typeof outcomes)[number]) =>
    utility === undefined ? plainSum(world, paid) : paid(utility as number);
  const mean = Q.divide(outcomes.map((outcome) => Q.multiply(outcome.weight, at(outcome))).reduce(Q.add), mass);
  return {
    left: absolute(mean),
    right: slack,
    larger: "right",
    inequality: utility !== undefined ? "|E[q*_i(s)]| <= ε" : counts !== undefined ? "|Σ_i q*_i(s)| <= ε" : "|E[Σ_i q*_i(s)]| <= ε", // biome-ignore format: one line
    explanation: `${world.sizes().join(" + ")} players${utility === undefined ? "" : `, one of utility ${utility}`}${counts === undefined ? "" : `, signals by counts ${(counts as number[]).join(", ")}`}`,
  };
}
