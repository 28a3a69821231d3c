import type { Budget } from "../../src/claim/claim.js";
import { inside, withoutCommonTop } from "./environments.js";
import { type Row, small } from "./value-cases.js";

const tiny: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    [inside["one signal"]!, [1]],
    [small["value is the state"], [1]],
    [small["one state, two signals"], [2]],
    [small["value is the state"], [2]],
    [small["least guess of the state"], [1]],
    [small["tie with one player"], [1]],
    [inside["guess of the state"]!, [1]],
    [inside["guess of the state"]!, [2]],
  ],
  standard: [
    [inside["skewed prior"]!, [2]],
    [small["uninformative signals"], [2], "uniform"],
    [small["several utilities, one group"], [2, 0]],
    [small["ties at every profile"], [1, 1], "uniform"],
    [inside["guess of the state"]!, [2], "last"],
    [inside["guess of the state"]!, [2], "uniform"],
    [inside["all negative"]!, [2]],
    [inside["two utilities with one top"]!, [1, 1]],
    [withoutCommonTop["tie in one state"]!, [2], "last"],
    [inside["three states"]!, [2]],
    [inside["three signals"]!, [2]],
    [inside["one alternative"]!, [3]],
    [inside["guess of the state"]!, [3]],
    [inside["two utilities with one top"]!, [2, 1], "last"],
  ],
  deep: [
    [inside["three states"]!, [3]],
    [inside["proportional signals"]!, [2], "uniform"],
    [inside["guess of the state"]!, [4]],
  ],
};

/** Environments so small that all rules on their profiles can be listed, smallest first. */
export const tinyRows = (budget: Budget): readonly Row[] => [
  ...tiny.gate,
  ...(budget === "gate" ? [] : tiny.standard),
  ...(budget === "deep" ? tiny.deep : []),
];
