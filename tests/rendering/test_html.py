from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.extremes import NAMES, maximal, minimal
from tests.rendering.reading import Page
from tests.support import ROOT, make_profile

INTERNAL = (Kind.BRIEF, Kind.PLAYBOOK)
EXAMPLES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))


def html_of(profile, workshop, kind=Kind.PLAYBOOK, locale=Locale.EN):
    target = Target("profile", kind, locale, Format.HTML, "x.html")
    return render_target(target, brief_account(profile, locale, workshop), workshop).data.decode()


@pytest.fixture(scope="module")
def pages(bank, workshop):
    """Return every example page by example, kind and language."""
    found = {}
    for path in EXAMPLES:
        for locale in Locale:
            profile = load_profile(path, bank, locale)
            for kind in Kind:
                found[path.stem, kind, locale] = html_of(profile, workshop, kind, locale)
    return found


def test_every_page_is_sound_html(pages):
    assert len(pages) == len(EXAMPLES) * len(Kind) * len(Locale)
    for key, html in pages.items():
        page = Page(html)
        assert html.startswith("<!DOCTYPE html>"), key
        assert not page.crossed, key
        assert not page.open, key
        assert page.count("h1") == page.count("title") - page.count("svg") == 1, key
        assert ("html", "lang", key[2].value) in page.attributes, key
        assert ("meta", "charset", "utf-8") in page.attributes, key
        ids = [value for _, name, value in page.attributes if name == "id"]
        assert len(ids) == len(set(ids)), key


def test_no_page_asks_for_anything_elsewhere(pages):
    for key, html in pages.items():
        page = Page(html)
        for tag, name, value in page.attributes:
            if name in ("src", "href", "srcset", "poster", "data", "action", "xlink:href"):
                assert value.startswith(("#", "data:")), (key, tag, value)
                assert tag != "script", key
            assert not name.startswith("on"), (key, tag, name)
        assert not {tag for tag, _ in page.elements} & {
            "link", "iframe", "object", "embed", "base",
        }, key  # fmt: skip
        assert page.count("script") == (key[1] is not Kind.LEAVE_BEHIND), key
        urls = re.findall(r"url\(\s*[\"']?([^\"')]*)", html)
        assert urls
        assert all(url.startswith("data:") for url in urls), key
        assert "@import" not in html
        for inner in [v for _, n, v in page.attributes if n == "href" and v.startswith("#")]:
            assert f'id="{inner[1:]}"' in html, (key, inner)


def test_each_page_allows_its_own_styles_and_nothing_else(pages):
    for key, html in pages.items():
        page = Page(html)
        (policy,) = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html
        )
        rules = unescape(policy)
        assert "unsafe" not in rules, key
        for tag in ("style", "script"):
            texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            assert len(texts) == page.count(tag), key
            hashes = [hashlib.sha256(text.encode()).digest() for text in texts]
            allowed = [f"'sha256-{base64.b64encode(one).decode()}'" for one in hashes] or ["'none'"]
            assert f"{tag}-src {' '.join(allowed)};" in rules, key
        assert html.index("Content-Security-Policy") < html.index("<style>"), key
        assert not [one for one in page.attributes if one[1] == "style"], key


def test_every_table_has_heads_that_say_what_they_head(pages):
    seen = 0
    for key, html in pages.items():
        for attributes, table in re.findall(r"<table([^>]*)>(.*?)</table>", html, re.DOTALL):
            if "presentation" in attributes:
                continue
            seen += 1
            heads = re.findall(r"<th\b([^>]*)>(.*?)</th>", table, re.DOTALL)
            assert heads, (key, table)
            for given, words in heads:
                assert re.search(r'scope="(col|row)"', given), (key, given)
                assert Page(words).text, (key, table)
    assert seen > 100


def test_nothing_unfinished_is_left_on_any_page(pages):
    leftovers = ("{{", "}}", "{%", "[source:", "Undefined", "None", "TBD", "built-in method", "**")
    for key, html in pages.items():
        text = Page(html).text
        assert len(text) > 2000
        assert not [one for one in leftovers if one in text], key


def test_the_same_profile_gives_the_same_page(bank, workshop):
    profile = load_profile(EXAMPLES[0], bank, Locale.EN)
    assert html_of(profile, workshop) == html_of(profile, workshop)


def named(name):
    """Return a profile with *name* wherever somebody can type one."""
    return make_profile(
        seller={"name": name, "contact": name, "role": name},
        offering={"name": name, "summary": name, "category": name},
        account={"name": name, "industry": name, "size": name},
        answers={"approval": {"level": 1, "said_by": name, "note": name, "sure": "guess"}},
        proof_points=[{"claim": name, "figure": "7 of 9", "source": name}],
        stakeholders=[{"name": name, "function": name, "note": name}],
        objections=[{"objection": name, "answer": name}],
        actions=[{"action": name, "owner": name, "due": "2026-12-01"}],
        placement={"quadrant": "leverage", "reason": name},
    )


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "name", [*NAMES, "🚗 Leasing", "שלום בע״מ", "\u200fعربي", "Acme\u200b Ltd"]
)
def test_a_hostile_name_is_text_and_nothing_else(workshop, name, locale):
    page = Page(html_of(named(name), workshop, locale=locale))
    plain = Page(html_of(named("Plain name"), workshop, locale=locale))
    assert page.elements == plain.elements
    assert not page.crossed
    # A name may come twice in a row, so that it is counted without the words around it.
    assert page.text.count(name) >= plain.text.count("Plain name") > 20
    assert name in page.texts["title"]
    assert ("meta", "content", name) in page.attributes


@pytest.mark.parametrize("locale", list(Locale))
def test_the_least_and_the_most_make_sound_pages(bank, workshop, locale):
    for profile in (minimal(), maximal(bank), maximal(bank, "W")):
        for kind in Kind:
            page = Page(html_of(profile, workshop, kind, locale))
            assert not page.crossed
            assert page.count("h1") == 1


def test_without_answers_the_page_says_that_it_does_not_know(workshop, content):
    for locale in Locale:
        for kind in INTERNAL:
            page = Page(html_of(minimal(), workshop, kind, locale))
            assert content.labels[locale]("verdict.unknown") in page.text


def test_an_overruled_placement_gives_its_reason(workshop):
    profile = make_profile(placement={"quadrant": "strategic", "reason": "Their own category plan"})
    for kind in INTERNAL:
        assert "Their own category plan" in Page(html_of(profile, workshop, kind)).text
