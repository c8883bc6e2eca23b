from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from playbook.locales import Locale
from playbook.profile import (
    Answer,
    Kind,
    OfferingProfile,
    Sector,
    Situation,
    Stage,
    StatedAmount,
    Sure,
)
from playbook.quantities import Amount, Levels
from tests.support import make_profile


def test_the_least_profile_has_its_defaults():
    profile = make_profile()
    assert profile.language is Locale.EN
    assert profile.account is None
    assert (profile.answers, profile.stakeholders) == ({}, ())


def test_an_account_is_private_until_said_otherwise():
    assert make_profile(account={"name": "Acme"}).account.sector is Sector.PRIVATE


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("situation", "New Build", Situation.NEW_BUILD),
        ("situation", "new_build", Situation.NEW_BUILD),
        ("stage", " Running contract ", Stage.RUNNING_CONTRACT),
        ("kind", "GOODS", Kind.GOODS),
    ],
)
def test_words_are_read_in_any_dress(key, typed, meant):
    assert getattr(make_profile(offering={key: typed}).offering, key) is meant


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Acme \n Group ", "Acme Group"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("Acme\u00a0Group", "Acme Group"),
        ("👩\u200d💻 Ltd", "👩\u200d💻 Ltd"),
        (3, "3"),
    ],
)
def test_texts_become_one_line_of_composed_characters(typed, kept):
    assert make_profile(account={"name": typed}).account.name == kept


@pytest.mark.parametrize(
    "typed",
    ["a\x1bb", "a\u202eb", "a\u2066b", "a\ue000b", "\ud800", "a\uffffb", "a\x7fb", "a\x00b"],
)
def test_characters_that_do_not_print_are_refused(typed):
    with pytest.raises(ValidationError, match="does not print"):
        make_profile(account={"name": typed})


@pytest.mark.parametrize(
    "typed", ["", "   ", "\u200b", "\u200b \u200b", "\ufeff", True, None, ["a"]]
)
def test_what_shows_nothing_is_no_name(typed):
    with pytest.raises(ValidationError):
        make_profile(account={"name": typed})


@pytest.mark.parametrize(("length", "is_accepted"), [(80, True), (81, False)])
def test_a_name_has_eighty_characters_at_most(length, is_accepted):
    if is_accepted:
        assert make_profile(account={"name": "x" * length}).account
    else:
        with pytest.raises(ValidationError, match="at most 80"):
            make_profile(account={"name": "x" * length})


@pytest.mark.parametrize("typed", ["2026-11-24", " 2026-11-24 ", date(2026, 11, 24)])
def test_dates_are_year_month_day(typed):
    answer = Answer.model_validate({"value": 3, "on": typed})
    assert answer.on == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "24-11-2026",
        "2026-11-2",
        "2026-02-30",
        "2026/11/24",
        "tomorrow",
        20261124,
        "２０２６-11-24",
        datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    ],
)
def test_other_dates_are_refused(typed):
    with pytest.raises(ValidationError, match=r"is not a date|no day in the calendar"):
        Answer.model_validate({"value": 3, "on": typed})


@pytest.mark.parametrize("typed", ["1", 1], ids=["text", "number"])
def test_the_format_is_one(typed):
    assert make_profile(format=typed).format == 1


@pytest.mark.parametrize("typed", [True, 1.0, " 1.0", 2, "two", None, [1]])
def test_what_merely_equals_one_is_no_format(typed):
    with pytest.raises(ValidationError):
        make_profile(format=typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (3, Levels(3, 3)),
        (" 4 ", Levels(4, 4)),
        ("2..3", Levels(2, 3)),
        ({"value": "2..3"}, Levels(2, 3)),
        ("unknown", None),
        ("Onbekend", None),
        ("weet ik niet", None),
        (None, None),
    ],
)
def test_an_answer_may_be_just_its_value(typed, value):
    (answer,) = make_profile(answers={"approval": typed}).answers["approval"]
    assert answer.value == value
    assert answer.is_known is (value is not None)


def test_a_level_makes_an_answer_known():
    assert Answer.model_validate({"level": "2..3"}).level == Levels(2, 3)
    assert Answer.model_validate({"level": 2}).is_known


def test_one_question_may_have_several_answers():
    answers = make_profile(answers={"approval": [1, {"level": 2, "sure": "guess"}]}).answers
    assert [answer.sure for answer in answers["approval"]] == [None, Sure.GUESS]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "neither a level nor a value"),
        ({"sure": "known"}, "neither a level nor a value"),
        ({"level": "3 suppliers"}, "is not a level"),
        ({"level": 9}, "outside the levels"),
        ({"value": [1]}, "is not an answer"),
        (True, "is not an answer"),
        ([[1]], "is not an answer"),
        ([], "too_short"),
        (float("nan"), "neither a level"),
        (float("inf"), "neither a level"),
        (2.5, "not a whole level"),
    ],
)
def test_answers_that_say_nothing_usable_are_refused(typed, said):
    with pytest.raises(ValidationError, match=said):
        make_profile(answers={"approval": typed})


@pytest.mark.parametrize(
    "typed", [{"amount": "4.2 mln", "currency": "EUR"}, "4.2 mln EUR", "€ 4.200.000"]
)
def test_amounts_may_be_a_text_or_a_pair(typed):
    value = make_profile(offering={"yearly_value": typed}).offering.yearly_value
    assert (value.value, value.currency) == (4_200_000, "EUR")


def test_an_amount_may_say_who_gave_it():
    given = {"value": "4.2 mln EUR", "said_by": "buyer", "on": "2026-10-14", "note": "Ledger"}
    value = make_profile(offering={"yearly_value": given}).offering.yearly_value
    assert (value.value, value.currency) == (4_200_000, "EUR")
    assert isinstance(value, Amount)
    assert isinstance(value, StatedAmount)
    assert (value.said_by, str(value.on), value.note) == ("buyer", "2026-10-14", "Ledger")
    assert make_profile(offering={"yearly_value": given | {"per": "year"}}).offering.yearly_value
    plain = make_profile(offering={"yearly_value": "5 EUR"}).offering.yearly_value
    assert not isinstance(plain, StatedAmount)


@pytest.mark.parametrize(
    "typed", [{"value": "5 EUR"}, {"value": "5", "said_by": "buyer"}, {"value": "5 EUR", "said_by": "buyer", "per": "month"}]
)  # fmt: skip
def test_a_stated_amount_needs_all_of_it_and_nothing_else(typed):
    with pytest.raises(ValidationError):
        make_profile(account={"name": "A", "purchasing_volume": typed})


@pytest.mark.parametrize("typed", [{"amount": 5}, {"amount": -5, "currency": "EUR"}, [5], True, 5])
def test_other_amounts_are_refused(typed):
    with pytest.raises(ValidationError, match="value_error"):
        make_profile(offering={"yearly_value": typed})


def test_lists_are_cut_off_nowhere_but_refused_when_too_long():
    entry = {"action": "Ask", "owner": "Anna", "due": "2026-12-04"}
    assert len(make_profile(actions=[entry] * 12).actions) == 12
    with pytest.raises(ValidationError, match="too_long"):
        make_profile(actions=[entry] * 13)


def test_a_profile_cannot_be_changed_afterwards():
    with pytest.raises(ValidationError, match="frozen"):
        make_profile().seller.name = "Other"


@given(st.text(st.characters()))
def test_any_name_is_refused_or_printable(text):
    try:
        name = make_profile(account={"name": text}).account.name
    except ValidationError:
        return
    assert name
    assert name == name.strip()
    assert name.encode("utf-8")
    assert "\n" not in name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(OfferingProfile.model_fields)), JSON))
def test_any_data_is_validated_or_refused(data):
    with contextlib.suppress(ValidationError):
        OfferingProfile.model_validate(data)
