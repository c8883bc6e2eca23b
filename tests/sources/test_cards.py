"""Filled cards as they come back: what is read, and what is refused with the name of file and field."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from playbook.library.library import Labels
from playbook.locales import Locale, format_date
from playbook.sources import card_forms
from playbook.sources.card_merge import Outcome, read_answers, with_answers
from playbook.sources.cards import load_card
from tests.filled import asked, card_of, filled
from tests.support import make_profile, problems_of

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def empty(workshop):
    return card_of(make_profile(account={"name": "Acme"}), workshop)


@pytest.fixture
def read(tmp_path, bank):
    def read(data, name="card.pdf"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return load_card(path, bank, TODAY, name)

    return read


def saved(**changes):
    card = {
        "format": 1, "profile": "profiles/p.yaml", "account": "Acme", "offering": "Car lease",
        "language": "en", "printed": "2026-11-24", "questions": ["lock_in", "approval"],
    }  # fmt: skip
    return {"card": card, "name": "", "date": "", "answers": {}} | changes


def rewritten(card, change):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(card))
    fields = {
        one.get_object()["/T"]: one.get_object()
        for one in writer.root_object["/AcroForm"]["/Fields"]
    }
    change(fields, writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_crosses_remarks_name_and_date_come_back(empty, read):
    first, second, third, *_ = asked(empty)
    card = read(
        filled(
            empty,
            {
                first: "/1", second: "/unknown", f"{second}-note": "Ask  quality", f"{third}-note": "é “x”",
                "name": "Ria Mulder", "date": "3-4-2026",
            },
        )
    )  # fmt: skip
    assert (card.name, card.on) == ("Ria Mulder", date(2026, 4, 3))
    assert [(one.factor_id, one.level, one.remark) for one in card.answers] == [
        (first, 1, None), (second, None, "Ask quality"), (third, None, "é “x”"),
    ]  # fmt: skip
    assert str(card.identity.path) == "profiles/p.yaml"
    assert card.identity.account == "Acme"


def test_the_file_that_the_page_saves_reads_alike(read):
    data = saved(
        name="Ria",
        date="2026-11-20",
        answers={"lock_in": {"level": "4", "note": ""}, "approval": {"level": "", "note": "x"}},
    )
    card = read(data, "card.json")
    assert [(one.factor_id, one.level, one.remark) for one in card.answers] == [
        ("lock_in", 4, None), ("approval", None, "x"),
    ]  # fmt: skip
    assert (card.name, card.on) == ("Ria", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("4.1.2026", date(2026, 1, 4)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24-11-26", date(2026, 11, 24)),
        ("1-1-2000", date(2000, 1, 1)),
        ("4 / 1 / ’26", date(2026, 1, 4)),
        ("4 1 2026", date(2026, 1, 4)),
        ("3 april 2026", date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3)),
        ("3 apr 2026", date(2026, 4, 3)),
        ("3 apr. '26", date(2026, 4, 3)),
        ("3apr2026", date(2026, 4, 3)),
        ("3rd April, 2026", date(2026, 4, 3)),
        ("April 3, 2026", date(2026, 4, 3)),
        ("3-mrt-2026", date(2026, 3, 3)),
        ("3 MAART 26", date(2026, 3, 3)),
        ("31 mei 2026", date(2026, 5, 31)),
        ("1 okt. 2026", date(2026, 10, 1)),
        ("1 October 2026", date(2026, 10, 1)),
        ("2026/11/1", date(2026, 11, 1)),
        ("", None),
    ],
)
def test_dates_are_day_first_or_year_first(read, text, day):
    card = read(saved(date=text, answers={"lock_in": {"level": "1"}}), "card.json")
    assert card.on == day


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("is_short", [True, False])
def test_every_month_is_read_as_each_language_writes_it(read, locale, is_short):
    for month in range(1, 13):
        day = date(2025, month, 9)
        text = format_date(day, locale, short=is_short)
        assert read(saved(date=text, answers={"lock_in": {"level": "1"}}), "card.json").on == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("11/24/2026", "no day"),
        ("31-02-2026", "no day"),
        ("yesterday", "no day"),
        ("3 brumaire 2026", "no day"),
        ("3-4", "no day"),
        ("0-1-2026", "no day"),
        ("24-11-2099", "in the future"),
        ("24-11-27", "in the future"),
        ("25-11-2026", "in the future"),
        ("24-11-0001", "before 2000"),
        ("31 december 1999", "before 2000"),
    ],
)
def test_what_is_no_possible_date_is_refused(read, text, said):
    data = saved(date=text, answers={"lock_in": {"level": "1"}})
    (problem,) = problems_of(lambda: read(data, "card.json"))
    assert (problem.code, problem.file) == ("date", "card.json")
    assert problem.message.startswith("date ")
    assert text in problem.message
    assert said in problem.message
    assert problem.hint


def test_everything_wrong_is_told_at_once_with_file_and_field(read):
    data = saved(
        name="n" * 61,
        date="soon",
        answers={
            "lock_in": {"level": "6"}, "approval": {"level": ["1", "2"], "note": "r" * 151},
            "new_question": {"level": "1"}, "availability": {"level": "2", "note": "\u202e"},
        },
    )  # fmt: skip
    problems = problems_of(lambda: read(data, "card.json"))
    assert {one.file for one in problems} == {"card.json"}
    assert [one.code for one in problems] == [
        "too-long", "date", "impossible-value", "two-boxes", "too-long", "text", "unknown-question",
    ]  # fmt: skip
    assert "lock_in" in problems[2].message
    assert "“6”" in problems[2].message
    assert all(one.hint for one in problems)


def test_two_boxes_crossed_for_one_question_are_not_chosen_between(empty, read):
    first, second, *_ = asked(empty)

    def cross_two(fields, _):
        for kid in fields[first]["/Kids"][:2]:
            states = kid.get_object()["/AP"]["/N"]
            kid.get_object()[NameObject("/AS")] = NameObject(
                next(state for state in states if state != "/Off")
            )

    data = rewritten(filled(empty, {second: "/2"}), cross_two)
    (problem,) = problems_of(lambda: read(data))
    assert (problem.code, problem.file) == ("two-boxes", "card.pdf")
    assert first in problem.message


def test_an_empty_card_is_told_and_not_taken_for_an_answer(empty, read):
    (problem,) = problems_of(lambda: read(empty))
    assert problem.code == "empty-card"


def without_form(fields, writer):
    del writer.root_object["/AcroForm"]


def without_fields(fields, writer):
    writer.root_object["/AcroForm"][NameObject("/Fields")] = ArrayObject()


def another_form(fields, writer):
    fields["coffee-card"][NameObject("/T")] = TextStringObject("invoice")


def no_identity(fields, writer):
    fields["coffee-card"][NameObject("/V")] = TextStringObject('{"format": 1}')


def newer_format(fields, writer):
    text = fields["coffee-card"]["/V"].replace('"format": 1', '"format": 2')
    fields["coffee-card"][NameObject("/V")] = TextStringObject(text)


def locked(fields, writer):
    writer.encrypt("secret", algorithm="RC4-128")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without_form, "no-form"),
        (without_fields, "no-form"),
        (another_form, "not-a-card"),
        (no_identity, "not-a-card"),
        (newer_format, "card-format"),
        (locked, "encrypted"),
    ],
)
def test_another_pdf_is_refused(empty, read, change, code):
    data = rewritten(filled(empty, {asked(empty)[0]: "/2"}), change)
    (problem,) = problems_of(lambda: read(data))
    assert (problem.code, problem.file) == (code, "card.pdf")
    assert problem.hint


def test_an_archive_copy_says_that_it_cannot_be_filled_in(workshop, read):
    profile = make_profile(account={"name": "Acme"})
    copy = card_of(profile, replace(workshop, for_archive=True))
    (problem,) = problems_of(lambda: read(copy))
    assert problem.code == "no-form"
    assert "archive copy" in problem.message
    assert "--archive" in problem.hint


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-card"),
        (b"format: 1\n", "not-a-card"),
        (b"%PDF-1.7\nnothing", "not-a-card"),
        (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/AcroForm 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>", "no-form"),
    ],
)  # fmt: skip
def test_what_is_no_pdf_is_refused(read, data, code, capsys):
    (problem,) = problems_of(lambda: read(data))
    assert problem.code in (code, "not-a-card")
    assert capsys.readouterr().err == ""


def test_a_pdf_cut_off_anywhere_is_refused_or_read_and_never_a_traceback(empty, read):
    data = filled(empty, {asked(empty)[0]: "/2"})
    for end in range(50, len(data), len(data) // 25):
        assert problems_of(lambda cut=end: read(data[:cut]))


def test_a_file_too_large_or_missing_is_refused(empty, read, tmp_path, bank, monkeypatch):
    monkeypatch.setattr(card_forms, "MAX_PDF", 1000)
    assert problems_of(lambda: read(empty))[0].code == "too-large"
    assert problems_of(lambda: load_card(tmp_path / "no.pdf", bank, TODAY))[0].code == "unreadable"
    assert problems_of(lambda: read([1], "card.json"))[0].code == "not-a-card"


@pytest.mark.parametrize("path", ["/etc/passwd", "../../x.yaml", "", "a/\0b", "..", None])
def test_a_card_cannot_name_a_file_outside_the_project(read, path):
    data = saved(answers={"lock_in": {"level": "1"}})
    data["card"]["profile"] = path
    assert read(data, "card.json").identity.path is None


def readings(read, labels, profile, day=TODAY, **changes):
    return read_answers(read(saved(**changes), "card.json"), profile, labels, day)


@pytest.fixture
def labels(content) -> Labels:
    return content.labels[Locale.EN]


def test_an_answer_is_informed_said_by_procurement_and_says_whose(read, labels):
    one, other = readings(
        read, labels, make_profile(), name="Ria", date="20-11-2026",
        answers={"lock_in": {"level": "4", "note": "Data"}, "approval": {"note": "Hm"}},
    )  # fmt: skip
    assert one.entry() == {
        "level": "4", "sure": "informed", "said_by": "procurement", "on": "2026-11-20",
        "note": "Own procurement (Ria): Data",
    }  # fmt: skip
    assert other.entry() == {
        "value": "unknown", "said_by": "procurement", "on": "2026-11-20",
        "note": "Own procurement (Ria): Hm",
    }  # fmt: skip


def test_without_a_date_on_the_card_it_is_the_day_given(read, labels):
    (one,) = readings(read, labels, make_profile(), answers={"lock_in": {"level": "4"}})
    assert (one.entry()["on"], one.entry()["note"]) == (
        "2026-11-24",
        "Own procurement, on a coffee card",
    )


def test_dont_know_alone_changes_nothing(read, labels):
    (one,) = readings(read, labels, make_profile(), answers={"lock_in": {"level": "unknown"}})
    assert one.outcome is Outcome.CHANGES_NOTHING
    assert with_answers(make_profile(), (one,)) == make_profile()


@pytest.mark.parametrize(
    ("again", "later", "outcome"),
    [
        ({"name": "Ria", "date": "20-11-2026"}, TODAY, Outcome.ALREADY_THERE),
        ({"name": "Ria", "date": "21-11-2026"}, TODAY, Outcome.ADDED),
        ({"name": "Bas", "date": "20-11-2026"}, TODAY, Outcome.ADDED),
        ({"name": "", "date": "20-11-2026"}, TODAY, Outcome.ALREADY_THERE),
    ],
)
def test_the_same_card_twice_adds_nothing_and_another_voice_or_day_does(
    read, labels, again, later, outcome
):
    answers = {"lock_in": {"level": "4"}, "approval": {"note": "Hm"}}
    first = readings(read, labels, make_profile(), name="Ria", date="20-11-2026", answers=answers)
    profile = with_answers(make_profile(), first)
    second = readings(read, labels, profile, later, answers={"lock_in": {"level": "4"}}, **again)
    assert [one.outcome for one in second] == [outcome]
    same = readings(read, labels, profile, name="Ria", date="20-11-2026", answers=answers)
    assert {one.outcome for one in same} == {Outcome.ALREADY_THERE}


def test_an_undated_card_read_again_another_day_adds_nothing(read, labels):
    answers = {"lock_in": {"level": "4", "note": "Data"}}
    profile = with_answers(make_profile(), readings(read, labels, make_profile(), answers=answers))
    (one,) = readings(read, labels, profile, date(2026, 12, 1), answers=answers)
    assert one.outcome is Outcome.ALREADY_THERE
