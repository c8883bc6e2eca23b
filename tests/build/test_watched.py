from __future__ import annotations

from playbook.build.watched import watched
from playbook.sources.project import bundled, find_project
from tests.support import write_tree

BRAND = "logo:\n  images:\n    main: {path: marks/logo.svg, alt: Us}\ntypography:\n  fonts:\n    - {family: Ours, source: file, files: [fonts/ours.woff2]}\n"


def test_what_is_there_and_what_could_be_is_watched(tmp_path):
    write_tree(
        tmp_path,
        {
            "p/playbook.toml": "",
            "p/content/labels/en.yaml": "",
            "p/profiles/acme.yaml": "",
            "p/_brand.yml": BRAND,
            "p/deep/er/x": "",
        },
    )
    root = tmp_path / "p"
    found = set(watched(find_project(root), root / "deep" / "er"))
    for name in (
        "playbook.toml", "deep/playbook.toml", "deep/er/playbook.toml",
        "content", "content/labels", "content/labels/en.yaml", "content/profiles",
        "templates", "profiles", "profiles/acme.yaml",
        "_brand.yml", "_brand.yaml", "marks/logo.svg", "fonts/ours.woff2",
    ):  # fmt: skip
        assert root / name in found, name
    assert tmp_path / "playbook.toml" not in found  # settings further up no longer count
    assert bundled("content") / "weights.yaml" in found
    assert bundled("templates") / "pages" / "brief.html" in found
    assert any(path.name == "watched.py" for path in found)


def test_without_settings_they_could_come_anywhere_above(tmp_path):
    found = set(watched(find_project(tmp_path), tmp_path))
    assert {folder / "playbook.toml" for folder in (tmp_path, *tmp_path.parents)} <= found


def test_a_brand_that_was_given_replaces_the_projects_own(tmp_path):
    write_tree(
        tmp_path, {"_brand.yml": BRAND, "other/b.yml": "logo: x.png\n", "broken.yml": "a: ["}
    )
    project = find_project(tmp_path)
    found = set(watched(project, tmp_path, tmp_path / "other" / "b.yml"))
    assert tmp_path / "other" / "x.png" in found
    assert tmp_path / "marks" / "logo.svg" not in found
    assert tmp_path / "broken.yml" in set(watched(project, tmp_path, tmp_path / "broken.yml"))
