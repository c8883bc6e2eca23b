"""The meeting brief: one A4 page for the person who walks in."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.document.briefing import Briefing
from playbook.document.matrix_view import MatrixView, view_matrix
from playbook.document.room import CUTS, Cut, Room, room_after, shorten, shorten_or_drop
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import Block, Item, Passage
from playbook.profile import Objection, ProofPoint, Stakeholder

QUESTIONS, TESTING, MESSAGES = 5, 2, 3
"""How many of each the page holds, always; of the questions, TESTING test the placement itself."""
FULL = Room()


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
    """Everything on the page."""

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
    reason: str | None
    """Why somebody placed this by hand, where somebody did."""
    answers: int
    """Answers the placement rests on."""
    from_procurement: int
    """How many of them the buyer's procurement gave."""


def compose_brief(briefing: Briefing, room: Room = FULL) -> Brief:
    """Choose what stands on the page, as far as there is room for it."""
    profile, placement = briefing.profile, briefing.placement
    own_objections = profile.objections[: room.objection_count]
    own_people = _in_the_room(profile.stakeholders, room.people)
    negotiation = briefing.block("negotiation")
    return Brief(
        matrix=view_matrix(placement),
        likeliest=_two_likeliest(briefing),
        position=briefing.block("position"),
        objective=briefing.block("objective").items[0],
        questions=choose_questions(briefing),
        messages=tuple(_short_message(one, room) for one in pair_messages(briefing)),
        own_objections=tuple(_short_objection(one, room) for one in own_objections),
        objections=briefing.block("objections").items[: room.objection_count - len(own_objections)],
        floor=negotiation.lead,
        trades=negotiation.items[: room.trades],
        own_people=tuple(_short_person(one, room) for one in own_people),
        people=() if own_people else briefing.block("stakeholders").items[: room.people],
        bring=briefing.block("proof").items[: room.things],
        donot=briefing.block("donots").items[0],
        reason=shorten_or_drop(placement.override_reason, room.reason),
        answers=len(placement.beliefs),
        from_procurement=len(
            {one.factor_id for one in placement.evidence if one.is_from_procurement}
        ),
    )


@dataclass(frozen=True, slots=True)
class ShorterBrief:
    """The brief after some cuts, with those that took something away."""

    brief: Brief
    cuts: tuple[Cut, ...]


def shorten_brief(briefing: Briefing) -> tuple[ShorterBrief, ...]:
    """Return the brief in full, and after each further cut that takes something away from this profile."""
    steps = [ShorterBrief(compose_brief(briefing), ())]
    for count, cut in enumerate(CUTS, start=1):
        brief = compose_brief(briefing, room_after(count))
        if brief != steps[-1].brief:
            steps.append(ShorterBrief(brief, (*steps[-1].cuts, cut)))
    return tuple(steps)


def _short_message(message: Message, room: Room) -> Message:
    proof = message.proof
    if proof is None:
        return message
    short = {
        "claim": shorten(proof.claim, room.claims),
        "source": shorten_or_drop(proof.source, room.sources),
    }
    return Message(message.item, proof.model_copy(update=short))


def _short_objection(met: Objection, room: Room) -> Objection:
    short = {
        "objection": shorten(met.objection, room.objections),
        "answer": shorten_or_drop(met.answer, room.answers),
    }
    return met.model_copy(update=short)


def _short_person(person: Stakeholder, room: Room) -> Stakeholder:
    return person.model_copy(update={"function": shorten_or_drop(person.function, room.functions)})


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


def _in_the_room(people: tuple[Stakeholder, ...], most: int) -> tuple[Stakeholder, ...]:
    """Return who should be at the table: one of each role first, in the order of the profile."""
    firsts = {person.role: person for person in reversed(people)}
    chosen = [person for person in people if firsts[person.role] is person]
    rest = [person for person in people if person not in chosen]
    return tuple([*chosen, *rest][:most])
