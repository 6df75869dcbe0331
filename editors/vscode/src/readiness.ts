/** How far requirement documents are: what the server counts, and the words for it. */

import { MarkdownString } from "vscode";
import type { Server } from "./server.ts";

/** One requirements document. */
export interface Readiness {
  uri: string;
  title: string;
  template: string;
  sections: { complete: number; asked: number };
  prompts: { answered: number; asked: number };
  findings: { error: number; warning: number; information: number; hint: number };
  contradictions: number;
  /** The folders of its Terraform. */
  terraform: string[];
}

/** All documents of the open folders, or the one that is asked for; none where it is no requirements document. */
export function readiness(server: Server, uri?: string): Promise<Readiness[]> {
  const about = uri === undefined ? [] : [{ uri }];
  return server.ask<Readiness[]>("tiebeam.readiness", ...about);
}

/** The title without what every such document has in it: "Orders: infrastructure requirements" is "Orders". */
export function name({ title, template }: Readiness): string {
  const end = `${template} requirements`;
  if (!title.toLowerCase().endsWith(end.toLowerCase())) return title;
  return title.slice(0, -end.length).replace(/[\s:–—-]+$/u, "") || title;
}

export function sections({ sections: { complete, asked } }: Readiness): string {
  return `${String(complete)}/${String(asked)} sections`;
}

export function prompts({ prompts: { answered, asked } }: Readiness): string {
  return `${String(answered)}/${String(asked)} prompts`;
}

export function contradictions({ contradictions: count }: Readiness): string {
  return counted(count, "contradiction");
}

/** The findings by weight, without those of which there are none. */
export function findings({ findings: { error, warning, information, hint } }: Readiness): string {
  const all = [
    error > 0 && counted(error, "error"),
    warning > 0 && counted(warning, "warning"),
    information > 0 && `${String(information)} information`,
    hint > 0 && counted(hint, "hint"),
  ].filter((part) => part !== false);
  return all.length === 0 ? "no findings" : all.join(", ");
}

/** The document in a line: what is complete, and what contradicts the Terraform where something does. */
export function summary(document: Readiness): string {
  return document.contradictions === 0 ? sections(document) : `${sections(document)}, ${contradictions(document)}`;
}

/** The document in full, for a tooltip. */
export function details(document: Readiness): MarkdownString {
  const { complete, asked } = document.sections;
  const text = new MarkdownString();
  text.appendMarkdown("**").appendText(document.title).appendMarkdown("**\n\n");
  text.appendMarkdown(`- ${String(complete)} of ${String(asked)} sections complete\n`);
  text.appendMarkdown(`- ${String(document.prompts.answered)} of ${String(document.prompts.asked)} prompts answered\n`);
  text.appendMarkdown(`- ${contradictions(document)}\n- ${findings(document)}\n`);
  return text;
}

function counted(count: number, thing: string): string {
  return `${String(count)} ${thing}${count === 1 ? "" : "s"}`;
}
