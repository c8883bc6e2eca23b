from __future__ import annotations

import pytest

from playbook.economics.justifier import Offer
from tests.economics.money import case_of


def justifier(yearly_value="1000000 EUR", **now):
    return case_of({"yearly_value": yearly_value}, process={"now": now}).process.justifier


@pytest.mark.parametrize(
    ("load", "offer", "decided_by", "value"),
    [
        ({"orders": 2500, "invoices": 12}, Offer.CATALOGUE, "orders", 2500),
        ({"orders": 100, "invoices": 720}, Offer.CONSOLIDATED_INVOICE, "invoices", 720),
        ({"invoices": 120, "sites": 10, "lines_per_invoice": 100}, Offer.E_INVOICE, "invoice_lines", 12000),
        ({"invoices": 12, "error_rate": "20%"}, Offer.SELF_BILLING, "error_rate", "0.2"),
        ({"orders": 100, "people": 200}, Offer.BLANKET_ORDER, "people", 200),
        ({"orders": 100, "emergency_orders": 40}, Offer.REPLENISHMENT, "emergency_share", "0.4"),
        ({"orders": 100, "articles": 9000}, Offer.ARTICLE_REDUCTION, "articles", 9000),
        ({"orders": 10, "sites": 300, "invoices": 12}, Offer.POINT_OF_USE, "sites", 300),
    ],
)  # fmt: skip
def test_the_loudest_complaint_chooses(load, offer, decided_by, value):
    found = justifier(**load)
    first = found.chosen.figures[0]
    assert (found.offer, first.name, str(first.value)) == (offer, decided_by, str(value))
    assert found.is_pressing
    assert found.chosen.loudness == first.value / found.chosen.yardstick
    assert all(one.loudness <= found.chosen.loudness for one in found.others)


def test_orders_worth_less_than_placing_them_ask_for_a_card():
    found = justifier("2000 EUR", orders=200)
    assert (found.offer, found.chosen.figures[0].value) == (Offer.PURCHASING_CARD, 10)
    assert found.chosen.loudness == 10


def test_a_quiet_load_still_has_one_offer_but_presses_nothing():
    found = justifier(orders=25, invoices=6)
    assert (found.offer, found.is_pressing) == (Offer.CONSOLIDATED_INVOICE, False)


def test_without_a_load_there_is_no_justifier():
    assert justifier() is None
    assert justifier(orders=0) is None
