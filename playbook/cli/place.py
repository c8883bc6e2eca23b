"""`playbook place`: where procurement most likely places an offering, why, and what to ask next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from playbook.cli.console import show, show_json
from playbook.cli.options import check_language
from playbook.errors import ContentError, ExitCode, Problem

if TYPE_CHECKING:
    from playbook.document.briefing import Briefing
    from playbook.kraljic.scoring import Contribution

_TOPICS = ("windmill", "lines")
"""The blocks a placement quotes: the advice on the account, and what changes in the second quadrant."""
JSON_FORMAT = 1
"""Version of what --json prints: keys are added, never renamed or removed, within a version."""


def place(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE", help="A profile; - reads standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    lang: Annotated[
        str | None, typer.Option(help="en or nl; without it the profile's own language.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show how it moved as dated answers came in.")
    ] = False,
) -> int:
    """Place an offering at a buyer, without building anything."""
    check_language(lang)
    briefing = _brief(profile, lang)
    if as_json:
        show_json(placement_json(briefing))
        return ExitCode.FINE
    from playbook.cli.report import history_lines, report_lines

    for line in history_lines(briefing) if history else report_lines(briefing):
        show(line)
    return ExitCode.FINE


def _brief(path: str, lang: str | None) -> Briefing:
    """Place the profile and gather what there is to say about it; no content blocks are needed for that."""
    from playbook.cli.inputs import load_inputs
    from playbook.document.briefing import Briefing
    from playbook.kraljic.inference import infer_placement
    from playbook.library.library import ContentLibrary
    from playbook.locales import Locale
    from playbook.sources.content import load_blocks, load_labels

    inputs = load_inputs()
    profile = inputs.load(path, Locale(lang) if lang else None)
    locale = Locale(lang) if lang else profile.language
    problems: list[Problem] = []
    blocks: dict[Any, Any] = {}
    for topic in _TOPICS:
        found, wrong = load_blocks(inputs.project, f"{topic}.{locale.value}")
        blocks |= found
        problems += wrong
    labels = load_labels(inputs.project, locale, problems)
    library = ContentLibrary(blocks, {locale: labels}, {})
    if problems:
        raise ContentError(tuple(problems))
    placement = infer_placement(profile, inputs.bank, inputs.model)
    return Briefing(profile, placement, inputs.bank, inputs.model, library, locale, date.today())


def placement_json(briefing: Briefing) -> dict[str, Any]:
    """Return a placement as plain data; README, “place --json”, lists the keys."""
    from playbook.rendering.wording import Wording

    profile, placement = briefing.profile, briefing.placement
    return {
        "format": JSON_FORMAT,
        "offering": profile.offering.name,
        "account": profile.account.name if profile.account else None,
        "quadrant": placement.quadrant.value,
        "second": placement.second.value,
        "likeliest": placement.likeliest.value,
        "override_reason": placement.override_reason,
        "confidence": placement.confidence.value,
        "probabilities": {q.value: round(p, 4) for q, p in placement.probabilities.items()},
        "approach": placement.approach,
        "scores": {axis.value: round(one.score, 4) for axis, one in placement.axes.items()},
        "axes": {
            axis.value: {
                "score": round(one.score, 4),
                "sd": round(one.sd, 4),
                "line": round(one.line, 4),
                "distance": round(one.score - one.line, 4),
                "line_sd": round(one.line_sd, 4),
                "probability_above_line": round(one.probability, 4),
            }
            for axis, one in placement.axes.items()
        },
        "why": Wording(briefing).why(),
        "contributions": _contributions_json(briefing),
        "missing": list(placement.missing),
        "would_flip": _flips_json(briefing),
        "conflicts": [
            {"kind": one.kind.value, "factors": list(one.factor_ids), "voices": list(one.voices)}
            for one in briefing.conflicts
        ],
        "ask_next": [
            {
                "factor": one.factor_id,
                "gain_bits": round(one.gain, 4),
                "unanswered": one.is_unanswered,
                "ask_buyer": briefing.words(one.factor_id).ask_buyer,
                "ask_colleague": briefing.words(one.factor_id).ask_colleague,
            }
            for one in briefing.agenda
        ],
        "our_view": _our_view_json(briefing),
        "history": _history_json(briefing),
    }


def _contributions_json(briefing: Briefing) -> list[dict[str, Any]]:
    answers = {one.factor_id: briefing.spoken(one) for one in briefing.placement.evidence}
    return [
        {
            "factor": one.factor_id,
            "axis": one.axis.value,
            "answer": answers[one.factor_id],
            "why": _because(briefing, one),
            "level": round(one.level, 2),
            "sure": one.sure.value,
            "weight": round(one.weight, 4),
            "effect": round(one.effect, 4),
        }
        for one in briefing.placement.contributions
    ]


def _because(briefing: Briefing, one: Contribution) -> str | None:
    """Say why in the buyer's words; a middle answer is neither, and gets none."""
    from playbook.rendering.wording import Wording

    words = briefing.words(one.factor_id)
    if not Wording.is_telling(one):
        return None
    return words.high if one.effect > 0 else words.low


def _our_view_json(briefing: Briefing) -> dict[str, Any] | None:
    reading = briefing.account
    if reading is None:
        return None
    from playbook.cli.report import advice

    return {
        "view": reading.view.value,
        "cell": f"{briefing.placement.quadrant.value}-{reading.view.value}",
        "worth": reading.worth,
        "attractiveness": round(reading.attractiveness, 2),
        "advice": advice(briefing),
    }


def _history_json(briefing: Briefing) -> list[dict[str, Any]]:
    return [
        {
            "on": step.on.isoformat() if step.on else None,
            "arrived": list(dict.fromkeys(one.factor_id for one in step.arrived)),
            "quadrant": step.quadrant.value,
            "probabilities": {q.value: round(p, 4) for q, p in step.probabilities.items()},
        }
        for step in briefing.history
    ]


def _flips_json(briefing: Briefing) -> dict[str, Any]:
    sensitivity = briefing.sensitivity

    def flip(one: Any) -> dict[str, Any]:
        return {
            "to": one.quadrant.value,
            "changes": [
                {"factor": change.factor_id, "from": round(change.before, 2), "to": change.after}
                for change in one.changes
            ],
        }

    return {
        "single": [flip(one) for one in sensitivity.single],
        "smallest_set": flip(sensitivity.smallest) if sensitivity.smallest else None,
        "weightings_that_agree": round(sensitivity.agreement, 4),
    }
