/** How soon a server that ended by itself is started again, and when it no longer is. */

/** Two servers that end a second apart end for the same reason; a longer pause may let that reason pass. */
const FIRST_PAUSE = 1_000;

/** A server that ends more often than this within the window is not started again. */
const MOST = 5;
const WINDOW = 3 * 60 * 1_000;

export class Restarts {
  #times: number[] = [];

  /** The pause in milliseconds before the next start; undefined where there should be none. */
  next(now: number): number | undefined {
    this.#times = this.#times.filter((time) => now - time < WINDOW);
    if (this.#times.length >= MOST) return undefined;
    const pause = FIRST_PAUSE * 2 ** this.#times.length;
    this.#times.push(now);
    return pause;
  }

  /** What was is forgotten: somebody starts the server on purpose. */
  forget(): void {
    this.#times = [];
  }
}
