"""Case files into cases: published or own placements whose quadrant is known, with every problem placed.

A case file is a list of cases (or, since TOML has no list at the top, a list under `cases`). A case has the keys `id` and
`quadrant`, its `answers` in any form a profile takes, and may have `item`, `buyer`, `facts`, `source`, `source_quality` (a, b
or c) and `second_coder`: what another person answered, by question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from playbook.errors import CasesError, Fault, Problem, ProfileError
from playbook.kraljic.cases import Case
from playbook.kraljic.evidence import Evidence, resolve_evidence
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.matrix import Quadrant
from playbook.profile import Answer, Answers, OfferingProfile, Paragraph
from playbook.sources.project import Project
from playbook.sources.refusals import in_file_order, path_in_file, placed, problems_in
from playbook.sources.source import Path_, SourceDocument
from playbook.sources.structured import load_structured

FILE = "cases/placements.yaml"
"""Under `content/`: the cases that the model is developed and fitted on."""

_EXAMPLE = f"Compare with content/{FILE}."
# A case names no seller and no amounts; only its answers count.
_BLANK = OfferingProfile.model_validate(
    {"format": 1, "seller": {"name": "-"}, "offering": {"name": "-", "summary": "-"}}
)
_ANSWERS: TypeAdapter[tuple[Answer, ...]] = TypeAdapter(Answers)


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


class _CaseEntry(BaseModel):
    # A case is a research record: its collector may keep columns of his own, and nothing is printed from it.
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Paragraph
    item: Paragraph | None = None
    buyer: Paragraph | None = None
    facts: Paragraph | None = None
    quadrant: Annotated[
        Literal["strategic", "leverage", "bottleneck", "routine"], BeforeValidator(_lower)
    ]
    source: Paragraph | None = None
    source_quality: Annotated[Literal["a", "b", "c"] | None, BeforeValidator(_lower)] = None
    answers: dict[str, Any]
    second_coder: dict[str, Any] | None = None


def load_development_cases(project: Project, bank: QuestionBank) -> tuple[Case, ...]:
    """Read the cases that the model was fitted on.

    Raises:
        CasesError: with everything that is wrong in them.
    """
    path = project.content_file(FILE)
    try:
        source = load_structured(path, project.shown(path))
    except ProfileError as error:
        raise CasesError(error.problems) from None
    return parse_cases(source, bank)


def parse_cases(source: SourceDocument, bank: QuestionBank) -> tuple[Case, ...]:
    """Validate a case file that was read already.

    Raises:
        CasesError: with everything that is wrong, at once.
    """
    problems: list[Problem] = []
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for at, data in _items(source):
        reader = _Reader(source, bank, at)
        case = reader.read(data)
        problems += reader.problems
        if case is None:
            continue
        if case.id in seen:
            message = f"{case.id} stands here again; it is the id of case {seen[case.id]} too"
            hint = "Give each case an id of its own."
            problems.append(placed("repeated-id", (*at, "id"), message, hint, source))
        seen.setdefault(case.id, len(seen) + 1)
        cases.append(case)
    if problems:
        raise CasesError(in_file_order(problems))
    return tuple(cases)


def _items(source: SourceDocument) -> Iterator[tuple[Path_, Any]]:
    """Yield each case with its path."""
    is_wrapped = isinstance(source.data, dict) and set(source.data) == {"cases"}
    data, root = (source.data["cases"], ("cases",)) if is_wrapped else (source.data, ())
    if not isinstance(data, list) or not data:
        found = "is empty" if data == [] else "is not a list of cases"
        raise CasesError((placed("not-cases", root, found, _EXAMPLE, source),))
    for index, one in enumerate(data):
        yield (*root, index), one


class _Reader:
    """Reads one case and gathers what is wrong with it."""

    def __init__(self, source: SourceDocument, bank: QuestionBank, at: Path_) -> None:
        self.source, self.bank, self.at = source, bank, at
        self.problems: list[Problem] = []

    def read(self, data: Any) -> Case | None:
        """Return the case; None, with problems, where its keys are wrong."""
        entry: _CaseEntry | None = None
        try:
            entry = _CaseEntry.model_validate(data)
        except ValidationError as error:
            self.problems += problems_in(error, self.source, _CaseEntry, self.at)
        first = self._answers(data, "answers")
        second = self._answers(data, "second_coder")
        evidence = self._evidence(first, "answers")
        again = self._evidence(_as_sure_as(first, second), "second_coder")
        if entry is None:
            return None
        return Case(
            entry.id,
            Quadrant(entry.quadrant),
            evidence,
            again if entry.second_coder is not None else None,
            entry.source,
            entry.source_quality,
        )

    def _answers(self, data: Any, key: str) -> dict[str, tuple[Answer, ...]]:
        """Return the answers under *key*; one that is refused counts as unknown, so that the others are still checked."""
        typed = data.get(key) if isinstance(data, dict) else None
        answers: dict[str, tuple[Answer, ...]] = {}
        for factor_id, value in typed.items() if isinstance(typed, dict) else ():
            if not isinstance(factor_id, str):  # told already: a key should be a text
                continue
            try:
                answers[factor_id] = _ANSWERS.validate_python(value)
            except ValidationError as error:
                path = (*self.at, key, factor_id)
                self.problems += problems_in(error, self.source, Answer, path)
                answers[factor_id] = (Answer(value=None),)
        return answers

    def _evidence(self, answers: dict[str, tuple[Answer, ...]], key: str) -> tuple[Evidence, ...]:
        profile = _BLANK.model_copy(update={"answers": answers})
        evidence, faults = resolve_evidence(profile, self.bank)
        self.problems += [self._problem(fault, key) for fault in faults]
        return evidence

    def _problem(self, fault: Fault, key: str) -> Problem:
        path = path_in_file((*self.at, key, *fault.path[1:]), self.source.data)
        message = fault.message.replace("answers.", f"{key}.", 1)
        return placed(fault.code, path, message, fault.hint, self.source)


def _as_sure_as(
    first: dict[str, tuple[Answer, ...]], second: dict[str, tuple[Answer, ...]]
) -> dict[str, tuple[Answer, ...]]:
    """Lend the second coder's plain levels the sureness, and the speaker, of the first coder's newest answer."""

    def lend(answer: Answer, factor_id: str) -> Answer:
        if answer.sure or factor_id not in first:
            return answer
        lender = first[factor_id][-1]
        said_by = answer.said_by or lender.said_by
        return answer.model_copy(update={"sure": lender.sure, "said_by": said_by})

    return {
        factor_id: tuple(lend(answer, factor_id) for answer in answers)
        for factor_id, answers in second.items()
    }
