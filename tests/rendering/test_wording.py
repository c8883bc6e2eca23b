from __future__ import annotations

import pytest

from playbook.build.workshop import brief_account
from playbook.locales import Locale
from playbook.rendering.answers import AnswerTable
from playbook.rendering.wording import Wording
from tests.support import make_profile

LEVERAGE = {
    "spend_share": 5,
    "cost_share": 5,
    "board_goal": 4,
    "alternatives": 1,
    "specification": 1,
}


@pytest.fixture
def wording(workshop):
    def make(locale=Locale.EN, **parts):
        return Wording(brief_account(make_profile(**parts), locale, workshop))

    return make


def test_with_no_answer_the_verdict_says_that_we_do_not_know(wording):
    assert wording().verdict().startswith("No answer yet says how procurement sees this.")
    assert wording(Locale.NL).verdict().startswith("Nog geen enkel antwoord")
    assert wording().why() == "Nothing decisive yet."
    assert wording().changes() == [wording().t("placement.change-unknown")]


def test_the_reasons_are_in_the_buyers_words_and_only_those_that_are_high_or_low(wording):
    why = wording(answers={**LEVERAGE, "availability": 3}).why()
    assert why.startswith("Probably a leverage item, mainly because ")
    assert "plenty of suppliers" in why
    assert "scarce" not in why, "a middle answer is neither high nor low"


def test_what_speaks_against_is_named_too(wording):
    assert "Against it: " in wording(answers={**LEVERAGE, "make_or_buy": 5}).why()


def test_an_override_names_the_model_and_the_reason(wording):
    verdict = wording(
        answers=LEVERAGE, placement={"quadrant": "bottleneck", "reason": "Their file says so"}
    ).verdict()
    assert "a bottleneck item" in verdict
    assert "a leverage item" in verdict
    assert "Their file says so" in verdict


def test_a_flip_names_the_answer_it_would_take_and_the_one_there_is(wording):
    (first, *_) = wording(answers=LEVERAGE).changes()
    assert (
        first
        == "With “2 suppliers” instead of “8 suppliers or more” for alternatives, it would be a strategic item."
    )


def test_no_probability_is_printed_with_decimals_or_as_a_certainty(wording):
    for locale in Locale:
        text = " ".join(
            [
                wording(locale, answers=LEVERAGE).verdict(),
                *wording(locale, answers=LEVERAGE).changes(),
            ]
        )
        assert "100%" not in text
        assert not any(mark + "%" in text for mark in (".5", ",5"))


def test_the_annex_has_a_row_for_every_question_and_every_answer_to_it(wording):
    told = wording(
        answers={
            "alternatives": [
                {"value": "3 suppliers", "said_by": "seller", "on": "2026-01-05"},
                {
                    "value": "5 suppliers",
                    "said_by": "procurement",
                    "sure": "known",
                    "on": "2026-11-05",
                },
            ]
        }
    )
    rows = list(AnswerTable(told.b).rows(told.b.placement.evidence))
    assert len(rows) == 16
    said = [row["said"] for row in rows if row["name"] == "Alternatives"]
    assert said == ["ourselves, informed, 5 Jan 2026", "procurement, known, 5 Nov 2026"]
    assert sum(row["answer"] == "not answered" for row in rows) == 14
    groups = {
        one["name"]: one["answers"] for one in AnswerTable(told.b).groups(told.b.placement.evidence)
    }
    assert len(groups) == 15
    assert groups["Alternatives"].replace("\u00a0", " ") == (
        "3 suppliers (level 3; ourselves, informed, 5 Jan 2026); "
        "5 suppliers (level 2; procurement, known, 5 Nov 2026)"
    )
    assert sum(answers == "not answered" for answers in groups.values()) == 14


def test_an_open_placement_is_not_called_probable_and_its_weights_are_not_praised(wording):
    told = wording(answers={"alternatives": "3..6 suppliers"})
    assert "No quadrant stands out" in told.verdict()
    assert "Probably" not in told.why()
    assert "other plausible weights" not in " ".join(told.changes())


def test_equal_printed_chances_are_never_called_rather_one_of_them(wording):
    told = wording(answers={"spend_share": 5, "cost_share": 5})
    assert "rather than" not in told.verdict()


def test_an_override_that_agrees_says_so(wording):
    told = wording(
        answers=LEVERAGE, placement={"quadrant": "leverage", "reason": "Their file says so"}
    )
    assert "as the answers do" in told.verdict()


def test_voices_are_named_in_the_language_of_the_page_and_sentences_start_with_a_capital(wording):
    answers = {
        "alternatives": [
            {"level": 1, "said_by": "procurement"},
            {"level": 5, "said_by": "user"},
        ]
    }
    told = wording(Locale.NL, answers=answers)
    (conflict,) = map(told.conflict, told.b.conflicts)
    assert conflict.startswith("Inkoop en gebruiker")


def test_a_figure_from_the_profile_says_who_gave_it_and_when(wording):
    answers = {"availability": {"value": "4 months", "said_by": "user", "on": "2026-10-14"}}
    facts = wording(answers=answers).b.variables["facts"]
    assert facts["availability"] == "4\u00a0months (user, 14 Oct 2026)"
