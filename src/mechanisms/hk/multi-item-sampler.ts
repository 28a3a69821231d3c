import type { Mechanism } from "../../game/mechanism.js";
import { type Matrix, permanent } from "../../number/permanent.js";
import type { Rational } from "../../number/rational.js";
import type { Ring } from "../../number/ring.js";
import { sum } from "../../number/ring.js";
import { cite } from "../../verdict/citation.js";
import { type Assignment, type Items, multiItem, permutations, prefixes, rowsOf, weightRows } from "./multi-item.js";
import type { Sharpness, ValueRow } from "./range.js";

/** An error of one call of the approximation: the permanent without agent `prefix.length` and `item` comes out times factor^sign. */
export interface CallError {
  /** The items that agents 0, 1, … have got already. */
  readonly prefix: Assignment;
  readonly item: number;
  readonly sign: -1 | 0 | 1;
}

/** What the sampler is set with. */
export interface SamplerParameters extends Sharpness {
  /** Whether an item's weight has the agent's own value in it, as the displayed marginal has and step (2) has not. */
  readonly ownWeight: boolean;
  /** e^{γ/(2n)} ≥ 1, the most by which a call is wrong. */
  readonly factor: Rational;
  /** All other calls are exact. */
  readonly errors: readonly CallError[];
}

/**
 * The sampler of the multi-item auction [HK, Appendix A.1]. For the agents in order:
 * (1) for each item j that is left, let x_j be the permanent of the matrix that is left without the agent and j, up to `factor`;
 * (2) draw item j with probability proportional to x_j, or to e^{(ε/2)·v_ij}·x_j;
 * (3) the agent gets it, and the others go on.
 */
export const multiItemSampler: Mechanism<SamplerParameters, Items, ValueRow | null, Assignment> = {
  ...multiItem,
  id: "hk/multi-item-sampler",
  citation: cite("hk", "Appendix A.1"),
  summary: "items drawn agent by agent, from permanents that are known up to a factor",

  law(R, parameters, { items, grid }, profile) {
    const A = weightRows(R, grid, rowsOf(profile)).map(({ weights }) => weights);
    // The last agent takes what is left: one stage fewer than agents.
    const stages = A.slice(1).map((_, player) => stageOf(R, parameters, A, player));
    const entries = permutations(items).map((outcome) => ({
      outcome,
      weight: product(R, stages.map((stage, player) => stage.shareOf(outcome.slice(0, player), outcome[player]!))), // biome-ignore format: one line
    }));
    return { entries, total: product(R, stages.map(({ total }) => total)) }; // biome-ignore format: one line
  },
};

/** The draw of one agent: Pr[item | prefix] = shareOf(prefix, item)/total, with one total for all prefixes. */
interface Stage<S> {
  readonly total: S;
  shareOf(prefix: Assignment, item: number): S;
}

function stageOf<S>(R: Ring<S>, parameters: SamplerParameters, A: Matrix<S>, player: number): Stage<S> {
  const keyOf = drawKeys(parameters);
  const draws = new Map<string, ReadonlyMap<number, S>>();
  for (const prefix of prefixes(A.length, player)) {
    const key = keyOf(prefix);
    if (!draws.has(key)) draws.set(key, drawAt(R, parameters, A, prefix));
  }
  const totals = [...draws.values()].map((weights) => sum(R, weights.values()));
  const others = withoutEach(R, totals);
  const place = new Map([...draws.keys()].map((key, i) => [key, i]));
  return {
    total: product(R, totals),
    shareOf(prefix, item) {
      const key = keyOf(prefix);
      return R.multiply(draws.get(key)!.get(item)!, others[place.get(key)!]!);
    },
  };
}

/** Steps (1) and (2): what each item that is left is drawn with. */
function drawAt<S>(
  R: Ring<S>,
  { ownWeight, factor, errors }: SamplerParameters,
  A: Matrix<S>,
  prefix: Assignment,
): ReadonlyMap<number, S> {
  const left = A.map((_, j) => j).filter((j) => !prefix.includes(j));
  const [own, ...rest] = A.slice(prefix.length);
  const here = errors.filter((error) => isSame(error.prefix, prefix));
  return new Map(
    left.map((item) => {
      const others = left.filter((j) => j !== item);
      const exact = permanent(R, rest.map((row) => others.map((j) => row[j]!))); // biome-ignore format: one line
      const sign = here.find((error) => error.item === item)?.sign ?? 0;
      const x = here.length === 0 ? exact : R.multiply(R.integer(timesFactor(factor, sign)), exact);
      return [item, ownWeight ? R.multiply(own![item]!, x) : x];
    }),
  );
}

/** factor^sign, times what makes it an integer whatever the sign. */
const timesFactor = ({ numerator: p, denominator: q }: Rational, sign: CallError["sign"]): bigint =>
  sign === 0 ? p * q : sign > 0 ? p * p : q * q;

/** What decides the draw after a prefix: the set of items that are gone, or the prefix itself where a call of it errs. */
function drawKeys({ errors }: SamplerParameters): (prefix: Assignment) => string {
  const erring = new Set(errors.map(({ prefix }) => `${prefix}`));
  return (prefix) => (erring.has(`${prefix}`) ? `after ${prefix}` : `${[...prefix].sort((x, y) => x - y)}`);
}

/** The degree of the weights of the law, from the degrees of the rows of A. */
export const samplerDegree = (parameters: SamplerParameters, degrees: readonly number[]): number =>
  degrees.slice(1).reduce((total, _, player) => {
    const draws = new Set(prefixes(degrees.length, player).map(drawKeys(parameters))).size;
    const rest = degrees.slice(parameters.ownWeight ? player : player + 1);
    return total + draws * rest.reduce((sum, degree) => sum + degree, 0);
  }, 0);

const isSame = (x: Assignment, y: Assignment): boolean => `${x}` === `${y}`;

/** For each factor, the product of all others. */
function withoutEach<S>(R: Ring<S>, factors: readonly S[]): readonly S[] {
  const after = [R.one];
  for (const factor of [...factors].reverse()) after.push(R.multiply(factor, after.at(-1)!));
  let before = R.one;
  return factors.map((factor, i) => {
    const without = R.multiply(before, after[factors.length - 1 - i]!);
    before = R.multiply(before, factor);
    return without;
  });
}

const product = <S>(R: Ring<S>, factors: readonly S[]): S => factors.reduce((x, y) => R.multiply(x, y), R.one);
