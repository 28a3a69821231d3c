/** Thrown when a run is told to stop: what was decided before stays decided. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

/** Lets the event loop turn now and then during long work, so that progress is drawn and Ctrl-C is heard. */
export interface Pace {
  /** To be awaited once a case. Throws Interrupted after a request to stop. */
  tick(): Promise<void> | undefined;
}

/** A pace that never yields: for tests and short runs. */
export const unpaced: Pace = { tick: () => undefined };

/** A pace that yields every `every` ticks, reports how many ticks there were, and stops on the signal. */
export function paced(signal: AbortSignal, report: (ticks: number) => void, every = 16): Pace {
  let ticks = 0;
  return {
    tick() {
      ticks++;
      if (ticks % every !== 0) return undefined;
      report(ticks);
      return new Promise((resolve, reject) => {
        setImmediate(() => (signal.aborted ? reject(new Interrupted()) : resolve()));
      });
    },
  };
}
