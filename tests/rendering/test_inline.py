from __future__ import annotations

import base64
import hashlib

import pytest

from playbook.rendering.inline import page_script, security_policy
from tests.support import write_tree


def hashed(text):
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_a_policy_allows_what_the_page_holds_and_nothing_else():
    rules = dict(
        rule.split(" ", 1) for rule in security_policy("p { é }", "let a = 1;\n").split("; ")
    )
    assert rules == {
        "default-src": "'none'",
        "script-src": hashed("let a = 1;\n"),
        "style-src": hashed("p { é }"),
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_without_a_script_no_script_may_run():
    assert "script-src 'none';" in security_policy("p {}")


@pytest.mark.parametrize("text", ["p {}", "p { }", "p {}\n"])
def test_every_character_counts(text):
    assert hashed(text) in security_policy(text)
    assert security_policy(text) != security_policy(text + " ")


def test_the_projects_own_script_wins(tmp_path):
    own = write_tree(tmp_path / "own", {"scripts/page.js": "own"})
    shipped = write_tree(tmp_path / "shipped", {"scripts/page.js": "shipped"})
    assert page_script((own, shipped), "page") == "own"
    assert page_script((tmp_path, shipped), "page") == "shipped"
