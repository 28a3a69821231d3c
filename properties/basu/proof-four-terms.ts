import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { integral, playersOf, stateWeights, total, weighted } from "../../src/game/bayesian-environment.js";
import { readCount, readIndex, readList } from "../../src/instance/input.js";
import { socialOptimum } from "../../src/mechanisms/basu/posterior-price.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import * as Q from "../../src/number/rational.js";
import { type Counts, countVectors, oneMore } from "../../src/probability/multinomial.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { type EnvironmentNumbers, posteriorInstance, symmetric } from "./environments.js";
import { eventChoices } from "./event-choices.js";
import { normMeanings, seatedCorners } from "./event-claim.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import { payment } from "./plain.js";
import { plus } from "./plain-events.js";
import { remembered } from "./remembered.js";
import { seatedExamples, seatedSaid, signalsOf } from "./seated-cases.js";
import { beliefNorms, compareLength, greatestLength, inequalityOf, sidesOf, stretched } from "./utility-length.js";

/** What is quantified over: the state, the others' signals, who lies how, and what is drawn. */
interface Terms {
  readonly others: Counts;
  readonly state: number;
  readonly utility: number;
  readonly report: number;
  readonly lie: number;
  readonly drawn: number;
  readonly instead: number;
}

interface Largest extends Terms {
  readonly value: Q.Rational;
}

const largest = remembered<Largest | undefined>();

/** The largest difference of the four terms; undefined where there is one signal only. */
const largestTerms = (world: EventWorld): Largest | undefined =>
  largest(world, "", () => {
    const population = world.population();
    const { utilities, unit } = integral(population);
    const rule = socialOptimum(population, world.tie);
    let best: (Terms & { readonly numerator: bigint; readonly denominator: bigint }) | undefined;
    for (const others of countVectors(playersOf(population.sizes) - 1, population.signals)) {
      const after = signalsOf(population).map((report) => {
        const counts = oneMore(others, report);
        const weights = stateWeights(population, counts);
        return { weights, all: total(weights), draws: rule(counts).map(({ alternative }) => alternative) };
      });
      for (const [utility, table] of utilities.entries()) {
        if (population.sizes[utility] === 0) continue;
        // (u(a, ω) − q)·all for each report and draw.
        const nets = after.map(({ weights, all, draws }) =>
          draws.map((drawn) => {
            const paid = weighted(weights, table[drawn]!);
            return { drawn, all, values: table[drawn]!.map((value) => value * all - paid) };
          }),
        );
        nets.forEach((own, report) => {
          nets.forEach((other, lie) => {
            if (lie === report) return;
            for (const s of own) {
              for (const t of other) {
                s.values.forEach((value, state) => {
                  const numerator = t.values[state]! * s.all - value * t.all;
                  const denominator = s.all * t.all;
                  if (best && numerator * best.denominator <= best.numerator * denominator) return;
                  best = {
                    others,
                    state,
                    utility,
                    report,
                    lie,
                    drawn: s.drawn,
                    instead: t.drawn,
                    numerator,
                    denominator,
                  };
                });
              }
            }
          });
        });
      }
    }
    if (!best) return undefined;
    const { numerator, denominator, ...terms } = best;
    return { ...terms, value: Q.rational(numerator, denominator * unit) };
  });

function readTerms(choices: JsonObject, { environment }: EventWorld): Terms {
  const index = (name: string, size: number, what: string) => readIndex(choices[name], `choices.${name}`, size, what);
  return {
    others: readList(choices.others, "choices.others", readCount),
    state: index("state", environment.states, "state"),
    utility: index("utility", environment.utilities.length, "utility"),
    report: index("report", environment.signals, "signal"),
    lie: index("lie", environment.signals, "signal"),
    drawn: index("drawn", environment.alternatives, "alternative"),
    instead: index("instead", environment.alternatives, "alternative"),
  };
}

function sidesAt(world: EventWorld, terms: Terms, norm: Norm, times: Q.Rational): WorstSides {
  const { environment } = world;
  const { others, state, utility, report, lie, drawn, instead } = terms;
  const net = (signal: number, alternative: number) =>
    Q.subtract(
      environment.utilities[utility]![alternative]![state]!,
      payment(environment, plus(others, signal), utility, alternative),
    );
  const bound = stretched(greatestLength(environment, norm), times);
  return {
    ...sidesOf(Q.subtract(net(lie, instead), net(report, drawn)), bound),
    larger: "right",
    inequality: inequalityOf("(u(σ*(t), ω) − q*(t)) − (u(σ*(s), ω) − q*(s))", `${Q.printRational(times)}M`, bound),
    explanation: `utility ${utility} in state ${state}; ${others.join(", ")} signals of the others; ${drawn} drawn after ${report}, ${instead} after ${lie}`,
  };
}

const four = Q.rational(4n);

/** Proof of Theorem 1: the difference of four terms is at most 4M. In a test 4 is another number. */
export const fourTerms = (times = four): Claim<Example> =>
  exampleClaim(eventWorld, {
    id: "basu/proof-four-terms",
    citation: cite("basu", "Proof of Theorem 1, the difference of four terms"),
    statement:
      "For all s_i, t_i, s_−i and ω: (u_i(σ*(t_i, s_−i), ω) − q*_i(t_i, s_−i)) − (u_i(σ*(s_i, s_−i), ω) − q*_i(s_i, s_−i)) ≤ 4·M, M = max_{u, a} ‖u(a, ·)‖.",
    hypotheses: ["π_0 > 0, v > 0", "any composition of the players, any choice among maximisers"],
    readings: readingsOf({ norm: beliefNorms }),
    switchMeanings: normMeanings("‖u(a, ·)‖ in M is"),
    examples: (budget) => seatedExamples(budget),
    describe: (budget) => `${seatedSaid(budget)}; all s_i, t_i, s_−i and ω`,
    argument: () =>
      "All environments and all rules: |u(a, ω)| ≤ max |u(a, ·)| ≤ ‖u(a, ·)‖ ≤ M in each norm, and a payment, the mean of u(a, ·) at a belief, is no larger.",
    corners: seatedCorners,
    decide(world, _, { norm }) {
      const found = largestTerms(world);
      const bound = stretched(greatestLength(world.environment, norm as Norm), times);
      return {
        holds: found === undefined || compareLength(found.value, bound) <= 0,
      };
    },
    exhibit(world, { instance }) {
      const { value: _value, others, ...terms } = largestTerms(world)!;
      return { instance, choices: { ...terms, others: [...others] } };
    },
    choices: () => ({
      others: eventChoices.others,
      state: ({ environment }: EventWorld) => environment.prior.map((_, state) => state),
      utility: eventChoices.utility,
      report: eventChoices.report,
      lie: eventChoices.lie,
      drawn: eventChoices.drawn,
      instead: eventChoices.instead,
    }),
    completed: ["others", "state", "utility", "report", "lie", "drawn", "instead"],
    sides: (world, choices, { norm }) => sidesAt(world, readTerms(choices, world), norm as Norm, times),
    evidence: (budget, { norm }) => ({ bestConstant: bestConstants[norm as Norm], ...approach(budget, norm as Norm) }),
  });

const bestConstants: Readonly<Record<Norm, string>> = {
  sup: "4, approached and not attained: u(a, ω) − q is below the largest difference of u(a, ·), at most 2M",
  l2: "2·√2, approached and not attained: the largest difference of u(a, ·) is at most √2·M",
  l1: "2, approached and not attained: the largest difference of u(a, ·) is at most M",
};

/** One player who is much for the choice that is right, among many who prefer a in state 0 by much and b in state 1 by little. */
const crowded = (size: number): EnvironmentNumbers => ({
  prior: ["1/2", "1/2"],
  likelihood: symmetric("3/4", "1/4"),
  utilities: [
    [
      ["1", "-1"],
      ["-1", "1"],
    ],
    [
      ["1", "0"],
      ["-1", `1/${size}`],
    ],
  ],
});

/** How near the family comes to its best constant, in thousandths, rounded down; squares in l2. */
function approach(budget: Budget, norm: Norm): JsonObject {
  const rows = (budget === "gate" ? [4] : [4, 15, 64]).map((crowd): JsonObject => {
    const world = eventWorld(posteriorInstance(crowded(crowd), [1, crowd]));
    const { value } = largestTerms(world)!;
    const { square } = greatestLength(world.environment, norm);
    const ratio = Q.divide(Q.multiply(value, value), square);
    return { groups: [1, crowd], squareOfTermsOverM: thousandths(ratio) };
  });
  return { "one player against a crowd": rows };
}

/** x rounded down to thousandths. */
const thousandths = (x: Q.Rational): string =>
  Q.printRational(Q.rational((x.numerator * 1000n) / x.denominator, 1000n));
