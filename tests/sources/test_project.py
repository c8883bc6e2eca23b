from __future__ import annotations

import pytest

from playbook.sources.project import bundled, find_project
from tests.support import ROOT, problems_of, write_tree


def test_the_bundled_folders_lie_beside_the_package_in_a_checkout():
    assert bundled("content") == ROOT / "content"
    assert bundled("templates") == ROOT / "templates"


def test_a_folder_without_settings_is_its_own_project(tmp_path):
    project = find_project(tmp_path)
    assert project.root == tmp_path.resolve()
    assert project.output == tmp_path.resolve() / "output"
    assert project.content_roots == (bundled("content"),)


def test_a_project_is_found_from_any_folder_in_it(tmp_path):
    write_tree(tmp_path, {"playbook.toml": 'output = "out"\n', "a/b/c.txt": ""})
    project = find_project(tmp_path / "a" / "b")
    assert project.root == tmp_path.resolve()
    assert project.output == tmp_path.resolve() / "out"


def test_the_nearest_project_counts(tmp_path):
    write_tree(tmp_path, {"playbook.toml": "# outer\n", "a/playbook.toml": "# inner\n"})
    assert find_project(tmp_path / "a").root == tmp_path.resolve() / "a"


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ('outptu = "x"\n', "unknown-key", (1, 1), "Did you mean output?"),
        ('# first\ncolour = "x"\n', "unknown-key", (2, 1), "Write output."),
        ("output = 3\n", "wrong-type", (1, 1), "some-folder"),
        ('output = " "\n', "wrong-type", (1, 1), "some-folder"),
        ('output = "a\\u0000b"\n', "wrong-type", (1, 1), "some-folder"),
        ("output =\n", "syntax", (1, 9), "quotes"),
    ],
)
def test_settings_that_are_wrong_are_told_with_place_and_remedy(tmp_path, text, code, place, hint):
    write_tree(tmp_path, {"playbook.toml": text})
    (problem,) = problems_of(lambda: find_project(tmp_path))
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert problem.file.endswith("playbook.toml")
    assert hint in problem.hint


def test_all_wrong_settings_are_told_at_once(tmp_path):
    write_tree(tmp_path, {"playbook.toml": "output = 3\ninput = 4\n"})
    assert len(problems_of(lambda: find_project(tmp_path))) == 2


def own(tmp_path, files):
    return find_project(write_tree(tmp_path, {"playbook.toml": "# ours\n", **files}))


def test_a_file_of_the_project_replaces_the_bundled_one(tmp_path):
    project = own(tmp_path, {"content/questions.yaml": "x: y"})
    assert project.content_file("questions.yaml") == tmp_path.resolve() / "content/questions.yaml"
    assert project.content_file("sources.yaml") == bundled("content") / "sources.yaml"


def test_files_are_listed_once_each_with_the_winner(tmp_path):
    name = "quadrants/routine/money.nl.md"
    project = own(tmp_path, {f"content/{name}": "x", "content/quadrants/routine/extra.nl.md": "x"})
    files = project.content_files("quadrants/*/*.md")
    assert files[name].parent == tmp_path.resolve() / "content/quadrants/routine"
    assert files["quadrants/routine/money.en.md"].is_relative_to(bundled("content"))
    assert "quadrants/routine/extra.nl.md" in files
    assert list(files) == sorted(files)


def test_hidden_files_and_folders_are_not_content(tmp_path):
    project = own(
        tmp_path,
        {"content/quadrants/routine/.#money.nl.md": "x", "content/quadrants/routine/d.md/x": "x"},
    )
    names = project.content_files("quadrants/*/*.md")
    assert not any(".#" in name or name.endswith("d.md") for name in names)


def test_paths_are_shown_from_where_the_user_stands(tmp_path, monkeypatch):
    project = own(tmp_path, {"a/b.yaml": ""})
    monkeypatch.chdir(tmp_path)
    assert project.shown(tmp_path.resolve() / "a" / "b.yaml") == "a/b.yaml"
    monkeypatch.chdir(tmp_path / "a")
    assert project.shown(tmp_path.resolve() / "c.yaml") == str(tmp_path.resolve() / "c.yaml")


def test_an_empty_settings_file_marks_a_project(tmp_path):
    (tmp_path / "playbook.toml").touch()
    inside = tmp_path / "profiles"
    inside.mkdir()
    assert find_project(inside).root == tmp_path
