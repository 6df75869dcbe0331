/** The view "Requirements" in the Explorer: every requirements document of the open folders, and how far it is. */

import {
  commands,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
  type Disposable,
  type TreeDataProvider,
} from "vscode";
import { later } from "./later.ts";
import {
  contradictions,
  details,
  findings,
  name,
  prompts,
  readiness,
  sections,
  type Readiness,
} from "./readiness.ts";
import type { Server } from "./server.ts";

const VIEW = "tiebeam.requirements";

/** How long changes are gathered before anything is counted anew. */
const PAUSE = 250;

/** The same for changes on the disk: the server is told of them, and reads, at the same time. */
const PAUSE_FOR_DISK = 1_500;

/** What the counts come from. Braces within braces match nothing here. */
const WATCHED = "**/{tiebeam.toml,*.md,*.markdown,*.tf,*.tofu,*.tfvars,*.tf.json,*.tofu.json}";

export function readinessView(server: Server): Disposable[] {
  const documents = new Documents(server);
  const view = window.createTreeView(VIEW, { treeDataProvider: documents, showCollapseAll: true });
  const failed = (error: unknown) => {
    server.note(error);
  };

  const all = () => whileVisible(() => documents.countAll());
  const countAll = later(PAUSE, all, failed);
  const countDisk = later(PAUSE_FOR_DISK, all, failed);
  const checked = new Set<string>();
  const count = later(
    PAUSE,
    () => {
      const uris = [...checked];
      checked.clear();
      return whileVisible(() => documents.count(uris));
    },
    failed,
  );

  // A view that nobody sees counts nothing; it counts all when it is opened.
  async function whileVisible(work: () => Promise<void>): Promise<void> {
    if (view.visible) await window.withProgress({ location: { viewId: VIEW } }, work);
  }

  const watcher = workspace.createFileSystemWatcher(WATCHED);
  return [
    documents,
    view,
    countAll,
    countDisk,
    count,
    watcher,
    watcher.onDidCreate(countDisk),
    watcher.onDidChange(countDisk),
    watcher.onDidDelete(countDisk),
    view.onDidChangeVisibility(countAll),
    server.onDidChangeState(countAll),
    workspace.onDidChangeWorkspaceFolders(countAll),
    server.onDidCheck((uri) => {
      checked.add(uri.toString());
      count();
    }),
  ];
}

class Documents implements TreeDataProvider<TreeItem>, Disposable {
  #documents: Readiness[] = [];
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly server: Server) {}

  /** Counts in all documents. The view is no reason to start a server; while one starts it shows what it has. */
  async countAll(): Promise<void> {
    const { kind } = this.server.state;
    if (kind === "running") this.#documents = await readiness(this.server);
    else if (kind === "failed" || kind === "stopped") this.#documents = [];
    else return;
    await this.#show();
  }

  /** Counts in these files alone, as far as they are documents: an edit in one is no reason to read all others. */
  async count(uris: string[]): Promise<void> {
    if (this.server.state.kind !== "running") return;
    const counted = await Promise.all(uris.map((uri) => readiness(this.server, uri)));
    const others = this.#documents.filter(({ uri }) => !uris.includes(uri));
    this.#documents = [...others, ...counted.flat()].sort((one, other) => (one.uri < other.uri ? -1 : 1));
    await this.#show();
  }

  async #show(): Promise<void> {
    this.#changed.fire();
    await commands.executeCommand("setContext", "tiebeam.documents", this.#documents.length);
  }

  getTreeItem(item: TreeItem): TreeItem {
    return item;
  }

  getChildren(parent?: TreeItem): TreeItem[] {
    if (parent === undefined) return this.#documents.map((document) => new DocumentItem(document));
    return parent instanceof DocumentItem ? parts(parent.document) : [];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

class DocumentItem extends TreeItem {
  constructor(readonly document: Readiness) {
    super(name(document), TreeItemCollapsibleState.Collapsed);
    const uri = Uri.parse(document.uri);
    this.id = document.uri;
    // The bar is narrow: the tooltip and the parts say what is counted.
    const { complete, asked } = document.sections;
    this.description = `${String(complete)}/${String(asked)}`;
    if (document.contradictions > 0) this.description += `, ${contradictions(document)}`;
    this.tooltip = details(document).appendMarkdown("\n").appendText(workspace.asRelativePath(uri));
    this.iconPath = iconOf(document);
    this.command = { title: "Open", command: "vscode.open", arguments: [uri] };
  }
}

function iconOf({ contradictions, findings, sections }: Readiness): ThemeIcon {
  if (contradictions > 0 || findings.error > 0) return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
  if (findings.warning > 0) return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
  return new ThemeIcon(sections.complete < sections.asked ? "circle-large-outline" : "pass");
}

function parts(document: Readiness): TreeItem[] {
  const part = (label: string, icon: string) => {
    const item = new TreeItem(label);
    item.iconPath = new ThemeIcon(icon);
    return item;
  };
  const terraform = document.terraform.map((folder) => {
    const item = part(workspace.asRelativePath(Uri.parse(folder)), "folder");
    item.tooltip = "The Terraform that the document is held against";
    item.command = { title: "Reveal", command: "revealInExplorer", arguments: [Uri.parse(folder)] };
    return item;
  });
  return [
    part(`${sections(document)} complete`, "checklist"),
    part(`${prompts(document)} answered`, "comment"),
    part(contradictions(document), "git-compare"),
    part(findings(document), "list-unordered"),
    ...terraform,
  ];
}
