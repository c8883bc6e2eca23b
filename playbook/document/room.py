"""What gives way on the brief, so that it is one page for any profile.

Blocks carry a priority, and the least important are shortened first and left out next. Pure; whether a page fits is
measured by whoever lays it out. Names, the matrix, the objective, the questions, the messages and the floor never give way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each block is printed: entries of ours, and characters of the account's own texts (0 leaves them out)."""

    sources: int = 240
    functions: int = 80
    claims: int = 140
    objections: int = 240
    answers: int = 240
    reason: int = 240
    things: int = 3
    people: int = 3
    objection_count: int = 2
    trades: int = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """One step: what gives way, and whether it is left out or only shortened."""

    block: str
    """What to call it to whoever builds."""
    room: Mapping[str, int]
    leaves_out: bool = False


SOURCES = "sources of the figures"
FUNCTIONS = "functions of the people"
CLAIMS = "claims beside the figures"
OBJECTIONS = "objections"
ANSWERS = "answers to objections"
REASON = "reason of the placement by hand"

CUTS = (
    Cut(SOURCES, {"sources": 60}),
    Cut(FUNCTIONS, {"functions": 40}),
    Cut(ANSWERS, {"answers": 160}),
    Cut(OBJECTIONS, {"objections": 160}),
    Cut(CLAIMS, {"claims": 110}),
    Cut(FUNCTIONS, {"functions": 0}, leaves_out=True),
    Cut(SOURCES, {"sources": 0}, leaves_out=True),
    Cut(REASON, {"reason": 160}),
    Cut(ANSWERS, {"answers": 110}),
    Cut(OBJECTIONS, {"objections": 110}),
    Cut(CLAIMS, {"claims": 90}),
    Cut("what to bring", {"things": 0}, leaves_out=True),
    Cut(REASON, {"reason": 110}),
    Cut(ANSWERS, {"answers": 80}),
    Cut(OBJECTIONS, {"objections": 80}),
    Cut(CLAIMS, {"claims": 70}),
    Cut("who is in the room", {"people": 0}, leaves_out=True),
    Cut("second objection", {"objection_count": 1}, leaves_out=True),
    Cut("third give and get", {"trades": 2}, leaves_out=True),
    Cut(REASON, {"reason": 50}),
    Cut(ANSWERS, {"answers": 50}),
    Cut(OBJECTIONS, {"objections": 50}),
    Cut(CLAIMS, {"claims": 50}),
)
"""From what matters least at the table to what matters most; each adds to the ones before."""


def room_after(count: int) -> Room:
    """Return the room of each block after the first *count* cuts."""
    room = Room()
    for cut in CUTS[:count]:
        room = replace(room, **cut.room)
    return room


def shorten(text: str, most: int) -> str:
    """Return a text of at most *most* characters, cut between words where possible, with `…` at the cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    whole_words = head.rpartition(" ")[0]
    kept = whole_words if len(whole_words) > most // 2 else head
    return kept.rstrip(" ,;:.-–") + "…"


def shorten_or_drop(text: str | None, most: int) -> str | None:
    """Return a text at most *most* characters long, or none where there is no room for it."""
    return shorten(text, most) if text and most else None
