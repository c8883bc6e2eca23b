"""The coffee card on paper: one page for any profile, and a form that viewers can fill in."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from playbook.build import card_page
from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target, found_back_by
from playbook.build.workshop import brief_account
from playbook.errors import RenderError
from playbook.locales import Locale
from playbook.rendering.pdf_form import FORM_NAME
from playbook.sources.profiles import load_profile
from tests.extremes import PROSE, maximal, minimal
from tests.support import ROOT, make_profile

EXAMPLES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))


def printed(profile, workshop, locale=Locale.EN, path="profiles/p.yaml"):
    target = Target(path, Kind.COFFEE_CARD, locale, Format.PDF, "x.pdf")
    return render_target(target, brief_account(profile, locale, workshop), workshop)


def read(rendered):
    return pypdf.PdfReader(io.BytesIO(rendered.data))


def full(text):
    """A profile without answers, so that ten questions are asked, and everything around them at its longest."""

    def long(most):
        return (text * (most // len(text) + 1))[:most].strip()

    return make_profile(
        seller={"name": long(80), "contact": long(80)},
        offering={
            "name": long(80),
            "summary": long(240),
            "yearly_value": "999999999999.99 EUR",
        },
        account={"name": long(80), "industry": long(80), "size": long(80)},
    )


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_fits_its_page_as_it_is(bank, workshop, content, path, locale):
    rendered = printed(load_profile(path, bank, locale), workshop, locale)
    reader = read(rendered)
    assert len(reader.pages) == 1
    assert rendered.remarks == ()
    text = reader.pages[0].extract_text()
    labels = content.labels[locale]
    assert labels("internal") in text
    assert labels("coffee-card.name") in text


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("text", [PROSE, "W", "MMMMMMMM WWWWWWWWW "], ids=["prose", "W", "wide"])
def test_the_longest_names_and_summary_keep_to_the_page(workshop, locale, text):
    rendered = printed(full(text), workshop, locale)
    reader = read(rendered)
    assert len(reader.pages) == 1
    questions = [name for name, field in reader.get_fields().items() if field.get("/FT") == "/Btn"]
    assert len(questions) >= 8
    assert bool(rendered.remarks) == ((text, locale) == ("W", Locale.NL)), "only one has no room"


def test_what_cannot_fit_says_what_to_shorten(workshop, monkeypatch):
    monkeypatch.setattr(card_page, "paper_css", lambda *_: "@page { size: 40mm 40mm }")
    with pytest.raises(RenderError) as caught:
        printed(minimal(), workshop)
    assert "one page" in caught.value.message
    assert "summary" in str(caught.value.hint)


@pytest.mark.parametrize("locale", list(Locale))
def test_each_question_is_one_group_of_six_boxes_with_a_name_that_stays(bank, workshop, locale):
    fields = read(printed(maximal(bank), workshop, locale)).get_fields()
    identity = json.loads(fields[FORM_NAME]["/V"])
    assert identity["profile"] == "profiles/p.yaml"
    for factor_id in identity["questions"]:
        field = fields[factor_id]
        assert field["/FT"] == "/Btn"
        assert set(field["/_States_"]) == {"/1", "/2", "/3", "/4", "/5", "/unknown", "/Off"}
        assert field["/TU"] == bank[factor_id].texts[locale].ask_colleague
        assert fields[f"{factor_id}-note"]["/FT"] == "/Tx"
    assert len(fields) == 2 * len(identity["questions"]) + 3


def test_every_box_has_a_tooltip_and_is_large_enough_for_a_pen(workshop):
    reader = read(printed(minimal(), workshop))
    boxes = 0
    for annotation in reader.pages[0]["/Annots"]:
        widget = annotation.get_object()
        assert widget["/TU"]
        left, low, right, high = (float(one) for one in widget["/Rect"])
        if "/AS" in widget:
            boxes += 1
            assert min(right - left, high - low) / 72 * 25.4 >= 4
            assert {"/Off"} < set(widget["/AP"]["/N"])
        elif widget["/T"] != FORM_NAME:
            assert (high - low) / 72 * 25.4 >= 5
    assert boxes == 60


def test_the_same_card_is_the_same_bytes(workshop):
    assert printed(minimal(), workshop).data == printed(minimal(), workshop).data


def test_no_script_action_or_font_that_is_not_in_it_draws_the_empty_form(workshop):
    root = read(printed(minimal(), workshop)).root_object
    assert not {"/OpenAction", "/AA"} & set(root)
    assert "/NeedAppearances" not in root["/AcroForm"]
    fields = [one.get_object() for one in root["/AcroForm"]["/Fields"]]
    assert all("/AA" not in one and "/A" not in one for one in fields)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("content/profiles/a.yaml", "content/profiles/a.yaml"),
        ("./a.yaml", "a.yaml"),
        ("/home/ann/secret/a.yaml", "a.yaml"),
        ("../elsewhere/a.yaml", "a.yaml"),
        ("C:\\Users\\ann\\a.yaml", "a.yaml"),
        ("-", None),
    ],
)
def test_a_card_names_its_profile_but_no_folder_outside_the_project(path, name):
    assert found_back_by(path) == name
