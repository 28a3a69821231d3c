import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { movedFavourite, oneFavourite } from "../../../properties/nst/dictator-cases.js";
import { randomDictatorRemark, theDictator } from "../../../properties/nst/random-dictator.js";
import { decided, only, words } from "../cckmv/decided.js";
import { gapBy, type Table } from "./tables-by-hand.js";

const proved = "proved on the domain";

/** The first alternative always, whoever would dictate. */
const constant: typeof theDictator = {
  ...theDictator,
  mechanism: {
    lottery(R, { imposed }) {
      const draws = [{ alternative: 0, weight: R.one }];
      return { free: imposed ? [] : draws, imposed: imposed ? draws : [], total: R.one };
    },
  },
};

describe("a random dictator", () => {
  it("is truthful with private values, loses γ/n nowhere in general, and M^P only with the gap over St", async () => {
    const readings = await decided(randomDictatorRemark());
    const fallen = [
      "ex-post+imposed",
      "ex-post+free",
      "dominant+imposed",
      "dominant+free",
      "loss+imposed",
      "loss+free",
    ];
    const all = [...fallen, "commitment+any P", "share+any P"].map((name) => [name, "refuted"]);
    expect(words(readings)).toEqual({
      ...Object.fromEntries(all),
      "commitment+P = U": proved,
      "share+P = U": proved,
    });
    for (const { name, verdict, repair } of readings.values()) {
      if (verdict !== "refuted") continue;
      expect(repair!.verdict, name).toBe(proved);
      expect(
        repair!.necessary.map(({ without }) => without),
        name,
      ).toEqual(repair!.changes);
    }
    const { lhs, rhs } = readings.get("ex-post+imposed")!.counterexample!;
    expect([lhs, rhs]).toEqual(["3/4", "1"]);
    const { lhs: truth, rhs: needed } = readings.get("loss+imposed")!.counterexample!;
    expect([truth, needed]).toEqual(["1", "3/2"]);
  });

  it("has what another player dictates moved by a lie", () => {
    const { utility } = movedFavourite as unknown as Table;
    const best = (player: number, profile: number) => {
      const tops = utility[player]![profile]!.map((row) => Math.max(...row.map((u) => new Fraction(u).valueOf())));
      return tops.indexOf(Math.max(...tops));
    };
    const at = (profile: number) => [best(0, profile), best(1, profile)];
    expect([at(0), at(1)]).toEqual([
      [1, 0],
      [1, 1],
    ]);
    // Her type is 0: 1 at alternative 1 whatever the reaction, 1/2 at alternative 0.
    expect(new Fraction(1).add("1/2").div(2).toFraction()).toBe("3/4");
  });

  it("lets both types dictate an alternative where no reaction matters", () => {
    const table = oneFavourite as unknown as Table;
    expect(gapBy(table).toFraction()).toBe("1/2");
    expect(table.utility[0]!.map((rows) => rows[0])).toEqual([
      ["1", "1"],
      ["1", "1"],
    ]);
  });

  it("costs a liar g where every alternative costs a wrong reaction g, which a constant alternative that leaves all free does not", async () => {
    const changes = ["private values", "what a wrong reaction costs at every alternative in the place of γ/n"];
    const free: typeof theDictator = {
      ...theDictator,
      mechanism: {
        lottery: (R) => ({ free: [{ alternative: 0, weight: R.one }], imposed: [], total: R.one }),
      },
    };
    const of = async (subject: typeof theDictator) =>
      words(await decided(only("loss+imposed", randomDictatorRemark(subject, changes))));
    expect(await of(theDictator)).toEqual({ "loss+imposed": proved });
    expect(await of(free)).toEqual({ "loss+imposed": "refuted" });
  });

  it("that always picks the first alternative is truthful, and still loses nothing by a lie", async () => {
    const claim = randomDictatorRemark(constant);
    expect(words(await decided(only("ex-post+imposed", claim)))).toEqual({ "ex-post+imposed": proved });
    expect(words(await decided(only("ex-post+free", claim)))).toEqual({ "ex-post+free": proved });
    expect(words(await decided(only("loss+free", claim)))).toEqual({ "loss+free": "refuted" });
  });
});
