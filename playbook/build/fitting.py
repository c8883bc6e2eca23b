"""Shortening the account's own texts on paper, for the few profiles too full for the pages a document promises.

A cut text ends in `…`; whoever builds is told. Names are never cut, and the HTML edition always has everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from playbook.document.brief import compose_brief
from playbook.document.briefing import Briefing
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


def trimmed(briefing: Briefing, trim: Trim) -> Briefing:
    """Return a briefing with the account's own texts cut to size; the placement itself stays what it is."""
    profile, placement = briefing.profile, briefing.placement
    reason = placement.override_reason
    return replace(
        briefing,
        profile=_profile(profile, trim),
        placement=replace(
            placement,
            evidence=tuple(_latest(placement.evidence, trim)),
            override_reason=shorten(reason, trim.sentence) if reason else None,
        ),
    )


def shorten(text: str, most: int) -> str:
    """Return a text of at most *most* characters, cut between words where possible, with `…` at the cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    whole_words = head.rpartition(" ")[0]
    kept = whole_words if len(whole_words) > most // 2 else head
    return kept.rstrip(" ,;:.-–") + "…"


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


def longest_text(briefing: Briefing) -> tuple[str, int]:
    """Return the longest text of the profile that the brief prints, by its field, with its length."""
    profile, brief = briefing.profile, compose_brief(briefing)
    texts = {"offering.name": profile.offering.name, "seller.contact": profile.seller.contact or ""}
    if profile.account:
        texts["account.name"] = profile.account.name
    if profile.placement:
        texts["placement.reason"] = profile.placement.reason
    for index, proof in enumerate(profile.proof_points, start=1):
        if any(message.proof is proof for message in brief.messages):
            texts[f"proof_points[{index}].claim"] = proof.claim
            texts[f"proof_points[{index}].source"] = proof.source or ""
    for index, met in enumerate(profile.objections, start=1):
        if any(one is met for one in brief.own_objections):
            texts[f"objections[{index}].objection"] = met.objection
            texts[f"objections[{index}].answer"] = met.answer or ""
    for index, person in enumerate(profile.stakeholders, start=1):
        if any(one is person for one in brief.own_people):
            texts[f"stakeholders[{index}].name"] = person.name
            texts[f"stakeholders[{index}].function"] = person.function or ""
    field = max(texts, key=lambda name: len(texts[name]))
    return field, len(texts[field])


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
