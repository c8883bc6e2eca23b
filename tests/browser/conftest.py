"""One browser per test process, and the example account's pages as files to open in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.locales import Locale
from playbook.sources.profiles import load_profile
from tests.browser.devtools import Browser, Tab, find_browser
from tests.support import ROOT

REQUIRED = "PLAYBOOK_REQUIRE_TOOLS"
EXAMPLE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
OpenTab = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser(tmp_path_factory) -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        reason = "no Chromium here (Debian, Ubuntu: sudo apt-get install chromium)"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{reason}, and {REQUIRED} is set")
        pytest.skip(reason)
    started = Browser(executable, tmp_path_factory.mktemp("browser"))
    yield started
    started.close()


@pytest.fixture
def open_tab(browser) -> Iterator[OpenTab]:
    """Return a function that opens a file in a tab of a given width; tabs are closed after the test."""
    tabs = []

    def open_(path: Path, width: int = 1280, height: int = 900, *, scripts: bool = True) -> Tab:
        tabs.append(Tab(browser, width, height, scripts=scripts))
        return tabs[-1].open(path)

    yield open_
    for tab in tabs:
        tab.close()


@pytest.fixture(scope="session")
def pages(bank, workshop, tmp_path_factory) -> dict[tuple[Kind, Locale], Path]:
    """Return the example account's pages, as files, by kind and language."""
    folder, found = tmp_path_factory.mktemp("pages"), {}
    for locale in Locale:
        briefing = brief_account(load_profile(EXAMPLE, bank, locale), locale, workshop)
        for kind in Kind:
            name = f"{kind.value}-{locale.value}.html"
            target = Target("profile", kind, locale, Format.HTML, name)
            (folder / name).write_bytes(render_target(target, briefing, workshop).data)
            found[kind, locale] = folder / name
    return found
