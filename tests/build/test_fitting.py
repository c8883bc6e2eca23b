from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.build.fitting import TRIMS, longest_list, longest_must, trim_pages
from playbook.build.workshop import brief_account
from playbook.document.brief import compose_brief
from playbook.document.playbook import compose_playbook
from playbook.document.room import shorten
from playbook.locales import Locale
from tests.extremes import maximal
from tests.support import make_profile


@given(st.text(), st.integers(10, 60))
def test_a_shortened_text_is_no_longer_than_allowed(text, most):
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("one two three four", "one two…"),
        ("one two, three", "one two…"),
        ("W" * 20, "W" * 11 + "…"),
        ("a " + "W" * 20, "a " + "W" * 9 + "…"),
    ],
)
def test_a_text_is_cut_between_words_where_that_leaves_enough(text, short):
    assert shorten(text, 12) == short


def test_each_cut_is_at_least_as_severe_as_the_one_before():
    for mild, severe in pairwise(TRIMS):
        assert severe.sentence <= mild.sentence
        assert severe.claim <= mild.claim
        assert severe.aside <= mild.aside
        assert severe.answers <= mild.answers
        assert severe.entries <= mild.entries


@pytest.fixture(scope="module")
def full(bank, workshop):
    return brief_account(maximal(bank), Locale.EN, workshop)


def cut_pages(briefing, **trims):
    return trim_pages(compose_playbook(briefing), briefing, trims)


@pytest.mark.parametrize("times", range(1, len(TRIMS) + 1))
def test_texts_are_cut_and_names_are_not(full, times):
    trim = TRIMS[times - 1]
    cut = cut_pages(full, people=times, objections=times, messages=times, annex=times)
    assert {one.name for one in cut.people.own} == {full.profile.stakeholders[0].name}
    assert all(len(one.objection) <= trim.sentence for one in cut.objections.own)
    assert all(len(one.claim) <= trim.claim for one in cut.messages.own_proof)
    assert len(cut.people.timeline.marks) == trim.entries
    for factor_id in full.bank.ids:
        kept = [one for one in cut.annex.evidence if one.factor_id == factor_id]
        assert len(kept) == min(3, trim.answers)


def test_a_page_that_has_room_is_not_cut_and_nothing_computed_is(full):
    whole = compose_playbook(full)
    cut = trim_pages(whole, full, {"annex": 4})
    assert cut.people == whole.people
    assert cut.placement == whole.placement
    assert cut.brief == whole.brief


def test_the_latest_answers_are_the_ones_kept(workshop):
    answers = {"approval": [{"level": 1, "note": "first"}, {"level": 2, "note": "last"}]}
    briefing = brief_account(make_profile(answers=answers), Locale.EN, workshop)
    (kept,) = cut_pages(briefing, annex=4).annex.evidence
    assert kept.note == "last"


def test_what_never_gives_way_and_is_longest_is_named(workshop):
    profile = make_profile(offering={"name": "O" * 80}, account={"name": "A" * 60})
    brief = compose_brief(brief_account(profile, Locale.EN, workshop))
    assert longest_must(profile, brief) == ("offering.name", 80)


def test_a_text_of_ours_that_is_too_long_is_named_by_file_and_line(workshop):
    profile = make_profile()
    brief = compose_brief(brief_account(profile, Locale.EN, workshop))
    long = replace(brief.objective.lead, source="word " * 200)
    brief = replace(brief, objective=replace(brief.objective, lead=long))
    assert longest_must(profile, brief) == (f"{long.file}:{long.line}", 1000)


def test_the_longest_list_is_the_one_that_takes_most_room():
    profile = make_profile(
        objections=[{"objection": "x" * 200}] * 2, stakeholders=[{"name": "Ann"}] * 3
    )
    assert longest_list(profile) == ("objections", 2)
