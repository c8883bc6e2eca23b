from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from playbook.build import shipment
from playbook.build.job import Outcome, make
from playbook.build.shipment import pack, unpack
from playbook.errors import PlaybookError
from tests.build.harm import harmful, jobs_for


@pytest.fixture
def shop(workshop, tmp_path):
    return harmful(workshop, tmp_path / "ours")


def test_templates_that_are_here_are_used_and_others_unpacked(shop, tmp_path):
    data = pack(shop)
    there = tmp_path / "there"
    here = unpack(data, there)
    assert here.workshop == shop
    assert not there.exists()
    (tmp_path / "ours/sections/brief.html").write_text("<p>changed</p>")
    assert unpack(data, there).workshop.template_roots[0].is_relative_to(there)
    shutil.rmtree(tmp_path / "ours")
    made = unpack(data, there).workshop
    assert made.template_roots[0].is_relative_to(there)
    assert made.template_roots[1:] == shop.template_roots[1:]
    (job,) = jobs_for("A")
    assert b"A in our own words" in make(job, made).data


def test_messages_name_folders_as_the_sender_knows_them(shop, tmp_path):
    data = pack(shop)
    (job,) = jobs_for("Errs")
    before = make(job, shop)
    shutil.rmtree(tmp_path / "ours")
    unpacked = unpack(data, tmp_path / "there")
    after = make(job, unpacked.workshop)
    assert str(tmp_path / "there") in str(after)
    assert unpacked.told(after) == before
    fine = Outcome(1, b"whole")
    assert unpacked.told(fine) is fine


def test_the_templates_of_the_package_do_not_travel_and_must_be_the_same(
    workshop, tmp_path, monkeypatch
):
    data = pack(workshop)
    assert b"SourceSans3" not in data
    shutil.copytree(workshop.template_roots[0], tmp_path / "other")
    (tmp_path / "other/pages/brief.html").write_text("other")
    monkeypatch.setattr(shipment, "bundled", lambda _: tmp_path / "other")
    with pytest.raises(PlaybookError, match="other templates"):
        unpack(data, tmp_path / "there")


def test_a_file_that_moves_is_another_folder(workshop, tmp_path):
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "a.html").write_text("x")
    shop = replace(workshop, template_roots=(ours,))
    data = pack(shop)
    (ours / "a.html").rename(ours / "b.html")
    (root,) = unpack(data, tmp_path / "there").workshop.template_roots
    assert [one.name for one in root.iterdir()] == ["a.html"]
