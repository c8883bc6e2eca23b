"""Shortening the account's own texts on paper, for the few profiles too full for the pages a document promises.

A cut text ends in `…`; whoever builds is told. Names are never cut, and the HTML edition always has everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from playbook.document.brief import Brief
from playbook.document.briefing import Briefing
from playbook.document.playbook import Playbook, compose_playbook
from playbook.document.room import shorten
from playbook.kraljic.evidence import Evidence
from playbook.profile import (
    Action,
    Objection,
    OfferingProfile,
    ProofPoint,
    Stakeholder,
)


@dataclass(frozen=True, slots=True)
class Trim:
    """How long the account's own texts may be, in characters."""

    sentence: int
    claim: int
    aside: int
    """Sources, functions and voices: what stands beside a text; 0 leaves them out."""
    answers: int
    """Latest answers to one question that the annex shows."""
    entries: int
    """Entries of each list."""


TRIMS = (
    Trim(160, 110, 60, 3, 12),
    Trim(110, 90, 40, 2, 9),
    Trim(80, 70, 30, 1, 6),
    Trim(50, 50, 0, 1, 3),
)
"""From mild to severe."""


def trim_pages(document: Playbook, briefing: Briefing, trims: Mapping[str, int]) -> Playbook:
    """Return a playbook in which the account's own texts are cut on some pages, and nothing that is computed from them.

    Args:
        document: the playbook in full.
        briefing: what it was composed from.
        trims: by page, how often to cut: 1 (the first of `TRIMS`) to 4.
    """
    pages = {}
    for page, times in trims.items():
        trim = TRIMS[times - 1]
        short = compose_playbook(replace(briefing, profile=_profile(briefing.profile, trim)))
        pages[page.replace("-", "_")] = getattr(short, page.replace("-", "_"))
    if "annex" in trims:
        latest = tuple(_latest(document.annex.evidence, TRIMS[trims["annex"] - 1]))
        pages["annex"] = replace(document.annex, evidence=latest)
    return replace(document, **pages)


def _profile(profile: OfferingProfile, trim: Trim) -> OfferingProfile:
    return profile.model_copy(
        update={
            "proof_points": tuple(
                _proof(one, trim) for one in profile.proof_points[: trim.entries]
            ),
            "stakeholders": tuple(
                _person(one, trim) for one in profile.stakeholders[: trim.entries]
            ),
            "objections": tuple(
                _objection(one, trim) for one in profile.objections[: trim.entries]
            ),
            "actions": tuple(_action(one, trim) for one in profile.actions[: trim.entries]),
        }
    )


def _latest(evidence: tuple[Evidence, ...], trim: Trim) -> Iterator[Evidence]:
    """Yield the latest answers to each question, in their order."""
    for index, one in enumerate(evidence):
        later = sum(other.factor_id == one.factor_id for other in evidence[index + 1 :])
        if later < trim.answers:
            yield replace(one, said_by=_aside(one.said_by, trim))


def _aside(text: str | None, trim: Trim) -> str | None:
    return shorten(text, trim.aside) if text and trim.aside else None


def _sentence(text: str | None, trim: Trim) -> str | None:
    return shorten(text, trim.sentence) if text else None


def _proof(proof: ProofPoint, trim: Trim) -> ProofPoint:
    claim = shorten(proof.claim, trim.claim)
    return proof.model_copy(update={"claim": claim, "source": _aside(proof.source, trim)})


def _person(person: Stakeholder, trim: Trim) -> Stakeholder:
    cut = {"function": _aside(person.function, trim), "note": _sentence(person.note, trim)}
    return person.model_copy(update=cut)


def _objection(met: Objection, trim: Trim) -> Objection:
    cut = {
        "objection": shorten(met.objection, trim.sentence),
        "answer": _sentence(met.answer, trim),
    }
    return met.model_copy(update=cut)


def _action(action: Action, trim: Trim) -> Action:
    return action.model_copy(update={"action": shorten(action.action, trim.sentence)})


_USUAL_NAME = 40
_USUAL_TEXT = 200
"""Characters that a name and a text of ours may take on the brief without being the reason that it does not fit."""


def longest_must(profile: OfferingProfile, brief: Brief) -> tuple[str, int]:
    """Return the field or text that takes most more than its kind usually does, of those that never give way.

    A field of the profile by its name, a text of `content/` by file and line, each with its length in characters.
    """
    names = {"offering.name": profile.offering.name, "seller.contact": profile.seller.contact or ""}
    if profile.account:
        names["account.name"] = profile.account.name
    figures = {one.figure for message in brief.messages if (one := message.proof)}
    for number, proof in enumerate(profile.proof_points, start=1):
        if proof.figure in figures:
            names[f"proof_points[{number}].figure"] = proof.figure or ""
    passages = [brief.position.lead, brief.objective.heading, brief.objective.lead, brief.floor]
    passages += [question.passage for question in brief.questions]
    passages += [
        passage for one in brief.messages for passage in (one.item.heading, one.item.figure)
    ]
    texts = {f"{one.file}:{one.line}": one.source for one in passages if one}
    texts |= {f"the question {one.factor_id}": one.text for one in brief.questions if one.text}
    excess = {field: len(text) / _USUAL_NAME for field, text in names.items()}
    excess |= {place: len(text) / _USUAL_TEXT for place, text in texts.items()}
    worst = max(excess, key=lambda field: excess[field])
    return worst, len((names | texts)[worst])


def longest_list(profile: OfferingProfile) -> tuple[str, int]:
    """Return the list of the profile that takes most room, with how many entries it has."""
    lists: dict[str, Sequence[BaseModel]] = {
        "proof_points": profile.proof_points,
        "stakeholders": profile.stakeholders,
        "objections": profile.objections,
        "actions": profile.actions,
    }
    field = max(lists, key=lambda name: sum(len(str(entry)) for entry in lists[name]))
    return field, len(lists[field])
