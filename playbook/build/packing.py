"""A pack of the documents that a build was asked for: laid out one after the other in this process, or zipped as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from playbook.build.artifacts import write_artifact
from playbook.build.order import Order
from playbook.build.packs import NOT_AS_A_WHOLE, PackDocument, lay_out_for_pack, pack_pdf, pack_zip
from playbook.build.subjects import Subject
from playbook.build.targets import Format, Target
from playbook.build.workshop import Workshop, brief_account
from playbook.document.pack import FOR_BUYER, stays_inside

_MIXED = NOT_AS_A_WHOLE.format(pages="the leave-behinds in it")


def write_zip(
    path: Path, documents: Sequence[Path], order: Order, workshop: Workshop
) -> tuple[str, ...]:
    """Write documents that are there as a ZIP, by their path from the output folder; return what to tell of it.

    Raises:
        EnvironmentProblem: when it cannot be written.
    """
    files = [(one.relative_to(order.output).as_posix(), one.read_bytes()) for one in documents]
    write_artifact(path, pack_zip(files, workshop.today))
    packed = [(target.kind.value, subject.called) for subject, target in _packed(order, documents)]
    is_mixed = stays_inside(packed) and any(kind == FOR_BUYER for kind, _ in packed)
    return (_MIXED,) if is_mixed else ()


def write_pack(
    path: Path,
    documents: Sequence[Path],
    order: Order,
    workshop: Workshop,
    before_each: Callable[[str], None] = lambda _name: None,
) -> tuple[str, ...]:
    """Lay the PDF documents that are there out again and write them as one; return what to tell of it.

    Args:
        path: where to.
        documents: what is there of the order.
        order: what was asked for.
        workshop: what all documents share.
        before_each: called with the name of each document before it is laid out; what it raises stops the pack.

    Raises:
        PlaybookError: when one cannot be laid out, or there is none.
        EnvironmentProblem: when it cannot be written.
    """
    wanted = [one for one in _packed(order, documents) if one[1].format is Format.PDF]
    rendered = pack_pdf(_laid_out(wanted, workshop, before_each), workshop)
    write_artifact(path, rendered.data)
    return rendered.remarks


def _packed(order: Order, documents: Sequence[Path]) -> Iterator[tuple[Subject, Target]]:
    """Yield what each of the documents is, in the order of the build."""
    names = {one.relative_to(order.output).as_posix() for one in documents}
    for subject in order.subjects:
        for target in subject.targets(order.kinds, order.formats):
            if target.name in names:
                yield subject, target


def _laid_out(
    wanted: Sequence[tuple[Subject, Target]], workshop: Workshop, before_each: Callable[[str], None]
) -> Iterator[PackDocument]:
    """Yield every document, laid out as it is asked for."""
    for subject, documents in groupby(wanted, key=lambda one: one[0]):
        briefing = brief_account(subject.profile, subject.locale, workshop)
        for _, target in documents:
            before_each(target.name)
            yield lay_out_for_pack(target, briefing, workshop)
