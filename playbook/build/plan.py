"""What a build has to do: which documents are new, changed or fresh, and which are left from a subject that is gone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from playbook.build.subjects import Subject
from playbook.build.targets import Format, Kind, Target
from playbook.errors import Problem

if TYPE_CHECKING:
    from playbook.build.manifest import Made


class State(StrEnum):
    """How a document stands to what is there already."""

    NEW = "new"
    CHANGED = "changed"
    """Its subject changed: the profile, the row, the offering."""
    OUTDATED = "outdated"
    """Its subject is the same; texts, templates, brand, versions or the day are not."""
    LOST = "lost"
    """Its file is missing or is no longer what we wrote."""
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Step:
    """One document of a plan."""

    subject: Subject
    target: Target
    origin: str
    """As the manifest calls it."""
    digest: str
    subject_digest: str
    state: State
    group: str
    """Documents of one group share pages, so they are made one after the other."""

    @property
    def slot(self) -> str:
        """Kind, language and format."""
        return slot_of(self.target)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a build would do."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    """Documents that would overwrite each other."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A subject with what decides whether its documents are fresh."""

    subject: Subject
    origin: str
    digest: str
    """Of the profile."""
    group: str
    """Which quadrant's texts it prints."""
    rests_on: Callable[[Kind], str]
    """Digest of everything shared that a kind of document prints from."""


def plan_build(
    dossiers: Sequence[Dossier],
    kinds: Sequence[Kind],
    formats: tuple[Format, ...],
    known: Mapping[str, Made],
    is_whole: Callable[[str], bool],
    fingerprint: Callable[..., str],
) -> Plan:
    """Work out what to do.

    Args:
        dossiers: whom documents are about.
        kinds: which documents.
        formats: in which forms.
        known: what was made before, by name.
        is_whole: tells whether such a document still is what was written.
        fingerprint: makes one digest of several texts.
    """
    steps: list[Step] = []
    problems: list[Problem] = []
    taken: dict[str, Subject] = {}
    for dossier in dossiers:
        for target in dossier.subject.targets(kinds, formats):
            first = taken.setdefault(target.name.casefold(), dossier.subject)
            if first is not dossier.subject:
                problems.append(_clash(target, first))
                continue
            names_origin = target.profile if target.kind is Kind.COFFEE_CARD else ""
            digest = fingerprint(
                dossier.digest, dossier.rests_on(target.kind), slot_of(target), names_origin
            )
            state = _state(target.name, digest, dossier.digest, known, is_whole)
            steps.append(
                Step(dossier.subject, target, dossier.origin, digest, dossier.digest, state, dossier.group)
            )  # fmt: skip
    return Plan(tuple(steps), tuple(problems))


def _state(
    name: str,
    digest: str,
    subject: str,
    known: Mapping[str, Made],
    is_whole: Callable[[str], bool],
) -> State:
    made = known.get(name)
    if made is None:
        return State.NEW
    if made.subject != subject:
        return State.CHANGED
    if made.digest != digest:
        return State.OUTDATED
    return State.FRESH if is_whole(name) else State.LOST


def find_orphans(
    known: Mapping[str, Made],
    planned: Iterable[tuple[str, str, str, str]],
    is_live: Callable[[str, str], bool],
    is_covered: Callable[[str], bool],
) -> Iterator[str]:
    """Yield documents of ours that nothing leads to any more.

    Args:
        known: what was made before, by name.
        planned: origin, key, slot and name of every document that could be asked for.
        is_live: tells whether a subject, by origin and key, is still there, good or bad.
        is_covered: tells whether an origin was read in this build, so that what it lacks is known to be gone.
    """
    names = {(origin, key, slot): name for origin, key, slot, name in planned}
    for name, made in known.items():
        if not is_covered(made.origin):
            continue
        now = names.get((made.origin, made.key, made.slot), name)
        # Under its old name it stays until there is one under the new name.
        there = known.get(now) if now != name else None
        has_moved = there is not None and (there.origin, there.key) == (made.origin, made.key)
        if not is_live(made.origin, made.key) or has_moved:
            yield name


def slot_of(target: Target) -> str:
    """Return kind, language and format of a target."""
    return f"{target.kind.value}/{target.locale.value}/{target.format.value}"


def _clash(target: Target, first: Subject) -> Problem:
    return Problem(
        "same-name",
        f"would overwrite {target.name}, which {first.place} makes too",
        target.profile,
        hint="Give the account or the offering another name.",
    )
