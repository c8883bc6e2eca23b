"""What is possible but hardly plausible is told by every command that reads a profile, and stops none of them."""

from __future__ import annotations

import pytest

from tests.cli.running import profile

MONEY = "money:\n  years: 16\n  discount_rate: 6%\n"
SAID = "a.yaml:12:3: warning: money.years is more than 15 years"
BOTH = profile().replace("Car lease", "{en: Car lease, nl: Autolease}", 1) + MONEY


@pytest.mark.parametrize(
    "command",
    [
        ("place", "a.yaml"),
        ("place", "a.yaml", "--json"),
        ("build", "a.yaml", "--format", "html", "--kind", "brief"),
        ("check", "a.yaml"),
    ],
)
def test_a_warning_is_told_and_the_command_succeeds(folder, command):
    folder.put("a.yaml", profile() + MONEY)
    ran = folder(*command)
    assert ran.code == 0
    assert ran.err.startswith(SAID)
    assert ran.err.count("warning:") == 1


def test_check_counts_warnings_beside_problems(folder):
    folder.put("a.yaml", BOTH)
    ran = folder("check", "a.yaml")
    assert ran.err.splitlines()[-1] == "Content and 1 profile: no problems, 1 warning."


def test_check_gives_warnings_to_machines_too(folder):
    folder.put("a.yaml", BOTH)
    ran = folder("check", "a.yaml", "--json")
    assert (ran.code, ran.err, ran.json["problems"]) == (0, "", [])
    (warning,) = ran.json["warnings"]
    assert set(warning) == {"code", "message", "file", "line", "column", "hint"}
    assert (warning["code"], warning["file"], warning["line"]) == (
        "implausible-years",
        "a.yaml",
        12,
    )


def test_a_benchmark_and_a_template_are_taken_from_the_content(folder):
    wrong = "money:\n  years: 4\n  total_cost: {template: vans}\n"
    folder.put("a.yaml", profile() + wrong)
    ran = folder("place", "a.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("a.yaml:13:16: money.total_cost.template is “vans”")


def test_wrong_cost_figures_are_told_in_their_file(folder):
    folder.put("content/benchmarks.yaml", "orders: {measures: order-cost}\n")
    folder.put("playbook.toml", "# ours\n")
    ran = folder("check")
    assert ran.code == 1
    assert "content/benchmarks.yaml:1:1: orders.what is missing" in ran.err
