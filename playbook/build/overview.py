"""The overview of a build of many: index page, printable portfolio, lists for the CRM, and the rows to mend.

It is made last, in the same folder and under the same record as the documents, and like them only when something in it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playbook.build.digests import Digests, digest_of
from playbook.build.manifest import Manifest
from playbook.build.order import Order, Placed
from playbook.build.portfolio_pages import (
    make_index,
    portfolio_csv,
    portfolio_workbook,
    print_portfolio,
)
from playbook.build.runner import Finished
from playbook.build.targets import Format, Kind
from playbook.build.workshop import Workshop, brief_account
from playbook.document.overview import Overview, Problems, compose_portfolio
from playbook.document.portfolio import Holding, Link, Standing, summarise
from playbook.errors import EnvironmentProblem
from playbook.locales import Locale

INDEX = "index.html"
PROBLEMS = "problems.xlsx"
_MOST = 1000
"""Workbooks of rows to mend beside each other."""
_ORIGIN = "(overview)"
"""What the manifest calls the origin of these files: no profile and no sheet."""
_MEMORY = "standings"
MENDED = "mended"
"""What the manifest remembers workbooks of mended rows under: their paths from the project."""


@dataclass(frozen=True, slots=True)
class Mending:
    """The rows of the sheets that could not be built."""

    rows: int = 0
    workbook: Callable[[], bytes] = bytes
    """Makes the workbook to mend them in."""
    digest: str = ""
    """Of everything that workbook holds."""


@dataclass(frozen=True, slots=True)
class OverviewWriter:
    """Makes the overview after the documents."""

    workshop: Workshop
    digests: Digests
    locale: Locale | None
    """Without one, the language of most subjects."""
    mending: Mending = field(default_factory=Mending)
    scope: str = ""
    """What was asked for: only builds of the same are compared."""
    id_name: str | None = None
    """What the sheet calls the record id, so that its CRM knows the column again."""
    workbooks: tuple[str, ...] = ()
    """Workbooks of mended rows that were used, as the manifest names them, to be used again."""

    def __call__(self, order: Order, placed: Sequence[Placed], manifest: Manifest) -> Finished:
        """Write what is not fresh, and return the files that are there."""
        finished = Finished()
        mending = Finished()
        if self.workbooks:
            before = manifest.memory.get(MENDED, [])
            manifest.memory[MENDED] = list(dict.fromkeys([*before, *self.workbooks]))
        rows = _Rows(self.mending, manifest).write(mending)
        if placed:
            overview = self._compose(order, placed, manifest, rows)
            shown = self._shown(overview, order.formats)
            for name, make in self._files(order, overview).items():
                _put(manifest, name, digest_of(name, *shown), make, finished)
        finished.files += mending.files
        finished.removed += mending.removed
        finished.environment = finished.environment or mending.environment
        return finished

    def outdated(
        self, order: Order, placed: Sequence[Placed], manifest: Manifest, *, is_moving: bool
    ) -> list[str]:
        """Return the files that a build would make anew, without making any.

        Args:
            order: what the build is asked for.
            placed: every subject.
            manifest: the record of the folder.
            is_moving: whether any document comes or goes, which changes them all.
        """
        if not placed:
            return []
        rows = PROBLEMS if self.mending.rows else None
        overview = self._compose(order, placed, manifest, rows)
        shown = self._shown(overview, order.formats)
        return [
            name
            for name in self._files(order, overview)
            if is_moving or not _is_fresh(manifest, name, digest_of(name, *shown))
        ]

    def _compose(
        self, order: Order, placed: Sequence[Placed], manifest: Manifest, rows: str | None
    ) -> Overview:
        """Compose the overview of every subject, also of those that no document was asked for this time."""
        locale = self.locale or commonest_locale(placed)
        past = _Past(manifest, order.named, self.scope)
        links = _links(manifest)
        holdings = [
            summarise(
                brief_account(
                    one.subject.profile, one.subject.locale, self.workshop, one.placement
                ),
                key=past.name_of(one),
                record_id=one.subject.record_id,
                owner=one.subject.owner,
                link=one.subject.link,
                documents=links.get((order.named(one.subject.origin), one.subject.key), ()),
                before=None,
            )
            for one in placed
        ]
        holdings, gone = past.compare(holdings)
        w = self.workshop
        problems = Problems(self.mending.rows, rows) if rows else None
        return compose_portfolio(
            holdings, w.bank, w.model, w.library, locale, w.today, problems=problems, gone=gone
        )

    def _files(self, order: Order, overview: Overview) -> Mapping[str, Callable[[], bytes]]:
        """Return what there is to make, by name."""
        w = self.workshop
        paper = f"portfolio_{overview.locale.value}.pdf"
        beside: dict[str, Callable[[], bytes]] = {}
        if Format.PDF in order.formats:
            beside[paper] = lambda: print_portfolio(overview, w).data
        beside["portfolio.csv"] = lambda: portfolio_csv(overview, self.id_name)
        beside["portfolio.xlsx"] = lambda: portfolio_workbook(overview, self.id_name)
        if Format.HTML not in order.formats:
            return beside
        return {INDEX: lambda: make_index(overview, w, tuple(beside)), **beside}

    def _shown(self, overview: Overview, formats: tuple[Format, ...]) -> tuple[str, str]:
        """Return what every file of the overview rests on, beside its name."""
        texts = self.digests.of((), overview.locale)
        parts = (
            overview.holdings,
            overview.problems,
            overview.gone,
            overview.since,
            self.id_name,
            formats,
        )
        return texts, repr(parts)


def commonest_locale(placed: Sequence[Placed]) -> Locale:
    """Return the language of most subjects; of equals, the first in the list of languages."""
    counts = Counter(one.subject.locale for one in placed)
    return max(Locale, key=lambda one: counts[one])


def _put(
    manifest: Manifest, name: str, digest: str, make: Callable[[], bytes], finished: Finished
) -> None:
    """Write one file of the overview, unless it is fresh."""
    path = manifest.folder / name
    if not _is_fresh(manifest, name, digest):
        try:
            manifest.write(name, make(), _made_of(digest))
        except EnvironmentProblem as error:
            finished.environment = finished.environment or error
            return
    finished.files.append(path)


def _is_fresh(manifest: Manifest, name: str, digest: str) -> bool:
    made = manifest.documents.get(name)
    return made is not None and made.digest == digest and manifest.is_whole(name)


def _made_of(digest: str) -> dict[str, Any]:
    return {"digest": digest, "subject": "", "origin": _ORIGIN, "key": "", "slot": "overview"}


def _links(manifest: Manifest) -> dict[tuple[str, str], tuple[Link, ...]]:
    """Return the documents that are there, by origin and key of their subject, in the usual order of kinds."""
    order = {kind.value: at for at, kind in enumerate(Kind)}
    found: dict[tuple[str, str], list[Link]] = {}
    for name, made in manifest.documents.items():
        if made.origin == _ORIGIN or not (manifest.folder / name).exists():
            continue
        kind, locale, form = made.slot.split("/")
        found.setdefault((made.origin, made.key), []).append(Link(kind, form, locale, quote(name)))
    return {
        key: tuple(sorted(links, key=lambda one: (order[one.kind], one.locale, one.format)))
        for key, links in found.items()
    }


class _Past:
    """Where everything stood in the last build that differed from this one."""

    def __init__(self, manifest: Manifest, named: Callable[[str], str], scope: str) -> None:
        self._named, self._scope = named, scope
        self._scopes: dict[str, Any] = manifest.memory.setdefault(_MEMORY, {})

    def name_of(self, one: Placed) -> str:
        """Return what a subject is called in the record."""
        origin = self._named(one.subject.origin)
        return f"{origin}#{one.subject.key}" if one.subject.key else origin

    def compare(self, holdings: Iterable[Holding]) -> tuple[list[Holding], tuple[str, ...]]:
        """Return holdings with where they stood, and the names of what is gone; and remember this build.

        A build in which nothing moved leaves the comparison as it was, so that building twice gives the same pages.
        """
        now = {one.key: [one.name, one.standing.to_json()] for one in holdings}
        memory = self._scopes.get(self._scope, {"now": {}, "before": {}})
        if _moved(memory["now"], now):
            memory = {"now": now, "before": memory["now"]}
        self._scopes[self._scope] = memory
        before = memory["before"]
        compared = [
            replace(
                one, before=Standing.from_json(before[one.key][1]) if one.key in before else None
            )
            for one in holdings
        ]
        gone = tuple(sorted(name for key, (name, _) in before.items() if key not in now))
        return compared, gone


def _moved(last: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether anything stands elsewhere, came or went; the day alone does not count."""

    def without_day(standing: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in standing.items() if key != "on"}

    return last.keys() != now.keys() or any(
        without_day(last[key][1]) != without_day(now[key][1]) for key in now
    )


class _Rows:
    """The workbook of rows to mend. One that somebody is mending is never overwritten: the next gets another name."""

    def __init__(self, mending: Mending, manifest: Manifest) -> None:
        self._mending, self._manifest = mending, manifest

    def write(self, finished: Finished) -> str | None:
        """Write it if there are such rows, remove ours if there are none any more; return its name."""
        if not self._mending.rows:
            for name in _names(_MOST):
                if name in self._manifest.documents and self._manifest.remove(name):
                    finished.removed.append(self._manifest.folder / name)
            return None
        name = self._name()
        _put(self._manifest, name, self._mending.digest, self._mending.workbook, finished)
        return name

    def _name(self) -> str:
        """Return the first name that is free or still is what we wrote."""
        for name in _names(_MOST):
            if not (self._manifest.folder / name).exists() or (
                name in self._manifest.documents and self._manifest.is_whole(name)
            ):
                return name
        return PROBLEMS


def being_mended(manifest: Manifest) -> Iterator[Path]:
    """Yield the workbooks of rows in the folder that are no longer what we wrote, since somebody is mending them."""
    for name in _names(_MOST):
        path = manifest.folder / name
        if not path.is_file():
            return
        if name not in manifest.documents or not manifest.is_whole(name):
            yield path


def _names(most: int) -> Iterator[str]:
    yield PROBLEMS
    for number in range(2, most + 1):
        yield f"problems-{number}.xlsx"
