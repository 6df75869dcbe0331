"""What judges the sessions notices everything that it is to notice."""

import pytest

from undeclared import MARKUP, MEMBERS, REQUESTS, undeclared


@pytest.mark.parametrize("path", sorted(path for path in REQUESTS.values() if path))
def test_an_undeclared_request_is_noticed(path):
    method = next(method for method, asks in REQUESTS.items() if asks == path)
    assert undeclared({}, [{"jsonrpc": "2.0", "id": 1, "method": method, "params": {}}]) == [path]


def test_every_undeclared_member_is_noticed():
    samples = {
        "insert": {}, "insertTextFormat": 2, "diagnostics": [{"data": 1, "tags": [1]}], "disabled": {"reason": ""},
        "kind": "quickfix", "params": {"diagnostics": [], "version": 1},
    }  # fmt: skip
    for path, member, _ in MEMBERS:
        sample = "create" if path.endswith("resourceOperations") else samples.get(member, True)
        assert path in undeclared({}, [{"jsonrpc": "2.0", "result": [{member: sample, "target": ""}]}]), path


@pytest.mark.parametrize("path", MARKUP)
def test_undeclared_Markdown_is_noticed(path):
    said = [{"jsonrpc": "2.0", "result": {MARKUP[path]: {"kind": "markdown", "value": ""}}}]
    assert undeclared({}, said) == [path]


def test_an_undeclared_registration_is_noticed():
    registration = {"id": "1", "method": "workspace/didChangeWatchedFiles"}
    said = [{"jsonrpc": "2.0", "id": 1, "method": "client/registerCapability", "params": {"registrations": [registration]}}]
    assert undeclared({}, said) == ["workspace/didChangeWatchedFiles/dynamicRegistration"]
