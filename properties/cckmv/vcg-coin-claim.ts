import type { Claim } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { relativeTotals } from "../../src/mechanisms/cckmv/welfare.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { comparedReports, inOwnSteps, liesAt, typeOf, vectorOf } from "./vcg-cases.js";
import {
  coinArgument,
  coinCases,
  coinCorners,
  coinDraws,
  describeCoins,
  drawnCoins,
  fallenCases,
} from "./vcg-coin-cases.js";
import { asPrinted, everySeen, type Release, relativeValues, type Seen, seenByDefinition } from "./vcg-coins.js";

/** Both worlds at one coin. */
export interface Coin {
  readonly environment: Alternatives;
  readonly truth: Utilities;
  readonly lie: Utilities;
  /** What the truth leads to, and what the lie leads to. */
  readonly honest: Seen;
  readonly dishonest: Seen;
}

/** left ≤ right, both whole numbers of `unit`-ths; not inside where the claim says nothing of the coin. */
export interface Weighed {
  readonly inside: boolean;
  readonly left: number;
  readonly right: number;
  readonly unit: number;
}

/** What is particular to one claim about every coin of Mechanism 7.1. */
export interface CoinClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses?: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly inequality: (switches: Switches) => string;
  /** Readings that fall are shown to do so on the cases of the gate at every budget. */
  falls?(switches: Switches): boolean;
  weigh(coin: Coin, switches: Switches): Weighed;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<SituationCase>["repair"];
}

/** A claim about every coin of Mechanism 7.1: `release` is another one in a control. */
export const coinClaim = (parts: CoinClaim, release: Release = asPrinted): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(parts, release, step));

const claimAt = (parts: CoinClaim, release: Release, step: Rational): Claim<SituationCase> =>
  situationClaim(noisyVcgFormat, {
    id: parts.id,
    citation: cite("cckmv", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses ?? [],
    readings: parts.readings ?? onlyReading,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    step,
    cases: (budget, switches) => (parts.falls?.(switches) ? fallenCases() : coinCases(budget)),
    describe: (budget, switches) => describeCoins(parts.falls?.(switches) ? "gate" : budget),
    argument: coinArgument,
    corners: coinCorners,
    reports: comparedReports,
    draws: coinDraws,
    draw: drawnCoins,
    decide(R, place, switches) {
      const { environment } = place;
      const truth = typeOf(place);
      const seen = everySeen(environment);
      let tightest: { lie: Utilities; weighed: Weighed } | undefined;
      for (const lie of liesAt(place)) {
        const dishonest = seen(lie);
        for (const [i, honest] of seen(truth).entries()) {
          const weighed = parts.weigh({ environment, truth, lie, honest, dishonest: dishonest[i]! }, switches);
          if (!weighed.inside) continue;
          if (tightest === undefined || slack(weighed) < slack(tightest.weighed)) tightest = { lie, weighed };
        }
      }
      if (tightest === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const { lie, weighed } = tightest;
      const quotient = (x: number) => over(R.integer(BigInt(x)), R.integer(BigInt(weighed.unit)));
      const isPositive = weighed.left >= 0 && weighed.right >= 0;
      return {
        hypotheses: "inside",
        conclusion: slack(weighed) < 0 ? "fails" : "holds",
        witness: { lie },
        ...(isPositive && {
          sides: { left: quotient(weighed.left), right: quotient(weighed.right), larger: "right" },
        }),
      };
    },
    choices: {
      lie: (setting): readonly Json[] => liesAt(setting),
      noise: ({ environment, rest }): readonly Json[] => {
        const sums = relativeTotals(environment, rest);
        return relativeValues(environment).map((values) => values.map((value, o) => value - sums[o]!));
      },
    },
    sides(setting, choices, switches) {
      const { environment, rest } = setting;
      const [truth, lie, noise] = [typeOf(setting), vectorOf(choices.lie), vectorOf(choices.noise)];
      const values = relativeTotals(environment, rest).map((sum, o) => sum + noise[o]!);
      const seen = (report: Utilities) => seenByDefinition(environment, values, report, release);
      const [honest, dishonest] = [seen(truth), seen(lie)];
      const weighed = parts.weigh({ environment, truth, lie, honest, dishonest }, switches);
      return {
        hypotheses: weighed.inside ? "inside" : "outside",
        left: rational(BigInt(weighed.left), BigInt(weighed.unit)),
        right: rational(BigInt(weighed.right), BigInt(weighed.unit)),
        larger: "right",
        inequality: parts.inequality(switches),
        explanation:
          `at the noise (${noise.join(", ")}) the truth (${truth.join(", ")}) leads to ${honest.chosen} and the lie (${lie.join(", ")}) to ` +
          `${dishonest.chosen}; in 1/${environment.outcomes}: the truth pays ${honest.pays(truth)}, the lie ${dishonest.pays(lie)}, ` +
          `and it would pay ${honest.pays(lie)} at the outcome of the truth`,
      };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  });

/** |x − y|. */
export const distance = (x: number, y: number): number => (x < y ? y - x : x - y);

/** In 1/unit of one claim. */
const slack = ({ left, right }: Weighed): number => right - left;
