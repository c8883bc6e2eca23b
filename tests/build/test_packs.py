"""Packs of real documents: what they hold, whom they are for, and what is told."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from page import validate_pdf

from playbook.build import packs as module
from playbook.build.packs import lay_out_for_pack, pack_pdf, pack_zip
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.errors import PlaybookError
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.extremes import maximal
from tests.support import ROOT

PROFILE = ROOT / "content" / "profiles" / "car-lease-consultancy.yaml"
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def laid_out(workshop, bank):
    """Return each kind in both languages, laid out for a pack; one account has fields filled to the brim."""
    found = {}
    for locale in Locale:
        profile = load_profile(PROFILE, bank, locale)
        for kind in Kind:
            target = Target(str(PROFILE), kind, locale, Format.PDF, "x.pdf")
            briefing = brief_account(profile, locale, workshop)
            found[kind, locale] = lay_out_for_pack(target, briefing, workshop)
    target = Target("full.yaml", Kind.LEAVE_BEHIND, Locale.NL, Format.PDF, "x.pdf")
    briefing = brief_account(maximal(bank), Locale.NL, workshop)
    found["other buyer", Locale.NL] = lay_out_for_pack(target, briefing, workshop)
    return found


@pytest.fixture(scope="module")
def mixed(laid_out, workshop):
    """Return a pack of everything, mostly Dutch, with what is told of it."""
    return pack_pdf([*laid_out.values()], workshop)


def reader_of(rendered):
    return pypdf.PdfReader(io.BytesIO(rendered.data), strict=True)


def failures(data, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(data)
    return [one.rule_id for one in validate_pdf(str(path), profile="ua1").failures]


def test_a_pack_of_every_kind_in_both_languages_conforms(mixed, tmp_path):
    assert failures(mixed.data, tmp_path) == []


def test_every_bookmark_of_a_document_leads_to_its_first_page(mixed, laid_out):
    reader = reader_of(mixed)
    heads = [one for one in reader.outline if not isinstance(one, list)]
    pages = [reader.get_destination_page_number(one) for one in heads]
    lengths = [document.pdf.pages for document in laid_out.values()]
    assert pages == [0, *(1 + sum(lengths[:number]) for number in range(len(lengths)))]
    assert heads[1].title == "Ruitenkamp Ingenieurs · Full operational car lease · Meeting brief"
    assert any(one.title.endswith("· Gespreksvoorbereiding") for one in heads)


def test_the_contents_name_pages_and_the_link_leads_there(mixed):
    reader = reader_of(mixed)
    places = reader.named_destinations
    targets = dict.fromkeys(
        reader.get_destination_page_number(places[note.get_object()["/Dest"]]) + 1
        for note in reader.pages[0]["/Annots"]
    )
    numbers = re.findall(r"\b(\d+)(?:–\d+)?\b", reader.pages[0].extract_text())
    assert len(targets) == 9
    assert set(targets) <= {int(one) for one in numbers}


def test_a_mixed_pack_warns_on_its_contents_and_to_whoever_builds_it(mixed):
    text = " ".join(reader_of(mixed).pages[0].extract_text().split())
    assert "Intern. Niet voor de klant." in text
    assert text.count("voor de klant") >= 5
    assert any("never pass this file on as a whole" in one for one in mixed.remarks)
    assert any(one.startswith("only pages ") for one in mixed.remarks)


def test_a_coffee_card_in_a_pack_is_for_a_pen_and_that_is_told(mixed):
    assert "/AcroForm" not in reader_of(mixed).root_object
    assert any("for a pen" in one for one in mixed.remarks)


def test_pages_for_one_buyer_say_nothing_of_inside(laid_out, workshop):
    documents = [laid_out[Kind.LEAVE_BEHIND, locale] for locale in Locale]
    rendered = pack_pdf(documents, workshop, title="Our proposal", locale=Locale.EN)
    reader = reader_of(rendered)
    text = reader.pages[0].extract_text()
    assert rendered.remarks == ()
    assert "Our proposal" in text
    assert "nternal" not in text
    assert "for the buyer" not in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Our proposal · Lindewaard Lease"


def test_pages_for_two_buyers_are_for_neither_as_a_whole(laid_out, workshop):
    documents = [laid_out[Kind.LEAVE_BEHIND, Locale.NL], laid_out["other buyer", Locale.NL]]
    rendered = pack_pdf(documents, workshop)
    assert "Intern." in reader_of(rendered).pages[0].extract_text()
    assert len(rendered.remarks) == 1


def test_contents_of_several_pages_count_themselves(laid_out, workshop):
    card = laid_out[Kind.COFFEE_CARD, Locale.EN]
    reader = reader_of(pack_pdf([card] * 90, workshop))
    first = len(reader.pages) - 90 + 1
    assert first > 2
    assert re.search(rf"\b{first}\b", reader.pages[0].extract_text())
    heads = [one for one in reader.outline if not isinstance(one, list)]
    assert reader.get_destination_page_number(heads[1]) + 1 == first


def test_a_pack_too_large_for_memory_is_refused_before_it_is_all_laid_out(
    laid_out, workshop, monkeypatch
):
    monkeypatch.setattr(module, "MOST_PAGES", 3)
    asked = []

    def one_by_one():
        for _ in range(9):
            asked.append(1)
            yield laid_out[Kind.LEAVE_BEHIND, Locale.NL]

    with pytest.raises(PlaybookError, match="more than 3 pages"):
        pack_pdf(one_by_one(), workshop)
    assert len(asked) == 2


def test_an_empty_pack_is_refused(workshop):
    with pytest.raises(PlaybookError, match="no document"):
        pack_pdf([], workshop)


FILES = [
    ("accounts/acme/acme_cars_brief_nl.pdf", b"%PDF-1" * 99),
    ("index.html", b"<p>"),
    ("Zoë Größe.html", b"a"),
]


def names(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive.namelist()


def test_a_zip_has_the_same_bytes_in_whatever_order_files_come():
    assert pack_zip(FILES, DAY) == pack_zip(reversed(FILES), DAY)
    assert pack_zip(FILES, DAY) != pack_zip(FILES, date(2026, 11, 25))


def test_a_zip_gives_every_file_back():
    archive = zipfile.ZipFile(io.BytesIO(pack_zip(FILES, DAY)))
    assert archive.read("accounts/acme/acme_cars_brief_nl.pdf") == FILES[0][1]
    assert {one.date_time for one in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
    assert {one.external_attr >> 16 for one in archive.infolist()} == {0o100644}


@pytest.mark.parametrize(
    "name",
    ["../up.html", "/etc/passwd", "a/../../b.html", "c:\\x\\y.html", "con.html", "a/nul", ".hidden",
     "..", "", "trail. ", "a\x00b.html", "tab\tname.pdf", "x" * 300 + ".pdf"],
)  # fmt: skip
def test_no_name_leads_outside_or_is_refused_by_a_system(name):
    (found,) = names(pack_zip([(name, b"x")], DAY))
    parts = found.split("/")
    assert parts
    for part in parts:
        assert part.strip(". ") == part
        assert part.partition(".")[0].casefold() not in {"", "con", "nul"}
        assert not set(part) & set('\\:*?"<>|\0\t')
        assert len(part.encode()) < 200


def test_our_own_names_stay_as_they_are():
    own = ["accounts/ruitenkamp/ruitenkamp_cars-1a2b3c_leave-behind_nl.html", "portfolio_nl.pdf"]
    assert names(pack_zip([(name, b"x") for name in own], DAY)) == sorted(own)


def test_names_that_differ_by_case_only_stay_apart():
    found = names(pack_zip([("A.pdf", b"1"), ("a.pdf", b"2"), ("a-2.pdf", b"3")], DAY))
    assert len({one.casefold() for one in found}) == 3


def test_a_name_that_is_not_ascii_is_marked_as_utf_8():
    (info,) = zipfile.ZipFile(io.BytesIO(pack_zip([("zoë_中.pdf", b"x")], DAY))).infolist()
    assert info.flag_bits & 0x800
    assert info.filename == "zoë_中.pdf" or module.safe_stem("zoë") in info.filename
