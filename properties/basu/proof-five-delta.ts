import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { readCount, readIndex, readPositive, refuse } from "../../src/instance/input.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import { ties } from "../../src/mechanisms/basu/tie.js";
import { enclosedSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { type EnvironmentNumbers, environmentJson } from "./environments.js";
import { eventChoices } from "./event-choices.js";
import { environmentCorners } from "./event-claim.js";
import { apart, askedAt, halves } from "./event-environments.js";
import { eventThreshold } from "./event-table.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import { compareGain, gainAbove, gainsSettledFrom, largestGainAt, lengthWithin } from "./largest-gains.js";
import { normChange, normPairMeanings, utilityNorm } from "./norm-pairs.js";
import { gainByBeliefs } from "./plain-events.js";
import { compareLength, greatestLength, inequalityOf, type Length, sidesOf, stretched } from "./utility-length.js";

const moreThan = "|N| > n0";

/** ‖·‖ of beliefs and of utilities: the same norm, or one that is dual; the literal reading first. */
const pairs = ["l2+M-l2", "l1+M-sup", "l1+M-l1", "sup+M-l1", "sup+M-sup"] as const;

const readings: readonly Reading[] = [...pairs.map((pair) => `${pair}+above`), "l2+M-l2+at-least"].map((name, i) => {
  const [beliefs, utilities, players] = name.split("+") as [string, string, string];
  return { name, switches: { beliefs, utilities, players }, literal: i === 0 };
});

const changesOf = (switches: Switches): readonly string[] => [
  ...normChange(switches),
  ...(switches.players === "at-least" ? [moreThan] : []),
];

const instanceOf = (numbers: EnvironmentNumbers, tie: string): JsonObject => ({
  mechanism: "basu/posterior-price",
  ...(tie !== "first" && { parameters: { tie } }),
  environment: environmentJson(numbers),
});

const withHalves = (states: number, high: number, low: number, delta: string): Example => ({
  instance: instanceOf(halves(states, high, low), "first"),
  choices: { delta },
});

/** Many states alike are only of interest where beliefs are measured by the largest change. */
const examplesAt = (budget: Budget, { beliefs }: Switches): readonly Example[] => [
  ...askedAt(budget).flatMap(([name, ...deltas]) =>
    deltas.flatMap((delta) =>
      ties
        .filter((tie) => tie === "first" || name === "guess of the state")
        .map((tie) => ({ instance: instanceOf(apart[name]!, tie), choices: { delta } })),
    ),
  ),
  ...(beliefs === "sup" ? [withHalves(8, 800_000, 200_000, "4/25")] : []),
  ...(beliefs === "sup" && budget !== "gate" ? [withHalves(6, 700_000, 300_000, "3/22")] : []),
];

function deltaOf(choices: JsonObject): Q.Rational {
  const delta = readPositive(choices.delta, "choices.delta");
  if (Q.compare(delta, Q.one) >= 0) throw refuse("choices.delta", "must be below 1");
  return delta;
}

/** What is decided at a δ. */
interface Setting {
  /** The least n0 ≥ 1 with (4). */
  readonly n0: number;
  /** The least number of players that the claim speaks of. */
  readonly from: number;
  readonly bound: Length;
}

function settingAt(
  { environment }: EventWorld,
  delta: Q.Rational,
  switches: Switches,
  made: readonly string[],
  times: Q.Rational,
): Setting {
  const norm = switches.beliefs as Norm;
  const n0 = Math.max(1, eventThreshold(environment, { norm, delta })!.n0);
  const isAtLeast = switches.players === "at-least" && !made.includes(moreThan);
  const M = greatestLength(environment, utilityNorm(switches, made));
  return { n0, from: isAtLeast ? n0 : n0 + 1, bound: stretched(M, Q.multiply(times, delta)) };
}

/** The least n at which a gain is above the bound; undefined where none is, for any n from there on. */
function violatingAt({ environment, tie }: EventWorld, { from, bound }: Setting): number | undefined {
  const { low } = lengthWithin(bound);
  const settled = low.numerator > 0n ? gainsSettledFrom(environment, low) : from;
  for (let n = from; n < Math.max(settled, from + 1); n++) {
    const gain = largestGainAt(environment, tie, n);
    if (gain && compareGain(gain, bound) > 0) return n;
  }
  return undefined;
}

/** An instance with a violation: a composition, and ε between 5δM and the gain. */
function violation(world: EventWorld, { instance, choices }: Example, setting: Setting): Example {
  const players = violatingAt(world, setting)!;
  const found = gainAbove(world.environment, world.tie, players, setting.bound)!;
  const slack = Q.simplestBetween(lengthWithin(setting.bound).high, enclosedSum(found, 128).low);
  return {
    instance: {
      ...instance,
      parameters: { ...(instance.parameters as JsonObject), tolerance: Q.printRational(slack) },
      environment: { ...(instance.environment as JsonObject), groups: [...found.sizes] },
    },
    choices: { ...choices, n0: setting.n0, utility: found.utility, report: found.signal, lie: found.report },
  };
}

function sidesAt(
  world: EventWorld,
  choices: JsonObject,
  switches: Switches,
  made: readonly string[],
  times: Q.Rational,
): WorstSides {
  const { environment, tie, slack } = world;
  const index = (name: string, size: number, what: string) => readIndex(choices[name], `choices.${name}`, size, what);
  const delta = deltaOf(choices);
  const { n0: least, bound } = settingAt(world, delta, switches, made, times);
  const n0 = readCount(choices.n0, "choices.n0");
  const isAtLeast = switches.players === "at-least" && !made.includes(moreThan);
  const isMeant =
    n0 >= least &&
    world.players() >= (isAtLeast ? n0 : n0 + 1) &&
    (slack === undefined || compareLength(slack, bound) > 0);
  const [utility, report, lie] = [
    index("utility", environment.utilities.length, "utility"),
    index("report", environment.signals, "signal"),
    index("lie", environment.signals, "signal"),
  ];
  const gain = gainByBeliefs(environment, world.sizes(), tie, utility, report, lie);
  const about = {
    larger: "right",
    hypotheses: isMeant ? "inside" : "outside",
    explanation: `|N| = ${world.players()}, n0 = ${n0}, δ = ${Q.printRational(delta)}${bound.exact ? `, 5δM = ${Q.printRational(bound.exact)}` : `, (5δM)² = ${Q.printRational(bound.square)}`}`,
  } as const;
  if (slack !== undefined) {
    return {
      ...about,
      left: gain,
      right: slack,
      holds: Q.compare(gain, slack) < 0,
      inequality: "gain < ε, as 5δM < ε",
    };
  }
  return { ...about, ...sidesOf(gain, bound), inequality: inequalityOf("gain", "5δM", bound) };
}

const proof =
  "All environments: by (4) and the mixture over ω, P_ω ∩ T has probability at least 1 − δ given s_i with |N| − 1 ≥ n0 others; there the choice is unchanged and the payments differ by at most δM, elsewhere the four terms by at most 4M. On the domain, apart from that: exact gains for every |N| > n0 up to where the affinity bound is below 5δM for all later ones.";

/** Proof of Theorem 1: with n0 for δ, 5δM < ε, every gain is at most δM + 4δM < ε. In a test 5 is another number. */
export function fiveDelta(made: readonly string[] = [], times = Q.rational(5n)): Claim<Example> {
  const setting = (world: EventWorld, choices: JsonObject, switches: Switches) =>
    settingAt(world, deltaOf(choices), switches, made, times);
  return exampleClaim(eventWorld, {
    id: "basu/proof-five-delta",
    citation: cite("basu", "Proof of Theorem 1, ε-Bayesian incentive compatibility"),
    statement:
      "With δ in (0, 1) and 5δM < ε, M = max_{u, a} ‖u(a, ·)‖, and n0 for δ by (4): for |N| > n0 every gain of (σ*, q*) is at most δM + 4δM < ε.",
    hypotheses: [
      "(1), π_0 > 0, v > 0, different rows of v",
      "any composition of the players, any choice among maximisers",
      ...made,
    ],
    readings,
    switchMeanings: { ...normPairMeanings, above: "|N| > n0, so that there are n ≥ n0 others", "at-least": "|N| ≥ n0" },
    examples: (budget, switches) => examplesAt(budget, switches),
    describe: (budget, switches) =>
      `${examplesAt(budget, switches).length} environments, each with a δ and a tie, and the least n0 ≥ 1 of (4); every composition of every |N| that is meant, every lie, every ε > 5δM`,
    argument(switches) {
      const lacked = changesOf(switches).filter((change) => !made.includes(change));
      return lacked.length > 0 ? `Not under this reading; it holds with ${lacked.join(" and ")}.` : proof;
    },
    corners: {
      ...environmentCorners,
      "the last of the maximisers": ({ tie }) => tie === "last",
      "a lottery over the maximisers": ({ tie }) => tie === "uniform",
    },
    decide: (world, choices, switches) => ({
      holds: violatingAt(world, setting(world, choices, switches)) === undefined,
    }),
    exhibit: (world, example, switches) => violation(world, example, setting(world, example.choices, switches)),
    choices: (switches) => ({
      n0: (world: EventWorld, choices: JsonObject) =>
        choices.n0 === undefined ? [setting(world, choices, switches).n0] : [choices.n0],
      utility: eventChoices.utility,
      report: eventChoices.report,
      lie: eventChoices.lie,
    }),
    completed: ["utility", "report", "lie"],
    sides: (world, choices, switches) => sidesAt(world, choices, switches, made, times),
    evidence: (budget, switches) => evidence(budget, switches, made, times),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `The same with ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => fiveDelta(changes, times),
        }),
    }),
  });
}

/** Gains over 5δM, largest first; squares, in thousandths rounded up. */
function evidence(budget: Budget, switches: Switches, made: readonly string[], times: Q.Rational): JsonObject {
  const rows = examplesAt(budget, switches).flatMap(({ instance, choices }) => {
    const world = eventWorld(instance);
    const { from, bound } = settingAt(world, deltaOf(choices), switches, made, times);
    if (world.tie !== "first" || bound.square.numerator === 0n) return [];
    return [from, from + 1].flatMap((players) => {
      const gain = largestGainAt(world.environment, world.tie, players);
      if (!gain) return [];
      const { high } = enclosedSum(gain, 128);
      const square = Q.divide(Q.multiply(high, high), bound.square);
      return [{ square, states: world.environment.states, players, delta: choices.delta! }];
    });
  });
  const tightest = rows.toSorted((x, y) => Q.compare(y.square, x.square)).slice(0, 3);
  return {
    "largest (gain/5δM)² at the first two |N| of each environment": tightest.map(({ square, ...at }) => ({
      ...at,
      atMost: Q.printRational(Q.rational((square.numerator * 1000n) / square.denominator + 1n, 1000n)),
    })),
    "other norms":
      "with l2 of beliefs and sup of utilities, or sup and l2, it falls too: 56 states in two halves, |N| = 2, n0 = 1, δ = 1/6 or 9/400, gain 120005400000/136003240099 > 6/7 > 5δM",
    sharper:
      "gain ≤ 3δM in the dual norms, by T alone: the truthful payoff is 0 at every report profile, so two of the four terms are left, at most δM on T and 2M elsewhere",
  };
}
