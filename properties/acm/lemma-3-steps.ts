import * as Q from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import { isEndowmentBestPlainly } from "./claimed-best.js";
import type { MarketWorld } from "./market-world.js";
import { chainSides, inStakes, type PartFacts, type ProofPart, plainUtilities, slackOf } from "./proof-part.js";
import { isAllYes, product, termsOf, whole } from "./proof-terms.js";

/** The repair of what the bound on Heads is said to rest on. */
export const wider = "P*_1 within ±2(n − 1)B";

/** The proof of the lemma speaks of two players or more. */
const admits = (world: MarketWorld): boolean => world.context.players > 1 && isEndowmentBestPlainly(world);

const allYes = ({ least }: PartFacts): boolean => least >= 0;
const byTree = "u_1(s^x') from the game tree, the bounds as printed";

/** The displayed steps of the proof, at x' regular, where SW(E) = max SW, players independent, n ≥ 2. */
export const lemma3Steps = (made: readonly string[]) =>
  ({
    "case-1-heads": {
      meaning: "Case 1, all d_i ≥ P*_i: u_1(s^x' | Heads) ≤ −2(n − 1)ε",
      admits,
      decide(facts) {
        if (!allYes(facts)) return undefined;
        const c = 2n * (facts.n - 1n) * facts.n * facts.B;
        return facts.atMost(
          facts.heads,
          inStakes([
            [-c, 1, 0],
            [c, 1, 1],
          ]),
        );
      },
      sides(world, announced) {
        if (!isAllYes(world, announced)) return undefined;
        const { others, discount } = termsOf(world);
        const u = plainUtilities(world, announced, 1);
        return chainSides(
          [
            [u?.heads, "u_1(s^x' | Heads)", "≤"],
            [product(whole(-2n), others, discount), "−2(n − 1)ε"],
          ],
          byTree,
        );
      },
    },
    "case-1-tails": {
      meaning: "Case 1: u_1(s^x' | Tails) < −(n − 1)θ_1(E_1)/n < B",
      admits,
      decide(facts) {
        if (!allYes(facts)) return undefined;
        const { n, B, kept, tails } = facts;
        return facts.less(tails, inStakes([[-B * (n - 1n) * kept, 0, 1]])) && -(n - 1n) * kept < n * B;
      },
      sides(world, announced) {
        if (!isAllYes(world, announced)) return undefined;
        const { n, others, kept, B } = termsOf(world);
        const middle = Q.divide(product(whole(-1n), others, kept(1)), n);
        const u = plainUtilities(world, announced, 1);
        return chainSides(
          [
            [u?.tails, "u_1(s^x' | Tails)"],
            [middle, "−(n − 1)θ_1(E_1)/n"],
            [B, "B"],
          ],
          byTree,
        );
      },
    },
    "case-1-sum": {
      meaning: "Case 1: u_1(s^x') < −2(1 − δ)(n − 1)ε + δB < −2(1 − δ)(n − 1)ε + ε < −(3/2)ε + ε < 0",
      admits,
      decide(facts) {
        if (!allYes(facts)) return undefined;
        const { n, B, heads, tails } = facts;
        const unit = n * B;
        const c = 2n * (n - 1n) * unit;
        const chain = [
          affines.add(heads, tails),
          inStakes([
            [-c, 1, 0],
            [c, 1, 1],
            [unit * B, 0, 1],
          ]),
          inStakes([
            [unit - c, 1, 0],
            [c, 1, 1],
          ]),
        ];
        const half = inStakes([[-unit, 1, 0]]);
        return (
          facts.less(chain[0]!, chain[1]!) &&
          facts.less(chain[1]!, chain[2]!) &&
          facts.less(affines.add(chain[2]!, chain[2]!), half) &&
          facts.less(half, affines.zero)
        );
      },
      sides(world, announced) {
        if (!isAllYes(world, announced)) return undefined;
        const { others, discount, delta, rest, B } = termsOf(world);
        const head = product(whole(-2n), rest, others, discount);
        const u = plainUtilities(world, announced, 1);
        return chainSides(
          [
            [u?.whole, "u_1(s^x')"],
            [Q.add(head, Q.multiply(delta, B)), "−2(1 − δ)(n − 1)ε + δB"],
            [Q.add(head, discount), "−2(1 − δ)(n − 1)ε + ε"],
            [Q.multiply(Q.rational(-1n, 2n), discount), "−(3/2)ε + ε"],
            [Q.zero, "0"],
          ],
          byTree,
        );
      },
    },
    "case-2-heads": {
      meaning: "Case 2, some d_i < P*_i: u_1(s^x' | Heads) < −(1 − ε)B + (εY/(nB))·4B < −(1 − ε)B + 4ε < 0",
      admits,
      decide(facts) {
        if (allYes(facts)) return undefined;
        const { n, B, heads, yes } = facts;
        const unit = n * B;
        // Times nB(1 − δ).
        const scaled = (constant: bigint, slope: bigint) =>
          inStakes([
            [constant, 0, 0],
            [slope, 1, 0],
            [-constant, 0, 1],
            [-slope, 1, 1],
          ]);
        const middle = scaled(-B * unit, B * unit + 4n * B * BigInt(yes));
        const end = scaled(-B * unit, B * unit + 4n * unit);
        return facts.less(heads, middle) && facts.less(middle, end) && facts.less(end, affines.zero);
      },
      sides(world, announced) {
        const yes = slackOf(world, announced).filter((slack) => Q.signOfRational(slack) >= 0).length;
        if (isAllYes(world, announced)) return undefined;
        const { n, B, discount } = termsOf(world);
        const base = product(Q.subtract(discount, Q.one), B);
        const u = plainUtilities(world, announced, 1);
        return chainSides(
          [
            [u?.heads, "u_1(s^x' | Heads)"],
            [Q.add(base, Q.divide(product(whole(4 * yes), discount), n)), "−(1 − ε)B + (εY/(nB))·4B"],
            [Q.add(base, Q.multiply(whole(4n), discount)), "−(1 − ε)B + 4ε"],
            [Q.zero, "0"],
          ],
          byTree,
        );
      },
    },
    "case-2-price": {
      meaning: "Case 2, what the bound on Heads is said to rest on: P*_1 in (−2B, 2B)",
      admits,
      decide(facts) {
        if (allYes(facts)) return undefined;
        const sum = BigInt(facts.found.prices.reduce((total, price) => total + price, 0));
        const limit = 2n * facts.B * (made.includes(wider) ? facts.n - 1n : 1n);
        return sum < limit && sum > -limit;
      },
      sides(world, announced) {
        if (isAllYes(world, announced)) return undefined;
        const { B, others } = termsOf(world);
        const limit = product(whole(2n), B, made.includes(wider) ? others : Q.one);
        const [price] = announced.prices;
        const size = Q.signOfRational(price!) < 0 ? Q.subtract(Q.zero, price!) : price!;
        return chainSides(
          [
            [size, "|P*_1|"],
            [limit, made.includes(wider) ? "2(n − 1)B" : "2B"],
          ],
          "the announced price of player 1",
        );
      },
    },
    "case-2-tails": {
      meaning: "Case 2: u_1(s^x' | Tails) < 2B/n + 3(n − 2)B/n − (n²B/δ − B)/n = (B/n)(3n − 3 − n²/δ) < 0",
      admits,
      decide(facts) {
        if (allYes(facts)) return undefined;
        const { n, B, tails } = facts;
        const bound = inStakes([
          [B * B * (3n * n - 3n), 0, 1],
          [-B * B * n * n, 0, 0],
        ]);
        return facts.less(tails, bound) && facts.less(bound, affines.zero);
      },
      sides(world, announced) {
        if (isAllYes(world, announced)) return undefined;
        const { n, B, delta } = termsOf(world);
        const three = Q.subtract(Q.multiply(whole(3n), n), whole(3n));
        const bound = product(Q.divide(B, n), Q.subtract(three, Q.divide(Q.multiply(n, n), delta)));
        const u = plainUtilities(world, announced, 1);
        return chainSides(
          [
            [u?.tails, "u_1(s^x' | Tails)"],
            [bound, "(B/n)(3n − 3 − n²/δ)"],
            [Q.zero, "0"],
          ],
          byTree,
        );
      },
    },
  }) satisfies Readonly<Record<string, ProofPart>>;
