"""The words for a money case: whatever it can report has a name, and whatever is open a question to ask."""

from __future__ import annotations

import pytest

from playbook.economics.case import MoneyCase, OpenInput, resolve_money
from playbook.economics.elements import PRICE
from playbook.economics.justifier import Offer
from playbook.economics.process import COUNTS
from playbook.economics.references import CostBook
from playbook.economics.sheet import Party
from playbook.economics.standstill import STANDSTILL
from playbook.library.library import Labels
from playbook.locales import Locale
from playbook.profile import OfferingProfile, Per, Phase, Side

EVERY_LANGUAGE = pytest.mark.parametrize("locale", list(Locale))
LOAD = {
    "orders": 600, "invoices": 720, "lines_per_invoice": 3, "articles": 240, "people": 25, "sites": 4,
    "emergency_orders": 30, "error_rate": "4%",
}  # fmt: skip
OWN = {"name": "Spare battery", "phase": "use"}
# Each leaves something else open: nothing said, everything begun, counts without their costs, uses without a number.
CASES = (
    {},
    {"total_cost": {}, "process": {}, "gains": {"pilot": {}}, "value": {}},
    {"process": {"now": LOAD, "after": {**LOAD, "emergency_orders": 5, "error_rate": "1%"}}},
    {
        "total_cost": {
            "elements": {
                "battery": {**OWN, "offer": {"value": "2 EUR", "per": "use", "said_by": "seller"}},
                "spare": OWN,
            },
            "standstill": {"current": {"hours": 8}},
        },
        "value": {"price": {"value": "9 EUR", "per": "once", "said_by": "seller"}},
    },
)  # fmt: skip


def case_with(money: object) -> MoneyCase:
    profile = {
        "format": 1,
        "seller": {"name": "S"},
        "offering": {"name": "O", "summary": "What it is"},
        "money": money,
    }
    case, _ = resolve_money(OfferingProfile.model_validate(profile), CostBook())
    return case


def key_of(missing: OpenInput) -> str:
    """Return the label of an open input that no template asks for."""
    if missing.element in (None, STANDSTILL):
        return missing.id.replace("money.", "money.open.", 1)
    if missing.id.endswith(f".{Side.OFFER}"):
        return "money.open.total_cost.elements.ours"
    return f"money.open.total_cost.elements.{PRICE if missing.element == PRICE else 'other'}"


@EVERY_LANGUAGE
@pytest.mark.parametrize("money", CASES)
def test_whatever_is_open_has_a_name_a_question_and_a_holder(money, locale, content):
    labels = content.labels[locale]
    open_inputs = case_with(money).open_inputs
    assert open_inputs
    for one in open_inputs:
        for part in ("name", "ask", "holder"):
            assert labels(f"{key_of(one)}.{part}", name="Spare battery")


def test_every_question_is_one_that_a_case_can_leave_open(content):
    asked = {key_of(one) for money in CASES for one in case_with(money).open_inputs}
    written = {
        key.rpartition(".")[0]
        for key in content.labels[Locale.EN].texts
        if key.startswith("money.open.")
    }
    assert written == asked


def names(labels: Labels, group: str) -> set[str]:
    start = f"money.{group}."
    return {key.removeprefix(start) for key in labels.texts if key.startswith(start)}


@EVERY_LANGUAGE
def test_every_word_of_a_case_is_named(locale, content):
    labels = content.labels[locale]
    assert names(labels, "phase") == set(Phase)
    assert names(labels, "side") == set(Side)
    assert names(labels, "party") == names(labels, "party-mark") == set(Party)
    assert names(labels, "per") == {one.value.replace(" ", "-") for one in Per}
    assert names(labels, "volume") == {*COUNTS, "error_rate"}
    assert names(labels, "scenario") == names(labels, "scenario-text") == {"low", "base", "high"}
    assert names(labels, "saving") == names(labels, "saving-text") == {"cash", "capacity", "risk"}


@EVERY_LANGUAGE
def test_every_justifier_is_named_and_gives_its_reason_in_numbers(locale, content):
    labels = content.labels[locale]
    money = {
        "process": {"now": LOAD},
        "yearly_price": {"value": "9000 EUR", "per": "year", "said_by": "seller"},
    }
    justifier = case_with(money).process.justifier
    complaints = (justifier.chosen, *justifier.others)
    assert {one.offer for one in complaints} == set(Offer)
    for one in complaints:
        figures = {figure.name: f"<{figure.name}>" for figure in one.figures}
        assert labels(f"money.justifier.{one.offer}.name")
        reason = labels(f"money.justifier.{one.offer}.reason", **figures)
        assert f"<{one.figures[0].name}>" in reason
