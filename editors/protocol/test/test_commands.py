"""The commands behind a readiness page, an explanation and the choice of a template."""

import asyncio

import pytest
from pygls.exceptions import JsonRpcException

from session import PATIENCE, capabilities, session

EDITOR = capabilities("neovim_v0.11.0")
LEVELS = {"error", "warning", "information", "hint"}


async def readiness(work, count):
    """How far the documents are, once all folders were read: until then only what is known so far is told."""
    async with asyncio.timeout(PATIENCE):
        while len(found := await work.command("tiebeam.readiness")) < count:
            await asyncio.sleep(0.02)
    return found


async def test_readiness_of_all_documents():
    async with session(EDITOR) as work:
        (only,) = await readiness(work, 1)
        assert only["uri"] == work.uri("requirements.md")
        assert only["title"] == "Session cache: infrastructure requirements"
        assert only["template"] == "infrastructure"
        assert only["terraform"] == [work.uri("infra")]
        assert only["contradictions"] == 1
        assert set(only["findings"]) == LEVELS and only["findings"]["error"] == 1
        assert 0 < only["sections"]["complete"] < only["sections"]["asked"]
        assert 0 < only["prompts"]["answered"] < only["prompts"]["asked"]


async def test_readiness_follows_an_open_buffer():
    async with session(EDITOR) as work:
        uri = work.open("requirements.md")
        (before,) = await work.command("tiebeam.readiness", {"uri": uri})
        work.replace(uri, "1 h\n", "1 d\n")
        (after,) = await work.command("tiebeam.readiness", {"uri": uri})
        assert (before["contradictions"], after["contradictions"]) == (1, 0)
        assert "1 h" in (work.folder / "requirements.md").read_text()


async def test_readiness_is_sorted_and_leaves_other_files_out():
    async with session(EDITOR) as work:
        text = (work.folder / "requirements.md").read_text()
        work.open("a.md", text="# Queue: infrastructure requirements\n")
        work.open("z.md", text=text)
        other = work.open("notes.md", text="# Notes\n")
        uris = [one["uri"] for one in await readiness(work, 3)]
        assert uris == [work.uri(name) for name in ("a.md", "requirements.md", "z.md")]
        assert await work.command("tiebeam.readiness", {"uri": other}) == []


async def test_explain_by_name():
    async with session(EDITOR) as work:
        rule = await work.command("tiebeam.explain", {"name": "rpo-not-met"})
        assert rule["name"] == "rpo-not-met" and rule["title"]
        assert "backup" in rule["markdown"].lower()
        assert await work.command("tiebeam.explain", {"name": "no-such-thing"}) is None


async def test_explain_lists_what_can_be_explained():
    async with session(EDITOR) as work:
        names = await work.command("tiebeam.explain")
        assert {one["kind"] for one in names} == {"rule", "section", "field", "prompt"}
        assert all(one["name"] and one["summary"] for one in names)
        assert len(names) == len({one["name"] for one in names})
        for one in names:
            assert (await work.command("tiebeam.explain", {"name": one["name"]}))["markdown"], one


async def test_templates():
    async with session(EDITOR) as work:
        templates = await work.command("tiebeam.templates")
        built_in = next(one for one in templates if one["name"] == "infrastructure")
        assert built_in["title"] and built_in["summary"]
        new = await work.command("tiebeam.newDocument", {"template": built_in["name"], "title": "Queue"})
        assert "## SLA" in new["text"] and "${" in new["snippet"]


async def test_a_command_that_does_not_exist_is_refused():
    async with session(EDITOR) as work:
        with pytest.raises(JsonRpcException, match="tiebeam.readiness"):
            await work.command("tiebeam.readyness")
