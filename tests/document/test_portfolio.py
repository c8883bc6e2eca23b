"""What the overview keeps of one account, and that a manifest gives it back."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest

from playbook.build.workshop import brief_account
from playbook.document.portfolio import WORTH_ASKING, Standing, stand, summarise
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.windmill import AccountView
from playbook.locales import Locale
from playbook.profile import Sector
from playbook.sources.profiles import load_profile
from tests.support import ROOT, make_profile

EXAMPLE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"


@pytest.fixture
def briefing(bank, workshop):
    return brief_account(load_profile(EXAMPLE, bank, Locale.NL), Locale.NL, workshop)


@pytest.fixture
def empty(workshop):
    return brief_account(make_profile(), Locale.EN, workshop)


def test_a_holding_says_what_the_overview_shows(briefing):
    holding = summarise(briefing, key="7", record_id="007", link="https://crm.example.com/7")
    assert (holding.account, holding.owner) == ("Haverdonk Installatietechniek", "Sanne Verbruggen")
    assert (holding.sector, holding.industry) == (Sector.PRIVATE, "Installatietechniek")
    assert (holding.value.value, holding.value.currency) == (4800000, "EUR")
    assert holding.standing.place is briefing.placement.quadrant
    assert holding.second is briefing.placement.second
    assert holding.question.factor_id == briefing.agenda[0].factor_id
    assert holding.view in AccountView
    assert holding.dates[0] < holding.dates[1]
    assert holding.link == "https://crm.example.com/7"


def test_an_owner_of_the_sheet_comes_before_the_contact_of_the_profile(briefing):
    assert summarise(briefing, key="7", owner="Tom").owner == "Tom"


def test_without_any_answer_there_is_no_place(empty):
    holding = summarise(empty, key="7")
    assert holding.standing.confidence is Confidence.UNKNOWN
    assert holding.standing.place is None
    assert (holding.view, holding.dates, holding.account, holding.name) == (
        None,
        (),
        None,
        "Car lease",
    )


def test_a_place_given_by_hand_is_one_without_any_answer(workshop):
    by_hand = {"quadrant": "bottleneck", "reason": "Procurement said so."}
    briefing = brief_account(make_profile(placement=by_hand), Locale.EN, workshop)
    standing = summarise(briefing, key="7").standing
    assert (standing.place, standing.is_by_hand) == (Quadrant.BOTTLENECK, True)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", " https://x", 'https://x" onclick="', "data:text/html,x", "//x", "ftp://x"],
)  # fmt: skip
def test_only_a_web_address_is_a_link(briefing, link):
    assert summarise(briefing, key="7", link=link).link is None


def test_a_standing_survives_a_manifest(briefing):
    standing = stand(briefing.placement, date(2026, 11, 24))
    again = Standing.from_json(json.loads(json.dumps(standing.to_json())))
    assert again.to_json() == standing.to_json()
    assert again.quadrant is standing.quadrant
    assert again.on == date(2026, 11, 24)


@pytest.mark.parametrize(
    "broken", [{}, {"quadrant": "purple"}, {"scores": {}}, {"on": "yesterday"}, {"scores": 3}]
)
def test_a_standing_of_another_version_is_none(briefing, broken):
    data = stand(briefing.placement, date(2026, 11, 24)).to_json()
    assert Standing.from_json(broken and {**data, **broken}) is None


def test_a_holding_travels_between_processes(briefing):
    holding = summarise(briefing, key="7")
    assert pickle.loads(pickle.dumps(holding)) == holding


def test_a_question_that_would_tell_nothing_is_not_asked(bank, workshop):
    known = {"level": 1, "sure": "known", "said_by": "procurement"}
    clear = make_profile(answers=dict.fromkeys(bank.ids[:-1], known))
    briefing = brief_account(clear, Locale.EN, workshop)
    assert 0 <= briefing.agenda[0].gain < WORTH_ASKING
    assert summarise(briefing, key="7").question is None
