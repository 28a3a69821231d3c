import { maxSocialWelfare, playersOf, socialWelfare } from "../mechanisms/acm/context.js";
import type { Stakes } from "../mechanisms/acm/market.js";
import { membersOf } from "../mechanisms/acm/market-optima.js";
import { compare, multiply, one, type Rational, rational, signOfRational, subtract, zero } from "../number/rational.js";
import { printOutcome } from "./acm-reports.js";
import {
  greatestUtility,
  heaviest,
  isBalancedOnPath,
  isClaimedSet,
  isEndowmentOptimal,
  isSociallyOptimal,
  leastUtility,
  optimalCount,
  optimalList,
  type SolvedRoot,
} from "./acm-root.js";
import type { Output } from "./output.js";

/** The claims that can be asked about at one context, coalitions and parameters. */
export const claimIds = [
  "acm/lemma-3",
  "acm/lemma-4",
  "acm/lemma-10",
  "acm/lemma-11",
  "acm/lemma-5",
  "acm/remark-participation",
  "acm/remark-budget-onpath",
  "acm/remark-two-epsilon",
  "acm/remark-root-utility",
] as const;

export type ClaimId = (typeof claimIds)[number];

/** What shows that a claim fails; undefined where it holds. */
type Witness = Output | undefined;

const isNonCollusive = ({ partition }: SolvedRoot): boolean => partition.every((block) => block.length === 1);

interface RootClaim {
  /** The hypothesis: where it fails the claim holds. */
  applies?(root: SolvedRoot): boolean;
  /** The utilities are those of every optimum: the least and the greatest are compared. */
  witness(stakes: Stakes, root: SolvedRoot): Witness;
}

const isQuiet = ({ context }: SolvedRoot): boolean => isEndowmentOptimal(context);

const quiet: RootClaim = { applies: isQuiet, witness: (_, root) => quietBest(root) };

const trading: RootClaim = {
  applies: (root) => !isQuiet(root),
  witness: (_, root) => wrongSet(root) ?? loser(root),
};

const claims: Readonly<Record<ClaimId, RootClaim>> = {
  "acm/lemma-3": { ...quiet, applies: (root) => isNonCollusive(root) && isQuiet(root) },
  "acm/lemma-4": { ...trading, applies: (root) => isNonCollusive(root) && !isQuiet(root) },
  "acm/lemma-10": quiet,
  "acm/lemma-11": trading,
  "acm/lemma-5": {
    witness({ delta }, { context, optima }) {
      const least = subtract(one, delta);
      const bad = optima.find(
        ({ reached }) =>
          !reached.some(
            ({ probability, terminal }) =>
              compare(probability, least) >= 0 && isSociallyOptimal(context, terminal.outcome),
          ),
      );
      return bad && { terminal: heaviest(bad).terminal.name, probability: heaviest(bad).probability };
    },
  },
  "acm/remark-participation": { witness: (_, root) => loser(root) },
  "acm/remark-budget-onpath": {
    witness: (_, root) => (isBalancedOnPath(root) ? undefined : { budgetBalancedOnPath: false }),
  },
  "acm/remark-two-epsilon": {
    applies: isNonCollusive,
    witness({ discount }, root) {
      const most = multiply(rational(2n), discount);
      return outOfRange(root, (player) => (player === 1 ? undefined : [zero, most]));
    },
  },
  "acm/remark-root-utility": {
    applies: isNonCollusive,
    witness({ discount }, root) {
      const { context } = root;
      if (isEndowmentOptimal(context)) return outOfRange(root, () => [zero, zero]);
      const D = maxSocialWelfare(context) - socialWelfare(context, context.endowment);
      const printed = subtract(rational(D), multiply(rational(BigInt(2 * (context.players - 1))), discount));
      return outOfRange(root, (player) => (player === 1 ? [printed, printed] : undefined));
    },
  },
};

/**
 * What violates the claim at a solved root. Where its hypothesis holds and a block has no strictly dominant strategy after some
 * announcement there is no root-profile, and it is violated.
 */
export function claimAt(id: ClaimId, stakes: Stakes, root: SolvedRoot): Witness {
  const { applies, witness } = claims[id];
  if (applies && !applies(root)) return undefined;
  const { undecidedAt } = root.play;
  if (undecidedAt === undefined) return witness(stakes, root);
  const [announced] = membersOf(root.context, root.partition, undecidedAt);
  return { noStrictlyDominantStrategyAfter: announced ? printOutcome(announced) : {} };
}

/** (E, 0) is the only best announcement and gives every block 0. */
const quietBest = (root: SolvedRoot): Witness => wrongSet(root) ?? blockOutOfRange(root, () => [zero, zero]);

const wrongSet = (root: SolvedRoot): Witness =>
  isClaimedSet(root)
    ? undefined
    : { optimalCount: `${optimalCount(root)}`, optimal: optimalList(root, 12n), rootUtility: root.play.utility };

/** A block whose utility is negative at some optimum. */
const loser = (root: SolvedRoot): Witness => {
  const block = root.partition.find((one) => signOfRational(leastUtility(root, one)) < 0);
  return block && { coalition: [...block], utility: leastUtility(root, block) };
};

type Bounds = readonly [Rational, Rational] | undefined;

const outOfRange = (root: SolvedRoot, bounds: (player: number) => Bounds): Witness =>
  blockOutOfRange({ ...root, partition: playersOf(root.context).map((player) => [player]) }, ([player]) =>
    bounds(player!),
  );

function blockOutOfRange(root: SolvedRoot, bounds: (block: readonly number[]) => Bounds): Witness {
  for (const block of root.partition) {
    const range = bounds(block);
    if (range === undefined) continue;
    for (const utility of [leastUtility(root, block), greatestUtility(root, block)]) {
      if (compare(utility, range[0]) >= 0 && compare(utility, range[1]) <= 0) continue;
      return { coalition: [...block], utility, least: range[0], greatest: range[1] };
    }
  }
  return undefined;
}
