import { type Subject, subject } from "../../properties/cckmv/elections.js";
import { type Profile, reportOf, size } from "../../src/game/profile.js";
import { constantFormat, majorityFormat, noisyElectionFormat } from "../../src/instance/cckmv.js";
import type { ConstantParameters } from "../../src/mechanisms/cckmv/constant.js";
import { type Candidate, type Election, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { majority } from "../../src/mechanisms/cckmv/majority.js";
import { type NoisyElectionParameters, noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { one, type Rational } from "../../src/number/rational.js";
import { mapLaw, point, product } from "../../src/probability/law.js";

/** Mechanisms one mistake away from those of Section 4, under the names of the honest ones. */

type Noisy = Election<NoisyElectionParameters>;
type Deterministic = Election<Record<string, never>>;

const inPlaceOfElection = (mechanism: Noisy): Subject =>
  subject({ ...noisyElectionFormat, mechanism: { ...mechanism, id: noisyElection.id } }, { rate: one });
const inPlaceOfMajority = (mechanism: Deterministic): Subject =>
  subject({ ...majorityFormat, mechanism: { ...mechanism, id: majority.id } }, {});
const inPlaceOfConstant = (mechanism: Election<ConstantParameters>): Subject =>
  subject({ ...constantFormat, mechanism: { ...mechanism, id: constantFormat.mechanism.id } }, { outcome: "A" });

/** The same mechanism with `image` applied to every outcome, under the same coins. */
const mapped = <P>(mechanism: Election<P>, image: (o: Candidate) => Candidate): Election<P> => ({
  ...mechanism,
  law: (R, ...at) => mapLaw(R, mechanism.law(R, ...at), image),
  coupled: (R, ...at) => mapLaw(R, mechanism.coupled(R, ...at), ([o, p]) => [image(o), image(p)] as const),
});

/** The same mechanism after `more` votes have been put in. */
const withVotes = <P>(mechanism: Election<P>, ...more: readonly Vote[]): Election<P> => {
  const stuffed = (profile: Profile<Vote>) => [...profile, ...more.map((report) => ({ report, count: 1 }))];
  return {
    ...mechanism,
    law: (R, parameters, environment, profile) => mechanism.law(R, parameters, environment, stuffed(profile)),
    coupled: (R, parameters, environment, rest, truth, lie) =>
      mechanism.coupled(R, parameters, environment, stuffed(rest), truth, lie),
  };
};

/** A iff #A − #B ≥ 0 in the place of A iff #A − #B ≥ r. */
export const noiseRemoved = inPlaceOfElection({
  ...noisyElection,
  law: (R, _parameters, environment, profile) => majority.law(R, {}, environment, profile),
  coupled: (R, _parameters, environment, rest, truth, lie) => majority.coupled(R, {}, environment, rest, truth, lie),
});

/** Pr[r = k] proportional to exp(−cε|k|), where the mechanism says exp(−ε|k|). */
export const noiseOfRate = (rate: Rational): Subject => inPlaceOfElection({ ...noisyElection, step: () => rate });

/** A iff #A − #B > r: the margin counts for one less. */
export const strictComparison = inPlaceOfElection(withVotes(noisyElection, "B"));
/** A iff #A − #B + 1 ≥ r. */
export const marginOneMore = inPlaceOfElection(withVotes(noisyElection, "A"));
/** The minority wins. */
export const minorityWins = inPlaceOfElection(mapped(noisyElection, opponent));

/** The two laws are right, but every report has coins of its own. */
export const independentCoins = inPlaceOfElection({
  ...noisyElection,
  coupled: (R, parameters, environment, rest, truth, lie) => {
    const law = (report: Vote) => noisyElection.law(R, parameters, environment, [...rest, { report, count: 1 }]);
    return product(R, law(truth), law(lie));
  },
});

/** A iff #A − #B > 0 in the place of ≥ 0, and the minority in the place of the majority. */
export const tiesToB = inPlaceOfMajority(withVotes(majority, "B"));
export const deterministicMinority = inPlaceOfMajority(mapped(majority, opponent));
export const alwaysA = inPlaceOfMajority({
  ...majority,
  law: (R) => point(R, "A"),
  coupled: (R) => point(R, ["A", "A"] as const),
});

/** The last voter decides, where a candidate was fixed. */
export const dictatorForConstant = inPlaceOfConstant({
  ...constantFormat.mechanism,
  law: (R, _parameters, _environment, profile) => point(R, reportOf(profile, size(profile) - 1) ?? "A"),
  coupled: (R, _parameters, _environment, _rest, truth, lie) => point(R, [truth ?? "A", lie ?? "A"] as const),
});
