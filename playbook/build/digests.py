"""What the bytes of a document rest on besides its profile, as digests: texts, templates, brand, versions, the day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from playbook.build.workshop import Workshop
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS
from playbook.library.library import BlockKey
from playbook.locales import Locale
from playbook.sources.project import Project

_ENGINES = ("weasyprint", "pydyf", "fonttools", "jinja2", "markdown", "babel", "xlsxwriter")
"""Packages of which another version may write other bytes."""
_NOT_PRINTED = {"columns.yaml"}
"""Files of `content/` that are about reading, not about what documents say."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of everything that documents share."""

    everywhere: str
    """Templates, brand, versions, day, and the content that is of no language or quadrant."""
    words: Mapping[Locale, str]
    """The labels of each language."""
    texts: Mapping[BlockKey, str]
    """Each text: of a quadrant, on a topic, in a language."""

    def of(self, texts_printed: Iterable[tuple[Quadrant, str]], locale: Locale) -> str:
        """Return the digest of what a document in this language prints from, where it prints these texts."""
        texts = [self.texts[quadrant, topic, locale] for quadrant, topic in texts_printed]
        return digest_of(self.everywhere, self.words[locale], *texts)


def digest_of(*parts: str | bytes) -> str:
    """Return the digest of some parts: 32 hexadecimal digits."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()[:32]


def digest_project(project: Project, workshop: Workshop) -> Digests:
    """Read everything that documents share, and return its digests."""
    content = project.content_files("*.yaml")
    shared = [path for name, path in content.items() if name not in _NOT_PRINTED]
    everywhere = digest_of(
        *(f"{name} {number}" for name, number in engine_versions().items()),
        python_version(),
        digest_package(),
        _of_files(shared),
        *(digest_folder(root) for root in workshop.template_roots),
        repr(workshop.brand),
        workshop.today.isoformat(),
        str(workshop.for_archive),
    )
    words = {one: _of_files([project.content_file(f"labels/{one.value}.yaml")]) for one in Locale}
    texts = {
        (quadrant, topic, locale): _of_files(
            [project.content_file(f"quadrants/{quadrant.value}/{topic}.{locale.value}.md")]
        )
        for quadrant in Quadrant
        for topic in TOPICS
        for locale in Locale
    }
    return Digests(everywhere, words, texts)


def template_files(roots: Iterable[Path]) -> list[Path]:
    """Return every file under the template folders, in order."""
    return [path for root in roots for path in sorted(root.rglob("*")) if path.is_file()]


def engine_versions() -> dict[str, str]:
    """Return the versions of the packages that decide what bytes come out."""
    return {name: version(name) for name in _ENGINES}


def digest_package() -> str:
    """Return the digest of this package's own code."""
    package = Path(__file__).resolve().parent.parent
    return _of_files(sorted(package.rglob("*.py")))


def digest_folder(root: Path) -> str:
    """Return the digest of a folder's files and of where in it they stand."""
    files = template_files([root])
    return digest_of(
        *(part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes()))
    )


def _of_files(paths: Iterable[Path]) -> str:
    """Return the digest of files' names and bytes, wherever their folder is."""
    return digest_of(*(part for path in paths for part in (path.name, path.read_bytes())))
