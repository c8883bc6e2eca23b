"""A placement as text for a terminal of 80 columns, with a small matrix drawn in characters."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator

from playbook.document.briefing import Briefing
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import AxisReading
from playbook.library.blocks import Passage
from playbook.library.library import CITATION
from playbook.locales import format_date, format_odds, format_probability
from playbook.rendering.wording import Wording

WIDTH = 80
_SHADES = " .:+*#"
_HALF_COLUMNS, _HALF_ROWS = 17, 4
_QUESTIONS = 3
CLOSE = 0.15
"""Probability from which the second quadrant deserves a plan of its own."""
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
        f"{wording.approach_label()}: {wording.approach_for()}",
        "",
    )
    yield ""
    yield from _matrix_beside_odds(briefing)
    yield ""
    yield from _section(
        t("placement.why"), [wording.why(), *map(wording.conflict, briefing.conflicts)]
    )
    yield from _contributions(briefing)
    yield from _section(t("placement.change"), wording.changes())
    yield from _plan_b(briefing)
    yield from _agenda(briefing)
    yield from _account(briefing)
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
        printed = format_odds(step.probabilities)
        odds = " ".join(f"{printed[one]:>11}" for one in order)
        yield f"  {day:<18} {odds}"
        for one in step.arrived:
            said = f" ({briefing.voice(one.said_by)})" if one.said_by else ""
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


def _plan_b(briefing: Briefing) -> Iterator[str]:
    """Put the lines of both quadrants side by side, where the second is close enough to prepare for."""
    placement, t = briefing.placement, briefing.labels
    if placement.probabilities[placement.second] < CLOSE:
        return
    chance = briefing.odds[placement.second]
    yield t("instead.title", item=t(f"item.{placement.second}"), p=chance)
    here, there = briefing.block("lines"), briefing.block("lines", placement.second)
    for one, other in zip(here.items, there.items, strict=True):
        yield from _wrapped(f"{plain(one.heading, briefing)}: {plain(other.lead, briefing)}", "  ")
    yield ""


def _account(briefing: Briefing) -> Iterator[str]:
    """Say what the account is to us, and what follows from it."""
    if briefing.account is None:
        return
    t = briefing.labels
    cell = t(
        "both-sides.cell",
        view=t(f"account-view.{briefing.account.view}"),
        item=t(f"item.{briefing.placement.quadrant}"),
    )
    yield from _section(t("both-sides.our-view"), [f"{cell}.", *advice(briefing)])


def advice(briefing: Briefing) -> list[str]:
    """Return the paragraphs of our windmill cell: advice, effort, who needs whom more, and a warning."""
    cell = briefing.cell
    if cell is None:
        return []
    passages = [cell.lead, cell.detail] if cell.detail else [cell.lead]
    texts = [plain(passage, briefing) for passage in passages]
    return [" ".join(part.split()) for text in texts for part in text.split("\n\n") if part.strip()]


def plain(passage: Passage, briefing: Briefing) -> str:
    """Return a passage as plain text. Jinja is loaded only for one that has variables."""
    text = passage.source
    if "{" in text:
        from playbook.rendering.environment import fill_passage

        text = fill_passage(passage, briefing.variables).replace("\\", "")
    return CITATION.sub("", text).replace("**", "").strip()


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
        f"{t(f'quadrant.{quadrant}'):<12} {briefing.odds[quadrant]:>4}"
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
