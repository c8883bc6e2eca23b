"""`playbook accounts read-card`: from a filled card to a profile in which nothing else changes."""

from __future__ import annotations

import difflib
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from playbook.cli import read_card
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.cli.running import profile
from tests.filled import asked, card_of, filled
from tests.support import ROOT

EXAMPLES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))
HEAD = profile().partition("answers:")[0]


def card_json(**changes):
    card = {
        "format": 1, "profile": "profiles/a.yaml", "account": "Acme", "offering": "Car lease",
        "language": "en", "questions": ["lock_in"],
    } | changes.pop("card", {})  # fmt: skip
    answers = {"lock_in": {"level": "5", "note": "Their data sits with us"}}
    data = {"card": card, "name": "Ria", "date": "20-11-2026", "answers": answers} | changes
    return json.dumps(data)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(read_card, "_today", lambda: date(2026, 11, 24))


@pytest.fixture
def home(folder):
    folder.put("profiles/a.yaml", profile())
    folder.put("card.json", card_json())
    return folder


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_goes_out_as_a_card_and_comes_back_into_its_profile(
    folder, workshop, bank, path, locale
):
    before = path.read_bytes().decode()
    folder.put(f"profiles/{path.name}", before)
    card = card_of(load_profile(path, bank, locale), workshop, locale, f"profiles/{path.name}")
    questions = asked(card)
    values = {one: f"/{1 + at % 5}" for at, one in enumerate(questions[:-1])}
    values |= {questions[-1]: "/unknown", "name": "Ria Mulder", "date": "20-11-2026"}
    folder.put("back.pdf", filled(card, values))
    shown = folder("accounts", "read-card", "back.pdf")
    assert (shown.code, (folder.root / "profiles" / path.name).read_text()) == (6, before)
    ran = folder("accounts", "read-card", "back.pdf", "--yes", "--json")
    assert ran.code == 0, ran.err
    after = (folder.root / "profiles" / path.name).read_bytes().decode()
    profile = load_profile(folder.root / "profiles" / path.name, bank)
    for at, factor_id in enumerate(questions[:-1]):
        answer = profile.answers[factor_id][-1]
        assert (answer.level.low, answer.said_by, str(answer.on)) == (1 + at % 5, "procurement", "2026-11-20")  # fmt: skip
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert sum(line.startswith("- ") for line in lines) <= len(questions) - 1
    assert ran.json["cards"][0]["before"] != ran.json["cards"][0]["after"]
    again = folder("accounts", "read-card", "back.pdf", "--yes")
    assert again.code == 0
    assert (folder.root / "profiles" / path.name).read_bytes().decode() == after


def test_changes_are_shown_first_and_written_with_yes(home):
    shown = home("accounts", "read-card", "card.json")
    assert shown.code == 6
    assert "Ties to the supplier: not answered → they cannot run without it" in shown.out
    assert "+    level: 5" in shown.out
    assert "What moves it" in shown.out
    assert "--yes" in shown.err
    assert (home.root / "profiles/a.yaml").read_text() == profile()
    ran = home("accounts", "read-card", "card.json", "--yes")
    assert (ran.code, ran.out) == (0, shown.out)
    assert (home.root / "profiles/a.yaml").read_text() == (
        profile()
        + "  lock_in:\n    level: 5\n    sure: informed\n    said_by: procurement\n    on: 2026-11-20\n"
        '    note: "Own procurement (Ria): Their data sits with us"\n'
    )


@pytest.mark.parametrize(("agreed", "code"), [(True, 0), (False, 6)])
def test_on_a_terminal_it_asks(home, monkeypatch, agreed, code):
    monkeypatch.setattr(read_card, "_is_agreed", lambda _: agreed)
    assert home("accounts", "read-card", "card.json").code == code
    assert ("lock_in" in (home.root / "profiles/a.yaml").read_text()) == agreed


def test_a_card_read_twice_says_so_and_changes_nothing(home):
    home("accounts", "read-card", "card.json", "--yes")
    before = (home.root / "profiles/a.yaml").read_bytes()
    ran = home("accounts", "read-card", "card.json")
    assert (ran.code, ran.err) == (0, "")
    assert "is in the profile already" in ran.out
    assert (home.root / "profiles/a.yaml").read_bytes() == before


def test_json_gives_everything_and_never_asks(home):
    ran = home("accounts", "read-card", "card.json", "--json")
    assert (ran.code, ran.err, ran.json["written"]) == (6, "", False)
    (card,) = ran.json["cards"]
    assert set(card) == {"file", "profile", "name", "answers", "diff", "before", "after", "effects"}
    assert card["answers"][0]["level"] == 5
    assert card["effects"][0]["factor"] == "lock_in"
    gain = card["effects"][0]["gain"]
    quadrant = card["effects"][0]["quadrant"]
    moved = card["after"]["probabilities"][quadrant] - card["before"]["probabilities"][quadrant]
    assert gain == pytest.approx(moved, abs=0.0002)


def test_several_cards_of_one_profile_all_go_in(home):
    home.put(
        "other.json",
        card_json(name="Bas", answers={"approval": {"level": "2"}, "lock_in": {"level": "4"}}),
    )
    ran = home("accounts", "read-card", "card.json", "other.json", "--yes")
    assert ran.code == 0, ran.err
    text = (home.root / "profiles/a.yaml").read_text()
    assert text.count("said_by: procurement") == 3
    assert (text.count("Ria"), text.count("Bas")) == (1, 2)


def test_one_bad_card_of_several_stops_all_and_every_problem_is_told(home):
    home.put("bad.json", card_json(answers={"lock_in": {"level": "9"}}, date="x"))
    home.put("empty.json", card_json(answers={}))
    ran = home("accounts", "read-card", "card.json", "bad.json", "empty.json", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        "bad.json",
        "bad.json",
        "empty.json",
    ]
    assert (home.root / "profiles/a.yaml").read_text() == profile()


def test_the_date_of_a_card_without_one_is_given(home):
    home.put("card.json", card_json(date=""))
    home("accounts", "read-card", "card.json", "--yes", "--date", "2026-10-01")
    assert "on: 2026-10-01" in (home.root / "profiles/a.yaml").read_text()
    assert home("accounts", "read-card", "card.json", "--date", "1-10-2026").code == 2


@pytest.mark.parametrize(("day", "code"), [("2026-11-24", 0), ("2026-11-25", 2), ("1999-12-31", 2)])
def test_a_date_given_is_a_day_on_which_a_card_can_be_filled_in(home, day, code):
    home.put("card.json", card_json(date=""))
    assert home("accounts", "read-card", "card.json", "--yes", "--date", day).code == code


def test_a_card_of_tomorrow_is_refused(home):
    home.put("card.json", card_json(date="25-11-2026"))
    ran = home("accounts", "read-card", "card.json", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "card.json: date is “25-11-2026”, which lies in the future. Today is 2026-11-24.\n"
    )


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({"profile": "profiles/gone.yaml"}, "gone.yaml"),
        ({"profile": None}, "is not found"),
        ({"account": "Bouwbedrijf"}, "is about Acme"),
        ({"account": None}, "is about Acme"),
        ({"offering": "Bicycles"}, "offers Car lease"),
        ({"profile": "../a.yaml"}, "is not found"),
    ],
)
def test_a_profile_is_never_guessed(home, card, said):
    home.put("card.json", card_json(card=card))
    ran = home("accounts", "read-card", "card.json", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "--profile" in ran.err


def test_a_profile_named_must_still_be_of_this_account(home):
    home.put("other/b.yaml", profile())
    home.put("other/c.yaml", profile("Bouwbedrijf"))
    home.put("card.json", card_json(card={"profile": None}))
    assert (
        home("accounts", "read-card", "card.json", "--profile", "other/b.yaml", "--yes").code == 0
    )
    assert "lock_in" in (home.root / "other/b.yaml").read_text()
    ran = home("accounts", "read-card", "card.json", "--profile", "other/c.yaml", "--yes")
    assert ran.code == 1
    assert "Bouwbedrijf" in ran.err


def test_a_profile_is_found_by_its_name_and_two_that_fit_are_not_chosen_between(home):
    home.put("card.json", card_json(card={"profile": "a.yaml"}))
    assert home("accounts", "read-card", "card.json").code == 6
    home.put("content/profiles/a.yaml", profile())
    ran = home("accounts", "read-card", "card.json")
    assert ran.code == 1
    assert "more than one profile" in ran.err


def test_a_profile_that_changed_meanwhile_is_left_alone(home, monkeypatch):
    path = home.root / "profiles/a.yaml"

    def edit_and_agree(_):
        path.write_text(profile("Acme") + "# mine\n")
        return True

    monkeypatch.setattr(read_card, "_is_agreed", edit_and_agree)
    ran = home("accounts", "read-card", "card.json")
    assert ran.code == 1
    assert "changed" in ran.err
    assert path.read_text().endswith("# mine\n")


def test_of_two_profiles_none_is_written_while_the_second_cannot_be(home, monkeypatch):
    home.put("profiles/b.yaml", profile("Bouwbedrijf"))
    home.put("b.json", card_json(card={"profile": "profiles/b.yaml", "account": "Bouwbedrijf"}))
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "b.yaml")
    ran = home("accounts", "read-card", "card.json", "b.json", "--yes")
    assert ran.code == 5
    assert "profiles/b.yaml cannot be written (it is read-only); nothing was written" in ran.err
    assert "Written" not in ran.err
    assert (home.root / "profiles/a.yaml").read_text() == profile()


def test_mode_byte_order_mark_and_line_ends_stay(home):
    path = home.root / "profiles/a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + profile().replace("\n", "\r\n").encode())
    path.chmod(0o640)
    assert home("accounts", "read-card", "card.json", "--yes").code == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfformat")
    assert data.count(b"\n") == data.count(b"\r\n")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_answer_that_contradicts_the_amounts_is_refused_and_nothing_written(home):
    body = HEAD.replace("  summary:", "  yearly_value: 1000000 EUR\n  summary:")
    body = body.replace('  name: "Acme"', "  name: Acme\n  purchasing_volume: 2000000 EUR")
    home.put("profiles/a.yaml", body)
    home.put("card.json", card_json(answers={"spend_share": {"level": "1"}}))
    ran = home("accounts", "read-card", "card.json", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert "spend_share" in ran.err
    assert (home.root / "profiles/a.yaml").read_text() == body


def test_a_toml_profile_gets_the_line_to_add_by_hand(home):
    (home.root / "profiles/a.yaml").unlink()
    home.put(
        "profiles/a.toml",
        'format = 1\n[seller]\nname = "S"\n[offering]\nname = "Car lease"\nsummary = "S."\n[account]\nname = "Acme"\n',
    )
    home.put("card.json", card_json(card={"profile": "profiles/a.toml"}))
    ran = home("accounts", "read-card", "card.json", "--yes")
    assert ran.code == 1
    assert "lock_in = {level = 5" in ran.err or "{level = 5" in ran.err


@pytest.fixture
def dutch(home):
    text = profile("Bouwbedrijf").replace("format: 1", "format: 1\nlanguage: nl")
    home.put("profiles/b.yaml", text)
    home.put("b.json", card_json(card={"profile": "profiles/b.yaml", "account": "Bouwbedrijf"}))
    return home


def test_a_dutch_profile_is_told_about_in_dutch(dutch, monkeypatch):
    asked_for = []
    monkeypatch.setattr(read_card, "_is_agreed", asked_for.append)
    ran = dutch("accounts", "read-card", "b.json")
    assert "Wat er verschuift in de indeling" in ran.out
    assert (ran.err, asked_for) == (
        "Er is niets opgeslagen. Met --yes gebeurt dat wel.\n",
        ["Dit opslaan?"],
    )
    ran = dutch("accounts", "read-card", "b.json", "--yes")
    assert ran.err == "Opgeslagen: profiles/b.yaml.\n"
    assert "Eigen inkoop (Ria)" in (dutch.root / "profiles/b.yaml").read_text()


def test_profiles_in_both_languages_are_told_about_in_english_and_keep_their_own(dutch):
    ran = dutch("accounts", "read-card", "b.json", "card.json", "--yes")
    assert ran.out.count("What moves in the placement") == 2
    assert ran.out.count("Ties to the supplier: not answered → they cannot run without it") == 2
    assert ran.err == "Written: profiles/b.yaml.\nWritten: profiles/a.yaml.\n"
    assert "Eigen inkoop (Ria)" in (dutch.root / "profiles/b.yaml").read_text()


def test_json_says_nothing_of_what_is_not_answered(dutch):
    answers = {"approval": {"level": "5"}, "alternatives": {"level": "2"}}
    card = {"profile": "profiles/b.yaml", "account": "Bouwbedrijf", "questions": list(answers)}
    dutch.put("b.json", card_json(card=card, answers=answers))
    (read,) = dutch("accounts", "read-card", "b.json", "--json").json["cards"]
    assert [one["before"] for one in read["answers"]] == [None, "6\N{NO-BREAK SPACE}leveranciers"]
