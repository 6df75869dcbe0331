"""What a server used although the client did not declare it, seen in the messages as they came."""

# A request that only a client takes which declared this.
REQUESTS = {
    "client/registerCapability": None,
    "window/showDocument": "window/showDocument/support",
    "window/workDoneProgress/create": "window/workDoneProgress",
    "workspace/applyEdit": "workspace/applyEdit",
    "workspace/codeLens/refresh": "workspace/codeLens/refreshSupport",
    "workspace/configuration": "workspace/configuration",
    "workspace/inlayHint/refresh": "workspace/inlayHint/refreshSupport",
}

# A member that only stands in a message to a client which declared this: its name, and whether its value tells in the
# object that it is in.
COMPLETION = "textDocument/completion/completionItem"
DIAGNOSTICS = "textDocument/publishDiagnostics"
KINDS = ("quickfix", "refactor", "source")
MEMBERS = [
    (f"{COMPLETION}/commitCharactersSupport", "commitCharacters", lambda value, owner: True),
    (f"{COMPLETION}/insertReplaceSupport", "insert", lambda value, owner: isinstance(value, dict)),
    (f"{COMPLETION}/insertTextModeSupport/valueSet", "insertTextMode", lambda value, owner: True),
    (f"{COMPLETION}/labelDetailsSupport", "labelDetails", lambda value, owner: True),
    (f"{COMPLETION}/preselectSupport", "preselect", lambda value, owner: value is True),
    (f"{COMPLETION}/snippetSupport", "insertTextFormat", lambda value, owner: value == 2),
    (f"{DIAGNOSTICS}/codeDescriptionSupport", "codeDescription", lambda value, owner: True),
    (f"{DIAGNOSTICS}/dataSupport", "diagnostics", lambda value, owner: any("data" in one for one in value)),
    (f"{DIAGNOSTICS}/relatedInformation", "relatedInformation", lambda value, owner: True),
    (f"{DIAGNOSTICS}/tagSupport", "diagnostics", lambda value, owner: any("tags" in one for one in value)),
    (f"{DIAGNOSTICS}/versionSupport", "params", lambda value, owner: {"diagnostics", "version"} <= value.keys()),
    ("general/positionEncodings", "positionEncoding", lambda value, owner: True),
    ("textDocument/codeAction/codeActionLiteralSupport", "kind", lambda value, owner: str(value).startswith(KINDS)),
    ("textDocument/codeAction/disabledSupport", "disabled", lambda value, owner: isinstance(value, dict)),
    ("textDocument/codeAction/isPreferredSupport", "isPreferred", lambda value, owner: True),
    ("textDocument/definition/linkSupport", "targetUri", lambda value, owner: True),
    ("textDocument/documentLink/tooltipSupport", "tooltip", lambda value, owner: "target" in owner),
    ("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", "selectionRange", lambda value, owner: True),
    ("textDocument/foldingRange", "collapsedText", lambda value, owner: True),
    ("textDocument/inlayHint", "inlayHintProvider", lambda value, owner: bool(value)),
    ("workspace/workspaceEdit/documentChanges", "documentChanges", lambda value, owner: True),
    ("workspace/workspaceEdit/resourceOperations", "kind", lambda value, owner: value in ("create", "rename", "delete")),
]

# A member that may be Markdown only where the list of formats has it.
MARKUP = {f"{COMPLETION}/documentationFormat": "documentation", "textDocument/hover/contentFormat": "contents"}


def declared(capabilities, path):
    """What a client declared at a path; nothing where it did not."""
    for name in path.split("/"):
        capabilities = capabilities.get(name) if isinstance(capabilities, dict) else None
    return capabilities


def members(value):
    """Every member of every object in a message: its name, its value and the object."""
    if isinstance(value, dict):
        yield from ((name, member, value) for name, member in value.items())
        value = value.values()
    if not isinstance(value, (str, int, float, bool, type(None))):
        for part in value:
            yield from members(part)


def undeclared(capabilities, heard):
    """What was used without having been declared; an empty list is what a good server leaves."""
    faults = set()
    for message in heard:
        if "method" in message and "id" in message:
            faults.update(request_faults(capabilities, message))
        for name, value, owner in members(message):
            for path, member, tells in MEMBERS:
                if name == member and value is not None and not declared(capabilities, path) and tells(value, owner):
                    faults.add(path)
            for path, member in MARKUP.items():
                markdown = name == member and isinstance(value, dict) and value.get("kind") == "markdown"
                if markdown and "markdown" not in (declared(capabilities, path) or []):
                    faults.add(path)
    return sorted(faults)


def request_faults(capabilities, message):
    """What a request of the server uses."""
    method = message["method"]
    if method == "client/registerCapability":
        for registration in message["params"]["registrations"]:
            path = f"{registration['method']}/dynamicRegistration"
            if not declared(capabilities, path):
                yield path
    elif method not in REQUESTS:
        yield f"the request {method}"
    elif not declared(capabilities, REQUESTS[method]):
        yield REQUESTS[method]
