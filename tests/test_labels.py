"""Every label that the code names is there; one that is missing would be met only by whoever needs it."""

from __future__ import annotations

import re

from playbook.locales import Locale
from tests.support import ROOT

NAMED = re.compile(r"""\b(?:labels|words|t)\(\s*"([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\"""")


def test_every_label_named_in_the_code_is_there(content):
    sources = sorted((ROOT / "playbook").rglob("*.py"))
    named = {key for path in sources for key in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 200
    for locale in Locale:
        known = set(content.labels[locale].texts)
        # Some are asked for without the group that all labels of a page share.
        ends = {key[at + 1 :] for key in known for at, sign in enumerate(key) if sign == "."}
        assert sorted(named - known - ends) == []
