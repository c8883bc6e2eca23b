"""What a build looks at beside the profiles and sheets it is given, so that its stamp can list it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playbook.build.stamping import everything_under, installation
from playbook.errors import ProfileError
from playbook.sources.brand import BRAND_FILES
from playbook.sources.project import SETTINGS_FILE, Project, bundled
from playbook.sources.structured import load_structured

_BRAND_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".woff2", ".ttf", ".otf")


def watched(project: Project, working_folder: Path, brand: Path | None = None) -> Iterator[Path]:
    """Yield every file and folder that any build in a project looks at, also those that are not there but could be.

    Args:
        project: where the build works.
        working_folder: from where its settings were looked for, upwards.
        brand: the brand file it was given, if one was.
    """
    start = working_folder.resolve()
    for folder in (start, *start.parents):
        yield folder / SETTINGS_FILE
        if folder == project.root and (folder / SETTINGS_FILE).is_file():
            break
    roots = (project.root / "content", project.root / "templates", *project.profile_folders)
    for folder in dict.fromkeys((*roots, bundled("content"), bundled("templates"))):
        yield from everything_under(folder)
    brands = [brand] if brand else [project.root / name for name in BRAND_FILES]
    for file in brands:
        yield file
        yield from _named_in(file)
    yield from installation()


def _named_in(brand: Path) -> Iterator[Path]:
    """Yield the logos and fonts that a brand file names."""
    try:
        data = load_structured(brand).data if brand.is_file() else {}
    except ProfileError:  # told when the brand is read
        return
    for text in _texts_in(data):
        if text.lower().endswith(_BRAND_SUFFIXES) and "\0" not in text:
            yield brand.parent / text


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)
