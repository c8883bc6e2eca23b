"""The one Markdown parser, and the escaping that keeps a typed name from turning into markup."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markupsafe import Markup

_SPECIAL = re.compile(r"([\\`*_{}\]()+\-.!|>~:])")
# A bracket as an entity can open neither a link nor the citation of a source; `#` may not touch the entities' own.
_HTML = {"&": "&amp;", "<": "&lt;", "[": "&#91;", "#": "&#35;"}


def escape_markdown(value: object) -> str:
    """Return a text that Markdown prints exactly as it is, on one line.

    Backslashes cover Markdown's own marks; entities cover HTML, which Markdown passes on as text.
    """
    text = " ".join(str(value).split())
    text = "".join(_HTML.get(character, character) for character in text)
    return _SPECIAL.sub(r"\\\1", text)


@lru_cache(maxsize=1)
def _parser() -> Markdown:
    parser = Markdown(
        # An attribute, because a page's security policy forbids inline styles; the style sheets give it its meaning.
        extensions=[TableExtension(use_align_attribute=True), "sane_lists"],
        output_format="html",
    )
    # Raw HTML is shown as text: content files are written by many hands and printed for outsiders.
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    # Every mark that escape_markdown puts a backslash before must come out bare again.
    parser.ESCAPED_CHARS = [*parser.ESCAPED_CHARS, "|", "~", ":"]
    return parser


@lru_cache(maxsize=2048)
def render_markdown(text: str) -> Markup:
    """Return Markdown as HTML blocks; most texts are the same for every account."""
    parser = _parser()
    parser.reset()
    return Markup(parser.convert(text))  # noqa: S704 raw HTML is off, so the result is ours alone


def render_inline(text: str) -> Markup:
    """Return one paragraph of Markdown as HTML without its `<p>`."""
    html = render_markdown(text.strip())
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return Markup(html[3:-4])  # noqa: S704 a slice of what render_markdown made
    return html
