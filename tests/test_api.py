from __future__ import annotations

import subprocess
import sys

import pytest

import playbook
from playbook.errors import ProfileError
from playbook.kraljic.matrix import Quadrant
from tests.support import ROOT, make_profile, write_tree

DATA = {
    "format": 1,
    "seller": {"name": "Meridian Lease"},
    "offering": {"name": "Car lease", "summary": "Cars."},
    "answers": {"alternatives": "6 suppliers", "spend_share": "2%", "cost_share": 4},
}


def test_data_a_profile_and_a_file_give_the_same_placement(tmp_path):
    import json

    path = tmp_path / "profile.json"
    path.write_text(json.dumps(DATA))
    by_data = playbook.place(DATA)
    assert by_data.quadrant is Quadrant.LEVERAGE
    assert playbook.place(path) == by_data == playbook.place(str(path))
    assert (
        playbook.place(make_profile(answers=DATA["answers"])).probabilities == by_data.probabilities
    )


def test_everything_wrong_in_data_is_told_at_once():
    with pytest.raises(ProfileError) as caught:
        playbook.place({**DATA, "seler": {}, "answers": {"alternatives": "0 suppliers"}})
    assert {problem.code for problem in caught.value.problems} == {
        "unknown-key",
        "impossible-value",
    }


def test_a_project_may_weigh_otherwise(tmp_path):
    weights = (ROOT / "content" / "weights.yaml").read_text(encoding="utf-8")
    heavier = weights.replace("      weight: 1.5\n      progressive: true", "      weight: 40")
    assert heavier != weights
    write_tree(tmp_path, {"playbook.toml": "", "content/weights.yaml": heavier})
    assert playbook.place(DATA, tmp_path).probabilities != playbook.place(DATA).probabilities


def test_the_package_loads_nothing_until_it_is_asked_to_place():
    code = "import sys, playbook; print('pydantic' in sys.modules, playbook.__version__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split()[0] == "False"


def test_an_unknown_attribute_is_an_attribute_error():
    with pytest.raises(AttributeError, match="plaice"):
        playbook.plaice  # noqa: B018
