"""`content/weights.yaml`, `fitted.yaml` and `approaches.yaml` into the placement model."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from playbook.errors import ContentError, Problem
from playbook.kraljic.evaluation import Scores
from playbook.kraljic.factors import HIGHEST, LOWEST, QuestionBank
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.kraljic.scoring import AxisRule, Expectation, PlacementModel, Weight
from playbook.locales import Locale
from playbook.profile import Sure
from playbook.sources.content import load_source
from playbook.sources.project import Project
from playbook.sources.refusals import in_file_order, nearest, placed, problems_in
from playbook.sources.source import SourceDocument

WEIGHTS_FILE = "weights.yaml"
FITTED_FILE = "fitted.yaml"
APPROACHES_FILE = "approaches.yaml"
APPROACHES = ("co-creation", "tco-partnership", "process-simplification")

_SPAN = HIGHEST - LOWEST
_Positive = Annotated[float, Field(gt=0)]
_NotNegative = Annotated[float, Field(ge=0)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _WeightEntry(_Entry):
    weight: _NotNegative
    progressive: bool = False
    sources: tuple[str, ...] = Field(min_length=1)
    en: str = Field(min_length=1)
    nl: str = Field(min_length=1)


class _WeightsEntry(_Entry):
    sureness: dict[Sure, _Positive] = Field(min_length=len(Sure))
    guess_discount: dict[Axis, _NotNegative]
    procurement_sharpens: Annotated[float, Field(gt=0, le=1)]
    half_life: _Positive
    weights: dict[Axis, dict[str, _WeightEntry]] = Field(min_length=len(Axis))


class _AxisEntry(_Entry):
    line: Annotated[float, Field(ge=LOWEST, le=HIGHEST)]
    spread: _Positive


class _MissingEntry(_Entry):
    mean: Annotated[float, Field(ge=LOWEST, le=HIGHEST)]
    slope: _NotNegative
    spread: _Positive


class _ScoresEntry(_Entry):
    n: Annotated[int, Field(gt=0)]
    accuracy: Annotated[float, Field(ge=0, le=1)]
    top_two: Annotated[float, Field(ge=0, le=1)]
    brier: Annotated[float, Field(ge=0, le=2)]
    log_loss: _NotNegative


class _FittedEntry(_Entry):
    axes: dict[Axis, _AxisEntry] = Field(min_length=len(Axis))
    missing: dict[str, _MissingEntry]
    honest: dict[str, _ScoresEntry] = Field(default_factory=dict)
    """How the fit does on sources it has not seen, by kind of test; empty where nobody measured it."""


_E = TypeVar("_E", bound=_Entry)


def load_model(project: Project, bank: QuestionBank) -> PlacementModel:
    """Read the placement model and the map from quadrant to approach.

    Raises:
        ContentError: with everything that is wrong in the three files.
    """
    weights, weights_source = _read(project, WEIGHTS_FILE, _WeightsEntry)
    fitted, fitted_source = _read(project, FITTED_FILE, _FittedEntry)
    problems = [
        *_check_weights(weights, bank, weights_source),
        *_check_fitted(weights, fitted, fitted_source),
    ]
    approaches = _load_approaches(project, problems)
    if problems:
        raise ContentError(tuple(problems))
    return build_model(weights.model_dump(), fitted.model_dump(), approaches)


def load_honest(project: Project) -> dict[str, Scores]:
    """Return how the fit does on sources it has not seen, by kind of test, as `make fit` measured it.

    Raises:
        ContentError: when `fitted.yaml` cannot be read.
    """
    fitted, _ = _read(project, FITTED_FILE, _FittedEntry)
    return {name: Scores(**entry.model_dump()) for name, entry in fitted.honest.items()}


def load_unfitted(project: Project, bank: QuestionBank) -> PlacementModel:
    """Read the weights as a model whose lines and expectations still have to be fitted; they stand at the middle.

    Raises:
        ContentError: with everything that is wrong in the weights.
    """
    weights, source = _read(project, WEIGHTS_FILE, _WeightsEntry)
    problems = _check_weights(weights, bank, source)
    if problems:
        raise ContentError(tuple(problems))
    middle = (LOWEST + HIGHEST) / 2
    fitted = {
        "axes": {axis: {"line": middle, "spread": 1.0} for axis in Axis},
        "missing": {name: {"mean": middle, "slope": 0.0, "spread": 1.0} for name in bank.ids},
    }
    return build_model(weights.model_dump(), fitted, {})


def build_model(
    weights: dict[str, Any], fitted: dict[str, Any], approaches: dict[Quadrant, str]
) -> PlacementModel:
    """Build the model from data that was validated already; lines and spreads come in levels."""
    axes = {}
    for axis in Axis:
        entries = {
            key: entry for key, entry in weights["weights"][axis].items() if entry["weight"] > 0
        }
        total = sum(entry["weight"] for entry in entries.values())
        axes[axis] = AxisRule(
            {key: _weight(entry, total) for key, entry in entries.items()},
            (fitted["axes"][axis]["line"] - LOWEST) / _SPAN,
            fitted["axes"][axis]["spread"] / _SPAN,
            weights["guess_discount"].get(axis, 0.0),
        )
    used = {key for rule in axes.values() for key in rule.weights}
    return PlacementModel(
        axes,
        {
            key: Expectation(entry["mean"], entry["slope"], entry["spread"])
            for key, entry in fitted["missing"].items()
            if key in used
        },
        weights["sureness"],
        weights["procurement_sharpens"],
        weights["half_life"],
        approaches,
    )


def _weight(entry: dict[str, Any], total: float) -> Weight:
    reasons = {locale: entry[locale.value] for locale in Locale}
    return Weight(entry["weight"] / total, entry["progressive"], reasons, tuple(entry["sources"]))


def _read(project: Project, name: str, kind: type[_E]) -> tuple[_E, SourceDocument]:
    source = load_source(project, name)
    try:
        return kind.model_validate(source.data), source
    except ValidationError as error:
        raise ContentError(in_file_order(problems_in(error, source, kind))) from None


def _check_weights(
    entry: _WeightsEntry, bank: QuestionBank, source: SourceDocument
) -> list[Problem]:
    problems = []
    for axis, weights in entry.weights.items():
        path = ("weights", axis.value)
        if not any(one.weight > 0 for one in weights.values()):
            message = f"{axis.value} has no weight above zero"
            problems.append(placed("data", path, message, "Give one.", source))
        problems += [
            placed(
                "unknown-factor",
                (*path, key),
                f"weighs {key}, which is no question",
                nearest(key, bank.ids),
                source,
            )
            for key in weights
            if key not in bank
        ]
    return problems


def _check_fitted(
    weights: _WeightsEntry, fitted: _FittedEntry, source: SourceDocument
) -> list[Problem]:
    weighed = sorted({key for entries in weights.weights.values() for key in entries})
    return [
        placed(
            "data",
            ("missing",),
            f"does not say what to expect of {key} when it is missing",
            "Run make fit, or give its mean, slope and spread.",
            source,
        )
        for key in weighed
        if key not in fitted.missing
    ]


def _load_approaches(project: Project, problems: list[Problem]) -> dict[Quadrant, str]:
    source = load_source(project, APPROACHES_FILE)
    approaches: dict[Quadrant, str] = {}
    for quadrant in Quadrant:
        approach = source.data.get(quadrant.value)
        if approach not in APPROACHES:
            message = f"{quadrant.value} needs an approach"
            problems.append(
                placed(
                    "data", (quadrant.value,), message, nearest(str(approach), APPROACHES), source
                )
            )
        approaches[quadrant] = str(approach)
    return approaches
