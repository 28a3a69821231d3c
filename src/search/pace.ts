/** Told of every case and every drawn example of long work, so that others can see how far it is. */
export interface Pace {
  tick(): void;
}

/** A pace that tells nobody. */
export const unpaced: Pace = { tick() {} };

/** A pace that counts its ticks at one place of a list; a list in shared memory can be read while the work goes on. */
export const countedAt = (counts: Int32Array, place: number): Pace => ({
  tick() {
    Atomics.add(counts, place, 1);
  },
});
