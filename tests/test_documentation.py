"""What the README and its neighbours promise."""

from __future__ import annotations

import re
import shlex

import pytest
import typer.main

from playbook.cli.app import app
from playbook.errors import ExitCode
from tests.cli.running import Folder
from tests.support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROFILE_README = (ROOT / "content" / "profiles" / "README.md").read_text(encoding="utf-8")
COMMANDS = {
    f"{name} {inner}".strip(): command
    for name, group in typer.main.get_command(app).commands.items()
    for inner, command in getattr(group, "commands", {"": group}).items()
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text, language):
    return [body for name, body in BLOCK.findall(text) if name == language]


def options(command):
    return [
        option
        for parameter in COMMANDS[command].params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ]


@pytest.fixture
def folder(tmp_path, capsys, monkeypatch):
    return Folder(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_lists_every_command_with_every_option(command):
    (row,) = re.findall(rf"^\| `playbook {command} .*$", README, re.MULTILINE)
    assert options(command)
    assert [option for option in options(command) if option not in row] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_lists_no_option_that_does_not_exist(command):
    (row,) = re.findall(rf"^\| `playbook {command} .*$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z][a-z-]+", row)) <= set(options(command))


def test_the_commands_shown_are_commands_that_exist():
    shown = [
        shlex.split(line.split("#")[0])
        for body in blocks(README, "sh")
        for line in body.splitlines()
        if "playbook " in line and not line.startswith("make")
    ]
    assert shown
    for _, first, *arguments in shown:
        command = first if first in COMMANDS else f"{first} {arguments.pop(0)}"
        assert command in COMMANDS
        used = [one for one in arguments if one.startswith("--")]
        assert set(used) <= set(options(command))
        paths = [one for one in arguments if "/" in one]
        assert all((ROOT / one).exists() for one in paths)


def test_the_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert {"demo", "test"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_exit_code_is_explained():
    for code in (0, 1, 2, 3, 4, 5, 130):
        assert ExitCode(code) in ExitCode
        assert re.search(rf"\b{code}\b", README)


@pytest.mark.parametrize("text", [README, PROFILE_README], ids=["README", "profiles"])
def test_the_profile_shown_places_and_builds(folder, text):
    shown = [body for body in blocks(text, "yaml") if body.startswith("format:")]
    assert shown
    for number, body in enumerate(shown):
        folder.put(f"profile-{number}.yaml", body)
        assert folder("check", f"profile-{number}.yaml").code == 0
        ran = folder("place", f"profile-{number}.yaml", "--json")
        assert (ran.code, ran.err) == (0, "")
        ran = folder("build", f"profile-{number}.yaml", "--format", "html")
        assert (ran.code, ran.err) == (0, "")


def test_the_profile_reference_names_every_key():
    from playbook.profile import OfferingProfile

    def keys(model):
        for name, field in model.model_fields.items():
            yield field.alias or name
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if hasattr(part, "model_fields"):
                    yield from keys(part)

    found = set(keys(OfferingProfile))
    assert len(found) > 30
    missing = [key for key in sorted(found) if not re.search(rf"\b{key}\b", PROFILE_README)]
    assert missing == []


def test_the_python_shown_runs(monkeypatch, capsys):
    shown = blocks(README, "python")
    assert shown
    monkeypatch.chdir(ROOT)
    for body in shown:
        exec(compile(body, "README.md", "exec"), {})
        promised = re.findall(r"print\(.*\)  # (.*)$", body, re.MULTILINE)
        assert promised
        assert capsys.readouterr().out.splitlines() == promised


def test_the_keys_of_json_are_documented(folder):
    folder.put("profile.yaml", blocks(README, "yaml")[0])
    section = README.split("### place --json")[1].split("\n#")[0]
    data = folder("place", "profile.yaml", "--json").json
    assert [key for key in data if f"`{key}`" not in section] == []


def test_the_keys_of_the_money_case_as_json_are_documented(folder):
    folder.put("profile.yaml", blocks(README, "yaml")[0])
    section = README.split("`accounts money --json`")[1].split("\n#")[0]
    data = folder("accounts", "money", "profile.yaml", "--json").json
    assert [key for key in data if f"`{key}`" not in section] == []


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "content/README.md",
        "content/profiles/README.md",
        "docs/brand.md",
        "docs/cluster.md",
        "docs/sheets.md",
    ],
)
def test_links_to_files_lead_somewhere(path):
    file = ROOT / path
    links = re.findall(r"\]\(([^)#:\s]+)\)", file.read_text(encoding="utf-8"))
    assert links or path != "README.md"
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_the_brand_shown_is_a_brand(folder):
    from playbook.sources.brand_format import BrandFile, PlaybookDefaults

    guide = (ROOT / "docs" / "brand.md").read_text(encoding="utf-8")
    (shown,) = blocks(guide, "yaml")
    files = ROOT / "tests" / "brands" / "tidewater"
    folder.put("_brand.yml", shown)
    folder.put("logo.svg", (files / "logo.svg").read_bytes())
    for name in re.findall(r"fonts/[\w-]+\.woff2", shown):
        font = files / "fonts" / "barlow-semi-condensed-latin-400-normal.woff2"
        folder.put(name, font.read_bytes())
    folder.put("profile.yaml", blocks(README, "yaml")[0])
    ran = folder("check", "profile.yaml")
    assert (ran.code, ran.out) == (0, ""), ran.err
    colours = BrandFile.model_fields["color"].annotation.model_fields
    for key in (*BrandFile.model_fields, *colours, *PlaybookDefaults.model_fields):
        assert re.search(rf"\b{key}\b", guide), key
