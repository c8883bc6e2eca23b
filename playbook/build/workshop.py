"""What every document of a run shares, and what comes of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playbook.brand import HOUSE, Brand
from playbook.document.briefing import Briefing
from playbook.economics.references import CostBook
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import Placement, infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.rendering.pdf import Pdf


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every document of a run shares."""

    bank: QuestionBank
    model: PlacementModel
    library: ContentLibrary
    template_roots: tuple[Path, ...]
    today: date
    for_archive: bool = False
    """Whether PDFs are written as PDF/A-3a too."""
    brand: Brand = HOUSE
    costs: CostBook = field(default_factory=CostBook)
    """Published figures and cost templates."""
    exact: bool = False
    """Whether each document is laid out whole, without pages that another one has too; the bytes are the same."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file's content."""

    data: bytes
    remarks: tuple[str, ...] = ()
    """What is less than perfect in it, for whoever builds it."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document on its pages, which can be written by itself or into a pack."""

    pdf: Pdf
    remarks: tuple[str, ...] = ()
    """What is less than perfect on its pages."""


def brief_account(
    profile: OfferingProfile,
    locale: Locale,
    workshop: Workshop,
    placement: Placement | None = None,
) -> Briefing:
    """Gather what the documents of a profile need; it is placed unless it was already."""
    placed = placement or infer_placement(profile, workshop.bank, workshop.model)
    return Briefing(
        profile, placed, workshop.bank, workshop.model, workshop.library, locale, workshop.today, workshop.costs
    )  # fmt: skip


def write_pdf(pdf: Pdf, remarks: tuple[str, ...], workshop: Workshop) -> Rendered:
    """Write a document that was laid out; a character that no font has is told."""
    data, boxes = pdf.write(for_archive=workshop.for_archive)
    if boxes:
        box = f"no font on this machine has {', '.join(boxes)}, which shows as a box; install one that does"
        remarks = (*remarks, box)
    return Rendered(data, remarks)
