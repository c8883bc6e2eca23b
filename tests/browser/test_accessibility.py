"""Every page passes axe-core in Chromium, on a desk and on a phone, and its tables and headings are what they look like."""

from __future__ import annotations

import json

import pytest

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.locales import Locale
from tests.extremes import maximal, minimal
from tests.support import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE, NARROW = 1280, 390, 320

RUN = f"""axe.run({{runOnly: {json.dumps(RULES)}, resultTypes: ["violations"], iframes: false}}).then(
  found => [found.passes.length, found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])])"""


def violations(tab):
    """Return the rules broken, with where; a run that checked little is no proof."""
    tab.evaluate(AXE + "; undefined")
    passed, broken = tab.evaluate(RUN)
    assert passed > 15
    return broken


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(Kind))
def test_no_page_breaks_a_rule(open_tab, pages, kind, locale, width):
    assert violations(open_tab(pages[kind, locale], width)) == []


@pytest.mark.parametrize("locale", list(Locale))
def test_nor_does_an_empty_or_a_full_profile(open_tab, bank, workshop, tmp_path, locale):
    path = tmp_path / "page.html"
    for profile in (minimal(), maximal(bank)):
        briefing = brief_account(profile, locale, workshop)
        target = Target("profile", Kind.PLAYBOOK, locale, Format.HTML, path.name)
        path.write_bytes(render_target(target, briefing, workshop).data)
        tab = open_tab(path, NARROW)
        assert violations(tab) == []
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW
        assert tab.complaints() == []


def test_a_broken_rule_would_be_found(open_tab, pages, tmp_path):
    page = pages[Kind.BRIEF, Locale.EN].read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(page.replace('<html lang="en">', "<html>"), encoding="utf-8")
    assert [rule for rule, _ in violations(open_tab(broken))] == ["html-has-lang"]
