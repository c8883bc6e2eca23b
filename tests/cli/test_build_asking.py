"""A build on a terminal asks before it uses a column that was only guessed."""

from __future__ import annotations

import pytest

from tests.cli.running import Folder
from tests.support import MINIMAL

GUESSED = "Klantnaam;Inkoopvolumee\nAlfa;€ 12 mln\n"
BUILD = (
    "build", "crm.csv", "--offering", "offering.yaml", "--kind", "brief", "--format", "html",
)  # fmt: skip


@pytest.fixture
def terminal(folder: Folder, monkeypatch: pytest.MonkeyPatch):
    folder.put("crm.csv", GUESSED)
    folder.put("offering.yaml", MINIMAL)
    asked = []

    def build(*more: str, answer: bool):
        def confirm(question, **_):
            asked.append(question)
            return answer

        monkeypatch.setattr("playbook.cli.sheets.can_ask", lambda: True)
        monkeypatch.setattr("playbook.cli.sheets.typer.confirm", confirm)
        return folder(*BUILD, *more), asked

    return build


@pytest.mark.parametrize(("lang", "question"), [("en", "Build with"), ("nl", "bouwen?")])
def test_who_says_no_gets_nothing_built_and_is_told_how_to_change_it(
    terminal, folder, lang, question
):
    ran, asked = terminal("--lang", lang, answer=False)
    assert question in asked[0]
    assert "--map" in ran.err
    assert ran.code == 6
    assert not (folder.root / "output").exists()


def test_who_says_yes_gets_it_built(terminal, folder):
    ran, asked = terminal(answer=True)
    assert (ran.code, len(asked)) == (0, 1)
    assert (folder.root / "output/index.html").is_file()


def test_a_flag_says_yes_beforehand(terminal):
    ran, asked = terminal("--yes", answer=False)
    assert (ran.code, asked) == (0, [])
