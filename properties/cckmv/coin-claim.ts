import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { type Alternatives, everyType, type Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { over } from "../../src/verdict/finding.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { inequalityClaim } from "../inequality-claim.js";
import { type Words, wordsOf } from "../words.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { type CoinPlayer, coinPlayer, coinPlayerOf, type FixedCoins } from "./fixed-coins.js";
import { differences, reportsFor } from "./totals.js";

/** One player at fixed coins: her type, and the others' sums with the noise, up to a constant. */
interface CoinCase extends Alternatives {
  readonly own: Utilities;
  readonly rest: readonly number[];
}

/** What deciding one case found, in |O|-ths: the sides of the inequality that is closest to failing. */
export interface CoinFinding {
  /** Which side must not be smaller. */
  readonly larger: "left" | "right";
  readonly holds: boolean;
  readonly left: number;
  readonly right: number;
}

/** What is particular to one claim about a player of VCG at fixed coins; the rest of the claim is the same for all. */
export interface CoinClaim extends Words {
  /** Why the claim holds for more than the domain, beside the argument of `beyond`. */
  readonly argument?: string;
  /** The mechanism of a reading. */
  coins(switches: Switches): FixedCoins;
  /** undefined where the hypotheses are not met. */
  decide(player: CoinPlayer, switches: Switches): CoinFinding | undefined;
  readonly choices: Choices<CoinPlayer>;
  sides(player: CoinPlayer, choices: JsonObject, switches: Switches): WorstSides;
  readonly repair?: Claim<CoinCase>["repair"];
}

const sizes: Readonly<Record<Budget, readonly (readonly [outcomes: number, maximum: number])[]>> = {
  gate: [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 1],
  ],
  standard: [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
    [3, 2],
  ],
  deep: [
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 1],
    [3, 2],
    [2, 6],
    [3, 3],
    [4, 1],
  ],
};

const beyond =
  "All θ_{-i} and noises: only the differences of W_o = Σ_{j≠i} U(θ_j, o) + λ_o matter, and an alternative whose W_o is 2M + 1 or more below the largest is neither " +
  "chosen nor within M of the chosen one, whatever i reports, nor the best without i: it may as well be 2M + 1 below.";

const clipOf = ({ maximum }: Alternatives): number => maximum + maximum + 1;

/** Every W up to what does not matter, and every type, in the canonical order of the examples that show them. */
function casesOf(budget: Budget, { hasNoise }: FixedCoins): readonly CoinCase[] {
  const cases = sizes[budget].flatMap(([outcomes, maximum]) =>
    differences(outcomes, clipOf({ outcomes, maximum })).flatMap((rest) =>
      everyType({ outcomes, maximum }).map((own) => ({ outcomes, maximum, own, rest })),
    ),
  );
  return cases
    .map((c) => {
      const reports = hasNoise ? [] : reportsFor(c, c.rest);
      return { c, others: reports.length, text: canonical([c.maximum, c.outcomes, c.own, ...reports, c.rest]) };
    })
    .sort((x, y) => x.others - y.others || (x.text < y.text ? -1 : x.text > y.text ? 1 : 0))
    .map(({ c }) => c);
}

const spread = ({ rest }: CoinPlayer): number => Math.max(...rest) - Math.min(...rest);
const isIndifferent = ({ own }: CoinPlayer): boolean => own.every((u) => u === own[0]);
const null0 = ({ own }: CoinPlayer): readonly number[] => own.map(() => 0);

/** The corners of these domains. */
const corners: Readonly<Record<string, (player: CoinPlayer) => boolean>> = {
  "one alternative": ({ environment }) => environment.outcomes === 1,
  "more than two alternatives": ({ environment }) => environment.outcomes > 2,
  "maximum above 1": ({ environment }) => environment.maximum > 1,
  "all others equal": (player) => spread(player) === 0,
  "one alternative dominates by more than M": (player) => spread(player) > player.environment.maximum,
  "tie of the others at the top": ({ rest }) => rest.filter((value) => value === Math.max(...rest)).length > 1,
  "null type": ({ own }) => own.every((u) => u === 0),
  "indifferent player": (player) => isIndifferent(player) && player.own[0]! > 0,
  "player changes the outcome": (player) => player.chosen(player.own) !== player.chosen(null0(player)),
};

/** The whole claim: domain, corners, exhibits and random examples are those of every player at all coins. */
export function coinClaim(parts: CoinClaim): Claim<CoinCase> {
  const { argument } = parts;
  const claim = inequalityClaim<CoinCase, CoinPlayer, CoinPlayer>({
    ...parts,
    ...wordsOf("cckmv", { ...parts, hypotheses: parts.hypotheses ?? ["M ≥ 1", "|O| ≥ 1"] }),
    corners,
    cases: (budget, switches) => casesOf(budget, parts.coins(switches)),
    describe: (budget) =>
      "every type of one player and all that the others and the noise may add up to, by differences up to 2M + 1, for (|O|, M) = " +
      sizes[budget].map((size) => `(${size.join(", ")})`).join(", "),
    argument: () => (argument === undefined ? beyond : `${beyond} ${argument}`),
    draws: { gate: 10, standard: 100, deep: 1000 },
    ofCase: ({ own, rest, ...environment }, switches) => coinPlayer(parts.coins(switches), environment, own, rest),
    ofExample: ({ instance, choices }, switches) => coinPlayerOf(parts.coins(switches), instance, choices),
    decide(R, player, switches) {
      const found = parts.decide(player, switches);
      if (found === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const [left, right] = [found.left, found.right].map((side) =>
        over(R.integer(BigInt(side)), R.integer(BigInt(player.environment.outcomes))),
      );
      const sides = { left: left!, right: right!, larger: found.larger };
      return { hypotheses: "inside", conclusion: found.holds ? "holds" : "fails", witness: {}, sides };
    },
    exhibit({ outcomes, maximum, own, rest }, _base, switches) {
      const { hasNoise, format } = parts.coins(switches);
      // What holds at every r does not depend on ε.
      const parameters = hasNoise ? { parameters: { epsilon: { times: "1", log: "2" } } } : {};
      const environment = { outcomes, maximum };
      const reports = [own, ...(hasNoise ? [] : reportsFor(environment, rest))];
      return {
        instance: { mechanism: format.mechanism.id, ...parameters, environment, reports },
        choices: { player: 0, ...(hasNoise && { noise: rest }) },
      };
    },
    choices: () => parts.choices,
    completed: Object.keys(parts.choices),
  });
  return {
    ...claim,
    draw: (switches) => ({
      sample: (seed, count) => sample(drawn, seed, count).map((c) => claim.exhibit(c, undefined, switches)),
    }),
  };
}

/** Players whose others are further apart than those of the domain. */
const drawn: fc.Arbitrary<CoinCase> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([outcomes, maximum]) =>
    fc.record({
      outcomes: fc.constant(outcomes),
      maximum: fc.constant(maximum),
      own: fc.array(fc.integer({ min: 0, max: maximum }), { minLength: outcomes, maxLength: outcomes }),
      rest: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: outcomes, maxLength: outcomes }),
    }),
  );
