/** The setting `tiebeam.trace.server`, which alone says whether messages are traced. */

import { EventEmitter, LogLevel, workspace, type Disposable, type LogOutputChannel } from "vscode";

/**
 * A channel that writes traces to `log`. The client traces only to a channel whose level is that of traces, and an
 * extension cannot set a channel's level: this one takes it from the setting.
 */
export function traceChannel(log: LogOutputChannel): LogOutputChannel & Disposable {
  const level = () =>
    workspace.getConfiguration("tiebeam").get<string>("trace.server", "off") === "off" ? LogLevel.Info : LogLevel.Trace;
  const changed = new EventEmitter<LogLevel>();
  const listening = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("tiebeam.trace.server")) changed.fire(level());
  });
  return {
    name: log.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message) => {
      log.info(message);
    },
    debug: log.debug.bind(log),
    info: log.info.bind(log),
    warn: log.warn.bind(log),
    error: log.error.bind(log),
    append: log.append.bind(log),
    appendLine: log.appendLine.bind(log),
    replace: log.replace.bind(log),
    clear: log.clear.bind(log),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a channel has both of its forms
    show: (place?: unknown, preserveFocus?: boolean) => {
      log.show(typeof place === "boolean" ? place : preserveFocus);
    },
    hide: log.hide.bind(log),
    dispose: () => {
      listening.dispose();
      changed.dispose();
    },
  };
}
