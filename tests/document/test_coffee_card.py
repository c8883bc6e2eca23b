"""The coffee card: the most telling questions, and nothing on the page that would lead the answers."""

from __future__ import annotations

import json

import pytest

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.document.coffee_card import (
    FEWEST,
    LONGEST_NAME,
    LONGEST_REMARK,
    MOST,
    choose_questions,
    compose_coffee_card,
)
from playbook.kraljic.agenda import OpenQuestion
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from tests.extremes import NAMES, maximal, minimal
from tests.support import make_profile

MARK = "Zwartbont"


def compose(profile, workshop, locale=Locale.EN, name=None):
    briefing = brief_account(profile, locale, workshop)
    return compose_coffee_card(
        profile, briefing.agenda, workshop.bank, briefing.labels, workshop.today, name
    )


def page(profile, workshop, locale=Locale.EN, path="profiles/p.yaml"):
    target = Target(path, Kind.COFFEE_CARD, locale, Format.HTML, "x.html")
    return render_target(target, brief_account(profile, locale, workshop), workshop).data.decode()


def test_nobody_answered_anything_so_ten_are_asked_most_telling_first(workshop):
    briefing = brief_account(minimal(), Locale.EN, workshop)
    asked = [one.factor_id for one in compose(minimal(), workshop).questions]
    assert asked == [one.factor_id for one in briefing.agenda[:MOST]]


def test_a_ninth_question_is_one_that_nobody_answered(workshop):
    bank = workshop.bank
    agenda = tuple(OpenQuestion(one, 0.1, one == bank.ids[9]) for one in bank.ids)
    assert choose_questions(agenda, bank) == (*bank.ids[:8], bank.ids[9])


def test_where_all_is_settled_eight_are_still_asked(workshop, bank):
    settled = make_profile(
        answers={one: {"level": 3, "sure": "known", "said_by": "procurement"} for one in bank.ids}
    )
    assert brief_account(settled, Locale.EN, workshop).agenda == ()
    assert len(compose(settled, workshop).questions) == FEWEST


def test_a_share_that_follows_from_the_amounts_is_not_asked(workshop):
    account = {"name": "Acme", "purchasing_volume": "50000000 EUR"}
    offering = {"yearly_value": "100000 EUR"}
    for given, is_asked in (({}, True), (offering, False)):
        card = compose(make_profile(offering=given, account=account), workshop)
        assert ("spend_share" in [one.factor_id for one in card.questions]) == is_asked


@pytest.mark.parametrize("locale", list(Locale))
def test_it_asks_in_a_purchasers_place_with_five_boxes_in_words(workshop, bank, locale):
    card = compose(maximal(bank), workshop, locale)
    text = page(maximal(bank), workshop, locale)
    for question in card.questions:
        assert question.text == bank[question.factor_id].texts[locale].ask_colleague
        assert len(question.anchors) == 5
    assert text.count('type="radio"') == 6 * len(card.questions)
    assert text.count("<fieldset>") == text.count("<legend>") == len(card.questions)


@pytest.mark.parametrize("quadrant", list(Quadrant))
@pytest.mark.parametrize("locale", list(Locale))
def test_nothing_on_it_tells_the_placement_or_our_answers(workshop, content, quadrant, locale):
    answer = {"value": 3, "said_by": MARK, "note": MARK, "on": "2026-10-01"}
    profile = make_profile(
        account={"name": "Account", "size": "12 sites", "purchasing_volume": "987654321 EUR"},
        answers={"lock_in": answer, "make_or_buy": answer},
        stakeholders=[{"name": MARK}],
        objections=[{"objection": MARK}],
        placement={"quadrant": quadrant.value, "reason": MARK},
    )
    text = page(profile, workshop, locale).split("</style>")[1]
    labels = content.labels[locale]
    assert "12 sites" in text
    for leading in (MARK, "987", labels(f"quadrant.{quadrant.value}"), "checked", "%)"):
        assert leading not in text


def test_no_two_profiles_that_differ_in_answers_alone_tell_them_apart_but_by_what_is_asked(
    workshop,
):
    low, high = (
        page(make_profile(answers={"lock_in": {"level": level, "sure": "guess"}}), workshop)
        for level in (1, 5)
    )
    assert 'value="1" checked' not in low + high
    assert "level" not in low.split("</style>")[1].split("<script>")[0]


def test_it_says_which_profile_it_belongs_to_and_no_answer(workshop):
    card = compose(make_profile(account={"name": "Acme"}), workshop, name="profiles/acme.yaml")
    identity = json.loads(card.identity)
    assert identity["profile"] == "profiles/acme.yaml"
    assert (identity["account"], identity["language"]) == ("Acme", "en")
    assert identity["questions"] == [one.factor_id for one in card.questions]
    assert set(identity) == {
        "format", "profile", "account", "offering", "language", "printed", "questions",
    }  # fmt: skip


@pytest.mark.parametrize("locale", list(Locale))
def test_a_remark_and_a_name_at_their_longest_fit_a_note(content, locale):
    labels = content.labels[locale]
    note = labels("coffee-card.note-named", name="n" * LONGEST_NAME, remark="r" * LONGEST_REMARK)
    assert len(note) <= 240


def test_names_that_try_to_be_markup_stay_text(workshop):
    for name in NAMES:
        profile = make_profile(
            seller={"name": name}, offering={"name": name, "summary": name}, account={"name": name}
        )
        text = page(profile, workshop).split("</style>")[1]
        assert text.count("<script") == 1
        assert "onmouseover=" not in text.replace("onmouseover=&#34;", "")


def test_the_page_lets_in_its_own_style_and_script_and_nothing_else(workshop):
    import base64
    import hashlib
    import re

    text = page(minimal(), workshop)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        inside = text.split(f"<{element}>")[1].split(f"</{element}>")[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{directive} &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;")
    assert not re.search(r"\son[a-z]+=|\sstyle=|https?://", text.split("</style>")[1])
