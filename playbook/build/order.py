"""What a build is asked for: whom it is about, what to make of them, what of it is there already, and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook.build.digests import Digests, digest_of
from playbook.build.manifest import Made, Manifest
from playbook.build.plan import Dossier, Plan, State, Step, find_orphans, plan_build, slot_of
from playbook.build.subjects import Subject
from playbook.build.targets import Format, Kind
from playbook.build.workshop import Workshop
from playbook.document.leave_behind import VALUE_CASE
from playbook.errors import PlaybookError, Problem, ProblemsError, quoted
from playbook.kraljic.inference import Placement, infer_placement
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import TOPICS
from playbook.locales import Locale
from playbook.profile import OfferingProfile

Loader = Callable[[str, Locale | None], OfferingProfile]
"""Reads one profile in one language, or raises `ProfileError`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build."""

    subjects: tuple[Subject, ...]
    kinds: tuple[Kind, ...]
    formats: tuple[Format, ...]
    output: Path
    chosen: Callable[[Subject, Placement], bool] = lambda _subject, _placement: True
    """Whether to make documents of a subject; those of others stay as they are."""
    only_changed_subjects: bool = False
    """Leave alone what is outdated for another reason than its own subject."""
    origins: Callable[[str], bool] = lambda _origin: False
    """Whether all subjects of an origin are in the order, so that what else was made of it is left over."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    """Origin and key of subjects that could not be read this time, of which nothing is left over: a key alone, or with `/` and
    an offering behind it. An empty key in a sheet stands for any of its rows."""
    named: Callable[[str], str] = lambda origin: origin
    """Gives an origin the name by which the manifest knows it, wherever the command was run."""
    wishes: tuple[str, ...] = ()
    """What `chosen` goes by, in the words of whoever asked."""


def read_subjects(
    paths: Iterable[str], load: Loader, locale: Locale | None
) -> tuple[list[Subject], list[Problem]]:
    """Read profiles, each in the language asked for or else in its own, and return what is wrong beside."""
    subjects: list[Subject] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            profile = load(path, locale)
        except ProblemsError as error:
            problems += error.problems
        else:
            subjects.append(Subject(profile, locale or profile.language, path))
    return subjects, problems


@dataclass(frozen=True, slots=True)
class Placed:
    """A subject with its placement."""

    subject: Subject
    placement: Placement


def place_subjects(subjects: Iterable[Subject], workshop: Workshop) -> list[Placed]:
    """Place every subject."""
    return [
        Placed(one, infer_placement(one.profile, workshop.bank, workshop.model)) for one in subjects
    ]


def make_plan(order: Order, placed: Iterable[Placed], digests: Digests, manifest: Manifest) -> Plan:
    """Work out what the order asks for and what of it is there already.

    Raises:
        PlaybookError: when there are subjects, but none that was asked for.
    """
    every = list(placed)
    chosen = [one for one in every if order.chosen(one.subject, one.placement)]
    if every and not chosen:
        wishes = " and ".join(map(quoted, order.wishes))
        raise PlaybookError(f"none of what was read meets {wishes}", "Nothing was built.")
    dossiers = [_dossier(one, order, digests) for one in chosen]
    return plan_build(
        dossiers, order.kinds, order.formats, manifest.documents, manifest.is_whole, digest_of
    )


def _dossier(one: Placed, order: Order, digests: Digests) -> Dossier:
    subject, placement = one.subject, one.placement

    def rests_on(kind: Kind) -> str:
        return digests.of(printed_texts(kind, placement), subject.locale)

    profile = digest_of(repr(subject.profile))
    group = f"{placement.quadrant.value}/{placement.second.value}"
    return Dossier(subject, order.named(subject.origin), profile, group, rests_on)


_ON_THE_BRIEF = (
    "position", "objective", "messages", "proof", "questions", "stakeholders", "objections",
    "negotiation", "donots",
)  # fmt: skip
_OF_THE_SECOND = ("lines", "signals")
"""What the playbook prints of the second-likeliest quadrant."""


def printed_texts(kind: Kind, placement: Placement) -> tuple[tuple[Quadrant, str], ...]:
    """Return the texts, by quadrant and topic, that a kind of document may print."""
    here, there = placement.quadrant, placement.second
    match kind:
        case Kind.COFFEE_CARD:
            return ()
        case Kind.LEAVE_BEHIND:
            return ((here, VALUE_CASE),)
        case Kind.BRIEF:
            return tuple((here, topic) for topic in _ON_THE_BRIEF)
        case Kind.PLAYBOOK:
            own = [(here, topic) for topic in TOPICS if topic != VALUE_CASE]
            return (*own, *((there, topic) for topic in _OF_THE_SECOND))


def to_make(order: Order, plan: Plan) -> tuple[list[Step], list[Step]]:
    """Return the steps that need work, those that share pages together, and the outdated ones that are passed over."""
    stale = [step for step in plan.steps if step.state is not State.FRESH]
    passed: list[Step] = []
    if order.only_changed_subjects:
        passed = [step for step in stale if step.state is State.OUTDATED]
        stale = [step for step in stale if step.state is not State.OUTDATED]
    stale.sort(
        key=lambda step: (step.target.kind, step.target.locale, step.target.format, step.group)
    )
    return stale, passed


def left_over(order: Order, documents: Mapping[str, Made]) -> list[str]:
    """Return which of our documents nothing leads to any more."""
    every = [
        (order.named(subject.origin), subject.key, target)
        for subject in order.subjects
        for target in subject.targets(Kind, tuple(Format))
    ]
    planned = ((origin, key, slot_of(target), target.name) for origin, key, target in every)
    live = {(order.named(one.origin), one.key) for one in order.subjects}

    def is_live(origin: str, key: str) -> bool:
        starts = [key[:at] for at, sign in enumerate(key) if sign == "/"]
        return (origin, key) in live or any(
            (origin, one) in order.withheld for one in ("", key, *starts)
        )

    return list(find_orphans(documents, planned, is_live, order.origins))
