from __future__ import annotations

import base64
import io
from pathlib import Path

import pypdf
import pytest

from playbook.errors import EnvironmentProblem, PdfError
from playbook.rendering import pdf as module
from playbook.rendering.pdf import lay_out

CSS = "@page { size: A4 } p { font-family: sans-serif }"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def roots(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "pixel.png").write_bytes(PIXEL)
    (inside / "secret.txt").write_text("inside, but no picture")
    (inside / "broken.png").write_bytes(PIXEL[:40])
    (inside / "huge.png").write_bytes(b"\0" * ((20 << 20) + 1))
    (tmp_path / "outside.png").write_bytes(PIXEL)
    (inside / "link.png").symlink_to(tmp_path / "outside.png")
    return (inside,)


def page(body, head=""):
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body>{body}</body></html>'


def test_a_page_becomes_a_tagged_pdf_with_title_and_language(roots):
    laid_out = lay_out(page('<p id="one">Words</p>'), CSS, roots)
    assert laid_out.pages == 1
    reader = pypdf.PdfReader(io.BytesIO(laid_out.write()[0]))
    assert reader.metadata is not None
    assert reader.metadata.title == "T"
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "Words" in reader.pages[0].extract_text()


def test_the_same_page_gives_the_same_bytes(roots):
    first, second = (lay_out(page("<p>Words</p>"), CSS, roots).write() for _ in range(2))
    assert first == second


def test_the_place_of_an_element_is_known(roots):
    laid_out = lay_out(page('<p style="height: 300px">a</p><p id="low">b</p>'), CSS, roots)
    assert laid_out.position("low") > 300


def test_pictures_of_the_project_and_inside_the_page_are_used(roots):
    data = base64.b64encode(PIXEL).decode()
    body = f'<img alt="a" src="pixel.png"><img alt="b" src="data:image/png;base64,{data}">'
    assert lay_out(page(body), CSS, roots).write()[0].startswith(b"%PDF-")


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="../outside.png">',
        '<img alt="" src="%2e%2e/outside.png">',
        '<img alt="" src="link.png">',
        '<img alt="" src="secret.txt">',
        '<img alt="" src="none.png">',
        '<img alt="" src="huge.png">',
        '<img alt="" src="file:///etc/hostname">',
        '<img alt="" src="FILE:///etc/hostname">',
        '<img alt="" src="file://elsewhere/etc/hostname">',
        '<img alt="" src="http://127.0.0.1:9/x.png">',
        '<img alt="" src="https://127.0.0.1:9/x.png">',
        '<img alt="" src="ftp://127.0.0.1/x.png">',
        '<p style="background: url(http://127.0.0.1:9/x.png)">a</p>',
        '<p style="background: url(../outside.png)">a</p>',
        "<ul style=\"list-style-image: url('http://127.0.0.1:9/x.png')\"><li>a</li></ul>",
        '<svg width="9" height="9"><image width="9" height="9" href="http://127.0.0.1:9/x.png"/></svg>',
        '<svg width="9" height="9" xmlns:xlink="http://www.w3.org/1999/xlink"><image width="9" height="9" xlink:href="../outside.png"/></svg>',
        '<object data="http://127.0.0.1:9/x.svg"></object>',
        '<embed src="../outside.png">',
        '<a rel="attachment" href="../outside.png">a</a>',
        '<a rel="attachment" href="secret.txt">a</a>',
    ],
)
def test_nothing_else_is_ever_fetched(roots, body):
    with pytest.raises(PdfError):
        lay_out(page(body), CSS, roots).write()


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="stylesheet" href="../outside.css">',
        '<link rel="attachment" href="secret.txt">',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<style>@font-face { font-family: x; src: url(http://127.0.0.1:9/x.woff2) } p { font-family: x }</style>",
        "<style>p { colour: red }</style>",
    ],
)
def test_no_head_fetches_and_no_warning_passes(roots, head):
    with pytest.raises(PdfError):
        lay_out(page("<p>a</p>", head), CSS, roots).write()


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="broken.png">',
        '<p style="font-size: 1e9px">a</p>',
        f"{'<div>' * 4000}a",
        "lone \ud800 surrogate",
    ],
)
def test_what_the_engine_cannot_do_is_an_error_of_ours(roots, body):
    with pytest.raises(PdfError):
        lay_out(page(body), CSS, roots).write()


def test_a_refusal_does_not_spoil_the_next_page(roots):
    with pytest.raises(PdfError):
        lay_out(page('<img alt="" src="../outside.png">'), CSS, roots)
    assert lay_out(page("<p>a</p>"), CSS, roots).pages == 1


@pytest.mark.parametrize(
    "error", [OSError("cannot load library 'libpango-1.0-0'\nmore"), ImportError("no weasyprint")]
)
def test_a_missing_engine_says_how_to_install_it(monkeypatch, error):
    def fail(name, *_, **__):
        raise error

    module._weasyprint.cache_clear()
    monkeypatch.setattr("builtins.__import__", fail)
    with pytest.raises(EnvironmentProblem) as caught:
        module._weasyprint()
    monkeypatch.undo()
    module._weasyprint.cache_clear()
    assert "\n" not in caught.value.message
    for system in ("apt-get", "dnf", "brew", "pacman", "--format html"):
        assert system in str(caught.value.hint)


def test_the_fixture_is_what_it_says(roots):
    assert Path(roots[0] / "link.png").resolve().parent != roots[0]


def test_a_character_that_no_font_has_is_told_and_can_still_be_copied(roots):
    data, boxes = lay_out(page("<p>a\U00013000b</p>"), CSS, roots).write()
    assert boxes == ("\U00013000",)
    fonts = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values()
    maps = b"".join(font.get_object()["/ToUnicode"].get_data() for font in fonts)
    assert "\U00013000".encode("utf-16-be").hex().encode() in maps
