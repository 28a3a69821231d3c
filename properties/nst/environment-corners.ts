import { profilesOf, type ReactionEnvironment } from "../../src/game/reaction-environment.js";
import type { DeviationPlace } from "./deviation-claim.js";

/** Corners that environments of all these claims have. */
export const environmentCorners: Readonly<Record<string, (place: DeviationPlace<unknown>) => boolean>> = {
  "one player": ({ environment }) => environment.types.length === 1,
  "more players": ({ environment }) => environment.types.length > 1,
  "a player of one type": ({ environment }) => environment.types.includes(1),
  "several optimal reactions": ({ environment }) => hasTies(environment),
};

const hasTies = (environment: ReactionEnvironment): boolean =>
  [...profilesOf(environment.types)].some((types) =>
    environment.types.some((_, player) =>
      Array.from({ length: environment.alternatives }, (_s, s) => s).some((s) => {
        const utilities = Array.from({ length: environment.reactions[player]! }, (_r, r) =>
          environment.utility(types, player, s, r),
        );
        const most = utilities.reduce((x, y) => (x > y ? x : y));
        return utilities.filter((utility) => utility === most).length > 1;
      }),
    ),
  );
