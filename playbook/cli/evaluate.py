"""`playbook evaluate`: how often the placement is right on cases whose quadrant is known, and what its odds are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from playbook.cli.console import show, show_json
from playbook.errors import CasesError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playbook.cli.inputs import Inputs
    from playbook.kraljic.cases import Case, Prediction
    from playbook.kraljic.evaluation import Evaluation, Measurement, Scores

JSON_FORMAT = 1
"""Version of what --json prints: keys are added, never renamed or removed, within a version."""


def evaluate(
    cases: Annotated[
        str,
        typer.Argument(metavar="CASES", help="A file of known placements; - reads standard input."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> int:
    """Measure the placement on cases whose quadrant is known."""
    from playbook.cli.inputs import load_inputs, read_source
    from playbook.kraljic.evaluation import evaluate as run_evaluation
    from playbook.sources.cases import parse_cases
    from playbook.sources.placement import load_honest

    inputs = load_inputs()
    known = parse_cases(read_source(cases), inputs.bank)
    evaluation = run_evaluation(known, inputs.model)
    fitted_on = _overlap(known, inputs)
    honest = load_honest(inputs.project)
    if as_json:
        show_json(evaluation_json(evaluation, fitted_on, honest))
        return ExitCode.FINE
    from playbook.cli.evaluation_report import evaluation_lines

    for line in evaluation_lines(evaluation, known, fitted_on, honest):
        show(line)
    return ExitCode.FINE


def _overlap(cases: tuple[Case, ...], inputs: Inputs) -> int:
    """Return how many of *cases* the model was fitted on: the same id and quadrant."""
    from playbook.sources.cases import load_development_cases

    try:
        development = load_development_cases(inputs.project, inputs.bank)
    except CasesError:  # a project that asks other questions cannot read the bundled cases, nor was it fitted on them
        return 0
    seen = {(case.id, case.quadrant) for case in development}
    return sum((case.id, case.quadrant) in seen for case in cases)


def evaluation_json(
    evaluation: Evaluation, fitted_on: int, honest: Mapping[str, Scores]
) -> dict[str, Any]:
    """Return an evaluation as plain data. Shares and probabilities run from 0 to 1; null stands for: no case to tell by.

    n, accuracy, top_two, brier, log_loss   headline numbers (see `playbook.kraljic.evaluation` for what they mean)
    intervals         by headline number, 5th and 95th percentile of a bootstrap over whole sources; null with one source
    quadrants         by quadrant: n, recall, precision, mean_probability (given to the quadrant where it is the truth)
    axes              by axis: accuracy, brier, log_loss of "above the buyer's line"
    source_quality    by quality (a, b, c, unknown): headline numbers
    calibration       by probability of the likeliest quadrant: low, high, n, mean_predicted, hit_rate
    baselines         commonest (shares of the cases at hand), four_factors, equal_weights: headline numbers
    second_coder      headline numbers, intervals and source_quality with the second coder's answers; null without any
    misses            id, expected, got, probability (of what was expected), least probable first
    fitted_on         how many of the cases the model was fitted on; above 0 the numbers flatter
    honest            what `make fit` measured with sources left out, by kind of test: headline numbers
    """
    ours, again = evaluation.ours, evaluation.second_coder
    return {
        "format": JSON_FORMAT,
        **_scores(ours.scores),
        **_intervals_and_quality(ours),
        "quadrants": {
            quadrant.value: {
                "n": one.n,
                "recall": _round(one.recall),
                "precision": _round(one.precision),
                "mean_probability": _round(one.mean_probability),
            }
            for quadrant, one in ours.quadrants.items()
        },
        "axes": {
            axis.value: {
                "accuracy": _round(one.accuracy),
                "brier": _round(one.brier),
                "log_loss": _round(one.log_loss),
            }
            for axis, one in ours.axes.items()
        },
        "calibration": _calibration(ours),
        "baselines": {
            "commonest": _scores(evaluation.commonest),
            "four_factors": _scores(evaluation.four_factors),
            "equal_weights": _scores(evaluation.equal_weights),
        },
        "second_coder": {**_scores(again.scores), **_intervals_and_quality(again)}
        if again
        else None,
        "misses": [_miss(one) for one in ours.misses],
        "fitted_on": fitted_on,
        "honest": {name: _scores(scores) for name, scores in honest.items()},
    }


def _calibration(ours: Measurement) -> list[dict[str, Any]]:
    return [
        {
            "low": one.low,
            "high": one.high,
            "n": one.n,
            "mean_predicted": _round(one.mean_predicted),
            "hit_rate": _round(one.hit_rate),
        }
        for one in ours.calibration
    ]


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "n": scores.n,
        "accuracy": _round(scores.accuracy),
        "top_two": _round(scores.top_two),
        "brier": _round(scores.brier),
        "log_loss": _round(scores.log_loss),
    }


def _intervals_and_quality(measured: Measurement) -> dict[str, Any]:
    intervals = measured.intervals
    return {
        "intervals": {name: [_round(end) for end in ends] for name, ends in intervals.items()}
        if intervals
        else None,
        "source_quality": {
            quality: _scores(scores) for quality, scores in measured.source_quality.items()
        },
    }


def _miss(one: Prediction) -> dict[str, Any]:
    from playbook.kraljic.matrix import ranked

    return {
        "id": one.case.id,
        "expected": one.case.quadrant.value,
        "got": ranked(dict(one.probabilities))[0].value,
        "probability": _round(one.probabilities[one.case.quadrant]),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
