"""A workshop that travels to another machine: everything but the template folders, which are found there or unpacked there."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.build.digests import digest_folder, digest_of, template_files
from playbook.build.job import Outcome
from playbook.build.workshop import Workshop
from playbook.errors import PlaybookError
from playbook.sources.project import bundled


@dataclass(frozen=True, slots=True)
class Root:
    """A template folder as it travels."""

    path: str
    """Where it is on the machine that sends it."""
    digest: str
    """Of the names and bytes of its files."""
    files: tuple[tuple[str, bytes], ...] | None
    """Path within the folder and content; None for the folder that every installation has."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """A workshop without its folders, and the folders."""

    workshop: Workshop
    roots: tuple[Root, ...]


def pack(workshop: Workshop) -> bytes:
    """Return a workshop as bytes for another machine."""
    roots = tuple(_root(folder) for folder in workshop.template_roots)
    return pickle.dumps(Shipment(replace(workshop, template_roots=()), roots))


def _root(folder: Path) -> Root:
    is_everywhere = folder == bundled("templates")
    return Root(str(folder), digest_folder(folder), None if is_everywhere else _files(folder))


def _files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in template_files([folder])
    )


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A workshop on the machine that got it."""

    workshop: Workshop
    names: tuple[tuple[str, str], ...]
    """Folders here, with the names that the sender has for them."""

    def told(self, outcome: Outcome) -> Outcome:
        """Return an outcome whose messages name folders as the sender does."""
        if not self.names or not (outcome.problems or outcome.remarks or outcome.environment):
            return outcome
        problems = tuple(
            replace(
                one,
                message=self._renamed(one.message),
                file=self._renamed(one.file) if one.file else None,
                hint=self._renamed(one.hint) if one.hint else None,
            )
            for one in outcome.problems
        )
        return replace(
            outcome, problems=problems, remarks=tuple(map(self._renamed, outcome.remarks))
        )

    def _renamed(self, text: str) -> str:
        for here, there in self.names:
            text = text.replace(here, there)
        return text


def unpack(data: bytes, folder: Path) -> Unpacked:
    """Return a workshop that came as bytes.

    Args:
        data: what `pack` returned on the other machine, which is trusted.
        folder: where to put template folders that are not here; it is empty, and the caller's to remove.

    Raises:
        PlaybookError: when the templates of the installation here are not those of the sender.
    """
    shipment: Shipment = pickle.loads(data)  # noqa: S301 whoever may give us work may run code here anyway
    places = tuple(_place(root, folder) for root in shipment.roots)
    names = tuple(
        (str(place), root.path)
        for place, root in zip(places, shipment.roots, strict=True)
        if str(place) != root.path
    )
    return Unpacked(replace(shipment.workshop, template_roots=places), names)


def _place(root: Root, folder: Path) -> Path:
    """Return the folder with the sender's files: the one of the same path where it holds just these, else one made here."""
    if root.files is None:
        here = bundled("templates")
        if digest_folder(here) != root.digest:
            raise PlaybookError("has other templates in its playbook package")
        return here
    shared = Path(root.path)
    if shared.is_dir() and digest_folder(shared) == root.digest:
        return shared
    made = folder / digest_of(root.path)[:8]
    for name, content in root.files:
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return made
