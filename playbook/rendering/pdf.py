"""HTML into PDF bytes: the only door to WeasyPrint, which is imported on first use because that takes a second.

One font configuration and one parsed style sheet serve the whole process; a new configuration per document leaks
memory. Nothing but bundled fonts, project files and `data:` URLs is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import compress

from playbook.errors import EnvironmentProblem, PdfError
from playbook.rendering import archive
from playbook.rendering.engine_warnings import Collector, listening
from playbook.rendering.garbage import settle, tidy, uncollected
from playbook.rendering.page_painting import joined
from playbook.rendering.page_reuse import NotInSectionsError, PageStore
from playbook.rendering.pdf_form import finish_form
from playbook.rendering.resources import MAX_FILE, read_allowed

INSTALL_PANGO = (
    "Debian or Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "Fedora: sudo dnf install pango. macOS: brew install pango. "
    "Windows: install MSYS2, then pacman -S mingw-w64-x86_64-pango. HTML works without it: --format html."
)
"""What to do when WeasyPrint cannot find Pango."""

_VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A document that was laid out."""

    pages: int
    _document: Any
    _fetcher: Any
    reused: int = 0
    """How many of the pages were laid out for another account."""

    def position(self, anchor: str) -> float:
        """Return how far below the top of its page an element with this id begins, in CSS pixels."""
        tops = [page.anchors[anchor][1] for page in self._document.pages if anchor in page.anchors]
        return float(tops[0])

    def first_pages(self) -> dict[str, int]:
        """Return the page, counted from 0, on which each element with an id begins."""
        pages = reversed(
            list(enumerate(self._document.pages))
        )  # the rest of an element has its id too
        return {anchor: number for number, page in pages for anchor in page.anchors}

    def write(self, *, for_archive: bool = False) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF file, and the characters that no font here has, which show as boxes.

        The same document gives the same bytes every time.

        Args:
            for_archive: write PDF/A-3a and PDF/UA-1 in one file, instead of PDF/UA-1.

        Raises:
            PdfError: when writing fails or a resource is missing or refused.
        """
        with _checked(self._fetcher) as warnings:
            data = self._archived() if for_archive else self._plain()
        tidy()
        return data, tuple(sorted(warnings.boxes))

    def _plain(self) -> bytes:
        data: bytes = self._document.write_pdf(pdf_variant=_VARIANT, finisher=_finish)
        return data

    def _archived(self) -> bytes:
        for attempt in range(archive.ATTEMPTS):

            def finisher(_: Any, pdf: Any, attempt: int = attempt) -> None:
                archive.finish(pdf, attempt)

            data: bytes = self._document.write_pdf(pdf_variant=archive.VARIANT, finisher=finisher)
            if archive.is_sound(data):
                return data
        raise PdfError("the PDF engine could not write an archive file")


_LEVEL = 7
"""Of deflate. The engine's 9 takes three times as long, for 2% of the file."""


def _finish(document: Any, pdf: Any) -> None:
    """Make the fields of a form ours, and pack the pages, just before they are written."""
    finish_form(document, pdf)
    for one in pdf.objects:
        if getattr(one, "compress", False):
            one.stream, one.compress = [compress(joined(one.stream), _LEVEL)], False
            one.extra["Filter"] = "/FlateDecode"


def lay_out(html: str, css: str, roots: tuple[Path, ...]) -> Pdf:
    """Lay a document out on its pages.

    Args:
        html: the whole page.
        css: its print style sheet.
        roots: the folders that fonts and pictures may come from.

    Raises:
        EnvironmentProblem: when the PDF engine cannot be loaded.
        PdfError: when layout fails or a resource is missing or refused.
    """
    fetcher = _fetcher(roots)
    with _checked(fetcher):
        document = _render(html, css, roots)
    return Pdf(len(document.pages), document, fetcher)


def lay_out_sections(html: str, css: str, roots: tuple[Path, ...]) -> Pdf:
    """Lay out a document of sections that each begin a page, and lay out no section twice that is still kept.

    What is written is what `lay_out` gives, to the byte, as long as nothing in the style sheet makes a section depend on what
    stands before it, as ours do not.

    Takes and raises what `lay_out` does.
    """
    fetcher = _fetcher(roots)
    setting = _setting(css, roots)
    try:
        with _checked(fetcher):
            document, reused = _store().lay_out(html, setting, lambda one: _render(one, css, roots))
    except NotInSectionsError:
        return lay_out(html, css, roots)
    return Pdf(len(document.pages), document, fetcher, reused)


def _render(html: str, css: str, roots: tuple[Path, ...]) -> Any:
    page = _weasyprint().HTML(
        string=html, base_url=roots[0].as_uri() + "/", url_fetcher=_fetcher(roots)
    )
    return page.render(stylesheets=[_stylesheet(css, roots)], font_config=_fonts())


@lru_cache(maxsize=1)
def _store() -> PageStore:
    return PageStore()


@lru_cache(maxsize=8)
def _setting(css: str, roots: tuple[Path, ...]) -> str:
    """Return what stands for a style sheet and its folders."""
    return sha256("\n".join((css, *map(str, roots))).encode()).hexdigest()


@contextmanager
def _checked(fetcher: Any) -> Iterator[Collector]:
    """Run the engine so that whatever goes wrong in it, loudly or not, is a `PdfError`."""
    fatal = _weasyprint().urls.FatalURLFetchingError  # derives from BaseException
    fetcher.refused.clear()
    try:
        with listening() as warnings, uncollected():
            yield warnings
    except fatal as error:
        raise PdfError(f"a document asked for something it may not have: {error}") from None
    except (ArithmeticError, RecursionError, ValueError, AssertionError) as error:
        raise PdfError(f"the PDF engine could not lay out a page: {error}") from None
    if fetcher.refused:
        raise PdfError(f"a document asked for something it may not have: {fetcher.refused[0]}")
    warnings.raise_any()


def prepare_engine() -> None:
    """Load the engine in a process that will lay out many documents, and keep what it loaded out of the search for garbage.

    Raises:
        EnvironmentProblem: when it cannot be loaded.
    """
    _fonts()
    settle()


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """Import WeasyPrint, or say how to install what it lacks."""
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
        from PIL import ImageFile
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EnvironmentProblem(
            f"the PDF engine cannot be loaded ({reason})", INSTALL_PANGO
        ) from None
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        False  # WeasyPrint's import turns this on for the whole process
    )
    return weasyprint


def layout_version() -> str:
    """Return the version of Pango, which breaks lines and shapes letters.

    Raises:
        EnvironmentProblem: when the engine cannot be loaded.
    """
    _weasyprint()
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


@lru_cache(maxsize=1)
def _fonts() -> Any:
    return _weasyprint().text.fonts.FontConfiguration()


@lru_cache(maxsize=8)
def _stylesheet(css: str, roots: tuple[Path, ...]) -> Any:
    with _checked(_fetcher(roots)):
        return _weasyprint().CSS(
            string=css,
            base_url=roots[0].as_uri() + "/",
            url_fetcher=_fetcher(roots),
            font_config=_fonts(),
        )


@lru_cache(maxsize=8)
def _fetcher(roots: tuple[Path, ...]) -> Any:
    """Return a fetcher that serves files under *roots* and `data:` URLs, and refuses everything else."""
    weasyprint = _weasyprint()
    urls = weasyprint.urls

    class FolderFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Remembers what it refused, since WeasyPrint swallows errors inside SVG."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:") and len(url) < MAX_FILE:
                return super().fetch(url, headers)
            try:
                data, kind = read_allowed(url, roots)
            except (OSError, ValueError) as error:
                self.refused.append(f"{url[:200]} ({error})")
                raise urls.FatalURLFetchingError(f"{url[:200]}: {error}") from error
            # Not a file: URL, or WeasyPrint reads pictures a second time, unchecked, when it writes.
            return urls.URLFetcherResponse(f"content:{url}", data, {"Content-Type": kind})

    return FolderFetcher()
