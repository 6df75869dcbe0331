/** "Explain Rule": why a rule, a section, a field or a prompt is there, as a page. */

import {
  commands,
  languages,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
  type Disposable,
  type QuickPickItem,
} from "vscode";
import type { Server } from "./server.ts";

interface Subject {
  name: string;
  kind: "rule" | "section" | "field" | "prompt";
  summary: string;
}

const SCHEME = "tiebeam-explain";

const HEADINGS: [string, Subject["kind"]][] = [
  ["Rules", "rule"],
  ["Sections", "section"],
  ["Header fields", "field"],
  ["Prompts", "prompt"],
];

/** Shows the page of `name`, or of what is picked. */
export async function explainRule(server: Server, name?: string): Promise<void> {
  const subject = name ?? (await pick(server));
  if (subject === undefined) return;
  const uri = Uri.from({ scheme: SCHEME, path: `/${subject}.md` });
  // Loaded before it is shown, so that an unknown name is told of instead of an empty page.
  await workspace.openTextDocument(uri);
  await commands.executeCommand("markdown.showPreview", uri);
}

async function pick(server: Server): Promise<string | undefined> {
  const subjects = await server.ask<Subject[]>("tiebeam.explain");
  const here = rulesAtCursor();
  const groups: [string, Subject[]][] = [
    ["At the cursor", subjects.filter(({ name }) => here.has(name))],
    ...HEADINGS.map(([heading, is]): [string, Subject[]] => [
      heading,
      subjects.filter(({ kind, name }) => kind === is && !here.has(name)),
    ]),
  ];
  const items = groups.flatMap(([heading, members]): QuickPickItem[] =>
    members.length === 0
      ? []
      : [
          { label: heading, kind: QuickPickItemKind.Separator },
          ...members.map(({ name, summary }) => ({ label: name, detail: summary })),
        ],
  );
  const options = { title: "Explain Rule", placeHolder: "Rule, section, field or prompt", matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.label;
}

function rulesAtCursor(): Set<string> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return new Set();
  const { document, selection } = editor;
  const found = languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === "tiebeam" && range.intersection(selection) !== undefined);
  return new Set(found.map(({ code }) => String(typeof code === "object" ? code.value : code)));
}

/** The pages' text. */
export function explanations(server: Server): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const name = path.slice(1, -".md".length);
      const page = await server.ask<{ markdown: string } | null>("tiebeam.explain", { name });
      if (page === null) throw new Error(`There is no rule, section, field or prompt \`${name}\`.`);
      return page.markdown;
    },
  });
}
