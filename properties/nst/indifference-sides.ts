import type { Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { WorstSides } from "../worst-choices.js";
import { type ExactExponentialSetting, type ExponentialFormat, lotteryOf, weightsIn } from "./announced.js";

/** The bound k·ε, and when it is claimed. */
export interface IndifferenceBound {
  /** k. */
  factor(switches: Switches): Q.Rational;
  readonly isStrict: boolean;
  /** Whether the first announcement is the player's true type; any type where not. */
  readonly isTruthful: boolean;
  /** Whether ε < 1 is a hypothesis. */
  needsSmall(switches: Switches): boolean;
}

/** What an example is in rationals, computed once: laws at all announcements, and whether they are e^ε-close, or equal. */
interface Facts {
  chancesAt(profile: Types): readonly Q.Rational[];
  readonly isPrivate: boolean;
  readonly isConstant: boolean;
}

const factsKnown = new WeakMap<ExactExponentialSetting, Facts>();

function factsOf(format: ExponentialFormat, setting: ExactExponentialSetting): Facts {
  const known = factsKnown.get(setting);
  if (known) return known;
  const { environment } = setting;
  const laws = new Map(
    [...profilesOf(environment.types)].map((profile) => {
      const lottery = lotteryOf(setting.ring(), format, setting, profile);
      const chances = weightsIn(setting.ring(), lottery, environment.alternatives).map((w) =>
        Q.divide(w, lottery.total),
      );
      return [profile.join(), { profile, chances }] as const;
    }),
  );
  const chancesAt = (profile: Types) => laws.get(profile.join())!.chances;
  const isClose = (bound: Q.Rational): boolean =>
    [...laws.values()].every(({ profile, chances }) =>
      profile.every((_, i) =>
        Array.from({ length: environment.types[i]! }, (_type, b) => chancesAt(withType(profile, i, b))).every((near) =>
          chances.every((chance, s) => Q.compare(chance, Q.multiply(bound, near[s]!)) <= 0),
        ),
      ),
    );
  const facts = { chancesAt, isPrivate: isClose(setting.power(Q.one)), isConstant: isClose(Q.one) };
  factsKnown.set(setting, facts);
  return facts;
}

/** In rationals at one ε: the two laws, her utilities, and kε with its logarithm. */
export function sidesAt(
  format: ExponentialFormat,
  setting: ExactExponentialSetting,
  choices: JsonObject,
  { factor, isStrict, isTruthful, needsSmall }: IndifferenceBound,
  switches: Switches,
): WorstSides {
  const { environment, epsilon } = setting;
  const { chancesAt, isPrivate: isMet, isConstant: isZero } = factsOf(format, setting);
  const [types, announced] = [choices.types as Types, choices.announced as Types];
  const player = choices.player as number;
  const other = withType(announced, player, choices.lie as number);
  const worth = Array.from({ length: environment.alternatives }, (_, s) => {
    const utilities = Array.from({ length: environment.reactions[player]! }, (_r, r) =>
      environment.utility(types, player, s, r),
    );
    return Q.rational(
      utilities.reduce((x, y) => (x > y ? x : y)),
      environment.utilityGrid,
    );
  });
  const expected = (profile: Types): Q.Rational =>
    chancesAt(profile)
      .map((chance, s) => Q.multiply(chance, worth[s]!))
      .reduce(Q.add, Q.zero);
  const atZero = choices.level === "0";
  const level = L.scale(L.ln(epsilon.log), atZero ? Q.zero : epsilon.times);
  // Two different strategies, or nothing is compared.
  const isSame = choices.lie === announced[player];
  const tooLarge = needsSmall(switches) && L.compare(level, L.fromRational(Q.one)) >= 0;
  const [one, two] = [expected(announced), expected(other)];
  const gain = Q.subtract(two, one);
  const left = isTruthful ? gain : Q.maximum(gain, Q.negate(gain));
  const right = L.scale(level, factor(switches));
  const sign = L.compare(L.fromRational(left), right);
  const k = Q.printRational(factor(switches));
  const times = k === "1" ? "ε" : `${k} ε`;
  return {
    hypotheses: (atZero ? isZero && !isSame : isMet) && !tooLarge ? "inside" : "outside",
    left,
    right,
    larger: "right",
    holds: isStrict ? sign < 0 : sign <= 0,
    inequality: isTruthful
      ? `E[u_i | lie] - E[u_i | truth] <= ${times}`
      : `|E_M(W(t))[u_i] - E_M(W_i'(t_i), W_-i(t_-i))[u_i]| < ${times}`,
    explanation: `player ${player}, true types (${types.join(", ")}): ${Q.printRational(one)} if (${announced.join(", ")}) is announced, ${Q.printRational(two)} if (${other.join(", ")}); ${atZero ? "the law is the same at all announcements, so that the mechanism is 0-private" : `e^ε = ${Q.printRational(setting.power(Q.one))}`}`,
  };
}
