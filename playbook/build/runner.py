"""A whole build: subjects in, files out. One bad subject never stops the others, no file is written half, nothing fresh is made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from playbook.build.artifacts import prepare_folder
from playbook.build.digests import Digests, digest_of
from playbook.build.job import Job, Outcome, make
from playbook.build.manifest import Made, Manifest, hold
from playbook.build.plan import Dossier, Plan, State, Step, find_orphans, plan_build, slot_of
from playbook.build.subjects import Subject
from playbook.build.targets import Format, Kind
from playbook.build.workshop import Workshop
from playbook.errors import EnvironmentProblem, PlaybookError, Problem, ProblemsError, quoted
from playbook.kraljic.inference import Placement, infer_placement
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from playbook.profile import OfferingProfile

Loader = Callable[[str, Locale | None], OfferingProfile]
"""Reads one profile in one language, or raises `ProfileError`."""
Maker = Callable[[Sequence[Job], Workshop], Iterator[Outcome]]
"""Makes documents somewhere: here, in worker processes, on a cluster. Yields one outcome for each job, in any order."""


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


@dataclass(frozen=True, slots=True)
class Remark:
    """What is less than perfect in a file that was written."""

    file: Path
    message: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of it."""

    documents: tuple[Path, ...] = ()
    """Everything that was asked for and is there now, in order."""
    written: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    environment: EnvironmentProblem | None = None
    """What the machine lacks, where that stopped some of the files."""
    remarks: tuple[Remark, ...] = ()
    removed: tuple[Path, ...] = ()
    """Documents of ours that nothing leads to any more."""
    kept: tuple[Path, ...] = ()
    """Such documents that somebody changed since, and that were left."""
    passed_over: int = 0
    """Outdated documents that were left, since only changed subjects were asked for."""
    overview: tuple[Path, ...] = ()
    """The files of the overview that are there now."""
    overview_written: tuple[Path, ...] = ()
    """Those of them that were made anew."""


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
        return digests.of(printed_quadrants(kind, placement), subject.locale)

    profile = digest_of(repr(subject.profile))
    group = f"{placement.quadrant.value}/{placement.second.value}"
    return Dossier(subject, order.named(subject.origin), profile, group, rests_on)


def printed_quadrants(kind: Kind, placement: Placement) -> tuple[Quadrant, ...]:
    """Return the quadrants whose texts a kind of document prints."""
    if kind is Kind.COFFEE_CARD:
        return ()
    if kind is Kind.PLAYBOOK:
        return (placement.quadrant, placement.second)
    return (placement.quadrant,)


def make_here(jobs: Sequence[Job], workshop: Workshop) -> Iterator[Outcome]:
    """Make documents one after the other in this process, without limits."""
    for job in jobs:
        yield make(job, workshop)


@dataclass
class Finished:
    """Files that came after the documents."""

    files: list[Path] = field(default_factory=list)
    """Everything that is there now, in order."""
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    environment: EnvironmentProblem | None = None


Finish = Callable[[Order, Sequence[Placed], Manifest], Finished]
"""What is made after the documents, from all subjects, whether chosen or not."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how a build goes on."""

    on_wait: Callable[[], None] = lambda: None
    """Another build is at work in the folder."""
    on_plan: Callable[[Plan], None] = lambda _plan: None
    """What is to be done is known."""
    on_outcome: Callable[[Step, Outcome], None] = lambda _step, _outcome: None
    """One more document is done; what it raises stops the build there."""


def build(
    order: Order,
    workshop: Workshop,
    digests: Digests,
    maker: Maker = make_here,
    watch: Watch | None = None,
    finish: Finish | None = None,
) -> BuildReport:
    """Build every document of an order that is not fresh.

    Raises:
        EnvironmentProblem: when the output folder cannot be written at all.
    """
    watch = watch or Watch()
    prepare_folder(order.output)
    with hold(order.output, watch.on_wait) as manifest:
        placed = place_subjects(order.subjects, workshop)
        plan = make_plan(order, placed, digests, manifest)
        watch.on_plan(plan)
        run = _Run(order, manifest, workshop, plan)
        run.make(maker, watch)
        run.clear()
        return run.report(finish(order, placed, manifest) if finish else Finished())


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


@dataclass
class _Run:
    """One build at work."""

    order: Order
    manifest: Manifest
    workshop: Workshop
    plan: Plan
    done: set[str] = field(default_factory=set)
    passed: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    environment: EnvironmentProblem | None = None

    def make(self, maker: Maker, watch: Watch) -> None:
        """Make what is not fresh, and write each document as it comes."""
        self.problems += self.plan.problems
        stale, passed = to_make(self.order, self.plan)
        self.passed = len(passed)
        jobs = [Job(at, step.target, step.subject.profile) for at, step in enumerate(stale)]
        for outcome in maker(jobs, self.workshop):
            step = stale[outcome.number]
            self._take(step, outcome)
            watch.on_outcome(step, outcome)

    def _take(self, step: Step, outcome: Outcome) -> None:
        name = step.target.name
        self.problems += [_at_row(one, step.subject) for one in outcome.problems]
        if outcome.environment:
            self.environment = self.environment or EnvironmentProblem(*outcome.environment)
        if outcome.data is None:
            return
        made_of = {
            "digest": step.digest,
            "subject": step.subject_digest,
            "origin": step.origin,
            "key": step.subject.key,
            "slot": step.slot,
            "remarks": outcome.remarks,
        }
        try:
            path = self.manifest.write(name, outcome.data, made_of)
        except EnvironmentProblem as error:
            self.environment = self.environment or error
            return
        self.done.add(name)
        self.remarks += [Remark(path, message) for message in outcome.remarks]

    def clear(self) -> None:
        """Remove what is left over, as long as it is ours."""
        for name in left_over(self.order, self.manifest.documents):
            path = self.order.output / name
            was_there = path.exists()
            if self.manifest.remove(name):
                self.removed.append(path)
            elif was_there:
                self.kept.append(path)

    def report(self, finished: Finished) -> BuildReport:
        """Return what came of it."""
        fresh = {step.target.name for step in self.plan.steps if step.state is State.FRESH}
        there = fresh | self.done
        names = [step.target.name for step in self.plan.steps]
        place = {self.order.output / name: at for at, name in enumerate(names)}
        folder = self.order.output
        # One text that fails is met by every document that prints it; say it once.
        problems = tuple(dict.fromkeys(self.problems))
        return BuildReport(
            tuple(folder / name for name in names if name in there),
            tuple(folder / name for name in names if name in self.done),
            problems,
            self.environment or finished.environment,
            tuple(sorted(self.remarks, key=lambda one: place[one.file])),
            (*self.removed, *finished.removed),
            tuple(self.kept),
            self.passed,
            tuple(finished.files),
            tuple(finished.written),
        )  # fmt: skip


def _at_row(problem: Problem, subject: Subject) -> Problem:
    """Place a problem of a document at its row, where its subject comes from a sheet."""
    if subject.row is None or problem.file != subject.place:
        return problem
    return replace(problem, file=subject.origin, line=subject.row)
