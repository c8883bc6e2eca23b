"""A whole build: subjects in, files out. One bad subject never stops the others, no file is written half, nothing fresh is made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from playbook.build.artifacts import prepare_folder
from playbook.build.digests import Digests
from playbook.build.job import Job, Outcome, make
from playbook.build.manifest import Manifest, hold
from playbook.build.order import Order, Placed, left_over, make_plan, place_subjects, to_make
from playbook.build.plan import Plan, State, Step
from playbook.build.subjects import Subject
from playbook.build.workshop import Workshop
from playbook.errors import EnvironmentProblem, Problem

Maker = Callable[[Sequence[Job], Workshop], Iterator[Outcome]]
"""Makes documents somewhere: here, in worker processes, on a cluster. Yields one outcome for each job, in any order."""


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


def make_here(jobs: Sequence[Job], workshop: Workshop) -> Iterator[Outcome]:
    """Make documents one after the other in this process, without limits."""
    for job in jobs:
        yield make(job, workshop)


@dataclass
class Finished:
    """Files that came after the documents."""

    files: list[Path] = field(default_factory=list)
    """Everything that is there now, in order."""
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
        )  # fmt: skip


def _at_row(problem: Problem, subject: Subject) -> Problem:
    """Place a problem of a document at its row, where its subject comes from a sheet."""
    if subject.row is None or problem.file != subject.place:
        return problem
    return replace(problem, file=subject.origin, line=subject.row)
