"""The playbook: the brief first, then everything the account team needs, in the order of the conversation."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.document.brief import Brief, Message, compose_brief, pair_messages
from playbook.document.briefing import Briefing
from playbook.document.money_page import MoneyPage, compose_money_page
from playbook.document.path_view import MatrixPath, view_path
from playbook.document.timeline import Timeline, lay_timeline
from playbook.kraljic.agenda import OpenQuestion
from playbook.kraljic.conflicts import Conflict
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.kraljic.power import SOURCE, PowerBalance, weigh_power
from playbook.kraljic.scoring import Contribution
from playbook.kraljic.windmill import QUESTIONS, AccountReading
from playbook.library.blocks import Block, Item
from playbook.library.library import CITATION, Source
from playbook.profile import Objection, ProofPoint, Stakeholder

AGENDA = 8
"""Questions on the discovery page that come from the placement."""


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """Where procurement most likely places this, and why."""

    contributions: dict[Axis, tuple[Contribution, ...]]
    missing: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    path: MatrixPath | None
    """How it came there, where dated answers show it."""


@dataclass(frozen=True, slots=True)
class ProcurementPage:
    """How procurement looks at this and what it will probably do."""

    position: Block
    tactics: Block


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """What to say and what to bring."""

    block: Block
    messages: tuple[Message, ...]
    own_proof: tuple[ProofPoint, ...]
    proof: Block


@dataclass(frozen=True, slots=True)
class DiscoveryPage:
    """What to find out."""

    agenda: tuple[OpenQuestion, ...]
    questions: Block


@dataclass(frozen=True, slots=True)
class ObjectionsPage:
    """What will be said against it."""

    own: tuple[Objection, ...]
    objections: Block


@dataclass(frozen=True, slots=True)
class NegotiationPage:
    """What to give, what to get, and where to stop."""

    negotiation: Block
    donots: Block
    power: PowerBalance | None
    """None while nothing is known."""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who decides, and what happens next."""

    own: tuple[Stakeholder, ...]
    stakeholders: Block
    timeline: Timeline | None
    """The account's own actions; None where there are none."""
    next_steps: Block


@dataclass(frozen=True, slots=True)
class InsteadPage:
    """What changes if it is the second-likeliest quadrant after all."""

    quadrant: Quadrant
    pairs: tuple[tuple[Item, Item], ...]
    """Each line here, and the same line there."""
    signals_here: Block
    signals_there: Block
    moves: Block


@dataclass(frozen=True, slots=True)
class BothSidesPage:
    """The buyer's category note about us, and our view of the account."""

    note: Block
    view: AccountReading | None
    """None where the profile does not say enough; the page then asks the questions."""
    cell: Item | None
    """The advice of the windmill cell."""
    questions: tuple[str, ...]
    """Ids of the questions on the account."""


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """What all this rests on."""

    evidence: tuple[Evidence, ...]
    unanswered: tuple[str, ...]
    sources: tuple[tuple[Source, bool], ...]
    """Each with whether a text cites it, and not only a question."""


@dataclass(frozen=True, slots=True)
class Playbook:
    """The whole document, in the order of its pages."""

    brief: Brief
    placement: PlacementPage
    procurement: ProcurementPage
    messages: MessagesPage
    discovery: DiscoveryPage
    money: MoneyPage
    terms: Block
    """Price form, contract form and measures; on the money page."""
    objections: ObjectionsPage
    negotiation: NegotiationPage
    people: PeoplePage
    instead: InsteadPage
    both_sides: BothSidesPage
    annex: AnnexPage


def compose_playbook(briefing: Briefing) -> Playbook:
    """Choose what stands on each page."""
    profile, placement = briefing.profile, briefing.placement
    return Playbook(
        brief=compose_brief(briefing),
        placement=PlacementPage(
            {axis: reading.contributions for axis, reading in placement.axes.items()},
            placement.missing,
            briefing.conflicts,
            view_path(briefing.history, placement),
        ),
        procurement=ProcurementPage(briefing.block("position"), briefing.block("tactics")),
        messages=MessagesPage(
            briefing.block("messages"),
            pair_messages(briefing),
            profile.proof_points,
            briefing.block("proof"),
        ),
        discovery=DiscoveryPage(briefing.agenda[:AGENDA], briefing.block("questions")),
        money=compose_money_page(briefing),
        terms=briefing.block("terms"),
        objections=ObjectionsPage(profile.objections, briefing.block("objections")),
        negotiation=NegotiationPage(
            briefing.block("negotiation"),
            briefing.block("donots"),
            weigh_power(placement, profile.our_view.revenue_share),
        ),
        people=PeoplePage(
            profile.stakeholders,
            briefing.block("stakeholders"),
            lay_timeline(profile.actions, briefing.today, briefing.review_on),
            briefing.block("next-steps"),
        ),
        instead=_instead_page(briefing),
        both_sides=BothSidesPage(
            briefing.block("buyer-note"), briefing.account, briefing.cell, QUESTIONS
        ),
        annex=AnnexPage(placement.evidence, placement.missing, _sources(briefing)),
    )


def _instead_page(briefing: Briefing) -> InsteadPage:
    there = briefing.placement.second
    pairs = zip(briefing.block("lines").items, briefing.block("lines", there).items, strict=True)
    return InsteadPage(
        there,
        tuple(pairs),
        briefing.block("signals"),
        briefing.block("signals", there),
        briefing.block("moves"),
    )


_PRINTED_TOPICS = (
    "position", "objective", "tactics", "messages", "proof", "questions", "stakeholders",
    "objections", "negotiation", "terms", "money", "moves", "signals", "lines", "donots",
    "next-steps", "buyer-note", "windmill",
)  # fmt: skip


def _sources(briefing: Briefing) -> tuple[tuple[Source, bool], ...]:
    """Return every source that the pages or the questions cite, by name, and whether a text cites it.

    A text may take a figure from its source, so there the caution is printed; a question only takes the idea.
    """
    blocks = [briefing.block(topic) for topic in _PRINTED_TOPICS]
    blocks += [briefing.block(topic, briefing.placement.second) for topic in ("lines", "signals")]
    in_texts = {
        source_id
        for block in blocks
        for passage in block.passages()
        for source_id in CITATION.findall(passage.source)
    }
    in_questions = {source_id for factor in briefing.bank for source_id in factor.sources}
    in_questions.add(SOURCE)  # of the balance of power, which takes an idea and no figure
    known = briefing.library.sources
    cited = [known[one] for one in in_texts | in_questions if one in known]
    cited.sort(key=lambda source: source.short.casefold())
    return tuple((source, source.id in in_texts) for source in cited)
