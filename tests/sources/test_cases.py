from __future__ import annotations

import pytest

from playbook.errors import CasesError
from playbook.kraljic.matrix import Quadrant
from playbook.profile import Sure
from playbook.sources.cases import load_development_cases, parse_cases
from playbook.sources.structured import parse_structured
from tests.support import make_bank, problems_of

BANK = make_bank()

FULL = """\
- id: uniforms
  item: Uniforms
  buyer: A bank
  facts: Three thousand staff.
  quadrant: leverage
  source: https://example.org/kraljic
  source_quality: b
  answers:
    spend_share: {level: 4, sure: guess, said_by: procurement}
    alternatives: 4..6 suppliers
    approval: {level: null, sure: known}
  second_coder:
    spend_share: 3
    approval: 2
"""


def read(text, suffix=".yaml"):
    return parse_cases(parse_structured(text, f"cases{suffix}", suffix), BANK)


def refused(text, suffix=".yaml"):
    return problems_of(lambda: read(text, suffix))


def levels(evidence):
    return {one.factor_id: (one.low, one.high, one.sure) for one in evidence}


def test_a_case_is_read_with_both_coders():
    (case,) = read(FULL)
    assert (case.id, case.quadrant) == ("uniforms", Quadrant.LEVERAGE)
    assert (case.source, case.quality) == ("https://example.org/kraljic", "b")
    assert levels(case.evidence) == {
        "spend_share": (4, 4, Sure.GUESS),
        "alternatives": (2, 2, Sure.INFORMED),
    }
    assert levels(case.second) == {
        "spend_share": (3, 3, Sure.GUESS),
        "approval": (2, 2, Sure.KNOWN),
    }
    assert all(one.is_from_procurement for one in case.second if one.factor_id == "spend_share")


def test_the_second_coder_may_say_how_sure():
    text = FULL.replace("    spend_share: 3\n", "    spend_share: {level: 3, sure: known}\n")
    (case,) = read(text)
    assert levels(case.second)["spend_share"] == (3, 3, Sure.KNOWN)


def test_the_least_a_case_can_be():
    (case,) = read("- {id: 1, quadrant: Routine, answers: {}}")
    assert (case.id, case.quadrant, case.evidence) == ("1", Quadrant.ROUTINE, ())
    assert (case.second, case.source, case.quality) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("cases:\n- {id: a, quadrant: routine, answers: {approval: 2}}", ".yaml"),
        ('[{"id": "a", "quadrant": "routine", "answers": {"approval": 2}}]', ".json"),
        ('[[cases]]\nid = "a"\nquadrant = "routine"\nanswers = { approval = 2 }', ".toml"),
    ],
)
def test_every_format_will_do(text, suffix):
    (case,) = read(text, suffix)
    assert levels(case.evidence) == {"approval": (2, 2, Sure.INFORMED)}


def test_everything_wrong_is_told_at_once_with_its_place_and_remedy():
    text = """\
- id: one
  quadrant: strategy
  source_quality: d
  facts: [a, b]
  answers:
    aproval: 3
    alternatives: 9
  second_coder: {switching_tme: 3, approval: {levl: 2}}
- quadrant: routine
  answer: {}
- id: three
  quadrant: routine
  answers: {approval: 6 weeks, spend_share: 5000 EUR}
- id: three
  quadrant: routine
  answers: {}
- just a word
"""
    problems = refused(text)
    told = [(one.line, one.code, one.hint) for one in problems]
    assert told[:3] == [
        (2, "impossible-value", "Did you mean strategic?"),
        (3, "impossible-value", "Use one of: a, b, c."),
        (4, "wrong-type", "Write one text, or one per language under en: and nl:."),
    ]
    assert (6, "unknown-factor", "Did you mean approval?") in told
    assert (8, "unknown-factor", "Did you mean switching_time?") in told
    assert (8, "unknown-key", "Did you mean level?") in told
    assert {(one.line, one.code) for one in problems} >= {
        (7, "impossible-value"),
        (9, "missing-key"),
        (13, "impossible-value"),
        (14, "repeated-id"),
        (17, "wrong-type"),
    }
    assert [(one.line, one.column) for one in problems] == sorted(
        (one.line, one.column) for one in problems
    )
    for one in problems:
        assert one.file == "cases.yaml"
        assert one.column
        assert one.hint
        assert str(one).isprintable()
    (speaks,) = [one for one in problems if one.code == "unknown-factor" and one.line == 8]
    assert "switching_tme" in speaks.message


@pytest.mark.parametrize(
    "text", ["[]", "cases: []", "cases: 3", "format: 1\ncases: []", "one", "{id: a}"]
)
def test_what_is_no_list_of_cases(text):
    (problem,) = refused(text)
    assert problem.code == "not-cases"
    assert "content/cases/placements.yaml" in problem.hint


def test_a_wrong_second_answer_is_named_as_one():
    text = "- {id: a, quadrant: routine, answers: {}, second_coder: {approval: 3 weeks}}"
    (problem,) = refused(text)
    assert problem.message.startswith("second_coder.approval ")


def test_the_error_is_about_cases():
    with pytest.raises(CasesError):
        read("[]")


def test_the_development_cases_are_sound(project, bank):
    cases = load_development_cases(project, bank)
    assert len(cases) == 50
    assert len({case.source for case in cases}) == 20
    assert all(case.second is not None and case.quality for case in cases)
    assert {case.quadrant for case in cases} == set(Quadrant)


def test_a_collector_may_keep_columns_of_his_own() -> None:
    text = "- {id: one, quadrant: routine, answers: {approval: 2}, coded_on: 2026-10-01}\n"
    (case,) = parse_cases(parse_structured(text, "cases.yaml", ".yaml"), BANK)
    assert case.id == "one"
