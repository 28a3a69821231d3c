import type { ValidInstance } from "./valid-instances.js";

const environment = { players: 3, goods: 1, bits: 2, endowment: [1], valuations: [[0, 0], [0, 1], [0, -1]] }; // biome-ignore format: one line
const parameters = { discount: "1/20", delta: "1/80" };
const coalitions = [[1], [2, 3]];
const announce = { player: 1, announce: { allocation: [2], prices: ["-1", "1", "0"] } };
const voters = (votes: object) => [announce, { player: 2, ...votes }, { player: 3, ...votes }];
const alone = { reports: [announce] };
const colluding = { reports: [], environment: { ...environment, coalitions } };

const market = { mechanism: "acm/M", parameters, environment, reports: voters({ step2: "YES", step3: "NO" }) };
const tails = { ...market, mechanism: "acm/M-prime", reports: voters({ step3: "NO" }) };
const fair = { mechanism: "acm/M-fair", parameters, environment };
const naive = (name: string, more: object = {}) => ({
  mechanism: `acm/${name}`,
  parameters: { discount: "1/20", ...more },
  environment,
  reports: voters({ vote: "YES" }),
});
const all = { "root-all-partitions": { reports: [], partitions: [coalitions] } };
const together = {
  mechanism: "acm/naive-1",
  environment,
  reports: [1, 2, 3].map((player) => ({ ...announce, player })),
};
const told = (pivot: string) => ({
  mechanism: `acm/vcg-${pivot}`,
  environment,
  reports: environment.valuations.map((valuation, i) => ({ player: i + 1, valuation })),
});

/** For the fuzzer. */
export const validAcm: readonly ValidInstance[] = [
  {
    instance: market,
    questions: { play: {}, cds: alone, root: colluding, claim: { ...colluding, claim: "acm/lemma-5" } },
  },
  { instance: tails, questions: { play: {}, cds: alone } },
  { instance: fair, onlyAsked: true, questions: { fairness: { reports: [] } } },
  { instance: naive("naive-2"), questions: { play: {}, cds: alone, ...all } },
  { instance: naive("naive-2-sequential"), questions: { play: {}, cds: alone } },
  { instance: naive("naive-2-fined", { fine: "2" }), questions: { play: {}, cds: alone, ...all } },
  { instance: naive("naive-3"), questions: { play: {}, cds: alone, ...all } },
  { instance: naive("naive-4"), questions: { play: {}, cds: alone, ...all } },
  { instance: together, questions: { play: {}, "equilibrium-outcomes": { reports: [] } } },
  { instance: told("clarke"), questions: { play: {} } },
  { instance: told("exchange"), questions: { play: {} } },
];

const within = (instance: object, fields: object) => ({ ...instance, environment: { ...environment, ...fields } });
const under = (instance: object, fields: object) => ({ ...instance, parameters: { ...parameters, ...fields } });
const root = { mechanism: "acm/M", parameters, question: "root", reports: [] };
const rooted = (blocks: unknown) => within(root, { coalitions: blocks });
const said = (announced: object, instance: object = market) => ({
  ...instance,
  reports: [{ player: 1, announce: { ...announce.announce, ...announced } }, ...market.reports.slice(1)],
});
const saidTo = (name: string, announced: object, more: object = {}) => ({
  ...naive(name, more),
  reports: [{ player: 1, announce: { ...announce.announce, ...announced } }, ...naive(name).reports.slice(1)],
});
const large = (players: number, goods: number, bits: number) => ({
  players,
  goods,
  bits,
  endowment: Array.from({ length: goods }, () => 1),
  valuations: Array.from({ length: players }, () => Array.from({ length: 1 << goods }, () => 0)),
});
const singles = (players: number) => Array.from({ length: players }, (_, i) => [i + 1]);
const quiet = (players: number, goods: number, next: number) => ({ player: 1, announce: { allocation: Array.from({ length: goods }, () => 1), prices: Array.from({ length: players }, (_, i) => (i < 2 ? (i === 0 ? -next : next) : 0)) } }); // biome-ignore format: one line

/** What is refused, and the message. `law` where a play is meant, else `measure`. */
export const wrongAcm: readonly (readonly [name: string, instance: object, message: RegExp])[] = [
  ["overlapping blocks", rooted([[1, 2], [2, 3]]), /environment\.coalitions\[1\]\[0\]: player 2 stands in two places/],
  ["a player left out of the blocks", rooted([[1], [3]]), /environment\.coalitions: player 2 is left out/],
  ["an empty block", rooted([[1, 2, 3], []]), /environment\.coalitions\[1\]: expected at least one player/],
  ["a player 0 in a block", rooted([[0, 1, 2, 3]]), /environment\.coalitions\[0\]\[0\]: expected a player from 1 to 3, got 0/],
  ["a block that is a player", rooted([1, 2, 3]), /environment\.coalitions\[0\]: expected a list \[…\], got 1/],
  ["root without coalitions", { ...root, environment }, /environment\.coalitions: missing/],
  ["root with reports", { ...rooted(coalitions), reports: market.reports }, /reports: expected an empty list/],
  ["coalitions with a play", within(market, { coalitions }), /environment\.coalitions: only the questions "root" and "claim" ask for coalitions/],
  ["coalitions with cds", { ...within(market, { coalitions }), question: "cds", ...alone }, /environment\.coalitions: only the questions/],
  ["coalitions with root-all-partitions", { ...within(naive("naive-2"), { coalitions }), question: "root-all-partitions", reports: [] }, /environment\.coalitions: only the questions/],
  ["coalitions with equilibria", { ...within(together, { coalitions }), question: "equilibrium-outcomes", reports: [] }, /environment\.coalitions: only the questions/],
  ["coalitions with fairness", { ...within(fair, { coalitions }), question: "fairness" }, /environment\.coalitions: only the questions/],
  ["coalitions with VCG", within(told("clarke"), { coalitions }), /environment\.coalitions: only the questions/],
  ["a value out of range", within(market, { valuations: [[0, 0], [0, 2], [0, 0]] }), /environment\.valuations\[1\]\[1\]: must lie strictly between -2 and 2, got 2/],
  ["a value that is no integer", within(market, { valuations: [[0, "1/2"], [0, 0], [0, 0]] }), /environment\.valuations\[0\]\[1\]: expected an integer, got "1\/2"/],
  ["a value that is a float", within(market, { valuations: [[0, 0.5], [0, 0], [0, 0]] }), /environment\.valuations\[0\]\[1\]: expected an integer, got 0\.5/],
  ["a set short", within(market, { valuations: [[0], [0, 0], [0, 0]] }), /environment\.valuations\[0\]: expected one value for each of 2 sets of goods, got 1/],
  ["a list short", within(market, { valuations: [[0, 0], [0, 0]] }), /environment\.valuations: expected one list for each of 3 players, got 2/],
  ["something for nothing", within(market, { valuations: [[1, 0], [0, 0], [0, 0]] }), /environment\.valuations\[0\]\[0\]: the empty set is worth 0, got 1/],
  ["an endowment that destroys", within(market, { endowment: [0] }), /environment\.endowment\[0\]: the endowment destroys no goods/],
  ["an endowment of a stranger", within(market, { endowment: [4] }), /environment\.endowment\[0\]: expected a player from 1 to 3, got 4/],
  ["an endowment too long", within(market, { endowment: [1, 1] }), /environment\.endowment: expected one owner for each of 1 goods, got 2/],
  ["no players", within(market, { players: 0 }), /environment\.players: must be at least 1/],
  ["too many players", within(market, { players: 9 }), /environment\.players: must be at most 8, got 9/],
  ["half a bit", within(market, { bits: 0 }), /environment\.bits: must be at least 1/],
  ["an unknown field", within(market, { money: 1 }), /environment\.money: /],
  ["an unknown parameter", under(market, { epsilon: "1/2" }), /parameters\.epsilon: /],
  ["a missing parameter", { ...market, parameters: { discount: "1/20" } }, /parameters\.delta: missing/],
  ["a discount below 0", under(market, { discount: "-1/20" }), /parameters\.discount: makes a branch of probability -1\/20; expected one from 0 to 1/],
  ["a discount above 1", under(market, { discount: "3/2" }), /parameters\.discount: makes a branch of probability 3\/2/],
  ["a discount that is a float", under(market, { discount: 0.05 }), /parameters\.discount: 0\.05 is a JSON float/],
  ["a discount with a logarithm", under(market, { discount: "ln 2" }), /parameters\.discount: "ln 2" is not a rational/],
  ["δ = 0", under(market, { delta: "0" }), /parameters\.delta: must be greater than 0/],
  ["δ > 1", under(market, { delta: "5/4" }), /parameters\.delta: makes a branch of probability 5\/4/],
  ["δ = 0 in M′", under(tails, { delta: 0 }), /parameters\.delta: must be greater than 0/],
  ["δ > 1 in M-fair", { ...under(fair, { delta: "2" }), question: "fairness" }, /parameters\.delta: must be at most 1/],
  ["a discount that naive-3 cannot take", naive("naive-3", { discount: "7/2" }), /parameters\.discount: makes a branch of probability 7\/6/],
  ["a discount that naive-4 cannot take", naive("naive-4", { discount: "7/6" }), /parameters\.discount: makes a branch of probability 7\/6/],
  ["no fine", naive("naive-2-fined"), /parameters\.fine: missing/],
  ["a fine where there is none", naive("naive-2", { fine: 1 }), /parameters\.fine: /],
  ["a vote of player 1", { ...market, reports: [{ ...announce, step2: "YES" }, ...market.reports.slice(1)] }, /reports\[0\]\.step2: /],
  ["a naive vote in M", { ...market, reports: voters({ vote: "YES" }) }, /reports\[1\]\.vote: /],
  ["an announcement of player 2", { ...market, reports: [announce, { ...announce, player: 2 }] }, /reports\[1\]\.announce: /],
  ["a vote missing in step 2", { ...market, reports: voters({ step3: "YES" }) }, /reports: player 2 does not say how she votes; add "step2"/],
  ["a vote missing in step 3", { ...market, reports: voters({ step2: "YES" }) }, /reports: player 2 does not say how she votes; add "step3"/],
  ["a vote missing in a naive form", { ...naive("naive-2"), reports: naive("naive-2").reports.slice(0, 2) }, /reports: player 3 does not say how she votes; add "vote"/],
  ["a vote missing, one after the other", { ...naive("naive-2-sequential"), reports: [announce, { player: 2, vote: "NO" }] }, /reports: player 3 does not say how she votes; add "vote"/],
  ["a vote that is none", { ...market, reports: voters({ step2: "yes", step3: "NO" }) }, /reports\[1\]\.step2: expected "YES" or "NO", got "yes"/],
  ["nothing announced", { ...market, reports: market.reports.slice(1) }, /reports: player 1 announces nothing/],
  ["no reports at all", { mechanism: "acm/M", parameters, environment }, /reports: player 1 announces nothing/],
  ["two reports of one player", { ...market, reports: [...market.reports, market.reports[1]] }, /reports\[3\]\.player: player 2 reports twice/],
  ["a report of a stranger", { ...market, reports: [...market.reports, { player: 4, step2: "NO", step3: "NO" }] }, /reports\[3\]\.player: expected a player from 1 to 3, got 4/],
  ["a report of player 0", { ...market, reports: [{ ...announce, player: 0 }] }, /reports\[0\]\.player: expected a player from 1 to 3, got 0/],
  ["reports that are no list", { ...market, reports: { counts: { YES: 2 } } }, /reports: expected a list/],
  ["votes with cds", { ...market, question: "cds" }, /reports: "cds" takes the announcement of player 1 alone; leave out player 2/],
  ["cds of nothing", { ...market, question: "cds", reports: [] }, /reports: player 1 announces nothing/],
  ["an owner too many", said({ allocation: [2, 2] }), /reports\[0\]\.announce\.allocation: expected one owner for each of 1 goods, got 2/],
  ["an owner who is none", said({ allocation: [4] }), /reports\[0\]\.announce\.allocation\[0\]: expected a player from 1 to 3, got 4/],
  ["a price short", said({ prices: ["-1", "1"] }), /reports\[0\]\.announce\.prices: expected one price for each of 3 players, got 2/],
  ["a price that is none", said({ prices: ["-1", "one", 0] }), /reports\[0\]\.announce\.prices\[1\]: "one" is not a rational/],
  ["half a price in a naive form", saidTo("naive-2", { prices: ["-1/2", "1/2", 0] }), /reports\[0\]\.announce\.prices\[0\]: expected an integer strictly between -2 and 2, got -1\/2/],
  ["a large price in a naive form", saidTo("naive-4", { prices: ["-2", "1", 1] }), /reports\[0\]\.announce\.prices\[0\]: expected an integer strictly between -2 and 2, got -2/],
  ["prices that do not sum to 0", saidTo("naive-3", { prices: ["-1", "1", 1] }), /reports\[0\]\.announce\.prices: must sum to 0, got 1/],
  ["prices of naive-1 that do not sum to 0", { ...together, reports: [{ player: 2, announce: { allocation: [2], prices: [0, 0, 1] } }] }, /reports\[0\]\.announce\.prices: must sum to 0, got 1/],
  ["naive-1, somebody silent", { ...together, reports: together.reports.slice(1) }, /reports: player 1 reports nothing; add "announce"/],
  ["equilibria with reports", { ...together, question: "equilibrium-outcomes" }, /reports: expected an empty list/],
  ["VCG, somebody silent", { ...told("clarke"), reports: told("clarke").reports.slice(0, 2) }, /reports: player 3 reports nothing; add "valuation"/],
  ["VCG, told too much", { ...told("exchange"), reports: [{ player: 1, valuation: [0, 2] }] }, /reports\[0\]\.valuation\[1\]: must lie strictly between -2 and 2, got 2/],
  ["fairness with reports", { ...fair, question: "fairness", reports: [announce] }, /reports\[0\]\.announce: /],
  ["root of M′", { ...within(tails, { coalitions }), question: "root", reports: [] }, /question: /],
  ["a claim that is none", { ...rooted(coalitions), question: "claim", claim: "acm/lemma-1" }, /claim: expected "acm\/lemma-3", /],
  ["a claim without its id", { ...rooted(coalitions), question: "claim" }, /claim: missing/],
  ["partitions that are none", { ...naive("naive-2"), question: "root-all-partitions", reports: [], partitions: [[[1], [2]]] }, /partitions\[0\]: player 3 is left out/],
  ["partitions with cds", { ...market, question: "cds", ...alone, partitions: [] }, /partitions: /],
  ["root of too much", { ...root, environment: { ...large(6, 3, 4), coalitions: singles(6) } }, /environment: 9819798793 announcements are too many to decide; the limit is \d+/],
  ["root of too many goods", { ...root, environment: { ...large(5, 7, 2), coalitions: [[1, 2, 3, 4, 5]] } }, /environment\.goods: make 279936 allocations; the limit is 65536/],
  ["root of too many prices", { ...root, environment: { ...large(2, 0, 21), coalitions: singles(2) } }, /environment\.bits: make 4194303 prices to decide about; the limit is 2097152/],
  ["fairness of too much", { ...fair, question: "fairness", environment: large(6, 3, 4) }, /environment: 9819798793 announcements are too many to decide/],
  ["equilibria of too much", { ...together, question: "equilibrium-outcomes", reports: [], environment: large(8, 8, 30) }, /environment: \d{60,} announcements are too many to list; the limit is 200000/],
  ["naive root of too much", { ...naive("naive-2"), question: "root-all-partitions", reports: [], environment: large(4, 3, 4) }, /environment: \d+ profiles and plays after all announcements are too many; the limit is \d+/],
  ["cds of too much", { ...naive("naive-2-sequential"), question: "cds", reports: [quiet(8, 1, 1)], environment: large(8, 1, 2) }, /environment\.players: the votes make 170141183460469231731687303715884105728 pure profiles; the limit is 65536/],
]; // biome-ignore format: one line a case
