"""What LSP4IJ's importer asks of a template folder, as a list of what is wrong with one.

The importer itself answers most of these faults with an exception, and some with silence.
"""

import json
import shlex

READ = {
    "template.json", "settings.json", "settings.schema.json", "initializationOptions.json", "experimental.json",
    "clientSettings.json", "installer.json", "workspaceFolderSettings.json", "README.md",
}  # fmt: skip
TEMPLATE = {
    "id", "name", "url", "programArgs", "workingDir", "env", "expandConfiguration", "disablePromotionFor",
    "languageMappings", "fileTypeMappings",
}  # fmt: skip
SYSTEMS = {"default", "windows", "mac", "unix"}


def text(value):
    return isinstance(value, str) and value.strip() != ""


def faults(folder):
    """What is wrong with a template folder; nothing where it can be imported."""
    return [*of_folder(folder), *of_template(folder / "template.json")]


def of_folder(folder):
    for path in sorted(folder.iterdir()):
        if path.name not in READ:
            yield f"{path.name} is read by nobody"
        elif path.suffix == ".json":
            try:
                parsed = json.loads(path.read_text("utf-8"))
            except ValueError as error:
                yield f"{path.name} is no JSON: {error}"
                continue
            if not isinstance(parsed, dict):
                yield f"{path.name} is no object"


def of_template(path):
    if not path.exists():
        yield "template.json is required"
        return
    try:
        template = json.loads(path.read_text("utf-8"))
    except ValueError:
        return
    yield from (f"template.json: `{key}` is read by nobody" for key in template if key not in TEMPLATE)
    yield from (f"template.json: `{key}` is missing" for key in ("id", "name") if not text(template.get(key)))
    if not text(template.get("url")):
        yield "template.json: without `url` the help leads to a page that does not exist"
    yield from of_command(template.get("programArgs"))
    yield from of_mappings(template)


def of_command(commands):
    if not isinstance(commands, dict):
        yield "template.json: `programArgs` is an object with a command for each system"
        return
    yield from (f"template.json: there is no system `{system}`" for system in commands if system not in SYSTEMS)
    if "default" not in commands:
        yield "template.json: systems that are not named have no command without `default`"
    for system, command in commands.items():
        if not text(command) or not shlex.split(command):
            yield f"template.json: the command of `{system}` is empty"


def of_mappings(template):
    languages = template.get("languageMappings", [])
    kinds = template.get("fileTypeMappings", [])
    if not languages and not kinds:
        yield "template.json: no file is mapped to the server"
    for mapping in languages:
        if not text(mapping.get("language")):
            yield "template.json: a language mapping without `language` is dropped"
    for mapping in kinds:
        kind = mapping.get("fileType")
        if not isinstance(kind, dict):
            yield "template.json: a file type mapping without `fileType` ends the import"
        elif not text(kind.get("name")) and not kind.get("patterns"):
            yield "template.json: a file type has neither `name` nor `patterns`"
    for mapping in [*languages, *kinds]:
        if not text(mapping.get("languageId")):
            yield "template.json: without `languageId` the server does not know what it is given"
