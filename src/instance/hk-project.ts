import {
  countOfSets,
  type ProjectRange,
  type Projects,
  projectRange,
  projectSizes,
} from "../mechanisms/hk/public-project.js";
import type { PartFormat } from "./format.js";
import { readChoice, readCount, refuse } from "./input.js";
import { indexSchema, objectSchema } from "./schema.js";

/** More sets than this, or ten times as many projects in them, are not listed: every agent has a value for each set. */
const setLimit = 1_000_000n;

/** The sets of public projects. */
export const projectFormat: PartFormat<ProjectRange> = {
  schema: objectSchema({
    projects: { type: "integer", minimum: 1 },
    limit: indexSchema,
    size: { enum: projectSizes },
  }),
  read(fields) {
    const choice: Projects = {
      projects: readCount(fields.projects, "environment.projects"),
      limit: readCount(fields.limit, "environment.limit"),
      size: readChoice(fields.size, "environment.size", projectSizes),
    };
    if (choice.projects === 0) throw refuse("environment.projects", "must be at least 1");
    if (choice.limit > choice.projects) {
      throw refuse("environment.limit", `must be at most the ${choice.projects} projects, got ${choice.limit}`);
    }
    const sets = countOfSets(choice, setLimit);
    if (sets > setLimit || sets * BigInt(choice.limit) > 10n * setLimit) {
      const count =
        sets > setLimit ? `more than ${setLimit} sets of projects` : `${sets} sets of up to ${choice.limit}`;
      throw refuse("environment.limit", `these are ${count}; use fewer projects`);
    }
    return projectRange(choice);
  },
  print: ({ projects, limit, size }) => ({ projects, limit, size }),
};
