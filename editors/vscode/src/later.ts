/** Work that waits until its causes have stopped coming. */

import type { Disposable } from "vscode";

export interface Later extends Disposable {
  (): void;
}

/** Calls `work` once, `pause` milliseconds after the last call. */
export function later(pause: number, work: () => void): Later {
  let timer: NodeJS.Timeout | undefined;
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  };
  return Object.assign(call, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
