"""The template folder against the importer's rules, and the server that it starts."""

import fnmatch
import json
import shlex
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from importer import faults
from session import codes, session

JETBRAINS = Path(__file__).resolve().parents[1]
TEMPLATE = JETBRAINS / "tiebeam"
DECLARED = json.loads((JETBRAINS / "test/lsp4ij.json").read_text())


def read(name, folder=TEMPLATE):
    return json.loads((folder / name).read_text("utf-8"))


def test_the_importer_takes_the_folder():
    assert faults(TEMPLATE) == []


def without(key):
    return lambda template: template.pop(key)


def with_(key, value):
    return lambda template: template.update({key: value})


def in_mapping(change):
    return lambda template: change(template["fileTypeMappings"][0])


MUTATIONS = {
    "no id": (without("id"), "`id` is missing"),
    "no name": (without("name"), "`name` is missing"),
    "no url": (without("url"), "without `url`"),
    "no programArgs": (without("programArgs"), "`programArgs` is an object"),
    "programArgs as text": (with_("programArgs", "tiebeam lsp"), "`programArgs` is an object"),
    "no default command": (with_("programArgs", {"unix": "tiebeam lsp"}), "without `default`"),
    "linux as a system": (with_("programArgs", {"linux": "tiebeam lsp"}), "no system `linux`"),
    "an empty command": (with_("programArgs", {"default": " "}), "`default` is empty"),
    "an unknown key": (with_("command", "tiebeam lsp"), "`command` is read by nobody"),
    "no mappings": (lambda template: (template.pop("languageMappings"), template.pop("fileTypeMappings")), "no file is mapped"),
    "a mapping without fileType": (in_mapping(without("fileType")), "ends the import"),
    "a fileType without anything": (in_mapping(with_("fileType", {})), "neither `name` nor `patterns`"),
    "a mapping without languageId": (in_mapping(without("languageId")), "without `languageId`"),
    "a language without its name": (with_("languageMappings", [{"languageId": "markdown"}]), "is dropped"),
}


@pytest.fixture
def copied(tmp_path):
    return Path(shutil.copytree(TEMPLATE, tmp_path / "tiebeam"))


@pytest.mark.parametrize("change, fault", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_the_importer_would_fail_with(copied, change, fault):
    template = read("template.json", copied)
    change(template)
    (copied / "template.json").write_text(json.dumps(template))
    assert [found for found in faults(copied) if fault in found], faults(copied)


def test_files_that_the_importer_does_not_read(copied):
    (copied / "LIMITS.md").write_text("")
    assert faults(copied) == ["LIMITS.md is read by nobody"]


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATE.glob("*.json")))
def test_a_file_that_is_no_JSON(copied, name):
    (copied / name).write_text("{")
    assert [found for found in faults(copied) if found.startswith(f"{name} is no JSON")]
    (copied / name).unlink()
    assert faults(copied) == (["template.json is required"] if name == "template.json" else [])


def schema_check(jetbrains):
    return subprocess.run([jetbrains / "schema", "--check"], capture_output=True, text=True)


def test_the_schema_is_fresh(tmp_path):
    assert schema_check(JETBRAINS).returncode == 0
    # The same files elsewhere, with a rule more in tiebeam.toml.
    copy = tmp_path / "editors/jetbrains"
    shutil.copytree(JETBRAINS, copy)
    (tmp_path / "schemas").mkdir()
    configuration = read("config.schema.json", JETBRAINS.parents[1] / "schemas")
    configuration["properties"]["rules"]["properties"]["new-rule"] = {"$ref": "#/$defs/Level"}
    (tmp_path / "schemas/config.schema.json").write_text(json.dumps(configuration))
    stale = schema_check(copy)
    assert stale.returncode == 1 and "run editors/jetbrains/schema" in stale.stderr
    subprocess.run([copy / "schema"], check=True)
    assert schema_check(copy).returncode == 0


def test_the_settings_are_of_their_schema():
    schema = read("settings.schema.json")
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(read("settings.json"), schema)
    for wrong in ({"rules": {"dead-link": "loud"}}, {"rules": {"no-such-rule": "off"}}, {"colour": "red"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"tiebeam": wrong}, schema)


def language_of(name):
    """What the server is told that a file is, by its name; the IDE's own file types stand for Markdown."""
    for mapping in read("template.json")["fileTypeMappings"]:
        if any(fnmatch.fnmatch(name, pattern) for pattern in mapping["fileType"]["patterns"]):
            return mapping["languageId"]
    return {mapping["language"]: mapping["languageId"] for mapping in read("template.json")["languageMappings"]}["Markdown"]


def test_files_have_their_languages():
    names = ["main.tf", "prod.auto.tfvars", "main.tofu", "requirements.md"]
    assert [language_of(name) for name in names] == ["terraform", "terraform", "opentofu", "markdown"]


def started(settings):
    """A session as LSP4IJ would begin it: the template's command, options and settings."""
    program, *arguments = shlex.split(read("template.json")["programArgs"]["default"])
    # That is on the path of a user; here it is the binary under test.
    assert program == "tiebeam"
    return session(DECLARED, settings["tiebeam"], arguments, read("initializationOptions.json"))


async def test_the_server_takes_the_template():
    async with started(read("settings.json")) as work:
        document = work.open("requirements.md", language_of("requirements.md"))
        terraform = work.open("infra/main.tf", language_of("main.tf"))
        found = await work.until(document, lambda found: "rpo-not-met" in codes(found))
        assert "dead-link" in codes(found)
        await work.until(terraform, lambda found: "rpo-not-met" in codes(found))


async def test_settings_reach_the_server():
    settings = read("settings.json")
    settings["tiebeam"]["rules"]["dead-link"] = "off"
    async with started(settings) as work:
        document = work.open("requirements.md")
        await work.until(document, lambda found: "rpo-not-met" in codes(found) and "dead-link" not in codes(found))


async def test_settings_that_the_server_does_not_understand_are_told():
    settings = read("settings.json")
    settings["tiebeam"]["rules"]["dead-link"] = "loud"
    with pytest.raises(AssertionError, match="loud"):
        async with started(settings) as work:
            document = work.open("requirements.md")
            await work.until(document, lambda found: "rpo-not-met" in codes(found))
