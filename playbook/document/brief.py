"""The meeting brief: one A4 page for the person who walks in."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.document.briefing import Briefing
from playbook.document.matrix_view import MatrixView, view_matrix
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import Block, Item, Passage
from playbook.profile import Objection, ProofPoint, Stakeholder

QUESTIONS, TESTING, MESSAGES, OBJECTIONS, TRADES, PEOPLE, THINGS = 5, 2, 3, 2, 3, 3, 3
"""How many of each the page holds; of the questions, TESTING test the placement itself."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to put to the buyer."""

    text: str | None = None
    """Words from the question bank."""
    passage: Passage | None = None
    """Or words from the content library."""
    factor_id: str | None = None
    """The factor it tests; None when it does not test the placement."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message with the number that goes with it: an own proof point where there is one."""

    item: Item
    proof: ProofPoint | None


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page, most important first; what does not fit is cut from the end of `trims`."""

    matrix: MatrixView
    likeliest: tuple[tuple[Quadrant, float], ...]
    """The two likeliest quadrants with their probabilities."""
    position: Block
    objective: Item
    questions: tuple[Question, ...]
    messages: tuple[Message, ...]
    own_objections: tuple[Objection, ...]
    objections: tuple[Item, ...]
    """Expected ones, to fill up where fewer were met."""
    floor: Passage | None
    trades: tuple[Item, ...]
    own_people: tuple[Stakeholder, ...]
    people: tuple[Item, ...]
    bring: tuple[Item, ...]
    donot: Item
    answers: int
    """Answers the placement rests on."""
    from_procurement: int
    """How many of them the buyer's procurement gave."""


def compose_brief(briefing: Briefing) -> Brief:
    """Choose what stands on the page."""
    profile, placement = briefing.profile, briefing.placement
    own_objections = profile.objections[:OBJECTIONS]
    own_people = _in_the_room(profile.stakeholders)
    negotiation = briefing.block("negotiation")
    return Brief(
        matrix=view_matrix(placement),
        likeliest=_two_likeliest(briefing),
        position=briefing.block("position"),
        objective=briefing.block("objective").items[0],
        questions=choose_questions(briefing),
        messages=pair_messages(briefing),
        own_objections=own_objections,
        objections=briefing.block("objections").items[: OBJECTIONS - len(own_objections)],
        floor=negotiation.lead,
        trades=negotiation.items[:TRADES],
        own_people=own_people,
        people=() if own_people else briefing.block("stakeholders").items[:PEOPLE],
        bring=briefing.block("proof").items[:THINGS],
        donot=briefing.block("donots").items[0],
        answers=len(placement.beliefs),
        from_procurement=len(
            {one.factor_id for one in placement.evidence if one.is_from_procurement}
        ),
    )


def _two_likeliest(briefing: Briefing) -> tuple[tuple[Quadrant, float], ...]:
    placement = briefing.placement
    pair = (placement.quadrant, placement.second)
    return tuple((quadrant, placement.probabilities[quadrant]) for quadrant in pair)


def choose_questions(briefing: Briefing) -> tuple[Question, ...]:
    """Return the questions of the brief: the two that tell most about the placement, then the quadrant's own."""
    testing = [
        Question(text=briefing.words(one.factor_id).ask_buyer, factor_id=one.factor_id)
        for one in briefing.agenda[:TESTING]
    ]
    own = [Question(passage=item.heading) for item in briefing.block("questions").items]
    return tuple([*testing, *own][:QUESTIONS])


def pair_messages(briefing: Briefing) -> tuple[Message, ...]:
    """Give each message an own proof point with a figure: the one meant for it, else the first not meant for another."""
    proofs = [proof for proof in briefing.profile.proof_points if proof.figure]
    free = [proof for proof in proofs if proof.message is None]
    messages = []
    for number, item in enumerate(briefing.block("messages").items[:MESSAGES], start=1):
        meant = next((proof for proof in proofs if proof.message == number), None)
        messages.append(Message(item, meant or (free.pop(0) if free else None)))
    return tuple(messages)


def _in_the_room(people: tuple[Stakeholder, ...]) -> tuple[Stakeholder, ...]:
    """Return who should be at the table: one of each role first, in the order of the profile."""
    firsts = {person.role: person for person in reversed(people)}
    chosen = [person for person in people if firsts[person.role] is person]
    rest = [person for person in people if person not in chosen]
    return tuple([*chosen, *rest][:PEOPLE])
