import type { Budget } from "../../src/claim/claim.js";
import { readContext } from "../../src/instance/acm-context.js";
import { maxSocialWelfare, socialWelfare, worthOf } from "../../src/mechanisms/acm/context.js";
import { coalitionsOf } from "../../src/notions/collusive-dominance.js";
import { type AlgebraicNumber, compare, printAlgebraic } from "../../src/number/algebraic.js";
import * as P from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { realRoots } from "../../src/number/real-roots.js";
import type { Affine } from "../../src/number/triangle.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyContext, type Size } from "./contexts.js";
import { inStakes } from "./proof-part.js";

/** What the utility of a block depends on after a semi-truthful announcement: its size, D, what it values its endowment. */
interface Kind {
  readonly hasFirst: boolean;
  readonly members: bigint;
  readonly D: bigint;
  readonly kept: bigint;
}

/** Every kind of block in the contexts of a size where E is not best. */
function kindsOf(size: Size): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const environment of everyContext(size)) {
    const context = readContext(environment);
    const D = maxSocialWelfare(context) - socialWelfare(context, context.endowment);
    if (D === 0n) continue;
    const kept = context.values.map((_, i) => worthOf(context, context.endowment, i + 1));
    for (const block of coalitionsOf(context.players)) {
      const kind = {
        hasFirst: block.includes(1),
        members: BigInt(block.length),
        D,
        kept: block.reduce((sum, player) => sum + kept[player - 1]!, 0n),
      };
      kinds.set(Object.values(kind).join(), kind);
    }
  }
  return [...kinds.values()];
}

/** n times the utility of the kind of block after a semi-truthful announcement, as displayed in Lemma 4 and for blocks. */
function utilityOfKind(players: number, { hasFirst, members, D, kept }: Kind): Affine {
  const n = BigInt(players);
  const rest = (n - 1n) * kept;
  if (!hasFirst) {
    const reward = 2n * n * members;
    return inStakes([
      [reward, 1, 0],
      [-rest, 0, 1],
      [members * (n + 1n) - reward, 1, 1],
    ]);
  }
  const paid = n - members;
  return inStakes([
    [n * D, 0, 0],
    [-2n * n * paid, 1, 0],
    [-n * D + D - rest, 0, 1],
    [2n * n * paid - paid * (n + 1n), 1, 1],
  ]);
}

/** All bounds that the contexts of a size put on the stakes: these must not be negative, and positive for the block of player 1. */
function boundsOf(size: Size): readonly Affine[] {
  const found = known.get(size.join()) ?? kindsOf(size).map((kind) => utilityOfKind(size[0], kind));
  known.set(size.join(), found);
  return found;
}

const known = new Map<string, readonly Affine[]>();

const valueAt = (p: P.Polynomial, x: Q.Rational): Q.Rational =>
  P.termsOf(p).reduce((sum, [coefficient, exponent]) => {
    let power = Q.one;
    for (let i = 0; i < exponent; i++) power = Q.multiply(power, x);
    return Q.add(sum, Q.multiply(Q.rational(coefficient), power));
  }, Q.zero);

/** The least δ beyond which some block loses at this discount, 1 where none does below; the bounds of the size are affine in δ. */
export function largestDelta(size: Size, discount: Q.Rational): Q.Rational {
  let least = Q.one;
  for (const { constant, slope } of boundsOf(size)) {
    const [a, c] = [valueAt(constant, discount), valueAt(slope, discount)];
    if (Q.signOfRational(c) >= 0) continue;
    const root = Q.divide(Q.subtract(Q.zero, a), c);
    if (Q.compare(root, least) < 0) least = root;
  }
  return least;
}

/** The least discount at which some block loses along δ = times·ε/B, exactly; "none" where none does below 1. */
export function largestDiscount(size: Size, times: Q.Rational): Json {
  const B = 1n << BigInt(size[2] - 1);
  let least: AlgebraicNumber | undefined;
  for (const { constant, slope } of boundsOf(size)) {
    // Times B·denominator; a positive power of ε before all terms changes no sign.
    const along = P.add(P.scale(constant, times.denominator * B), P.scale(slope, times.numerator, 1));
    if (P.isZero(along)) continue;
    const [root] = realRoots(along, Q.zero, Q.one);
    if (root !== undefined && (least === undefined || compare(root, least) < 0)) least = root;
  }
  return least === undefined ? "none" : (printAlgebraic(least) as Json);
}

/** max θ_i(E_i), i ≠ 1, over the contexts of a size where E is not best: B − 1, or B − 2 for one good; undefined for none. */
export function mostKept([players, goods, bits]: Size): bigint | undefined {
  if (players < 2 || goods === 0 || bits === 1) return undefined;
  return (1n << BigInt(bits - 1)) - (goods === 1 ? 2n : 1n);
}

/** 2nε/((n − 1)(e + ε)): above it a player other than 1 with θ_i(E_i) = e loses. */
export function deltaBound(size: Size, discount: Q.Rational): Q.Rational | undefined {
  const kept = mostKept(size);
  const n = BigInt(size[0]);
  if (kept === undefined) return undefined;
  return Q.divide(
    Q.multiply(Q.rational(2n * n), discount),
    Q.multiply(Q.rational(n - 1n), Q.add(Q.rational(kept), discount)),
  );
}

const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[2, 1, 3]],
  standard: [
    [2, 1, 2],
    [2, 1, 3],
    [3, 1, 2],
    [3, 1, 3],
  ],
  deep: [
    [2, 1, 2],
    [2, 1, 3],
    [2, 1, 4],
    [2, 2, 2],
    [3, 1, 2],
    [3, 1, 3],
    [4, 1, 2],
  ],
};

/** The exact region: the largest δ at some discounts against ε/B, the largest discount along rays against 1/(5n). */
export function looseEvidence(budget: Budget): JsonObject {
  return Object.fromEntries(
    sizes[budget].map((size) => {
      const [n, m, k] = size;
      const width = Q.rational(1n, 5n * BigInt(n));
      const B = Q.rational(1n << BigInt(k - 1));
      const atDiscount = [Q.rational(1n, 1000n), Q.rational(1n, 2n), Q.rational(999n, 1000n)].map((share) => {
        const discount = Q.multiply(share, width);
        return {
          discount: Q.printRational(discount),
          printed: Q.printRational(Q.divide(discount, B)),
          largest: Q.printRational(largestDelta(size, discount)),
        };
      });
      const alongRays = ["1/1000", "1/2", "1", "2"].map((ray) => ({
        ray: `δ = ${ray}·ε/B`,
        printed: Q.printRational(width),
        largest: largestDiscount(size, Q.parseRational(ray)!),
      }));
      return [
        `n = ${n}, m = ${m}, k = ${k}`,
        { "largest δ": atDiscount, "largest ε": alongRays, "largest ε as δ falls to 0": `1/${2 * (n - 1)}` },
      ];
    }),
  );
}
