"""The page about Helix: its blocks are read, and a session is begun as they say."""

import json
import re
import tomllib
from pathlib import Path

from session import codes, session

HERE = Path(__file__).resolve().parent
BLOCKS = re.findall(r"```toml\n(.*?)```", (HERE.parents[1] / "helix/README.md").read_text(), re.DOTALL)
LANGUAGES = tomllib.loads("".join(BLOCKS))


async def test_the_page_about_Helix():
    server = LANGUAGES["language-server"]["tiebeam"]
    assert all("tiebeam" in language["language-servers"] for language in LANGUAGES["language"])
    assert [language["name"] for language in LANGUAGES["language"]] == ["markdown", "hcl", "tfvars"]
    declared = json.loads((HERE / "helix.json").read_text())
    # Helix answers the section of its name from the same table that it sends at the start.
    settings, options = server["config"]["tiebeam"], server["config"]
    async with session(declared, settings, server["args"], options) as work:
        document = work.open("requirements.md")
        found = await work.until(document, lambda found: "rpo-not-met" in codes(found))
        assert "dead-link" not in codes(found)
