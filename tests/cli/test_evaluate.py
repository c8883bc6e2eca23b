from __future__ import annotations

import io
import json
import sys

import pytest

from playbook.cli.app import run
from playbook.errors import ExitCode
from tests.support import ROOT, write_tree

CASES = ROOT / "content" / "cases" / "placements.yaml"
OWN = """\
- {id: ours, quadrant: routine, answers: {cost_share: 1, alternatives: 1, spend_share: 1}}
- {id: a-miss, quadrant: strategic, source_quality: c, answers: {cost_share: 1, alternatives: 1}}
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_tree(tmp_path, {"own.yaml": OWN})
    return tmp_path / "own.yaml"


def evaluated(capsys, *arguments):
    assert run(["evaluate", *arguments, "--json"]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


HEADLINE = {"n", "accuracy", "top_two", "brier", "log_loss"}


def test_the_json_has_the_documented_keys(capsys):
    data = evaluated(capsys, str(CASES))
    assert set(data) == HEADLINE | {
        "format",
        "intervals",
        "quadrants",
        "axes",
        "source_quality",
        "calibration",
        "baselines",
        "second_coder",
        "misses",
        "fitted_on",
        "honest",
    }
    assert set(data["intervals"]) == HEADLINE - {"n"}
    assert set(data["quadrants"]) == {"strategic", "leverage", "bottleneck", "routine"}
    assert set(data["axes"]) == {"financial_risk", "supply_risk"}
    assert set(data["baselines"]) == {"commonest", "four_factors", "equal_weights"}
    assert set(data["source_quality"]) == {"a", "b", "c"}
    assert set(data["second_coder"]) == HEADLINE | {"intervals", "source_quality"}
    assert all(set(one) == {"id", "expected", "got", "probability"} for one in data["misses"])
    assert sum(one["n"] for one in data["calibration"]) == data["n"] == 50
    assert len(data["misses"]) == round(50 * (1 - data["accuracy"]))
    assert data["fitted_on"] == 50
    assert set(data["honest"]["leave_source_out"]) == HEADLINE


def test_we_beat_the_baselines(capsys):
    data = evaluated(capsys, str(CASES))
    for baseline in data["baselines"].values():
        assert data["accuracy"] > baseline["accuracy"]
        assert data["brier"] < baseline["brier"]


def test_training_numbers_are_called_that(capsys):
    assert run(["evaluate", str(CASES)]) == ExitCode.FINE
    out = capsys.readouterr().out
    assert "training numbers" in out
    assert "leave source out" in out
    assert max(map(len, out.splitlines())) <= 80


def test_own_cases_are_not(own, capsys):
    assert run(["evaluate", str(own)]) == ExitCode.FINE
    out = capsys.readouterr().out
    assert "training numbers" not in out
    assert "leave source out" not in out
    assert "a-miss" in out
    assert max(map(len, out.splitlines())) <= 80


def test_cases_without_sources_or_second_coder(own, capsys):
    data = evaluated(capsys, str(own))
    assert (data["n"], data["accuracy"], data["fitted_on"]) == (2, 0.5, 0)
    assert data["second_coder"] is None
    assert set(data["source_quality"]) == {"c", "unknown"}
    assert data["quadrants"]["leverage"]["recall"] is None


def test_one_case_has_no_intervals(own, capsys):
    own.write_text(OWN.splitlines()[0])
    assert evaluated(capsys, str(own))["intervals"] is None
    assert run(["evaluate", str(own)]) == ExitCode.FINE
    assert "interval" not in capsys.readouterr().out


def test_standard_input_will_do(own, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OWN.encode())))
    assert evaluated(capsys, "-")["n"] == 2


def test_a_project_with_other_questions_can_evaluate(own, capsys, monkeypatch):
    import playbook.sources.cases as module

    monkeypatch.setattr(module, "FILE", "questions.yaml")  # no list of cases
    assert evaluated(capsys, str(own))["fitted_on"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a, quadrant: routine, answers: {costs_share: 1}}", "Did you mean cost_share?"),
        ("- {id: a, quadrant: middle, answers: {}}", "own.yaml:1:11: "),
        ("[]", "Compare with content/cases/placements.yaml."),
        (" ", "is empty"),
    ],
)
def test_bad_input_is_exit_code_one(own, capsys, text, said):
    own.write_text(text)
    assert run(["evaluate", str(own)]) == ExitCode.INPUT
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_missing_file_is_exit_code_one(own, capsys):
    assert run(["evaluate", "nowhere.yaml"]) == ExitCode.INPUT
    assert "nowhere.yaml: does not exist" in capsys.readouterr().err
