/** Work that is done soon, once for all of its causes that come together. */

import type { Disposable } from "vscode";

export interface Later extends Disposable {
  (): void;
}

/**
 * A function that has `work` done within `pause` milliseconds. Work in hand is not begun a second time: what is called
 * for meanwhile follows it.
 */
export function later(pause: number, work: () => Promise<void>, failed: (error: unknown) => void): Later {
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let over = false;
  const call = () => {
    if (!busy) timer ??= setTimeout(() => void run(), pause);
    else again = true;
  };
  const run = async () => {
    timer = undefined;
    busy = true;
    await work().catch(failed);
    busy = false;
    if (again && !over) {
      again = false;
      call();
    }
  };
  return Object.assign(call, {
    dispose: () => {
      over = true;
      clearTimeout(timer);
    },
  });
}
