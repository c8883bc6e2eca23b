from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise

import pytest

from playbook.build.workshop import brief_account
from playbook.document.brief import MESSAGES, QUESTIONS, compose_brief, shorten_brief
from playbook.document.room import CUTS, room_after
from playbook.locales import Locale
from tests.extremes import maximal, minimal


@pytest.fixture(scope="module")
def steps(bank, workshop):
    return shorten_brief(brief_account(maximal(bank), Locale.EN, workshop))


def test_each_cut_leaves_less_room_than_the_one_before_and_more_for_nothing():
    rooms = [asdict(room_after(count)) for count in range(len(CUTS) + 1)]
    for before, after in pairwise(rooms):
        assert all(after[block] <= before[block] for block in before)
        assert after != before


def test_a_block_is_shortened_before_it_is_left_out():
    for block in {cut.block for cut in CUTS}:
        ways = [cut.leaves_out for cut in CUTS if cut.block == block]
        assert ways == sorted(ways)


def test_what_the_page_is_for_never_gives_way(steps):
    last = steps[-1].brief
    first = steps[0].brief
    assert last.objective == first.objective
    assert last.questions == first.questions
    assert len(last.questions) == QUESTIONS
    assert len(last.messages) == MESSAGES
    assert [one.item for one in last.messages] == [one.item for one in first.messages]
    assert last.floor == first.floor
    assert last.donot == first.donot
    assert last.likeliest == first.likeliest


def test_what_matters_least_gives_way_first(steps):
    assert [cut.block for cut in steps[3].cuts] == [cut.block for cut in CUTS[:3]]
    assert steps[1].brief.bring == steps[0].brief.bring
    assert steps[-1].brief.bring == ()
    assert steps[-1].brief.own_people == ()
    assert len(steps[-1].brief.own_objections) == 1


def test_names_are_never_cut(steps, bank):
    name = maximal(bank).stakeholders[0].name
    people = [person.name for step in steps for person in step.brief.own_people]
    assert set(people) == {name}


def test_only_cuts_that_take_something_away_are_told(workshop):
    steps = shorten_brief(brief_account(minimal(), Locale.EN, workshop))
    assert [cut.block for cut in steps[-1].cuts] == [
        "what to bring",
        "who is in the room",
        "second objection",
        "third give and get",
    ]
    assert steps[0].brief == compose_brief(brief_account(minimal(), Locale.EN, workshop))
