"""Every recorded editor gets the same work done, and nothing that it did not declare."""

import copy
import json
import re
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from session import capabilities, codes, session
from undeclared import declared, undeclared

HERE = Path(__file__).resolve().parent
VSCODE = "visual_studio_code_v1.65.2"
RECORDED = [
    VSCODE,
    "neovim_v0.6.1",
    "neovim_v0.7.0",
    "neovim_v0.8.0",
    "neovim_v0.9.1",
    "neovim_v0.10.0",
    "neovim_v0.11.0",
    "emacs_v29.1",
]

EDITORS = {name.replace("_v", " ").replace("_", " "): capabilities(name) for name in RECORDED}
# Without the package markdown-mode, Emacs shows plain text only.
EDITORS["emacs 29.1 without markdown-mode"] = copy.deepcopy(EDITORS["emacs 29.1"])
EDITORS["emacs 29.1 without markdown-mode"]["textDocument"]["hover"]["contentFormat"] = ["plaintext"]
# What these two declare is in their source, and nobody recorded it.
EDITORS["helix"] = json.loads((HERE / "helix.json").read_text())
EDITORS["lsp4ij"] = json.loads((HERE.parents[1] / "jetbrains/test/lsp4ij.json").read_text())
EDITORS["a client that declares nothing"] = {}

DOCUMENT = ["dead-link", "empty-section", "missing-metadata", "missing-section", "misspelt-heading", "rpo-not-met"]


# One session serves all tests of an editor, as it does in the editor.
pytestmark = pytest.mark.asyncio(loop_scope="module")
editors = {"params": EDITORS.values(), "ids": EDITORS.keys()}


@pytest.fixture(**editors)
def editor(request):
    return request.param


@pytest_asyncio.fixture(scope="module", loop_scope="module", **editors)
async def work(request):
    async with session(request.param) as work:
        yield work


async def opened(work):
    """The document as it is on disk."""
    uri = work.uri("requirements.md")
    if not work.has(uri, (work.folder / "requirements.md").read_text()):
        work.close(uri)
        work.open("requirements.md")
    return uri, await work.until(uri, lambda found: codes(found) == DOCUMENT)


def says(work, capability):
    """What the editor declares, or an empty list."""
    return declared(work.declared, capability) or []


def edit_of(work, action):
    """What an action does: an edit of its own, or one that its command asks for."""
    return getattr(action, "edit", None) or work.edits[-1]


def text_edits(edit, uri):
    if edit.document_changes:
        return [one for change in edit.document_changes if change.text_document.uri == uri for one in change.edits]
    return edit.changes[uri]


async def test_findings(work):
    uri, found = await opened(work)
    contradiction = next(one for one in found if one.code == "rpo-not-met")
    assert work.documents[uri].source.splitlines()[contradiction.range.start.line] == "- **RPO:** 1 h"
    assert bool(contradiction.related_information) == bool(
        says(work, "textDocument/publishDiagnostics/relatedInformation")
    )
    work.replace(uri, "1 h\n", "1 d\n")
    await work.until(uri, lambda found: "rpo-not-met" not in codes(found))


async def test_completion(work):
    uri, _ = await opened(work)
    end = work.append(uri, "\n## ")
    place = types.CompletionParams(types.TextDocumentIdentifier(uri), end)
    found = await work.client.text_document_completion_async(place)
    section = next(item for item in found.items if item.label == "Budget")
    snippets = says(work, "textDocument/completion/completionItem/snippetSupport")
    assert (section.insert_text_format == types.InsertTextFormat.Snippet) == bool(snippets)
    assert ("${1" in section.text_edit.new_text) == bool(snippets)
    explained = await work.client.completion_item_resolve_async(section)
    markdown = "markdown" in says(work, "textDocument/completion/completionItem/documentationFormat")
    documentation = explained.documentation
    assert (getattr(documentation, "kind", None) == types.MarkupKind.Markdown) == markdown
    assert getattr(documentation, "value", documentation)
    work.change(uri, [section.text_edit])
    await work.until(uri, lambda found: "missing-section" not in codes(found))


async def test_hover(work):
    uri, _ = await opened(work)
    hover = await work.client.text_document_hover_async(types.HoverParams(**work.at(uri, "RPO:")))
    markdown = "markdown" in says(work, "textDocument/hover/contentFormat")
    assert (hover.contents.kind == types.MarkupKind.Markdown) == markdown
    assert "recovery point objective" in hover.contents.value
    assert ("**" in hover.contents.value) == markdown


async def test_symbols(work):
    uri, _ = await opened(work)
    document = types.TextDocumentIdentifier(uri)
    found = await work.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    nested = says(work, "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport")
    assert isinstance(found[0], types.DocumentSymbol if nested else types.SymbolInformation)
    sections = found[0].children if nested else found
    assert [section.name for section in sections if section.name.startswith("SLA")], found


async def test_a_quick_fix(work):
    uri, found = await opened(work)
    missing = next(one for one in found if one.code == "missing-section")
    context = types.CodeActionContext([missing])
    place = types.CodeActionParams(types.TextDocumentIdentifier(uri), missing.range, context)
    actions = await work.client.text_document_code_action_async(place)
    action = next((one for one in actions if one.title == 'Insert section "Budget"'), None)
    if isinstance(action, types.Command):
        await work.command(action.command, *action.arguments)
    if action is None:
        # A client that neither knows code actions nor applies edits can be offered no fix.
        assert not says(work, "workspace/applyEdit")
        return
    work.change(uri, text_edits(edit_of(work, action), uri))
    assert "\n## Budget\n" in work.documents[uri].source
    await work.until(uri, lambda found: "missing-section" not in codes(found))


async def test_the_way_to_the_terraform_and_back(work):
    uri, _ = await opened(work)
    there = await work.client.text_document_definition_async(types.DefinitionParams(**work.at(uri, "1 h\n")))
    place = there[0] if isinstance(there, list) else there
    assert place.uri == work.uri("infra/main.tf")
    terraform = work.open("infra/main.tf", "terraform")
    line = work.documents[terraform].source.splitlines()[place.range.start.line]
    assert line == "  snapshot_retention_limit = 7"
    context = types.ReferenceContext(include_declaration=False)
    asked = types.ReferenceParams(context=context, **work.at(terraform, "snapshot_retention_limit"))
    back = await work.client.text_document_references_async(asked)
    assert uri in [place.uri for place in back]


async def test_everything_else_is_answered(work):
    uri, _ = await opened(work)
    document = types.TextDocumentIdentifier(uri)
    client = work.client
    assert await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert await client.text_document_document_link_async(types.DocumentLinkParams(document))
    assert await client.text_document_code_lens_async(types.CodeLensParams(document))
    assert await client.workspace_symbol_async(types.WorkspaceSymbolParams("SLA"))
    claim = types.DocumentHighlightParams(**work.at(uri, "1 h\n"))
    assert await client.text_document_document_highlight_async(claim)
    if work.server.capabilities.inlay_hint_provider:
        whole = types.Range(types.Position(0, 0), types.Position(140, 0))
        assert await client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    new = await work.command("tiebeam.newDocument", {"title": "Queue"})
    assert "Queue" in new["text"]


async def test_settings(editor):
    settings = {"rules": {"dead-link": "off"}}
    asks = declared(editor, "workspace/configuration")
    # What a client cannot be asked for, it says at the start.
    async with session(editor, settings if asks else None, options=None if asks else settings) as work:
        uri = work.open("requirements.md")
        await work.until(uri, lambda found: codes(found) == [code for code in DOCUMENT if code != "dead-link"])


async def test_watched_files_are_named_as_every_client_reads_them():
    async with session(capabilities(VSCODE)) as work:
        await opened(work)
        asked = next(one["params"] for one in work.heard if one.get("method") == "client/registerCapability")
    files = next(one for one in asked["registrations"] if one["method"] == "workspace/didChangeWatchedFiles")
    patterns = [watcher["globPattern"] for watcher in files["registerOptions"]["watchers"]]
    # eglot and Java's matcher, which LSP4IJ has, refuse a group within a group; eglot refuses wildcards within one too.
    groups = [group for pattern in patterns for group in re.findall(r"{.*}", pattern)]
    assert [group for group in groups if not re.fullmatch(r"{[^{}*?]+}", group)] == []


async def test_a_capable_client_is_served_more():
    # The same telltales, read the other way round: what is declared is used.
    everything = capabilities(VSCODE)
    async with session(everything) as work:
        uri, _ = await opened(work)
        place = types.CompletionParams(types.TextDocumentIdentifier(uri), work.append(uri, "\n## "))
        await work.client.text_document_completion_async(place)
        await work.client.text_document_hover_async(types.HoverParams(**work.at(uri, "RPO:")))
        used = undeclared({}, work.heard)
    wanted = {
        "textDocument/completion/completionItem/snippetSupport",
        "textDocument/hover/contentFormat",
        "textDocument/publishDiagnostics/relatedInformation",
        "workspace/configuration",
        "workspace/didChangeWatchedFiles/dynamicRegistration",
    }
    assert wanted <= set(used), used
