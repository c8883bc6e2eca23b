"""An evaluation as tables for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from playbook.kraljic.cases import Case
from playbook.kraljic.evaluation import COVERAGE, Evaluation, Measurement, Scores
from playbook.kraljic.matrix import ranked

WIDTH = 80
_NAME = 28


def evaluation_lines(
    evaluation: Evaluation, cases: Sequence[Case], fitted_on: int, honest: Mapping[str, Scores]
) -> Iterator[str]:
    """Return the report, line by line."""
    ours, again = evaluation.ours, evaluation.second_coder
    sources = len({case.source or case.id for case in cases})
    yield f"{_count(len(cases), 'case')} from {_count(sources, 'source')}"
    if fitted_on:
        yield from _warning(len(cases), fitted_on, bool(honest))
    yield ""
    yield f"{'':{_NAME}}{'n':>5}{'right':>13}{'in top two':>12}{'Brier':>11}{'log loss':>11}"
    yield from _measured("This model", ours)
    if again:
        yield from _measured("Second coder's answers", again)
    for name, scores in _baselines(evaluation):
        yield _row(name, scores)
    if fitted_on and honest:
        yield ""
        yield "On sources left out of the fit (measured by make fit; b and c: source quality):"
        for name, scores in honest.items():
            yield _row(f"  {_words(name)}", scores)
    yield ""
    yield from _by_quadrant(ours)
    yield from _by_axis(ours)
    yield from _calibration(ours)
    yield from _misses(ours)


def _warning(n: int, fitted_on: int, has_honest: bool) -> list[str]:
    share = "The" if fitted_on == n else f"{fitted_on} of the"
    text = f"{share} cases are ones that this model was fitted on, so these are training numbers, and they flatter."
    if has_honest:
        text += " What to expect elsewhere stands below, measured with whole sources left out."
    return textwrap.wrap(text, WIDTH)


def _baselines(evaluation: Evaluation) -> Iterator[tuple[str, Scores]]:
    yield "Always the commonest", evaluation.commonest
    yield "Four factors, equal weights", evaluation.four_factors
    yield "This model, equal weights", evaluation.equal_weights


def _measured(name: str, measured: Measurement) -> Iterator[str]:
    yield _row(name, measured.scores)
    if measured.intervals:
        right, two = (
            "-".join(_percent(end)[:-1] for end in measured.intervals[key]) + "%"
            for key in ("accuracy", "top_two")
        )
        brier, loss = (
            "-".join(f"{end:.2f}" for end in measured.intervals[key])
            for key in ("brier", "log_loss")
        )
        label = f"  {_percent(COVERAGE)} interval"
        yield f"{label:{_NAME}}{'':>5}{right:>13}{two:>12}{brier:>11}{loss:>11}"
    if set(measured.source_quality) != {"unknown"}:
        for quality, scores in measured.source_quality.items():
            yield _row(f"  quality {quality}", scores)


def _row(name: str, scores: Scores) -> str:
    if len(name) >= _NAME:
        name = f"{name[: _NAME - 2]}…"
    return (
        f"{name:{_NAME}}{scores.n:>5}{_percent(scores.accuracy):>13}{_percent(scores.top_two):>12}"
        f"{scores.brier:>11.3f}{scores.log_loss:>11.3f}"
    )


def _by_quadrant(ours: Measurement) -> Iterator[str]:
    yield f"{'Quadrant':{_NAME}}{'n':>5}{'found':>13}{'right if said':>15}{'odds on truth':>17}"
    for quadrant, one in ours.quadrants.items():
        yield (
            f"  {quadrant.value:{_NAME - 2}}{one.n:>5}{_percent(one.recall):>13}{_percent(one.precision):>15}"
            f"{_percent(one.mean_probability):>17}"
        )
    yield ""


def _by_axis(ours: Measurement) -> Iterator[str]:
    yield f"{'Axis, high or low':{_NAME}}{'':>5}{'right':>13}{'':>12}{'Brier':>11}{'log loss':>11}"
    for axis, one in ours.axes.items():
        yield (
            f"  {_words(axis.value):{_NAME - 2}}{'':>5}{_percent(one.accuracy):>13}{'':>12}"
            f"{one.brier:>11.3f}{one.log_loss:>11.3f}"
        )
    yield ""


def _calibration(ours: Measurement) -> Iterator[str]:
    yield f"{'Odds of the likeliest':{_NAME}}{'n':>5}{'on average':>13}{'was right':>15}"
    for one in ours.calibration:
        span = f"{_percent(one.low)[:-1]} to {_percent(one.high)}"
        yield (
            f"  {span:{_NAME - 2}}{one.n:>5}{_percent(one.mean_predicted):>13}{_percent(one.hit_rate):>15}"
        )


def _misses(ours: Measurement) -> Iterator[str]:
    if not ours.misses:
        return
    yield ""
    yield f"{'Misses':41}{'expected':13}{'got':13}{'its odds':>13}"
    for one in ours.misses:
        name = one.case.id if len(one.case.id) <= 37 else f"{one.case.id[:36]}…"
        truth, got = one.case.quadrant, ranked(dict(one.probabilities))[0]
        yield f"  {name:39}{truth.value:13}{got.value:13}{_percent(one.probabilities[truth]):>13}"


def _words(key: str) -> str:
    return key.replace("_bc", ", b and c").replace("_", " ")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
