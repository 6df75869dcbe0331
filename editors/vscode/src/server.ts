/** The server's life: it is found, started, started again where it ends by itself, and stopped. */

import { EventEmitter, workspace, type Disposable, type LogOutputChannel, type Uri } from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";
import { findBinary, NoBinary, type Binary } from "./binary.ts";
import { createClient } from "./client.ts";
import { Restarts } from "./restarts.ts";
import { traceChannel } from "./trace.ts";

export type State =
  | { kind: "stopped" }
  | { kind: "starting" }
  | { kind: "running"; reading: boolean }
  | { kind: "waiting"; seconds: number }
  | { kind: "failed"; why: string };

/** There is no server that could answer. Where it failed for good the user knows why from the state. */
export class NotRunning extends Error {
  constructor() {
    super("Tiebeam's server has just ended by itself and is started again. Try once more in a moment.");
  }
}

export class Server implements Disposable {
  #state: State = { kind: "stopped" };
  #client: LanguageClient | undefined;
  #binary: Binary | undefined;
  #timer: NodeJS.Timeout | undefined;
  #starting: Promise<void> | undefined;
  readonly #reading = new Set<string | number>();
  readonly #restarts = new Restarts();
  readonly #stateChanged = new EventEmitter<State>();
  readonly #checked = new EventEmitter<Uri>();
  readonly #trace: LogOutputChannel;

  readonly onDidChangeState = this.#stateChanged.event;
  /** Findings of some file came. */
  readonly onDidCheck = this.#checked.event;

  constructor(
    private readonly extension: string,
    private readonly log: LogOutputChannel,
  ) {
    this.#trace = traceChannel(log);
  }

  get state(): State {
    return this.#state;
  }

  get binary(): Binary | undefined {
    return this.#binary;
  }

  /** Starts the server where it does not run. Where that fails, the state says so. */
  start(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#state.kind === "running") return Promise.resolve();
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Starts it anew, whatever was. */
  async restart(): Promise<void> {
    await this.#starting;
    this.#restarts.forget();
    await this.#stop({ kind: "starting" });
    await this.start();
  }

  stop(): Promise<void> {
    return this.#stop({ kind: "stopped" });
  }

  /** What the server answers to one of its commands. It is started where it does not run. */
  async ask<Answer>(command: string, ...parameters: unknown[]): Promise<Answer> {
    await this.start();
    const client = this.#client;
    if (client === undefined || this.#state.kind !== "running") throw new NotRunning();
    const known = client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    if (!known.includes(command)) {
      const version = this.#binary?.version ?? "";
      throw new Error(`The server (${version}) is older than the extension: it has no \`${command}\`. Update it.`);
    }
    return (await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: parameters })) as Answer;
  }

  /** Writes to the log what went wrong where nobody waits for it. */
  note(error: unknown): void {
    this.log.warn(error instanceof Error ? error.message : String(error));
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.#trace.dispose();
    this.#stateChanged.dispose();
    this.#checked.dispose();
  }

  async #start(): Promise<void> {
    this.#become({ kind: "starting" });
    this.#binary = undefined;
    try {
      const setting = workspace.getConfiguration("tiebeam").get("server.path", "");
      this.#binary = await findBinary(setting.trim(), this.extension);
    } catch (error) {
      this.#fail(error instanceof NoBinary ? error.message : String(error));
      return;
    }
    this.log.info(`Starting ${this.#binary.path} (${this.#binary.version})`);
    const client = createClient(this.#binary.path, this.log, this.#trace, {
      lost: () => {
        this.#lost(client);
      },
      checked: (uri) => {
        this.#checked.fire(uri);
      },
      reading: (token, ended) => {
        const before = this.#reading.size > 0;
        if (ended) this.#reading.delete(token);
        else this.#reading.add(token);
        const changed = this.#reading.size > 0 !== before;
        if (changed && this.#client === client && this.#state.kind === "running") this.#run();
      },
    });
    this.#client = client;
    try {
      await client.start();
      this.#run();
    } catch {
      // The client has written to the log what it was.
      this.#lost(client);
    }
  }

  async #stop(state: State): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    this.#reading.clear();
    this.#become(state);
    // A server that does not stop in time is killed by the client; there is nothing more to do about it.
    await client?.stop().catch((error: unknown) => {
      this.note(error);
    });
  }

  #run(): void {
    this.#become({ kind: "running", reading: this.#reading.size > 0 });
  }

  /** The server ended by itself. Both the connection and the start may tell of it; the first one counts. */
  #lost(client: LanguageClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#reading.clear();
    const pause = this.#restarts.next(Date.now());
    if (pause === undefined) {
      this.#fail(
        "Tiebeam's server ended six times within three minutes and is not started again. Its log may say why.",
      );
      return;
    }
    this.log.warn(`The server ended by itself; it is started again in ${String(pause / 1_000)} s`);
    this.#become({ kind: "waiting", seconds: pause / 1_000 });
    this.#timer = setTimeout(() => void this.start(), pause);
  }

  #fail(why: string): void {
    this.log.error(why);
    this.#become({ kind: "failed", why });
  }

  #become(state: State): void {
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
