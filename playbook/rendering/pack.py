"""The contents of a pack into HTML for the PDF engine."""

from __future__ import annotations

from pathlib import Path

from playbook.brand import Brand
from playbook.document.pack import PackContents
from playbook.locales import format_date
from playbook.rendering.environment import render_page
from playbook.rendering.pdf_pack import target_of
from playbook.rendering.styles import PACK, dress
from playbook.version import __version__


def render_pack(contents: PackContents, roots: tuple[Path, ...], brand: Brand) -> str:
    """Return the HTML of the contents of a pack; each entry links to the first page of its document.

    Raises:
        TemplateError: when the page template fails.
    """
    context = {
        "doc": contents,
        "t": contents.labels,
        "locale": contents.locale.value,
        "prepared": format_date(contents.today, contents.locale),
        "version": __version__,
        "target_of": target_of,
        **dress(roots, PACK, brand, contents.locale, for_print=True),
    }
    return render_page(roots, "pages/pack.html", context, {})
