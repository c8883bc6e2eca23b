"""A placement as text for a terminal of 80 columns, with a small matrix drawn in characters."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator

from playbook.document.briefing import Briefing
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import AxisReading
from playbook.locales import format_date, format_probability
from playbook.rendering.wording import Wording

WIDTH = 80
_SHADES = " .:+*#"
_HALF_COLUMNS, _HALF_ROWS = 17, 4
_QUESTIONS = 3
_BAR = 10


def report_lines(briefing: Briefing) -> Iterator[str]:
    """Return the report, line by line."""
    t, wording = briefing.labels, Wording(briefing)
    profile = briefing.profile
    at = f" · {profile.account.name}" if profile.account else ""
    yield from _wrapped(f"{profile.offering.name}{at}", "")
    yield ""
    yield from _wrapped(wording.verdict(), "")
    yield from _wrapped(
        f"{t('placement.likeliest-approach')}: {t(f'approach-for.{briefing.placement.quadrant}')}",
        "",
    )
    yield ""
    yield from _matrix_beside_odds(briefing)
    yield ""
    yield from _section(
        t("placement.why"), [wording.why(), *map(wording.conflict, briefing.conflicts)]
    )
    yield from _contributions(briefing)
    yield from _section(t("placement.change"), _changes(briefing, wording))
    yield from _agenda(briefing)
    if briefing.placement.missing:
        names = ", ".join(briefing.words(one).name for one in briefing.placement.missing)
        yield from _wrapped(f"{t('placement.missing')}: {names}.", "")
        yield ""
    yield from _wrapped(t("placement.estimate"), "")


def history_lines(briefing: Briefing) -> Iterator[str]:
    """Return how the placement moved: a row for each day with evidence, then what came in that day."""
    t = briefing.labels
    yield from _wrapped(f"{briefing.profile.offering.name} · {t('history.title')}", "")
    yield ""
    order = list(Quadrant)
    names = " ".join(f"{t(f'quadrant.{quadrant}'):>11}" for quadrant in order)
    yield f"  {'':<18} {names}"
    for step in briefing.history:
        day = format_date(step.on, briefing.locale, short=True) if step.on else t("history.undated")
        odds = " ".join(f"{format_probability(step.probabilities[one]):>11}" for one in order)
        yield f"  {day:<18} {odds}"
        for one in step.arrived:
            said = f" ({one.said_by})" if one.said_by else ""
            name = briefing.words(one.factor_id).name
            yield from textwrap.wrap(
                f"+ {name}: {briefing.spoken(one)}{said}",
                WIDTH,
                initial_indent="    ",
                subsequent_indent="      ",
            )
    if not briefing.history:
        yield from _wrapped(t("verdict.unknown"), "  ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]


def _section(title: str, paragraphs: list[str]) -> Iterator[str]:
    yield title
    for paragraph in paragraphs:
        yield from _wrapped(paragraph, "  ")
    yield ""


def _changes(briefing: Briefing, wording: Wording) -> list[str]:
    t, sensitivity = briefing.labels, briefing.sensitivity
    lines = [wording.flip_one(flip) for flip in sensitivity.single[:3]]
    if not lines:
        lines = [f"{t('placement.flip-none')} {wording.flip_set(sensitivity.smallest)}"]
    lines.append(
        t(
            "placement.stability",
            quadrant=t(f"item.{briefing.placement.likeliest}"),
            p=format_probability(sensitivity.agreement),
        )
    )
    return lines


def _agenda(briefing: Briefing) -> Iterator[str]:
    yield briefing.labels("discovery.agenda")
    for number, question in enumerate(briefing.agenda[:_QUESTIONS], start=1):
        words = briefing.words(question.factor_id)
        yield from textwrap.wrap(
            f"{number}. {words.ask_buyer}", WIDTH, initial_indent="  ", subsequent_indent="     "
        )
        yield from _wrapped(
            f"({briefing.labels('discovery.ask-colleague')}: {words.ask_colleague})", "     "
        )
    yield ""


def _contributions(briefing: Briefing) -> Iterator[str]:
    t, placement = briefing.labels, briefing.placement
    largest = max((abs(one.effect) for one in placement.contributions), default=1.0) or 1.0
    for axis, reading in placement.axes.items():
        yield from _wrapped(f"{t(f'axis.{axis}')}: {_score(briefing, axis)}", "")
        for one in reading.contributions:
            name = briefing.words(one.factor_id).name
            filled = "#" * max(1, round(abs(one.effect) / largest * _BAR))
            below, above = (filled, "") if one.effect < 0 else ("", filled)
            yield f"  {name[:30]:<30} {one.level:>4.1f}  {below:>{_BAR}}|{above}".rstrip()
        yield ""


def _score(briefing: Briefing, axis: Axis) -> str:
    reading = briefing.placement.axes[axis]
    return briefing.labels(
        "placement.score",
        score=round(reading.score * 100),
        line=round(reading.line * 100),
        p=format_probability(reading.probability),
    )


def _matrix_beside_odds(briefing: Briefing) -> Iterator[str]:
    t = briefing.labels
    odds = [
        f"{t(f'quadrant.{quadrant}'):<12} {format_probability(briefing.placement.probabilities[quadrant]):>4}"
        for quadrant in ranked(dict(briefing.placement.probabilities))
    ]
    yield f"  {t('axis.financial_risk')}"
    for row, line in enumerate(_matrix(briefing)):
        beside = odds[row - 2] if 2 <= row < 2 + len(odds) else ""
        yield f"  {line}    {beside}".rstrip()
    yield f"  {t('axis.supply_risk'):>{2 * _HALF_COLUMNS + 3}}"


def _matrix(briefing: Briefing) -> Iterator[str]:
    """Draw the cloud in characters: the darker, the likelier."""
    axes = briefing.placement.axes
    supply, financial = axes[Axis.SUPPLY_RISK], axes[Axis.FINANCIAL_RISK]
    across = [_density(supply, index, _HALF_COLUMNS) for index in range(2 * _HALF_COLUMNS)]
    up = [_density(financial, index, _HALF_ROWS) for index in range(2 * _HALF_ROWS)]
    top = max(across) * max(up)
    border = f"+{'-' * _HALF_COLUMNS}+{'-' * _HALF_COLUMNS}+"
    names = {
        2 * _HALF_ROWS - 1: (Quadrant.LEVERAGE, Quadrant.STRATEGIC),
        0: (Quadrant.ROUTINE, Quadrant.BOTTLENECK),
    }
    yield border
    for row in reversed(range(2 * _HALF_ROWS)):
        cells = [_shade(up[row] * one / top) for one in across]
        if row in names:
            left, right = (briefing.labels(f"quadrant.{one}") for one in names[row])
            cells[: len(left)] = left
            cells[len(cells) - len(right) :] = right
        yield f"|{''.join(cells[:_HALF_COLUMNS])}|{''.join(cells[_HALF_COLUMNS:])}|"
        if row == _HALF_ROWS:
            yield border
    yield border


def _shade(share: float) -> str:
    """Return a character for a density, given as a share of the highest."""
    return _SHADES[min(len(_SHADES) - 1, round(math.sqrt(share) * (len(_SHADES) - 1)))]


def _density(reading: AxisReading, index: int, half: int) -> float:
    """Return how likely the axis is to lie in one row or column, with the line in the middle of the picture."""
    position = (index + 0.5) / half
    line = reading.line
    score = position * line if position <= 1 else line + (position - 1) * (1 - line)
    spread = math.hypot(reading.sd, reading.line_sd)
    return math.exp(-(((score - reading.score) / spread) ** 2) / 2)
