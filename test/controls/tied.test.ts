import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import { looseTies, type Tie, textAt } from "./tied.js";
import { acmTies } from "./ties-acm.js";
import { basuTies } from "./ties-basu.js";
import { cckmvTies } from "./ties-cckmv.js";
import { hkTies } from "./ties-hk.js";
import { nstTies } from "./ties-nst.js";

const controls: Readonly<Record<string, Tie>> = { ...cckmvTies, ...hkTies, ...nstTies, ...acmTies, ...basuTies };

describe("every claim is tied to a test in which its check rejects something broken", () => {
  it("in the registry", () => {
    const ids = registry.map(({ id }) => id);
    expect(looseTies(ids, controls, textAt)).toEqual([]);
  });

  const files: Readonly<Record<string, string>> = {
    "a.test.ts": 'import { theorem } from "./x.js";\ntheorem(broken);',
    "b.test.ts": 'import { theorem } from "./x.js";\nlemma(broken);',
  };
  const check = (ties: Readonly<Record<string, Tie>>, needed?: RegExp) =>
    looseTies(["p/theorem"], ties, (file) => files[file], needed);

  it("passes one that is", () => {
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] })).toEqual([]);
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] }, /broken/)).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Tie>>, string]>([
    ["without a tie", {}, "p/theorem is tied to no test"],
    [
      "without the file",
      { "p/theorem": ["c.test.ts", "theorem"] },
      "p/theorem is tied to c.test.ts, which there is not",
    ],
    [
      "that is only imported",
      { "p/theorem": ["b.test.ts", "theorem"] },
      "p/theorem is tied to b.test.ts, which does not speak of theorem",
    ],
    [
      "that is part of another name",
      { "p/theorem": ["a.test.ts", "theo"] },
      "p/theorem is tied to a.test.ts, which does not speak of theo",
    ],
    [
      "whose tie outlives another claim",
      { "p/theorem": ["a.test.ts", "theorem"], "p/gone": ["a.test.ts", "theorem"] },
      "no longer so: p/gone",
    ],
  ])("flags one %s", (_, ties, fault) => {
    expect(check(ties)).toEqual([fault]);
  });

  it("flags a file without what all have", () => {
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] }, /fraction/)).toEqual([
      "p/theorem is tied to a.test.ts, which has nothing like fraction",
    ]);
  });
});
