import { describe, expect, it } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { environmentOfNobody, smallPosterior, validBasu, wrongBasu, wrongLaws } from "../instance/basu-instances.js";

const refused = async (command: string, instance: object, message: RegExp): Promise<void> => {
  const { stdout, stderr, code } = await run(command, fileOf(instance));
  expect([stdout, code]).toEqual(["", 2]);
  expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
  expect(stderr.slice("mechproof: ".length)).toMatch(new RegExp(`^(?:${message.source})`));
};

describe("instances that are refused in one line", () => {
  it.each(wrongBasu)("%s", (_, instance, message) => refused("measure", instance, message));
  it.each(wrongLaws)("by law: %s", (_, instance, message) => refused("law", instance, message));
});
