"""Chosen documents as one file: a PDF with bookmarks and a page of contents, or a ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from playbook.build.job import lay_out_target
from playbook.build.targets import Kind, Target, safe_stem
from playbook.build.workshop import Rendered, Workshop, write_pdf
from playbook.document.briefing import Briefing
from playbook.document.pack import PackContents, Packed, commonest_locale, compose_pack
from playbook.errors import PlaybookError
from playbook.library.library import Labels
from playbook.locales import Locale
from playbook.rendering.card import Paper
from playbook.rendering.pack import render_pack
from playbook.rendering.pdf import Pdf, lay_out
from playbook.rendering.pdf_pack import Part, first_pages, join_parts
from playbook.rendering.styles import PACK, paper_css

MOST_PAGES = 1000
"""Of a pack as PDF: enough for brief and leave-behind of 300 accounts."""
NOT_AS_A_WHOLE = (
    "only {pages} may leave the house, each to its own buyer: never pass this file on as a whole"
)
_NO_FIELDS = "a pack holds no fields: its coffee cards are for a pen; build a card by itself to fill it in on a screen"
_LEVEL = 6
_UNIX, _MODE = 3, 0o100644


@dataclass(frozen=True, slots=True)
class PackDocument:
    """A document that was laid out for a pack."""

    about: Packed
    pdf: Pdf


def lay_out_for_pack(target: Target, briefing: Briefing, workshop: Workshop) -> PackDocument:
    """Lay one document out, in this process, since a layout cannot travel between processes.

    Args:
        target: which document.
        briefing: the account it is about.
        workshop: what all documents share.

    Raises:
        ContentError, TemplateError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    # Fields of two cards would have the same names, and be filled in together.
    pdf = lay_out_target(target, briefing, workshop, Paper.PEN).pdf
    profile = briefing.profile
    about = Packed(
        target.profile,
        target.kind.value,
        target.locale,
        profile.seller.name,
        profile.offering.name,
        profile.account.name if profile.account else None,
        pdf.pages,
    )
    return PackDocument(about, pdf)


def pack_pdf(
    documents: Iterable[PackDocument],
    workshop: Workshop,
    *,
    title: str | None = None,
    locale: Locale | None = None,
) -> Rendered:
    """Make one PDF of documents: a page of contents, then each with a bookmark, its tags and its language.

    Each layout stays in memory until the whole is written, about 2.5 MB a page, so a pack has an end.

    Args:
        documents: in the order of the pack; may be laid out as they are asked for.
        workshop: what all documents share.
        title: what the pack is called; without one its plain name.
        locale: the language of the contents; without one that of most documents.

    Raises:
        PlaybookError: when there is no document, or more than `MOST_PAGES`.
        TemplateError, PdfError, EnvironmentProblem: when it cannot be made.
    """
    documents = _within_memory(documents)
    if not documents:
        raise PlaybookError("there is no document to pack", "Choose at least one.")
    packed = [document.about for document in documents]
    labels = workshop.library.labels[locale or commonest_locale(packed)]
    parts = [
        Part(_bookmark(document.about, workshop), document.about.locale.value, document.pdf)
        for document in documents
    ]
    contents, cover = _lay_out_contents(packed, parts, labels, workshop, title)
    pdf = join_parts(Part(labels("pack.contents"), labels.locale.value, cover), parts)
    return write_pdf(pdf, tuple(_to_be_told(packed, contents)), workshop)


def _within_memory(documents: Iterable[PackDocument]) -> list[PackDocument]:
    """Take in the documents, and stop at the first page too many."""
    kept: list[PackDocument] = []
    pages = 0
    for document in documents:
        pages += document.pdf.pages
        if pages > MOST_PAGES:
            raise PlaybookError(
                f"a pack of more than {MOST_PAGES} pages does not fit in memory",
                "Choose fewer documents, or pack them as a .zip.",
            )
        kept.append(document)
    return kept


def _bookmark(about: Packed, workshop: Workshop) -> str:
    """Name a document in its own language: whom it is about, and what it is."""
    kind = workshop.library.labels[about.locale](f"{about.kind}.document")
    return f"{about.subject} · {kind}"


def _lay_out_contents(
    packed: Sequence[Packed],
    parts: Sequence[Part],
    labels: Labels,
    workshop: Workshop,
    title: str | None,
) -> tuple[PackContents, Pdf]:
    """Lay the contents out until the page numbers in it count its own pages too."""
    roots, brand = workshop.template_roots, workshop.brand
    length = 1
    while True:
        firsts = first_pages(length, parts)
        contents = compose_pack(packed, firsts, labels, workshop.today, title)
        pdf = lay_out(render_pack(contents, roots, brand), paper_css(roots, PACK, brand), roots)
        if pdf.pages <= length:  # never back, or it could go on for ever
            return contents, pdf
        length = pdf.pages


def _to_be_told(packed: Sequence[Packed], contents: PackContents) -> Iterator[str]:
    """Tell what whoever hands it on should know."""
    if contents.is_mixed:
        pages = [
            f"{entry.first}-{entry.last}" if entry.last > entry.first else f"{entry.first}"
            for group in contents.groups
            for entry in group.entries
            if entry.for_buyer
        ]
        word = "page" if len(pages) == 1 and "-" not in pages[0] else "pages"
        yield NOT_AS_A_WHOLE.format(pages=f"{word} {', '.join(pages)}")
    if any(document.kind == Kind.COFFEE_CARD for document in packed):
        yield _NO_FIELDS


def pack_zip(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Make a ZIP file: the same files on the same day give the same bytes, in whatever order they come.

    Args:
        files: name inside it, with folders, and content. A name is made safe for every system; of two that are equal
            but for case, the second gets a number.
        day: the day that every file bears.
    """
    taken: set[str] = set()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in sorted((_safe_name(name), data) for name, data in files):
            info = zipfile.ZipInfo(_free_name(name, taken), (day.year, day.month, day.day, 0, 0, 0))
            info.create_system = _UNIX  # or it would differ between systems
            info.external_attr = _MODE << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, _LEVEL)
    return target.getvalue()


def _safe_name(name: str) -> str:
    """Return a name that leads nowhere outside the folder it is unpacked in, and that every system takes."""
    *folders, file = [one for one in re.split(r"[/\\]+", name) if one.strip(".")] or [name]
    stem, _, suffix = file.rpartition(".")
    plain = f"{_clean(stem)}.{_clean(suffix)}" if stem else _clean(file)
    return "/".join((*map(_clean, folders), plain))


def _clean(part: str) -> str:
    """Return a part of a name as our own file names are; one that is comes back as it was."""
    return "_".join(map(safe_stem, part.split("_")))


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name that no file has yet."""
    path, free, count = PurePosixPath(name), name, 1
    while free.casefold() in taken:
        count += 1
        free = str(path.with_name(f"{path.stem}-{count}{path.suffix}"))
    taken.add(free.casefold())
    return free
