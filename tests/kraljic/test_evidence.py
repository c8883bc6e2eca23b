from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.kraljic.evidence import resolve_evidence, two_digits
from playbook.profile import Sure
from tests.support import make_bank, make_profile

BANK = make_bank()


def resolve(profile):
    return resolve_evidence(profile, BANK)


def levels(**answers):
    evidence, faults = resolve(make_profile(answers=answers))
    assert not faults
    return [(item.factor_id, item.low, item.high) for item in evidence]


@pytest.mark.parametrize(
    ("factor", "typed", "low", "high"),
    [
        ("approval", 3, 3, 3),
        ("approval", "2..4", 2, 4),
        ("alternatives", "3 suppliers", 3, 3),
        ("alternatives", "3..6 suppliers", 2, 3),
        ("switching_time", "2..3 months", 3, 3),
        ("switching_time", "6 weeks", 3, 3),
        ("spend_share", "0.5%", 1, 1),
        ("outage_cost", "0%", 1, 1),
        ("outage_cost", "500%", 5, 5),
    ],
)
def test_answers_become_levels(factor, typed, low, high):
    assert levels(**{factor: typed}) == [(factor, low, high)]


@pytest.mark.parametrize("typed", ["unknown", None, {"value": "unknown"}, {"level": "unknown"}])
def test_what_is_unknown_gives_no_evidence(typed):
    assert levels(approval=typed) == []


def test_evidence_stands_in_the_order_of_the_bank():
    assert [item[0] for item in levels(approval=1, alternatives=2)] == ["alternatives", "approval"]


def test_several_answers_are_all_kept_in_their_order():
    assert levels(approval=[1, 4]) == [("approval", 1, 1), ("approval", 4, 4)]


def test_a_level_beside_an_agreeing_value_wins():
    assert levels(alternatives={"level": 3, "value": "3..6 suppliers"}) == [("alternatives", 3, 3)]


def test_evidence_keeps_who_said_it_when_and_how_sure():
    answer = {"value": "3 suppliers", "said_by": "user", "on": "2026-10-14", "note": "First call"}
    (item,), _ = resolve(make_profile(answers={"alternatives": answer}))
    assert (item.said_by, item.on, item.note) == ("user", date(2026, 10, 14), "First call")
    assert item.sure is Sure.INFORMED
    assert str(item.value) == "3 supplier"


@pytest.mark.parametrize(
    ("said_by", "is_procurement", "is_seller"),
    [
        ("procurement", True, False),
        ("Senior buyer", True, False),
        ("inkoper", True, False),
        ("seller", False, True),
        ("Anna de Vries", False, True),
        ("meridian lease", False, True),
        ("user", False, False),
        ("published", False, False),
        ("Karin Postma", True, False),
        ("karin postma", True, False),
        ("Bo Inkoop", False, False),
        ("Sam Sales", False, False),
        (None, False, False),
    ],
)
def test_procurement_and_ourselves_are_recognised(said_by, is_procurement, is_seller):
    profile = make_profile(
        seller={"contact": "Anna de Vries"},
        stakeholders=[
            {"name": "Karin Postma", "role": "procurement"},
            {"name": "Bo Inkoop", "role": "user"},
            {"name": "Sam Sales", "role": "decider"},
        ],
        answers={"approval": {"level": 2, "said_by": said_by}},
    )
    (item,), _ = resolve(profile)
    assert (item.is_from_procurement, item.is_from_seller) == (is_procurement, is_seller)


def with_amounts(value="1 mln EUR", volume="100 mln EUR", **answers):
    return make_profile(
        offering={"yearly_value": value},
        account={"name": "Acme", "purchasing_volume": volume},
        answers=answers,
    )


def test_the_share_of_spend_follows_from_the_amounts():
    (item,), faults = resolve(with_amounts("1.35 mln EUR"))
    assert not faults
    assert (item.factor_id, item.low, item.high, item.is_derived) == ("spend_share", 2, 2, True)
    assert str(item.value) == "1.4%"


@pytest.mark.parametrize("answers", [{"spend_share": 1}, {"spend_share": "0.9..1%"}])
def test_a_stated_share_that_agrees_replaces_the_derived_one(answers):
    (item,), faults = resolve(with_amounts(**answers))
    assert not faults
    assert not item.is_derived


def test_unknown_lets_the_share_follow_from_the_amounts():
    (item,), _ = resolve(with_amounts(spend_share="unknown"))
    assert item.is_derived


@pytest.mark.parametrize("missing", [{"value": None}, {"volume": None}])
def test_without_both_amounts_nothing_follows(missing):
    assert resolve(with_amounts(**missing)) == ((), ())


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("5000..20000 EUR", 2, 3), ("0 EUR", 1, 1), ("0..5000 EUR", 1, 2), ("2 mln EUR", 5, 5)],
)
def test_an_amount_is_read_as_a_share_of_the_yearly_value(typed, low, high):
    evidence, faults = resolve(
        make_profile(offering={"yearly_value": "1 mln EUR"}, answers={"outage_cost": typed})
    )
    assert not faults
    assert [(item.low, item.high) for item in evidence] == [(low, high)]


@pytest.mark.parametrize(
    ("profile", "path", "code", "said"),
    [
        (make_profile(answers={"approvals": 1}), ("answers", "approvals"), "unknown-factor", "no question"),
        (make_profile(answers={"approval": "3 weeks"}), ("answers", "approval", 0), "impossible-value", "level from 1 to 5"),
        (make_profile(answers={"approval": "3 EUR"}), ("answers", "approval", 0), "impossible-value", "level from 1 to 5"),
        (make_profile(answers={"alternatives": "3 weeks"}), ("answers", "alternatives", 0), "impossible-value", "counted in suppliers, not in days"),
        (make_profile(answers={"alternatives": "5 EUR"}), ("answers", "alternatives", 0), "impossible-value", "not in money"),
        (make_profile(answers={"spend_share": "101%"}), ("answers", "spend_share", 0), "impossible-value", "more than the whole"),
        (make_profile(answers={"outage_cost": "5 EUR"}), ("answers", "outage_cost", 0), "impossible-value", "offering.yearly_value is not given"),
        (with_amounts(outage_cost="5 USD"), ("answers", "outage_cost", 0), "impossible-value", "is in USD"),
        (with_amounts(value=None, spend_share="200 mln EUR"), ("answers", "spend_share", 0), "impossible-value", "more than the whole"),
        (make_profile(answers={"alternatives": [1, {"level": 1, "value": "1 supplier"}]}), ("answers", "alternatives", 1), "conflicting-answer", "its value means level 5"),
        (with_amounts(spend_share=5), ("answers", "spend_share"), "conflicting-answer", "the amounts give 1%, level 1"),
        (with_amounts("5 mln EUR", spend_share="1..2"), ("answers", "spend_share"), "conflicting-answer", "says level 1 to 2, but the amounts give 5%, level 5"),
        (with_amounts("5 USD"), ("offering", "yearly_value"), "mixed-currencies", "USD"),
        (with_amounts("101 mln EUR"), ("offering", "yearly_value"), "impossible-value", "everything the account purchases"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_a_fault_with_its_path_and_remedy(profile, path, code, said):
    _, (fault,) = resolve(profile)
    assert (fault.path, fault.code) == (path, code)
    assert said in fault.message
    assert fault.hint


def test_all_faults_are_found_at_once():
    profile = make_profile(answers={"nonsense": 1, "approval": "3%", "alternatives": "3 weeks"})
    assert len(resolve(profile)[1]) == 3


def test_a_near_miss_of_a_question_is_recognised():
    _, (fault,) = resolve(make_profile(answers={"aproval": 1}))
    assert fault.hint == "Did you mean approval?"


@pytest.mark.parametrize(
    ("value", "rounded"), [("1.354", "1.4"), ("0.0421", "0.042"), ("100", "100"), ("0.5", "0.5")]
)
def test_shares_from_amounts_keep_two_digits(value, rounded):
    assert two_digits(Decimal(value)) == Decimal(rounded)


@given(
    st.floats(1, 400).map(lambda days: round(days, 1)),
    st.floats(1, 400).map(lambda days: round(days, 1)),
)
def test_a_range_covers_the_levels_of_both_its_ends(one, other):
    low, high = sorted((one, other))
    ((_, lowest, highest),) = levels(switching_time=f"{low:.1f}..{high:.1f} days")
    ((_, *first),) = levels(switching_time=f"{low:.1f} days")
    ((_, *last),) = levels(switching_time=f"{high:.1f} days")
    assert [lowest, lowest, highest, highest] == [*first, *last]


def test_a_misspelt_voice_is_asked_about_and_a_name_is_not():
    for said_by, hint in (("procurment", "Did you mean procurement?"), ("Karin", None)):
        profile = make_profile(answers={"alternatives": {"level": 3, "said_by": said_by}})
        _, faults = resolve_evidence(profile, make_bank())
        assert [fault.hint for fault in faults] == ([hint] if hint else [])
