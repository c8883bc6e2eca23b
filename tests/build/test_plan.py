"""What a build works out before it makes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from playbook.build.digests import Digests, digest_of, digest_project
from playbook.build.job import render_target
from playbook.build.manifest import Made, Manifest
from playbook.build.order import Order, make_plan, place_subjects, printed_texts, to_make
from playbook.build.plan import State, find_orphans
from playbook.build.subjects import Subject
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS
from playbook.locales import Locale
from tests.support import make_profile


class Recorded(Mapping[Any, Any]):
    """Texts that remember which of them were read."""

    def __init__(self, blocks):
        self.blocks, self.read = blocks, set()

    def __getitem__(self, key):
        self.read.add(key)
        return self.blocks[key]

    def __iter__(self):
        self.read.update(self.blocks)
        return iter(self.blocks)

    def __len__(self):
        return len(self.blocks)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("quadrant", Quadrant)
def test_a_document_reads_only_the_texts_that_its_digest_covers(workshop, quadrant, kind, locale):
    profile = make_profile(
        account={"name": "Acme"},
        answers={"outage_cost": 4, "switching_time": "14 months"},
        placement={"quadrant": quadrant.value, "reason": "We know."},
    )
    texts = Recorded(workshop.library.blocks)
    shop = replace(workshop, library=replace(workshop.library, blocks=texts))
    briefing = brief_account(profile, locale, shop)
    placement = briefing.placement
    assert placement.quadrant is quadrant
    render_target(Target("a.yaml", kind, locale, Format.HTML, "a.html"), briefing, shop)
    covered = set(printed_texts(kind, placement))
    assert {key[:2] for key in texts.read} == covered
    assert {key[2] for key in texts.read} <= {locale}


DIGESTS = Digests(
    "e",
    dict.fromkeys(Locale, "w"),
    {(one, topic, locale): "t" for one in Quadrant for topic in TOPICS for locale in Locale},
)


def subject(name="Acme", **more):
    return Subject(make_profile(account={"name": name}), Locale.EN, f"{name}.yaml", **more)


def order(tmp_path, *subjects, kinds=(Kind.BRIEF,), **more):
    return Order(subjects, kinds, (Format.HTML,), tmp_path, **more)


def planned(wanted, workshop, known=(), digests=DIGESTS):
    manifest = Manifest(wanted.output, dict(known))
    return make_plan(wanted, place_subjects(wanted.subjects, workshop), digests, manifest)


def made(step):
    return Made(
        step.digest, step.subject_digest, step.origin, step.subject.key, step.slot, "0", 0, 0
    )


def state(plan):
    return [step.state for step in plan.steps]


def test_the_state_of_a_document_says_why_it_is_made(workshop, tmp_path):
    wanted = order(tmp_path, subject())
    plan = planned(wanted, workshop)
    (step,) = plan.steps
    assert step.state is State.NEW
    known = {step.target.name: made(step)}
    assert state(planned(wanted, workshop, known)) == [State.LOST]
    other = replace(DIGESTS, everywhere="f")
    assert state(planned(wanted, workshop, known, other)) == [State.OUTDATED]
    changed = {step.target.name: replace(made(step), subject="x")}
    assert state(planned(wanted, workshop, changed)) == [State.CHANGED]


def test_only_a_text_that_a_kind_prints_in_this_language_matters(workshop, tmp_path):
    wanted = order(tmp_path, subject(), kinds=tuple(Kind))
    plan = planned(wanted, workshop)
    (placement,) = [one.placement for one in place_subjects(wanted.subjects, workshop)]
    digests = {step.target.kind: step.digest for step in plan.steps}
    every_touched = set()
    for quadrant, topic, locale in DIGESTS.texts:
        texts = {**DIGESTS.texts, (quadrant, topic, locale): "changed"}
        again = planned(wanted, workshop, digests=replace(DIGESTS, texts=texts))
        changed = {one.target.kind for one in again.steps if one.digest != digests[one.target.kind]}
        touched = {one for one in Kind if (quadrant, topic) in printed_texts(one, placement)}
        assert changed == (touched if locale is Locale.EN else set())
        every_touched |= changed
    assert every_touched == set(Kind) - {Kind.COFFEE_CARD}


def test_documents_that_share_pages_are_made_one_after_the_other(workshop, tmp_path):
    subjects = [subject(f"A{number}") for number in range(3)]
    wanted = order(tmp_path, *subjects, kinds=(Kind.PLAYBOOK, Kind.BRIEF))
    stale, passed = to_make(wanted, planned(wanted, workshop))
    assert [step.target.kind for step in stale] == [Kind.BRIEF] * 3 + [Kind.PLAYBOOK] * 3
    assert passed == []


def orphans(known, planned, live, covered=lambda _: True):
    entries = {
        name: Made("d", "s", origin, key, slot, "0", 0, 0)
        for name, (origin, key, slot) in known.items()
    }
    return list(find_orphans(entries, planned, lambda *one: one in live, covered))


SLOT = "brief/en/html"


def test_left_over_is_what_no_subject_leads_to_or_leads_elsewhere():
    known = {
        "old.html": ("s.xlsx", "gone", SLOT),
        "before.html": ("s.xlsx", "renamed", SLOT),
        "after.html": ("s.xlsx", "renamed", SLOT),
        "still.html": ("s.xlsx", "there", SLOT),
        "other.pdf": ("s.xlsx", "there", "brief/nl/pdf"),
        "theirs.html": ("another.xlsx", "gone", SLOT),
    }
    now = [("s.xlsx", "renamed", SLOT, "after.html"), ("s.xlsx", "there", SLOT, "still.html")]
    live = {("s.xlsx", "renamed"), ("s.xlsx", "there")}
    found = orphans(known, now, live, lambda origin: origin == "s.xlsx")
    assert found == ["old.html", "before.html"]


def test_a_row_that_cannot_be_read_this_time_is_not_left_over():
    known = {"bad.html": ("s.xlsx", "bad", SLOT)}
    assert orphans(known, [], {("s.xlsx", "bad")}) == []


def test_under_its_old_name_a_document_stays_until_there_is_one_under_the_new():
    now = [("s.xlsx", "1", SLOT, "after.html")]
    live = {("s.xlsx", "1")}
    before = {"before.html": ("s.xlsx", "1", SLOT)}
    assert orphans(before, now, live) == []
    both = {**before, "after.html": ("s.xlsx", "1", SLOT)}
    assert orphans(both, now, live) == ["before.html"]


def test_two_accounts_that_change_names_keep_each_their_document():
    now = [("s.xlsx", "1", SLOT, "b.html"), ("s.xlsx", "2", SLOT, "a.html")]
    live = {("s.xlsx", "1"), ("s.xlsx", "2")}
    before = {"a.html": ("s.xlsx", "1", SLOT), "b.html": ("s.xlsx", "2", SLOT)}
    after = {"a.html": ("s.xlsx", "2", SLOT), "b.html": ("s.xlsx", "1", SLOT)}
    assert orphans(before, now, live) == orphans(after, now, live) == []


@pytest.mark.parametrize(
    ("one", "other"), [(("ab", "c"), ("a", "bc")), (("a", ""), ("a",)), (("a", b"b"), ("ab",))]
)
def test_a_digest_tells_where_its_parts_end(one, other):
    assert digest_of(*one) != digest_of(*other)


def test_the_digest_of_a_project_is_the_same_each_time(project, workshop):
    assert digest_project(project, workshop) == digest_project(project, workshop)
