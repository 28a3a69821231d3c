import { describe, expect, it } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { validAcm, wrongAcm } from "../instance/acm-instances.js";

describe("instances of the market mechanism and its foils", () => {
  it.each(wrongAcm)("refused in one line: %s", async (_, instance, message) => {
    const { stdout, stderr, code } = await run("measure", fileOf(instance));
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
    expect(stderr.slice("mechproof: ".length)).toMatch(new RegExp(`^${message.source}`));
  });

  it("law prints plays and refuses questions", async () => {
    for (const { instance, questions } of validAcm) {
      for (const [question, fields] of Object.entries(questions!)) {
        const { code, stderr } = await run("law", fileOf({ ...instance, question, ...fields }));
        expect([question, code]).toEqual([question, question === "play" ? 0 : 2]);
        expect(stderr.split("\n").length).toBeLessThan(3);
      }
    }
  });

  it("M-fair has no play", async () => {
    const { instance } = validAcm.find((one) => one.instance.mechanism === "acm/M-fair")!;
    const { question: _, ...unasked } = instance as { readonly question?: string };
    for (const [command, given] of [
      ["law", instance],
      ["law", unasked],
      ["measure", unasked],
    ] as const) {
      // biome-ignore format: one line
      const { stderr, code } = await run(command, fileOf(given));
      expect([code, stderr]).toEqual([2, 'mechproof: question: M-fair has no play of its own; ask "fairness"\n']);
    }
  });

  it("an announcement after which nobody can decide is one that may be made", async () => {
    const environment = { players: 3, goods: 0, bits: 1, endowment: [], valuations: [[0], [0], [0]], coalitions: [[1], [2], [3]] }; // biome-ignore format: one line
    const asked = { question: "claim", claim: "acm/lemma-5", reports: [] };
    const instance = { mechanism: "acm/M", parameters: { discount: "0", delta: "1/80" }, environment, ...asked };
    const { verdict, witness } = (await answer("measure", instance)).answer;
    const announce = witness.noStrictlyDominantStrategyAfter;
    expect([verdict, announce.prices.map(Number).reduce((x: number, y: number) => x + y)]).toEqual(["violated", 0]);
    const { coalitions: _, ...plain } = environment;
    const cds = {
      ...instance,
      environment: plain,
      question: "cds",
      claim: undefined,
      reports: [{ player: 1, announce }],
    };
    const { coalitions } = (await answer("measure", JSON.parse(JSON.stringify(cds)))).answer;
    expect(coalitions.slice(1, 3).some(({ strictlyDominant }: { readonly strictlyDominant: unknown }) => strictlyDominant === null)).toBe(true); // biome-ignore format: one line
  });

  it("stakes beyond the paper's are taken where every branch has a probability", async () => {
    const [market, tails, , naive2, , fined, naive3] = validAcm.map(({ instance }) => instance);
    const under = (instance: object, parameters: object) => answer("law", { ...instance, parameters });
    for (const discount of ["0", "1"]) {
      for (const delta of ["1/1000000", "1"]) {
        const { distribution } = await under(market!, { discount, delta });
        // δ = 1 leaves step 3 alone, of which NO is terminal k.
        expect(distribution.map(({ terminal }: { readonly terminal: string }) => terminal)).toEqual(
          delta === "1" ? ["i", "k2", "k3"] : ["d", "i", "k2", "k3"],
        );
      }
    }
    expect((await under(tails!, { discount: "-3", delta: "9" })).distribution).toHaveLength(3);
    expect((await under(naive2!, { discount: "7" })).distribution[0].outcome.prices).toEqual(["13", "-6", "-7"]);
    expect((await under(fined!, { discount: "7", fine: "-1" })).distribution).toHaveLength(1);
    expect((await under(naive3!, { discount: "3" })).distribution).toHaveLength(1);
  });
});
