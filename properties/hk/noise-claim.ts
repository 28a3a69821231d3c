import fc from "fast-check";
import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { readValues } from "../../src/instance/format.js";
import type { RangeValues } from "../../src/instance/hk-range.js";
import { readChoice, readObject, readPositive, refuse } from "../../src/instance/input.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Finding } from "../../src/verdict/finding.js";
import { inequalityClaim } from "../inequality-claim.js";
import { type Words, wordsOf } from "../words.js";
import { form } from "../worst-choices.js";
import type { PaymentScheme } from "./payment-schemes.js";

/** So many players whose payments get noise, and the constant of a bound where there is one. */
export interface NoiseCase {
  readonly mechanism: string;
  readonly players: number;
  readonly constant?: string;
}

/** An inequality or an equation between x·ε and y, x and y rational: what a bound on noise comes to. */
export interface Compared {
  readonly left: Q.Rational;
  /** Whether the left side is multiplied with ε. */
  readonly leftTimesEpsilon?: boolean;
  readonly right: Q.Rational;
  readonly rightTimesEpsilon?: boolean;
  readonly relation: "<=" | "=";
}

/** What a claim about the amount of noise has to say for itself; `noiseClaim` supplies the rest. */
export interface NoiseClaim extends Words {
  readonly schemes: readonly PaymentScheme[];
  cases(budget: Budget, switches: Switches): readonly NoiseCase[];
  describe(budget: Budget, switches: Switches): string;
  argument?(switches: Switches): string | undefined;
  readonly corners: Readonly<Record<string, (c: NoiseCase) => boolean>>;
  /** Both sides at the noise of the mechanism. */
  compared(c: NoiseCase, switches: Switches): Compared;
  /** Both sides again, from what `law` prints and from the moments of the density. */
  measured(c: NoiseCase, scheme: PaymentScheme, values: RangeValues, switches: Switches): Compared;
  inequality(c: NoiseCase, switches: Switches): string;
  explanation(c: NoiseCase, switches: Switches): string;
  readonly evidence: NonNullable<Claim["evidence"]>;
  readonly repair?: Claim<NoiseCase>["repair"];
}

/** A case with the mechanism whose noise is measured. */
interface Measured extends NoiseCase {
  readonly scheme: PaymentScheme;
  readonly values: RangeValues;
}

/** A claim about the noise of payments, for all ε: only numbers of players and powers of ε matter, and no report. */
export function noiseClaim(parts: NoiseClaim): Claim<NoiseCase> {
  const few = (switches: Switches) => parts.cases("gate", switches).filter(({ players }) => players <= 9);
  return inequalityClaim<NoiseCase, NoiseCase, Measured>({
    ...parts,
    ...wordsOf("hk", parts),
    step: Q.one,
    ofCase: (c) => c,
    decide: (R, c, switches) => decided(R, parts.compared(c, switches)),
    exhibit: ({ mechanism, players, constant }, base) => ({
      instance: {
        mechanism,
        parameters: { epsilon: { times: "1", log: Q.printRational(base!) } },
        environment: { outcomes: ["a"] },
        reports: Array.from({ length: players }, () => ["0"]),
      },
      choices: constant === undefined ? {} : { constant },
    }),
    ofExample({ instance, choices }, switches) {
      const ids = parts.schemes.map(({ format }) => format.mechanism.id);
      const mechanism = readChoice(instance.mechanism, "instance.mechanism", ids);
      const scheme = parts.schemes[ids.indexOf(mechanism)]!;
      const values = readValues(scheme.format, instance);
      const { constant } = readObject(choices, "choices", { optional: ["constant"] });
      const needsConstant = parts.cases("gate", switches)[0]!.constant !== undefined;
      if (needsConstant !== (constant !== undefined)) {
        throw refuse("choices.constant", needsConstant ? "missing; the constant of the bound" : "the bound has none");
      }
      return {
        mechanism,
        players: size(values.profile),
        ...(constant !== undefined && { constant: Q.printRational(readPositive(constant, "choices.constant")) }),
        scheme,
        values,
      };
    },
    sides({ scheme, values, ...c }, _, switches) {
      const found = parts.measured(c, scheme, values, switches);
      const times = (x: Q.Rational, is: boolean | undefined): L.LogForm | Q.Rational =>
        is ? L.timesEpsilon(L.fromRational(x), values.epsilon!) : x;
      const [left, right] = [times(found.left, found.leftTimesEpsilon), times(found.right, found.rightTimesEpsilon)];
      const sign = L.compare(form(left), form(right));
      return {
        left,
        right,
        larger: "right",
        holds: found.relation === "=" ? sign === 0 : sign <= 0,
        inequality: parts.inequality(c, switches),
        explanation: parts.explanation(c, switches),
      };
    },
    draw: (switches) => fc.constantFrom(...few(switches)),
    draws: { gate: 10, standard: 60, deep: 600 },
  });
}

/** For all ε = ln(base) at once, as far as one sign holds for all. */
function decided<S>(
  R: LogRing<S>,
  { left, leftTimesEpsilon, right, rightTimesEpsilon, relation }: Compared,
): Finding<S> {
  const difference = Q.subtract(left, right);
  const isPlain = Boolean(leftTimesEpsilon) === Boolean(rightTimesEpsilon);
  const [x, y] = leftTimesEpsilon ? [left, right] : [right, left];
  const unit = x.denominator * y.denominator;
  const scaled = ({ numerator, denominator }: Q.Rational): S => R.integer((numerator * unit) / denominator);
  // ln(base)·x against y: as a statement about x.
  const sign = isPlain ? Q.signOfRational(difference) : R.signOfLog(scaled(x), scaled(y)) * (leftTimesEpsilon ? 1 : -1);
  const holds = relation === "=" ? sign === 0 : sign <= 0;
  return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
}
