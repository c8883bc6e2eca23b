"""`playbook build` on a folder that holds an earlier build: what is made again, what is left, what is removed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.running import profile

ALL = ("--format", "html", "--date", "2026-11-24")
BRIEF = ("--kind", "brief", *ALL)
STRATEGIC = """\
format: 1
seller: {name: Meridian Lease}
offering: {name: Platform, summary: A production platform.}
account: {name: Strata}
answers:
  spend_share: 5
  outage_cost: 5
  alternatives: 1 supplier
  switching_time: 2 years
"""


def contents(folder, name="output"):
    """Return all documents by name: bytes and time of writing."""
    return {
        path.relative_to(folder.root / name).as_posix(): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
        )
        for path in sorted((folder.root / name).rglob("*"))
        if path.is_file() and ".playbook" not in path.parts
    }


def made_again(before, after):
    return {name for name in after if after[name] != before.get(name)}


@pytest.fixture
def built(folder):
    """Return a folder with two profiles, a and b, whose briefs were built."""
    for name in "ab":
        folder.put(f"profiles/{name}.yaml", profile(name.upper()))
    assert folder("build", *BRIEF).code == 0
    return folder


def brief(account, lang="en"):
    return f"{account}_car-lease_brief_{lang}.html"


def test_what_is_up_to_date_is_left_as_it_is_and_listed(built):
    before = contents(built)
    ran = built("build", *BRIEF)
    assert (ran.code, contents(built)) == (0, before)
    assert ran.out.splitlines() == [f"output/{brief(one)}" for one in "ab"]
    assert ran.err == "0 documents written, 2 up to date already.\n"
    data = built("build", *BRIEF, "--json").json
    assert (data["written"], len(data["fresh"]), data["removed"]) == ([], 2, [])


def test_it_is_up_to_date_from_wherever_it_is_asked_and_in_any_process(built):
    built.put("playbook.toml", "")
    before = contents(built)
    for seed, folder, source in (("1", ".", "profiles"), ("2", "profiles", ".")):
        ran = run(built.root / folder, "build", source, *BRIEF, PYTHONHASHSEED=seed)
        assert (ran.returncode, ran.stderr) == (0, "0 documents written, 2 up to date already.\n")
    assert contents(built) == before


def test_a_changed_profile_makes_its_own_documents_again(built):
    before = contents(built)
    built.put("profiles/b.yaml", profile("B").replace("6 suppliers", "5 suppliers"))
    ran = built("build", *BRIEF)
    assert (ran.code, made_again(before, contents(built))) == (0, {brief("b")})
    assert ran.err == "1 document written, 1 up to date already.\n"


def test_a_profile_that_only_looks_different_is_up_to_date(built):
    before = contents(built)
    built.put("profiles/b.yaml", "# a remark\n" + profile("B"))
    built("build", *BRIEF)
    assert contents(built) == before


@pytest.mark.parametrize("change", ["altered", "gone"])
def test_a_document_that_was_altered_or_removed_by_hand_is_made_again(built, change):
    before = contents(built)
    path = built.root / "output" / brief("a")
    path.write_text("mine") if change == "altered" else path.unlink()
    assert built("build", *BRIEF).code == 0
    after = contents(built)
    assert made_again(before, after) == {brief("a")}
    assert after[brief("a")][0] == before[brief("a")][0]


@pytest.mark.parametrize(
    "options",
    [("--date", "2026-11-25"), ("--theme", "bold"), ("--brand", "brand.yml")],
    ids=["date", "theme", "brand"],
)
def test_what_every_document_shows_makes_all_again(built, options):
    built.put("brand.yml", "color: {primary: '#7a1fa2'}\n")
    before = contents(built)
    assert built("build", *BRIEF, *options).code == 0
    assert made_again(before, contents(built)) == {brief("a"), brief("b")}


def test_the_archive_form_is_another_document(folder):
    folder.put("profiles/a.yaml", profile("A"))
    order = ("build", "--kind", "leave-behind", "--format", "pdf", "--date", "2026-11-24")
    assert folder(*order).code == 0
    before = contents(folder)
    assert folder(*order, "--archive").code == 0
    assert made_again(before, contents(folder)) == set(before)


def changed_text(folder, project, name):
    text = project.content_file(name).read_text(encoding="utf-8")
    folder.put(f"content/{name}", text.replace("\n## ", "\n##  ", 1))


def test_a_changed_text_makes_only_those_again_that_may_print_it(folder, project):
    folder.put("profiles/routine.yaml", profile("Rou"))
    folder.put("profiles/strategic.yaml", STRATEGIC)
    folder.put("profiles/dutch.yaml", "language: nl\n" + profile("Nel"))
    placed = {
        name: folder("place", f"profiles/{name}.yaml", "--json").json["quadrant"]
        for name in ("routine", "strategic", "dutch")
    }
    assert placed == {"routine": "routine", "strategic": "strategic", "dutch": "routine"}
    assert folder("build", *ALL).code == 0
    before = contents(folder)
    changed_text(folder, project, "quadrants/routine/position.en.md")
    ran = folder("build", *ALL, "--dry-run", "--json")
    assert {one["why"] for one in ran.json["write"]} == {"outdated"}
    assert folder("build", *ALL).code == 0
    again = made_again(before, contents(folder))
    assert again == {one["file"] for one in ran.json["write"]}
    assert {brief("rou"), "rou_car-lease_playbook_en.html"} <= again
    assert not [name for name in again if "_nl." in name or "coffee" in name]
    assert "strata_platform_brief_en.html" not in again


def test_changed_labels_make_one_language_again(folder, project):
    folder.put("profiles/a.yaml", profile("A"))
    folder.put("profiles/n.yaml", "language: nl\n" + profile("N"))
    assert folder("build", *BRIEF).code == 0
    before = contents(folder)
    labels = project.content_file("labels/nl.yaml").read_text(encoding="utf-8")
    folder.put("content/labels/nl.yaml", labels + "\n# one remark\n")
    assert folder("build", *BRIEF).code == 0
    assert made_again(before, contents(folder)) == {brief("n", "nl")}


def test_a_page_that_moves_within_the_templates_makes_all_again(built):
    built.put("templates/parts/brief.html", "<p>ours</p>")
    built("build", *BRIEF)
    before = contents(built)
    (built.root / "templates/sections").mkdir()
    (built.root / "templates/parts/brief.html").rename(built.root / "templates/sections/brief.html")
    built("build", *BRIEF)
    assert made_again(before, contents(built)) == {brief("a"), brief("b")}


def test_a_renamed_account_leaves_nothing_behind(built):
    built.put("profiles/b.yaml", profile("Beta"))
    ran = built("build", *BRIEF)
    assert set(contents(built)) == {brief("a"), brief("beta")}
    assert f"output/{brief('b')}: removed, since nothing leads to it any more." in ran.err


def test_a_renamed_account_keeps_its_document_until_there_is_a_new_one(built):
    built.put("profiles/b.yaml", profile("Beta"))
    ran = built("build", *BRIEF, "--only", "a")
    assert (ran.code, set(contents(built))) == (0, {brief("a"), brief("b")})
    built.put("templates/sections/brief.html", "{{ nonsense }}")
    assert built("build", *BRIEF).code == 1
    assert set(contents(built)) == {brief("a"), brief("b")}


def test_two_accounts_that_change_names_keep_each_their_document(built):
    before = contents(built)
    for name, account in (("a", "B"), ("b", "A")):
        built.put(f"profiles/{name}.yaml", profile(account))
    assert dry_run(built, *BRIEF)["remove"] == []
    ran = built("build", *BRIEF)
    assert (ran.code, set(contents(built))) == (0, set(before))
    assert "removed" not in ran.err


def test_a_removed_profile_leaves_nothing_behind_when_its_folder_is_built(built):
    (built.root / "profiles/b.yaml").unlink()
    assert built("build", "profiles/a.yaml", *BRIEF).code == 0
    assert set(contents(built)) == {brief("a"), brief("b")}
    assert built("build", *BRIEF).code == 0
    assert set(contents(built)) == {brief("a")}


def test_a_profile_that_cannot_be_read_keeps_its_documents(built):
    before = contents(built)
    built.put("profiles/b.yaml", "format: 1\n")
    assert built("build", *BRIEF).code == 4
    assert contents(built) == before


def test_another_language_or_kind_leaves_what_is_there(built):
    before = contents(built)
    assert built("build", *BRIEF, "--lang", "nl").code == 0
    assert built("build", "--kind", "coffee-card", *ALL).code == 0
    after = contents(built)
    assert set(after) > set(before)
    assert made_again(before, after).isdisjoint(before)


def test_what_is_left_over_but_was_changed_stays_and_is_told_once(built):
    (built.root / "output" / brief("b")).write_text("mine")
    built.put("profiles/b.yaml", profile("Beta"))
    ran = built("build", *BRIEF)
    assert (built.root / "output" / brief("b")).read_text() == "mine"
    assert f"output/{brief('b')}: nothing leads to it any more, but somebody changed it" in ran.err
    assert brief("b") not in built("build", *BRIEF).err


def test_what_others_put_there_is_never_touched(built):
    built.put("output/notes.txt", "mine")
    built.put("output/zeta_car-lease_brief_en.html", "mine")
    built.put("output/accounts/zeta/zeta.html", "mine")
    (built.root / "profiles/b.yaml").unlink()
    assert built("build", *BRIEF).code == 0
    after = contents(built)
    assert set(after) == {
        brief("a"), "notes.txt", "zeta_car-lease_brief_en.html", "accounts/zeta/zeta.html",
    }  # fmt: skip
    assert [after[name][0] for name in after if name != brief("a")] == [b"mine"] * 3


def test_a_damaged_record_makes_all_again_and_removes_nothing(built):
    before = contents(built)
    (built.root / "output/.playbook/manifest.json").write_bytes(b"{")
    (built.root / "profiles/b.yaml").unlink()
    ran = built("build", *BRIEF)
    assert (ran.code, ran.err) == (0, "")
    after = contents(built)
    assert (set(after), made_again(before, after)) == (set(before), {brief("a")})


def dry_run(folder, *options):
    before = contents(folder)
    data = folder("build", *options, "--dry-run", "--json").json
    assert contents(folder) == before
    return data


def test_a_dry_run_says_what_the_build_then_does(built):
    built.put("profiles/b.yaml", profile("Beta"))
    built.put("profiles/c.yaml", profile("C"))
    (built.root / "output" / brief("a")).write_text("mine")
    order = (*BRIEF, "--json")
    said = dry_run(built, *BRIEF)
    assert {one["file"]: one["why"] for one in said["write"]} == {
        brief("a"): "lost", brief("beta"): "new", brief("c"): "new",
    }  # fmt: skip
    did = built("build", *order).json
    assert [one["file"] for one in said["write"]] == [
        path.rpartition("/")[2] for path in did["written"]
    ]
    assert [path.rpartition("/")[2] for path in did["removed"]] == said["remove"] == [brief("b")]
    assert dry_run(built, *BRIEF)["write"] == []


def test_a_dry_run_leaves_no_folder_behind(folder):
    folder.put("a.yaml", profile())
    ran = folder("build", "a.yaml", *BRIEF, "--dry-run")
    assert (ran.code, ran.out) == (0, f"new       output/{brief('acme')}\n")
    assert "Would write 1 document (1 new)" in ran.err
    assert not (folder.root / "output").exists()


def test_only_what_changed_itself_is_made_where_that_is_asked(built):
    before = contents(built)
    built.put("profiles/b.yaml", profile("B").replace("6 suppliers", "5 suppliers"))
    ran = built("build", "--kind", "brief", "--format", "html", "--date", "2026-11-25", "--changed")
    assert (ran.code, made_again(before, contents(built))) == (0, {brief("b")})
    assert "1 document not made again: nothing of their own changed." in ran.err
    assert built("build", "--kind", "brief", "--format", "html", "--date", "2026-11-25").code == 0
    assert made_again(before, contents(built)) == {brief("a"), brief("b")}


ONLY = [
    ("A", {"a"}),
    ("a", {"a"}),
    ("account=a", {"a"}),
    ("account=*", {"a", "b"}),
    ("?", {"a", "b"}),
    ("car lease", {"a", "b"}),
    ("offering=car*", {"a", "b"}),
    ("sector=public", {"b"}),
    ("industry=Fo*", {"b"}),
    ("quadrant=routine", {"a", "b"}),
    ("certainty=*", {"a", "b"}),
]


@pytest.mark.parametrize(("wish", "chosen"), ONLY)
def test_only_some_are_built_where_that_is_asked(folder, wish, chosen):
    folder.put("profiles/a.yaml", profile("A"))
    text = profile("B").replace('name: "B"', 'name: "B"\n  sector: public\n  industry: Food')
    folder.put("profiles/b.yaml", text)
    ran = folder("build", *BRIEF, "--only", wish)
    assert ran.code == 0, ran.err
    assert set(folder.files()) == {brief(one) for one in chosen}


def test_several_wishes_join_within_a_field_and_narrow_across_fields(built):
    wishes = ("--only", "account=a", "--only", "account=b", "--only", "quadrant=routine")
    assert len(built("build", *BRIEF, *wishes).out.splitlines()) == 2
    ran = built("build", *BRIEF, "--only", "account=a", "--only", "offering=car lease")
    assert ran.out == f"output/{brief('a')}\n"


@pytest.mark.parametrize("extra", [(), ("--dry-run",)])
def test_wishes_that_nothing_meets_are_told(built, extra):
    before = contents(built)
    ran = built("build", *BRIEF, "--only", "account=Nobody", "--only", "owner=Anna", *extra)
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert "account=Nobody" in line
    assert "owner=Anna" in line
    assert contents(built) == before


def test_what_was_not_asked_for_is_not_left_over(built):
    before = contents(built)
    assert built("build", *BRIEF, "--only", "a").code == 0
    assert contents(built) == before


@pytest.mark.parametrize("wish", ["nonsense=1", "owner=", "=", ""])
def test_a_wish_that_is_none_is_wrong_usage(built, wish):
    assert built("build", *BRIEF, "--only", wish).code == 2


def run(folder, *arguments, **environment):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "playbook", *arguments],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, **environment},
    )
