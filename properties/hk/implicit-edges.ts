import type { Budget, Claim } from "../../src/claim/claim.js";
import { profileOf } from "../../src/game/profile.js";
import { figure1 } from "../../src/mechanisms/hk/figure-1.js";
import { partition, quotientOfPartitions } from "../../src/mechanisms/hk/gibbs-weights.js";
import { rateOf, stepsOf } from "../../src/mechanisms/hk/range.js";
import { stepsOfTree, type TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, type Tree } from "../../src/mechanisms/hk/tree-network.js";
import { treePayment } from "../../src/mechanisms/hk/tree-payments.js";
import { treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient } from "../../src/number/ring.js";
import type { Citation } from "../../src/verdict/citation.js";
import type { ExactSetting, Place, Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { complete, everyCosts, namedCosts, onTreeGrid, otherNetworks, type TreeFormat } from "./tree-cases.js";

/** What the readings of one claim have in common. */
export interface Heading {
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly step: Q.Rational;
}

type At = Place<TreeParameters, Network, Q.Rational>;
type Exact = ExactSetting<TreeParameters, Network, Q.Rational, Tree>;
type Over<S> = Setting<TreeParameters, Network, Q.Rational, Tree, S>;

/** Costs are multiples of 1/2, and so halfway between them and the cap of 1/4. */
const grid = 4n;
const half = Q.rational(1n, 2n);

const casesAt =
  (pivot: "cap" | "zero") =>
  (budget: Budget): readonly SituationCase[] => {
    const gate = [
      ...everyCosts(complete(2), ["0", "1/2", "1"]),
      ...everyCosts(complete(3), ["0", "1/2", "1"]),
      ...everyCosts(otherNetworks.parallel, ["0", "1"]),
      ...namedCosts(otherNetworks.tail),
    ];
    const standard = [...gate, ...namedCosts(complete(4)), ...namedCosts(complete(5)).slice(2, 4)];
    const cases =
      budget === "gate" ? gate : budget === "standard" ? standard : [...standard, ...namedCosts(complete(5))];
    return pivot === "zero" ? cases : cases.map((c) => ({ ...c, parameters: { pivot } }));
  };

const describe = (budget: Budget): string =>
  "the owner of edge 0: costs 0, 1/2, 1 on K_2 and K_3, 0 and 1 on two parallel edges; by name (all 0, all 1, one or two cheap edges, one dear edge, between) on a triangle with a bridge" +
  (budget === "gate" ? "" : ", on K_4, and one and two cheap edges on K_5") +
  (budget === "deep" ? ", by name on K_5" : "");

const corners: Readonly<Record<string, (place: At) => boolean>> = {
  "nobody else": ({ rest }) => rest.length === 0,
  "two others or more": ({ rest }) => costsOf(rest).length > 1,
  "she reports 0": ({ type }) => type!.numerator === 0n,
  "she reports 1": ({ type }) => Q.equals(type!, Q.one),
  "reports between 0 and 1": ({ profile }) => costsOf(profile).some(({ denominator }) => denominator > 1n),
};

const isSame = <S>(R: OrderedRing<S>, x: Quotient<S>, y: Quotient<S>): boolean =>
  R.equals(R.multiply(x.numerator, y.denominator), R.multiply(y.numerator, x.denominator));

/** Z and the part of it with her edge, by listing the trees where her cost is so many steps. */
function listed<S>(R: OrderedRing<S>, { environment, rest, player, situation }: Over<S>, own: number) {
  const steps = costSteps(grid, costsOf(rest)).toSpliced(player, 0, own);
  const law = situation.law(Q.rational(BigInt(own), grid));
  const through = law.entries
    .filter(({ outcome }) => outcome.includes(player))
    .map(({ weight }) => weight)
    .reduce(R.add, R.zero);
  const all = partition(
    R,
    law.entries.map(({ outcome }) => -stepsOfTree(steps, outcome)),
  );
  return { steps, all, chance: { numerator: through, denominator: law.total }, sums: treeSums(R, environment, steps) };
}

/** Her cost, halfway to the cap where that is on the grid, and the cap. */
function between(cost: Q.Rational, cap: Q.Rational): readonly Q.Rational[] {
  const middle = Q.multiply(half, Q.add(cost, cap));
  return [cost, ...(grid % middle.denominator === 0n ? [middle] : []), cap];
}

/** Pr[T ∋ e] where she reports a cost. */
const marginalAt = ({ outcomes, chance, player }: Exact, cost: Q.Rational): Q.Rational =>
  outcomes()
    .filter((tree) => tree.includes(player))
    .map((tree) => chance(cost, tree))
    .reduce(Q.add, Q.zero);

const formOf = (format: TreeFormat, setting: Exact): L.LogForm => {
  const { epsilon, parameters, environment, profile, player } = setting;
  const values = { epsilon: epsilon!, parameters, environment, profile, byCounts: false };
  return format.payments!(values)[player] as L.LogForm;
};

const overA = (form: L.LogForm, parameters: TreeParameters): L.LogForm =>
  L.overEpsilon(L.scale(form, Q.divide(Q.one, rateOf(parameters))));

/** The single-parameter scheme for edges, up to the cap: the expected payment is q_e with the pivot "cap". */
export const implicitEdges = (heading: Heading, format: TreeFormat): Claim<SituationCase> =>
  situationClaim(onTreeGrid(format, grid), {
    ...heading,
    cases: casesAt("cap"),
    describe,
    argument:
      "All networks: given s the trees through her edge have the sum e^{−as}·B in Z(s) = A + e^{−as}·B, so that Pr_s[e ∈ T] = −(1/a)·d ln Z(s)/ds, and the integral from c_e to the cap is (1/a)·ln(Z(c_e)/Z(cap)).",
    corners,
    hypothesesAt: ({ parameters, type }) =>
      parameters.pivot !== "cap" || Q.compare(type!, parameters.cap) > 0 ? "outside" : "inside",
    reports: () => [],
    draws: { gate: 4, standard: 30, deep: 300 },
    decide<S>(R: OrderedRing<S>, setting: Over<S>) {
      const { parameters, type, player } = setting;
      const [own, cap] = [type!, parameters.cap].map((cost) => Number(stepsOf(cost, grid))) as [number, number];
      const [here, there] = [listed(R, setting, own), listed(R, setting, cap)];
      const paid = treePayment(R, grid, parameters, here.sums, player, own)!;
      const expected = {
        numerator: R.multiply(R.integer(BigInt(own)), here.chance.numerator),
        denominator: R.multiply(R.integer(grid), here.chance.denominator),
      };
      const isGradient = between(type!, parameters.cap).every((cost) => {
        const { chance, sums } = listed(R, setting, Number(stepsOf(cost, grid)));
        return isSame(R, { numerator: sums.through[player]!, denominator: sums.all }, chance);
      });
      const holds =
        isGradient &&
        isSame(R, paid.value, expected) &&
        isSame(R, paid.ratio, quotientOfPartitions(R, there.all, here.all));
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    sides(setting) {
      const { parameters, type, player, power, chance, outcomes, epsilon } = setting;
      const { cap } = parameters;
      const tree = outcomes()[0]!;
      const drop = tree.includes(player) ? power(Q.multiply(rateOf(parameters), Q.subtract(cap, type!))) : Q.one;
      // Z(c)/Z(cap), from the chances of one tree.
      const quotient = Q.multiply(drop, Q.divide(chance(cap, tree), chance(type, tree)));
      const points = between(type!, cap);
      const sum = (shift: 0 | 1): Q.Rational =>
        points
          .slice(1)
          .map((s, i) => Q.multiply(Q.subtract(s, points[i]!), marginalAt(setting, points[i + shift]!)))
          .reduce(Q.add, Q.zero);
      const expected = Q.multiply(type!, marginalAt(setting, type!));
      const left = formOf(format, setting);
      const right = L.add(L.fromRational(expected), overA(L.ln(quotient), parameters));
      const isBetween =
        L.compare(left, L.fromRational(Q.add(expected, sum(0))), epsilon) <= 0 &&
        L.compare(left, L.fromRational(Q.add(expected, sum(1))), epsilon) >= 0;
      return {
        left,
        right,
        larger: "left",
        holds: isBetween && L.equals(left, right, epsilon),
        inequality: "q_e = E[c_e·1(e in T) + (cap - c_e)·1(e in T_s)], s uniform between c_e and the cap",
        explanation: `the expectation lies between two sums of Pr[e in T_s]: ${isBetween ? "so does q_e" : "q_e does not"}`,
      };
    },
    evidence: () => ({
      closedForm: "c_e·Pr[e ∈ T] + (2/ε)·ln(Z(c)/Z(cap, c_{-e})), the payment with the pivot at the cap",
      otherEnds:
        "s without a cap gives the pivot of removal (infinite for a bridge); s·v_e with s uniform in [0, 1] the number of Figure 1",
    }),
  });

/** The exact payment from determinants, of the format, is Figure 1's over the list of all trees. */
export const explicitPayment = (heading: Heading, format: TreeFormat): Claim<SituationCase> =>
  situationClaim(onTreeGrid(format, grid), {
    ...heading,
    cases: casesAt("zero"),
    describe,
    argument:
      "All networks: Z and Z(0, c_{-e}) = Z + (e^{ac_e} − 1)·Z·Pr[e ∈ T] are the determinant of the reduced Laplacian and one entry of its inverse.",
    corners,
    hypothesesAt: ({ parameters }) => (parameters.pivot === "zero" ? "inside" : "outside"),
    reports: () => [],
    draws: { gate: 4, standard: 30, deep: 300 },
    decide<S>(R: OrderedRing<S>, setting: Over<S>) {
      const { environment, profile, parameters, player, situation, type } = setting;
      const steps = costSteps(grid, costsOf(profile));
      const trees = situation.law(type).entries.map(({ outcome }) => outcome);
      const rows = costsOf(profile).map((cost, e) => trees.map((tree) => (tree.includes(e) ? Q.negate(cost) : Q.zero)));
      const range = { outcomes: trees.map((tree) => tree.join()), grid };
      const printed = figure1(R, range, profileOf(rows)).payment(rows[player]!);
      const paid = treePayment(R, grid, parameters, treeSums(R, environment, steps), player, steps[player]!)!;
      const minus = { numerator: R.subtract(R.zero, paid.value.numerator), denominator: paid.value.denominator };
      const inverse = { numerator: paid.ratio.denominator, denominator: paid.ratio.numerator };
      const holds = isSame(R, minus, printed.value) && isSame(R, inverse, printed.ratio);
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    sides(setting) {
      const { parameters, profile, player, type, power, chance, outcomes, epsilon } = setting;
      const costs = costsOf(profile);
      const othersAt = (tree: Tree) =>
        tree.filter((e) => e !== player).reduce((total, e) => Q.add(total, costs[e]!), Q.zero);
      const weight = (tree: Tree) => power(Q.negate(Q.multiply(rateOf(parameters), othersAt(tree))));
      const chances = outcomes().map((tree) => ({ tree, p: chance(type, tree) }));
      const cost = chances.map(({ tree, p }) => Q.multiply(p, othersAt(tree))).reduce(Q.add, Q.zero);
      const entropy = L.sum(chances.map(({ p }) => L.scale(L.ln(p), Q.negate(p))));
      const aside = L.ln(outcomes().map(weight).reduce(Q.add, Q.zero));
      // Minus the number of Figure 1: −(E[Σ_{k≠e} c_k] − (1/a)·S + (1/a)·ln Z_{−e}).
      const right = L.negate(L.add(L.fromRational(cost), overA(L.subtract(aside, entropy), parameters)));
      const left = formOf(format, setting);
      return {
        left,
        right,
        larger: "left",
        holds: L.equals(left, right, epsilon),
        inequality: "c_e Pr[e in T] + (2/ε) ln(Z(c)/Z(0, c_{-e})) = -p_e of Figure 1, its entropy summed tree by tree",
        explanation: "the left side takes determinants, the right side the list of all trees",
      };
    },
    evidence: () => ({
      available:
        "the exact payment is explicit: c_e·Pr[e ∈ T] + (2/ε)·ln(Z(c)/Z_pivot), all payments from one adjugate of k − 1 rows, at most about (k − 1)^3 products and as many quotients, and one logarithm each",
      implicit: "so no estimate is needed for trees; it is for the permanents of the multi-item auction",
    }),
  });
