"""A pack of the documents that a build was asked for: laid out one after the other in this process, or zipped as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playbook.build.artifacts import write_artifact
from playbook.build.order import Order, Placed
from playbook.build.packs import PackDocument, lay_out_for_pack, pack_pdf, pack_zip
from playbook.build.targets import Format
from playbook.build.workshop import Workshop, brief_account
from playbook.document.pack import FOR_BUYER, stays_inside

_MIXED = "only the leave-behinds in it may leave the house, each to its own buyer: never pass this file on as a whole"


def write_zip(
    path: Path, documents: Sequence[Path], order: Order, workshop: Workshop
) -> tuple[str, ...]:
    """Write documents that are there as a ZIP, by their path from the output folder; return what to tell of it.

    Raises:
        EnvironmentProblem: when it cannot be written.
    """
    names = {one.relative_to(order.output).as_posix(): one for one in documents}
    write_artifact(
        path, pack_zip(((name, one.read_bytes()) for name, one in names.items()), workshop.today)
    )
    packed = [
        (target.kind.value, subject.called)
        for subject in order.subjects
        for target in subject.targets(order.kinds, order.formats)
        if target.name in names
    ]
    is_mixed = stays_inside(packed) and any(kind == FOR_BUYER for kind, _ in packed)
    return (_MIXED,) if is_mixed else ()


def write_pack(
    path: Path,
    order: Order,
    placed: Sequence[Placed],
    workshop: Workshop,
    before_each: Callable[[str], None] = lambda _name: None,
) -> tuple[str, ...]:
    """Lay every document of an order out again and write them as one PDF; return what to tell of it.

    Args:
        path: where to.
        order: which documents; of those in two formats the pages are packed once.
        placed: the subjects with their placements.
        workshop: what all documents share.
        before_each: called with the name of each document before it is laid out; what it raises stops the pack.

    Raises:
        PlaybookError: when one cannot be laid out, or there is none.
        EnvironmentProblem: when it cannot be written.
    """
    rendered = pack_pdf(_laid_out(order, placed, workshop, before_each), workshop)
    write_artifact(path, rendered.data)
    return rendered.remarks


def _laid_out(
    order: Order, placed: Sequence[Placed], workshop: Workshop, before_each: Callable[[str], None]
) -> Iterator[PackDocument]:
    """Yield every document of an order, laid out as it is asked for."""
    for one in placed:
        if not order.chosen(one.subject, one.placement):
            continue
        briefing = brief_account(one.subject.profile, one.subject.locale, workshop)
        for target in one.subject.targets(order.kinds, (Format.PDF,)):
            before_each(target.name)
            yield lay_out_for_pack(target, briefing, workshop, one.subject.place)[0]
