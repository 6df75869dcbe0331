/** The view "Requirements" in the Explorer: every requirements document of the open folders, and how far it is. */

import {
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

/** The list is made anew when what changes it has stopped coming. */
const PAUSE = 500;

/** What the counts come from. */
const WATCHED = "**/{tiebeam.toml,*.{md,markdown,tf,tofu,tfvars,tf.json,tofu.json}}";

export function readinessView(server: Server): Disposable[] {
  const documents = new Documents(server);
  const view = window.createTreeView(VIEW, { treeDataProvider: documents, showCollapseAll: true });
  const update = later(PAUSE, () => {
    if (view.visible) documents.refresh();
  });
  const watcher = workspace.createFileSystemWatcher(WATCHED);
  return [
    documents,
    view,
    update,
    watcher,
    watcher.onDidCreate(update),
    watcher.onDidChange(update),
    watcher.onDidDelete(update),
    view.onDidChangeVisibility(update),
    server.onDidChangeState(update),
    server.onDidCheck(update),
    workspace.onDidChangeWorkspaceFolders(update),
  ];
}

class Documents implements TreeDataProvider<TreeItem>, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly server: Server) {}

  refresh(): void {
    this.#changed.fire();
  }

  getTreeItem(item: TreeItem): TreeItem {
    return item;
  }

  async getChildren(parent?: TreeItem): Promise<TreeItem[]> {
    if (parent !== undefined) return parent instanceof DocumentItem ? parts(parent.document) : [];
    // The view is no reason to start a server: it fills when there is one.
    if (this.server.state.kind !== "running") return [];
    try {
      return (await readiness(this.server)).map((document) => new DocumentItem(document));
    } catch (error) {
      this.server.note(error);
      return [];
    }
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
