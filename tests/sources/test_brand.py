"""Brand files: what is taken, and every way in which one can be wrong, with its place and remedy."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis

from playbook.brand import HOUSE, FixedText, Theme, contrast, house_colours
from playbook.sources.brand import load_brand
from playbook.sources.project import Project
from tests.support import ROOT, problems_of, write_tree

TIDEWATER = ROOT / "tests" / "brands" / "tidewater"
FONT = (TIDEWATER / "fonts" / "barlow-semi-condensed-latin-400-normal.woff2").read_bytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def folder(tmp_path, project):
    """Return a function that reads a brand file from a project with these files."""

    def read(text, theme=None, **files):
        write_tree(tmp_path, {"_brand.yml": text, **files})
        roots = project.template_roots
        return load_brand(Project(tmp_path, project.content_roots, roots, tmp_path), theme=theme)

    return read


def variable_font():
    """Return a font that says it has an axis."""
    font = TTFont(BytesIO(FONT))
    font["fvar"] = newTable("fvar")
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 100, 400, 900
    font["fvar"].axes, font["fvar"].instances = [axis], []
    axis.axisNameID = font["name"].addName("Weight")
    return saved(font)


def font_like(letters=None, **changes):
    """Return a font whose table OS/2 says something else, or that has only some letters."""
    font = TTFont(BytesIO(FONT))
    for table in font["cmap"].tables if letters else ():
        table.cmap = {code: name for code, name in table.cmap.items() if chr(code) in letters}
    for name, value in changes.items():
        setattr(font["OS/2"], name, value)
    return saved(font)


def saved(font):
    out = BytesIO()
    font.flavor = None
    font.save(out)
    return out.getvalue()


def test_without_a_file_the_house_remains(tmp_path, project):
    bare = Project(tmp_path, project.content_roots, project.template_roots, tmp_path)
    assert load_brand(bare) == HOUSE
    assert load_brand(bare, theme=Theme.BOLD).theme is Theme.BOLD


def test_everything_in_a_brand_arrives(project):
    brand = load_brand(project, TIDEWATER / "_brand.yml")
    assert brand.name == "Tidewater Pumps B.V."
    assert dict(brand.colours) == {
        "ink": "#241a2e", "paper": "#fffaf0", "accent": "#6a1b4d", "soft": "#5d4f66",
        "accent-tint": "#f3e3ee", "tint": "#f7eede", "warn": "#8a6100",
    }  # fmt: skip
    assert (brand.text_family, brand.heading_family) == ("Barlow Semi Condensed", "Zilla Slab")
    found = [(face.family, face.weight, face.is_italic, face.kind) for face in brand.faces]
    assert found == [
        ("Barlow Semi Condensed", "400", False, "woff2"),
        ("Barlow Semi Condensed", "400", True, "woff2"),
        ("Barlow Semi Condensed", "600", False, "woff2"),
        ("Barlow Semi Condensed", "700", False, "woff2"),
        ("Zilla Slab", "600", False, "woff2"),
        ("Zilla Slab", "700", False, "woff2"),
    ]
    assert brand.logo.alt == "Tidewater"
    assert brand.logo.media_type == "image/svg+xml"
    assert brand.theme is Theme.BOLD
    assert "KvK" in brand.footer.nl
    assert isinstance(brand.legal, FixedText)
    assert hash(brand) == hash(load_brand(project, TIDEWATER / "_brand.yml"))


def test_a_theme_asked_for_wins(project):
    assert load_brand(project, TIDEWATER / "_brand.yml", Theme.SOBER).theme is Theme.SOBER


SHORTHANDS = [
    ("logo: a.svg\nmeta: {name: Acme}\n", "Acme"),
    ("logo: {path: a.svg, alt: Sign}\n", "Sign"),
    ("logo: {small: {path: a.svg, alt: Small}, large: {path: a.svg, alt: Large}}\n", "Large"),
    ("logo: {medium: {light: {path: a.svg, alt: Light}, dark: b.svg}}\n", "Light"),
    ("logo: {images: {sign: {path: a.svg, alt: Sign}}, small: sign}\n", "Sign"),
    (
        "logo: {images: {b: {path: a.svg, alt: B}}, small: c.svg}\ndefaults: {playbook: {logo: b}}\n",
        "B",
    ),
]


@pytest.mark.parametrize(("text", "alt"), SHORTHANDS)
def test_a_logo_may_be_written_in_every_way_of_the_format(folder, text, alt):
    assert folder(text, **{"a.svg": SVG}).logo.alt == alt


@pytest.mark.parametrize("value", ["'#036'", "'#003366'", "'rgb(0, 51, 102)'", "navy_blue", "link"])
def test_a_colour_may_be_written_in_many_ways(folder, value):
    text = f"color:\n  palette: {{navy_blue: '#003366'}}\n  info: navy_blue\n  primary: {value}\n"
    text = text.replace("primary: link", "primary: info")
    assert dict(folder(text).colours) == {"accent": "#003366"}


def test_what_belongs_to_other_tools_is_left_alone(folder):
    text = "meta: {name: Acme, founded: , link: {home: x}}\ndefaults: {quarto: {x: }}\n"
    assert folder(text + "typography: {monospace: Fira Code, link: {color: x}}\n").name == "Acme"


def wrong(code, line, text, said, **files):
    """Return one case: the code, the line and words of the message and hint that a text must give."""
    return pytest.param(code, line, text, said, files, id=f"{code}: {said}")


FONTS = "typography:\n  fonts:\n    - family: Acme Sans\n      source: {}\n"
FILES = FONTS.format("file") + "      files: [{}]\n"
LOGO = "meta: {name: Acme}\nlogo: %s\n"
PLAYBOOK = "defaults:\n  playbook:\n    {}\n"
WRONG = [
    wrong("unknown-key", 1, "colour: {primary: navy}\n", "Did you mean color?"),
    wrong("unknown-key", 2, "color:\n  primry: navy\n", "Did you mean primary?"),
    wrong("unknown-key", 3, PLAYBOOK.format("themes: bold"), "Did you mean theme?"),
    wrong("impossible-value", 3, PLAYBOOK.format("theme: bolt"), "Did you mean bold?"),
    wrong("missing-key", 3, PLAYBOOK.format("footer: {en: Acme}"), "footer.nl is missing"),
    wrong("wrong-type", 3, PLAYBOOK.format("footer: Acme"), "en, nl"),
    wrong("too-long", 3, PLAYBOOK.format(f"footer: {{en: A, nl: {'x' * 91}}}"), "Keep it to 90"),
    wrong("too-long", 3, PLAYBOOK.format(f"legal: {{en: A, nl: {'x' * 401}}}"), "Keep it to 400"),
    wrong("wrong-type", 1, "- a\n", "holds no keys"),
    wrong("empty", None, "", "docs/brand.md"),
    wrong("empty", 2, "color:\n  primary:\n", "primary is empty"),
    wrong("cut-short", 2, "color:\n  primary: #003366\n", "quotes"),
    wrong("colour", 2, "color:\n  primary: '#12345'\n", "no colour. Write it as hex"),
    wrong("colour", 3, "color:\n  palette: {teal: '#005566'}\n  primary: tael\n", "mean teal?"),
    wrong("colour", 2, "color:\n  primary: transparent\n", "shines through"),
    wrong("colour", 2, "color:\n  success: nope\n", "no colour"),
    wrong("colour", 2, "color:\n  palette: {a: nope}\n  primary: a\n", "color.palette.a"),
    wrong("colour-loop", 2, "color:\n  palette: {a: a2, a2: a}\n", "back to itself"),
    wrong("impossible-value", 2, "color:\n  primary: {dark: navy}\n", "no light variant"),
    wrong("contrast", 2, "color:\n  primary: '#ffcc00'\n", "primary (#ffcc00) on background"),
    wrong("contrast", 3, "color:\n  danger: navy\n  light: '#d0d4d6'\n", "on light (#d0d4d6)"),
    wrong("too-dark", 2, "color:\n  background: '#202020'\n", "too dark for paper"),
    wrong("remote-font", 4, FONTS.format("google"), "Google Fonts"),
    wrong("remote-font", 4, FONTS.format("bunny"), "into fonts/ beside this file"),
    wrong("missing-key", 3, "typography:\n  fonts:\n    - family: A\n", "source is missing"),
    wrong("missing-key", 3, FONTS.format("file"), "names no files"),
    wrong("system-font", 5, FONTS.format("system") + "  base: Acme Sans\n", "some machines"),
    wrong("unknown-font", 2, "typography:\n  base: Inter\n", "Write Source Sans 3"),
    wrong("impossible-value", 2, "typography:\n  base: 'A\"; x'\n", "letters, digits"),
    wrong("impossible-value", 2, "typography:\n  headings: {weight: fat}\n", "400, 600"),
    wrong("font", 5, FILES.format("a.ttf"), "variable font", **{"a.ttf": variable_font()}),
    wrong("font", 5, FILES.format("a.ttf"), "has no ADE", **{"a.ttf": font_like(letters="BCb")}),
    wrong("font", 5, FILES.format("a.woff2"), "does not exist"),
    wrong("font", 5, FILES.format("a.eot"), "not a WOFF2", **{"a.eot": "x"}),
    wrong("font", 5, FILES.format("a.woff2"), "not a whole font", **{"a.woff2": FONT[:9000]}),
    wrong("font", 5, FILES.format("a.ttf"), "not a whole font file", **{"a.ttf": "no font"}),
    wrong("font", 5, FILES.format("a.ttf"), "licence", **{"a.ttf": font_like(fsType=2)}),
    wrong("font", 5, FILES.format("a.ttf"), "larger than 500 kB", **{"a.ttf": b"x" * 500_001}),
    wrong("font", 5, FILES.format("https://x.example/a.woff2"), "Download the file"),
    wrong("logo", 2, LOGO % "a.svg", "does not exist"),
    wrong("logo", 2, LOGO % "https://x.example/a.svg", "nothing here calls out"),
    wrong("logo", 2, LOGO % "../a.svg", "outside the folder"),
    wrong("logo", 2, LOGO % "/etc/a.svg", "outside the folder of"),
    wrong("logo", 2, LOGO % "a.gif", "not an SVG, PNG or JPEG", **{"a.gif": "x"}),
    wrong("logo", 2, LOGO % "a.png", "not a whole PNG", **{"a.png": b"\x89PNG\r\n\x1a\n..."}),
    wrong("logo", 2, LOGO % "a.jpg", "not a whole JPEG", **{"a.jpg": "x"}),
    wrong("logo", 2, LOGO % "a.png", "larger than 200 kB", **{"a.png": b"x" * 200_001}),
    wrong("no-alt", 1, "logo: a.svg\n", "Add alt:", **{"a.svg": SVG}),
    wrong("unknown-logo", 4, LOGO % "{images: {sign: a.svg}}" + "defaults:\n  playbook: {logo: sing}\n", "mean sign?"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line", "text", "said", "files"), WRONG)
def test_what_is_wrong_is_told_with_its_place_and_remedy(folder, code, line, text, said, files):
    (problem,) = problems_of(lambda: folder(text, **files))
    assert (problem.code, problem.line) == (code, line)
    assert said in str(problem)
    assert problem.file.endswith("_brand.yml")
    assert problem.hint


EVIL = [
    "<script>1</script>",
    '<g onclick="x()"/>',
    '<image href="https://x.example/a.png"/>',
    '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
    '<use href="other.svg#a"/>',
    "<foreignObject/>",
    "<style>@import 'x.css';</style>",
    "<style>g { fill: url(https://x.example/a) }</style>",
    '<g style="fill: url(a.svg)"/>',
    '<image href="data:image/svg+xml;base64,AAAA"/>',
    "<g>",
]


@pytest.mark.parametrize("inside", EVIL)
def test_a_drawing_that_does_more_than_draw_is_refused(folder, inside):
    (problem,) = problems_of(lambda: folder(LOGO % "a.svg", **{"a.svg": SVG.format(inside)}))
    assert problem.code == "logo"


def test_a_drawing_may_refer_to_its_own_parts(folder):
    inside = '<g id="a" fill="url(#b)"/><use href="#a"/><style>g { fill: url("#b") }</style>'
    assert folder(LOGO % "a.svg", **{"a.svg": SVG.format(inside)}).logo


@pytest.mark.parametrize("text", ["<!DOCTYPE svg><svg/>", "<html/>", "<svg xmlns='x'/>", ""])
def test_what_is_no_drawing_is_refused(folder, text):
    (problem,) = problems_of(lambda: folder(LOGO % "a.svg", **{"a.svg": text}))
    assert problem.code == "logo"


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}.svg"
    outside.write_text(SVG)
    (tmp_path / "a.svg").symlink_to(outside)
    (problem,) = problems_of(lambda: folder(LOGO % "a.svg"))
    assert "outside the folder" in problem.message


def test_all_problems_are_told_at_once_from_top_to_bottom(folder):
    text = (
        "logo: {path: none.svg, alt: A}\ncolor:\n  primary: '#ffcc00'\n  secondary: nope\n"
        "typography:\n  fonts:\n    - {family: A, source: google}\n  base: B\n"
        "defaults:\n  playbook: {footer: {en: A}, extra: 1}\n"
    )
    found = problems_of(lambda: folder(text))
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
    assert [problem.code for problem in found] == [
        "logo", "contrast", "colour", "remote-font", "unknown-font", "missing-key", "unknown-key",
    ]  # fmt: skip


def test_the_colour_named_as_remedy_is_one(folder, project):
    text = "color:\n  primary: '{}'\n  danger: '{}'\n"
    found = problems_of(lambda: folder(text.format("#ffcc00", "#ff8866")))
    assert len(found) == 2
    mended = [re.search(r"#[0-9a-f]{6}", problem.hint)[0] for problem in found]
    assert dict(folder(text.format(*mended)).colours)["accent"] == mended[0]
    house = house_colours((project.template_roots[-1] / "styles" / "tokens.css").read_text())
    assert contrast(mended[0], house["paper"]) >= 4.5


def test_a_project_with_style_sheets_of_its_own_must_set_every_colour(tmp_path, project):
    write_tree(tmp_path, {"templates/styles/tokens.css": ":root { --ink: black; }"})
    own = Project(
        tmp_path, project.content_roots, (tmp_path / "templates", *project.template_roots), tmp_path
    )
    (problem,) = problems_of(lambda: load_brand(own))
    assert "--ink" in problem.message
