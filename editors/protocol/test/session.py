"""A session of a client with the server under test, in a copy of the example workspace."""

import asyncio
import contextlib
import json
import os
import shutil
import tempfile
import warnings
from importlib import resources
from pathlib import Path

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.protocol import default_converter
from pygls.workspace import PositionCodec, TextDocument
from pytest_lsp import LanguageClient
from pytest_lsp.checks import LspSpecificationWarning
from pytest_lsp.client import register_lsp_features
from pytest_lsp.protocol import LanguageClientProtocol

from undeclared import undeclared

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/session-cache"
# Longer than anything takes on a busy machine.
PATIENCE = 60
TO_JSON = get_converter()


def capabilities(name):
    """What an editor declares, by its file in pytest-lsp: `emacs_v29.1`."""
    recorded = resources.files("pytest_lsp.clients").joinpath(f"{name}.json")
    return json.loads(recorded.read_text())["capabilities"]


class Remembering(LanguageClientProtocol):
    """Keeps what the server said as it came, before it becomes the library's types."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.heard = []

    def structure_message(self, data):
        if "jsonrpc" in data:
            self.heard.append(data)
        return super().structure_message(data)


class Session:
    """A running server and the client's side of it."""

    def __init__(self, client, folder, declared):
        self.client, self.folder, self.declared = client, folder, declared
        self.documents = {}
        self.edits = []

    @property
    def heard(self):
        return self.client.protocol.heard

    def uri(self, path):
        return (self.folder / path).as_uri()

    def open(self, path, language="markdown", text=None):
        """Opens a file of the workspace; its address."""
        uri = self.uri(path)
        text = (self.folder / path).read_text() if text is None else text
        self.documents[uri] = TextDocument(uri, text, version=1, position_codec=PositionCodec(self.encoding))
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return uri

    def close(self, uri):
        if self.documents.pop(uri, None):
            self.client.diagnostics.pop(uri, None)
            document = types.TextDocumentIdentifier(uri)
            self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def has(self, uri, text):
        """Whether a document is open with this text."""
        return uri in self.documents and self.documents[uri].source == text

    def change(self, uri, edits):
        """Makes edits in an open document, the last in the text first, and tells the server."""
        document = self.documents[uri]
        ordered = sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True)
        changes = [types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text) for edit in ordered]
        for change in changes:
            document.apply_change(change)
        document.version += 1
        name = types.VersionedTextDocumentIdentifier(uri=uri, version=document.version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=name, content_changes=changes))

    def replace(self, uri, old, new):
        """Replaces the first occurrence of a text."""
        start = self.find(uri, old)
        end = types.Position(start.line, start.character + len(old))
        self.change(uri, [types.TextEdit(types.Range(start, end), new)])

    def append(self, uri, text):
        """Writes behind everything; the position behind the text."""
        lines = self.documents[uri].source.split("\n")
        end = types.Position(len(lines) - 1, len(lines[-1]))
        self.change(uri, [types.TextEdit(types.Range(end, end), text)])
        lines = self.documents[uri].source.split("\n")
        return types.Position(len(lines) - 1, len(lines[-1]))

    def find(self, uri, text):
        """Where a text of ASCII stands first, in a line of ASCII."""
        before = self.documents[uri].source.split(text, 1)[0]
        line = before.rsplit("\n", 1)[-1]
        assert line.isascii() and text.isascii(), text
        return types.Position(before.count("\n"), len(line))

    def at(self, uri, text):
        """The parameters of a request about the place where a text stands."""
        return {"text_document": types.TextDocumentIdentifier(uri), "position": self.find(uri, text)}

    async def until(self, uri, wanted):
        """Waits until the findings of a file are as wanted; the findings."""
        async with asyncio.timeout(PATIENCE):
            while uri not in self.client.diagnostics or not wanted(self.client.diagnostics[uri]):
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.client.diagnostics[uri]

    async def command(self, name, *arguments):
        parameters = types.ExecuteCommandParams(name, list(arguments))
        return await self.client.workspace_execute_command_async(parameters)


def codes(findings):
    return sorted(str(finding.code) for finding in findings)


def example():
    """A copy of the example workspace."""
    folder = Path(tempfile.mkdtemp(prefix="tiebeam-")).resolve()
    shutil.copytree(EXAMPLE, folder / "session-cache")
    return folder / "session-cache"


@contextlib.asynccontextmanager
async def session(declared, settings=None, arguments=("lsp", "--stdio"), options=None):
    """Begins a session and ends it as the protocol says; at the end nothing may be left to complain about."""
    folder = example()
    client = LanguageClient(protocol_cls=Remembering, converter_factory=default_converter)
    register_lsp_features(client)
    client.set_configuration(settings, section="tiebeam")
    # The answer to edits that the server asks for is the one thing that the library leaves to its user.
    work = Session(client, folder, declared)

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply(parameters):
        work.edits.append(parameters.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_):
        return None

    for refreshed in (types.WORKSPACE_CODE_LENS_REFRESH, types.WORKSPACE_INLAY_HINT_REFRESH):
        client.feature(refreshed)(lambda *_: None)

    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", LspSpecificationWarning)
        await client.start_io(os.environ["TIEBEAM"], *arguments)
        server = client._server
        try:
            parameters = types.InitializeParams(
                capabilities=TO_JSON.structure(declared, types.ClientCapabilities),
                root_uri=folder.as_uri(),
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
                initialization_options=options,
            )
            begun = await asyncio.wait_for(client.initialize_session(parameters), PATIENCE)
            work.encoding = begun.capabilities.position_encoding or types.PositionEncodingKind.Utf16
            work.server = begun
            yield work
            await asyncio.wait_for(client.shutdown_session(), PATIENCE)
        finally:
            if server.returncode is None:
                server.kill()
            await client.stop()
            shutil.rmtree(folder.parent)
    assert server.returncode == 0, f"the server exits with {server.returncode}"
    assert client.error is None, client.error
    assert [str(doubt.message) for doubt in doubts] == []
    assert undeclared(declared, work.heard) == []
    complaints = [message.message for message in client.messages + client.log_messages if message.type <= 2]
    assert complaints == [], complaints
