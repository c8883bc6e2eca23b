"""The one document that leaves the house: nothing internal is in it, wherever one looks."""

from __future__ import annotations

import inspect
import io
import re
import typing
from dataclasses import replace

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from playbook.build.job import render_target
from playbook.build.leave_behind_pages import LEAVE_BEHIND_PAGES
from playbook.build.targets import Format, Kind, Target, file_name
from playbook.build.workshop import brief_account
from playbook.document.leave_behind import VALUE_CASE, LeaveBehind, compose_leave_behind
from playbook.kraljic.inference import Placement
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import Passage
from playbook.locales import Locale
from tests.extremes import maximal
from tests.support import make_profile

MARK = "Zwartbont"
AMOUNT = "7654321 EUR"
KEPT_IN = 3141592

INTERNAL_WORDS = {
    Locale.EN: ("kraljic", "quadrant", "placement", "procurement will", "tactic", "floor", "objection", "windmill", "probab", "leverage item", "internal"),
    Locale.NL: ("kraljic", "kwadrant", "indeling", "tactiek", "ondergrens", "bezwaar", "hefboomproduct", "knelpuntproduct", "intern"),
}  # fmt: skip


def told(quadrant: Quadrant = Quadrant.LEVERAGE, **offering):
    """A profile with a mark in every field that is not for the buyer."""
    answer = {"level": 4, "said_by": MARK, "note": MARK, "sure": "guess", "on": "2026-10-01"}
    return make_profile(
        offering={"yearly_value": AMOUNT, **offering},
        account={"name": "Account", "purchasing_volume": "987654321 EUR", "size": MARK},
        answers={"alternatives": [answer, answer], "cost_share": answer},
        proof_points=[{"claim": "Fewer stops", "figure": "3 of 4", "source": "Their log"}],
        stakeholders=[{"name": MARK, "function": MARK, "note": MARK, "stance": "critic"}],
        objections=[{"objection": MARK, "answer": MARK}],
        actions=[{"action": MARK, "owner": MARK, "due": "2026-12-01"}],
        placement={"quadrant": quadrant.value, "reason": MARK},
        our_view={"revenue_share": 5, "growth": 1, "payment": 1, "ease": 1, "fit": 1},
        money=marked_money(),
    )


def marked_money():
    """Every calculation, with a mark in each text that is typed and an amount of its own in each that we keep in."""

    def amount(value, per="year", said_by="buyer"):
        return {
            "value": f"{value} EUR",
            "per": per,
            "said_by": said_by,
            "on": "2026-10-14",
            "note": MARK,
        }

    def number(value):
        return {"value": value, "said_by": "seller", "on": "2026-10-15", "note": MARK}

    kept_in = amount(KEPT_IN)
    price = {"offer": amount(900, said_by="seller"), "current": amount(800), "alternative": kept_in}
    use = {
        "name": MARK,
        "phase": "use",
        "offer": amount(100),
        "current": amount(400),
        "alternative": kept_in,
    }
    return {
        "years": 2,
        "total_cost": {"unit": MARK, "use": MARK, "elements": {"price": price, "use": use}},
        "yearly_price": kept_in,
        "process": {
            "now": {"orders": number("900"), "invoices": number("800")},
            "after": {"orders": number("90"), "invoices": number("12")},
            "cost_per_order": amount("10..12", "order"),
            "use_of_hours": {"text": MARK, "said_by": MARK},
            "steps": [{"name": MARK, "now": 9, "after": 0, "unit": MARK}],
        },
        "gains": {
            "outcome": MARK,
            "baseline": amount(90000),
            "improvement": number("10..20%"),
            "contributions": {"seller": amount(1000, said_by="seller"), "buyer": amount(2000)},
            "share": number("30%"),
            "floor": amount(4000),
            "cap": amount(500, "month"),
            "measurement": "Counted by their controller",
            "review": "Each spring",
        },
        "value": {
            "alternative": MARK,
            "reference_price": kept_in,
            "price": kept_in,
            "differences": [{"name": MARK, "worth": kept_in, "direction": "more"}],
            "parity": [MARK],
            "contention": [{"point": MARK, "settle": MARK}],
        },
    }


def marked(library):
    """The library with a mark in every text that is not the value case."""

    def mark(passage):
        return passage and Passage(f"{MARK} {passage.source}", passage.file, passage.line)

    blocks = {
        key: block
        if key[1] == VALUE_CASE
        else replace(
            block,
            title=mark(block.title),
            lead=mark(block.lead),
            detail=mark(block.detail),
            items=tuple(
                replace(item, heading=mark(item.heading), lead=mark(item.lead), detail=mark(item.detail), figure=mark(item.figure))
                for item in block.items
            ),
        )
        for key, block in library.blocks.items()
    }  # fmt: skip
    return replace(library, blocks=blocks)


def make(profile, workshop, form, locale):
    name = file_name(profile, Kind.LEAVE_BEHIND, locale, form)
    target = Target("profile.yaml", Kind.LEAVE_BEHIND, locale, form, name)
    return name, render_target(target, brief_account(profile, locale, workshop), workshop).data


def everything_in(data: bytes) -> str:
    """Return all text, metadata, names and decoded streams of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    seen: set[int] = set()
    found = [str(reader.metadata), *(page.extract_text() for page in reader.pages)]

    def walk(value):
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                return
            seen.add(value.idnum)
            value = value.get_object()
        if isinstance(value, StreamObject):
            found.append(value.get_data().decode("latin-1"))
        if isinstance(value, DictionaryObject):
            for key, part in value.items():
                found.append(str(key))
                walk(part)
        elif isinstance(value, ArrayObject):
            for part in value:
                walk(part)
        else:
            found.append(str(value))

    walk(reader.trailer)
    assert len(seen) > 20, "the walk must have seen the document"
    return "\n".join(found)


@pytest.mark.parametrize("locale", list(Locale))
def test_no_mark_planted_in_an_internal_field_or_block_comes_out(workshop, content, locale):
    shop = replace(workshop, library=marked(content))
    for form in Format:
        name, data = make(told(), shop, form, locale)
        text = data.decode() if form is Format.HTML else everything_in(data)
        assert "Fewer stops" in text, "the page itself must be there"
        assert MARK.casefold() not in text.casefold()
        assert MARK.casefold() not in name
        for amount in ("7654321", "7,654,321", "7.654.321", "987654321", "987,654,321"):
            assert amount not in text.split("</style>")[-1]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    ("quadrant", "there"),
    [
        (Quadrant.LEVERAGE, ("1600", "1800", "2400", "2000", "200")),
        (Quadrant.BOTTLENECK, ("1600", "1800", "2400", "2000", "200")),
        (Quadrant.ROUTINE, ("900", "90", "12")),
        (
            Quadrant.STRATEGIC,
            ("30%", "13500", "4000", "6000", "6500", "Counted by their controller", "Each spring"),
        ),
    ],
)
def test_of_the_money_the_buyer_sees_what_it_brings_and_nothing_we_keep_in(
    workshop, content, quadrant, there, locale
):
    shop = replace(workshop, library=marked(content))
    _, data = make(told(quadrant), shop, Format.HTML, locale)
    text = data.decode().split("</style>")[-1]
    assert content.labels[locale]("leave-behind.money.title") in text
    assert MARK not in text
    digits = re.sub(r"[.,\u00a0]", "", text)
    assert [one for one in there if one not in digits] == []
    assert str(KEPT_IN)[:3] not in digits


def test_an_amount_in_another_currency_is_printed_with_its_rate(workshop):
    money = marked_money()
    money["gains"]["baseline"]["value"] = "90000 USD"
    rate = {"from": "USD", "to": "EUR", "rate": "0.9", "on": "2026-10-30", "source": "ECB"}
    money |= {"currency": "EUR", "rates": [rate]}
    profile = make_profile(money=money, placement={"quadrant": "strategic", "reason": "So"})
    _, data = make(profile, workshop, Format.HTML, Locale.EN)
    assert "Converted: 90,000 USD × 0.9 (ECB, 30 Oct 2026)." in data.decode()
    _, data = make(profile, workshop, Format.HTML, Locale.NL)
    assert "Omgerekend: 90.000 USD × 0,9 (ECB, 30 okt 2026)." in data.decode()


def test_no_line_ends_between_a_minus_and_its_amount(workshop):
    money = marked_money()
    money["total_cost"]["elements"]["use"]["current"]["value"] = "0..800 EUR"
    profile = make_profile(money=money, placement={"quadrant": "leverage", "reason": "So"})
    _, data = make(profile, workshop, Format.HTML, Locale.EN)
    assert "between \u2212\u2060€200" in data.decode()


def test_what_rests_on_published_amounts_only_says_so_first(workshop):
    money = marked_money()
    money["process"]["cost_per_order"] = {"benchmark": "caps-order"}
    rate = {"from": "USD", "to": "EUR", "rate": "0.9", "on": "2026-10-30", "source": "ECB"}
    money |= {"currency": "EUR", "rates": [rate]}
    profile = make_profile(money=money, placement={"quadrant": "routine", "reason": "So"})
    for locale in Locale:
        _, data = make(profile, workshop, Format.HTML, locale)
        lead = re.search(r'<p class="first">[^<]*Benchmark: [^<]*</p>', data.decode())
        assert lead
    _, data = make(told(Quadrant.ROUTINE), workshop, Format.HTML, Locale.EN)
    assert "Benchmark: " not in data.decode()


def test_the_limits_of_our_share_and_what_the_buyer_keeps_stand_in_the_proposal(workshop):
    for locale, limits, kept in (
        (Locale.EN, "at least €4,000 and at most €6,000 a year", "You keep"),
        (Locale.NL, "minstens €\u00a04.000 en hoogstens €\u00a06.000 per jaar", "U houdt over"),
    ):
        _, data = make(told(Quadrant.STRATEGIC), workshop, Format.HTML, locale)
        assert limits in data.decode()
        assert kept in data.decode()


def test_a_gain_of_which_the_buyer_keeps_nothing_is_no_table(workshop):
    money = marked_money()
    money["gains"]["floor"]["value"] = money["gains"]["cap"]["value"] = "99999 EUR"
    profile = make_profile(money=money, placement={"quadrant": "strategic", "reason": "So"})
    _, data = make(profile, workshop, Format.HTML, Locale.EN)
    assert "What it brings you" not in data.decode()


def test_what_saves_the_buyer_nothing_is_no_table(workshop):
    money = marked_money()
    money["total_cost"]["elements"]["price"]["offer"]["value"] = "9000 EUR"
    profile = make_profile(money=money, placement={"quadrant": "leverage", "reason": "So"})
    _, data = make(profile, workshop, Format.HTML, Locale.EN)
    assert "What it brings you" not in data.decode()


def test_whose_figures_it_rests_on_and_when_is_said_without_a_name(workshop):
    _, data = make(told(), workshop, Format.HTML, Locale.EN)
    assert "Rests on figures from you (14 Oct 2026); from us (14 Oct 2026)." in data.decode()


def test_the_mark_would_be_found_in_a_document_that_has_it(workshop, content):
    """The search above is worth nothing unless it finds the mark where it is."""
    shop = replace(workshop, library=marked(content))
    target = Target("p", Kind.BRIEF, Locale.EN, Format.PDF, "x.pdf")
    data = render_target(target, brief_account(told(), Locale.EN, shop), shop).data
    assert MARK in everything_in(data)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_no_internal_word_stands_anywhere_not_even_in_markup(workshop, quadrant, locale):
    name, data = make(told(quadrant), workshop, Format.HTML, locale)
    page = data.decode().split("base64,")
    text = " ".join([part.partition('")')[2] for part in page[1:]] + [page[0], name]).casefold()
    assert [word for word in INTERNAL_WORDS[locale] if word in text] == []
    assert quadrant.value not in name


def test_it_is_composed_without_the_placement():
    hints = typing.get_type_hints(compose_leave_behind)
    assert Placement not in hints.values()
    assert not {"placement", "briefing", "answers"} & set(
        inspect.signature(compose_leave_behind).parameters
    )
    assert Placement not in typing.get_type_hints(LeaveBehind).values()


@pytest.mark.parametrize("sector", ["private", "public"])
@pytest.mark.parametrize(
    "stage",
    ["orientation", "specification", "tender", "negotiation", "running-contract", "renewal"],
)
@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_every_situation_has_five_points_in_both_languages(workshop, quadrant, stage, sector):
    for locale in Locale:
        profile = make_profile(
            offering={"stage": stage},
            account={"name": "Account", "sector": sector},
            placement={"quadrant": quadrant.value, "reason": "Their own file says so"},
        )
        briefing = brief_account(profile, locale, workshop)
        assert len(briefing.block(VALUE_CASE).items) == 5


def test_a_public_tender_gets_a_warning(workshop):
    profile = make_profile(
        offering={"stage": "tender"}, account={"name": "Account", "sector": "public"}
    )
    target = Target("p", Kind.LEAVE_BEHIND, Locale.EN, Format.HTML, "x.html")
    rendered = render_target(target, brief_account(profile, Locale.EN, workshop), workshop)
    assert "public tender" in rendered.remarks[0]


def test_figures_that_show_no_gain_are_not_printed_and_that_is_told(workshop):
    def price(amount):
        return {"value": amount, "per": "year", "said_by": "buyer", "on": "2026-11-01"}

    elements = {"price": {"offer": price("110 EUR"), "current": price("100 EUR")}}
    cost = {"years": 1, "total_cost": {"elements": elements}}
    profile = make_profile(
        money=cost, placement={"quadrant": "leverage", "reason": "Their file says so"}
    )
    briefing = brief_account(profile, Locale.EN, workshop)
    target = Target("p", Kind.LEAVE_BEHIND, Locale.EN, Format.HTML, "x.html")
    (told,) = render_target(target, briefing, workshop).remarks
    assert "no gain" in told


@pytest.mark.parametrize("locale", list(Locale))
def test_it_keeps_to_two_pages_however_full_the_profile(workshop, bank, locale):
    for profile in (make_profile(), maximal(bank)):
        _, data = make(profile, workshop, Format.PDF, locale)
        assert 1 <= len(pypdf.PdfReader(io.BytesIO(data)).pages) <= LEAVE_BEHIND_PAGES
