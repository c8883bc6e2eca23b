from __future__ import annotations

import json

import pytest

from playbook.cli.place import JSON_FORMAT
from tests.cli.running import profile
from tests.support import MINIMAL, ROOT

EXAMPLES = ROOT / "content" / "profiles"


def test_a_placement_is_printed_within_80_columns(folder):
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for lang in ("en", "nl"):
            ran = folder("place", str(path), "--lang", lang)
            assert ran.code == 0
            assert all(": warning: " in line for line in ran.err.splitlines())
            assert max(map(len, ran.out.splitlines())) <= 80
            assert "%" in ran.out
            assert ran.out.count("+--") >= 3
            for leftover in ("None", "Undefined", "{{", "Quadrant."):
                assert leftover not in ran.out


def test_json_holds_the_documented_keys(folder):
    folder.put("a.yaml", profile())
    ran = folder("place", "a.yaml", "--json")
    assert (ran.code, ran.err) == (0, "")
    data = ran.json
    assert data["format"] == JSON_FORMAT
    assert set(data) >= {
        "quadrant", "second", "likeliest", "confidence", "probabilities", "approach", "scores", "axes",
        "contributions", "missing", "would_flip", "conflicts", "ask_next", "offering", "account",
        "override_reason",
    }  # fmt: skip
    assert set(data["probabilities"]) == {"strategic", "leverage", "bottleneck", "routine"}
    assert sum(data["probabilities"].values()) == pytest.approx(1, abs=0.001)
    assert set(data["scores"]) == set(data["axes"]) == {"financial_risk", "supply_risk"}
    assert data["account"] == "Acme"
    assert [one["factor"] for one in data["contributions"]] == ["alternatives"]
    assert len(data["missing"]) == 14
    assert data["ask_next"][0]["ask_buyer"]


def test_the_same_profile_prints_the_same(folder):
    folder.put("a.yaml", profile())
    assert folder("place", "a.yaml", "--json").out == folder("place", "a.yaml", "--json").out


def test_without_answers_it_says_that_it_does_not_know(folder, content):
    from playbook.locales import Locale

    folder.put("a.yaml", MINIMAL)
    for locale in Locale:
        ran = folder("place", "a.yaml", "--lang", locale.value)
        assert ran.code == 0
        unknown = content.labels[locale]("verdict.unknown")
        assert " ".join(unknown.split()) in " ".join(ran.out.split())
    data = folder("place", "a.yaml", "--json").json
    assert set(data["probabilities"].values()) == {0.25}
    assert (data["confidence"], data["quadrant"]) == ("unknown", "routine")


@pytest.mark.parametrize(
    "text",
    [
        profile(),
        json.dumps(
            {"format": 1, "seller": {"name": "S"}, "offering": {"name": "O", "summary": "S."}}
        ),
    ],
)
def test_standard_input_may_be_yaml_or_json(folder, text):
    ran = folder("place", "-", "--json", stdin=text)
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["quadrant"]


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\0\0\0", b"- a list", b"{", b"{}", b"format: 1\nnonsense: 2\n"]
)
def test_bad_standard_input_is_a_message_and_no_traceback(folder, data):
    ran = folder("place", "-", stdin=data)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("-")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["none.yaml", ".", "profile.docx", "profile"])
def test_what_is_no_profile_file_is_told(folder, name):
    folder.put("profile.docx", "x")
    folder.put("profile", "x")
    ran = folder("place", name)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


def test_every_problem_is_told_at_its_line(folder):
    folder.put("a.yaml", profile() + "  aproval: 3\n  lock_in: 9\nextra: 1\n")
    ran = folder("place", "a.yaml")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert len(lines) == 3
    assert [line.split(":")[:2] for line in lines] == [
        ["a.yaml", one] for one in ("11", "12", "13")
    ]


def test_a_line_end_or_terminal_code_never_reaches_the_terminal(folder):
    path = "a\x1b[2J\nb\x9bc.yaml"
    for ran in (folder("place", path), folder("place", path, "--json")):
        assert ran.code == 1
        assert not {"\x1b", "\x9b"} & set(ran.err)
        assert len(ran.err.splitlines()) == 1


def test_a_name_that_steers_a_terminal_is_refused_or_written_out(folder):
    folder.put("a.yaml", profile("Acme \u200f\u200dEvil"))
    ran = folder("place", "a.yaml")
    assert ran.code == 0
    assert not {"\u200f", "\u200d"} & set(ran.out)
    ran = folder("place", "a.yaml", "--json")
    assert "\u200f" not in ran.out
    assert ran.json["account"] == "Acme \u200f\u200dEvil"
    folder.put("a.yaml", profile("Acme").replace('"Acme"', '"Acme \\e[2J"'))
    assert folder("place", "a.yaml").code == 1


def test_an_unknown_language_is_wrong_usage(folder):
    folder.put("a.yaml", profile())
    ran = folder("place", "a.yaml", "--lang", "de")
    assert (ran.code, ran.out) == (2, "")
    assert "--lang" in ran.err
