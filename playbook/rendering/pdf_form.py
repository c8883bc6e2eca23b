"""Form fields as PDF viewers expect them, made of the boxes that the PDF engine lays out.

The engine marks where each input stands and tags it. Its radio buttons have numbered states, no state for “off” and a
name twice over, and a text field would carry a whole typeface; so each field is written anew here, on its own place:
one group per question with the answer's own value as state, drawn by a cross, and text fields in Helvetica, which every
viewer has. Nothing is drawn for an empty field, so no font that is not embedded is used.
"""

from __future__ import annotations

from typing import Any

FORM_NAME = "coffee-card"
"""Name of the hidden field that says which card this is, and of the page's meta element it comes from."""
TEXT_SIZE = 9
"""Size of what is typed, in points."""

_PRINTED = 1 << 2
_HIDDEN = 1 << 1
_READ_ONLY = 1 << 0
_RADIO = 1 << 15
_COLOUR = "0.11 0.15 0.19"
"""The ink of tokens.css, as PDF writes colours."""


def finish_form(document: Any, pdf: Any) -> None:
    """Rewrite the fields of a document that was laid out, just before it is written.

    Args:
        document: the engine's document, whose pages know their inputs.
        pdf: the engine's PDF; one without a form is left as it is.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    fields = _Fields(pdf)
    for page in document.pages:
        for inputs in page.forms.values():
            for box, _ in inputs:
                fields.rewrite(box.element, box.widget_annotation)
    fields.add_identity(document.metadata.custom.get(FORM_NAME, ""))
    form.clear()
    form.update(fields.as_form())


class _Fields:
    """The fields of one PDF, in the order of the page."""

    def __init__(self, pdf: Any) -> None:
        import pydyf

        self._pydyf = pydyf
        self._pdf = pdf
        self._fields: dict[str, Any] = {}
        font = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type1",
                "BaseFont": "/Helvetica",
                "Encoding": "/WinAnsiEncoding",
            }
        )
        self._font = self._added(font)

    def _added(self, thing: Any) -> Any:
        self._pdf.add_object(thing)
        return thing

    def rewrite(self, element: Any, widget: Any) -> None:
        """Make a proper field of the widget of one input."""
        kept = {key: widget[key] for key in ("Type", "Subtype", "Rect", "P", "StructParent")}
        left, top, right, bottom = kept["Rect"]
        kept["Rect"] = self._pydyf.Array([left, min(top, bottom), right, max(top, bottom)])
        size = (right - left, abs(top - bottom))
        on = self._drawn_before(widget)
        widget.clear()
        widget.update(kept)
        widget["F"] = _PRINTED
        widget["TU"] = self._pydyf.String(element.get("title"))
        if element.get("type") == "radio":
            self._as_choice(element, widget, on, size)
        else:
            self._as_text(element, widget, on, size)

    def _drawn_before(self, widget: Any) -> Any:
        """Return the stream in which the engine drew the checked state, to draw in it ourselves."""
        (reference,) = widget["AP"]["N"].values()
        return self._pdf.objects[int(reference.split()[0])]

    def _as_choice(self, element: Any, widget: Any, on: Any, size: tuple[float, float]) -> None:
        name, value = element.get("name"), element.get("value")
        group = self._fields.get(name)
        if group is None:
            group = self._added(
                self._pydyf.Dictionary(
                    {
                        "FT": "/Btn",
                        "Ff": _RADIO,
                        "T": self._pydyf.String(name),
                        "TU": self._pydyf.String(element.get("data-question")),
                        "V": "/Off",
                        "Kids": self._pydyf.Array(),
                    }
                )
            )
            self._fields[name] = group
        width, height = size
        inset = 0.18
        left, low, right, high = (
            part * edge for edge in (inset, 1 - inset) for part in (width, height)
        )
        cross = (
            f"q 1.3 w 1 J {_COLOUR} RG {left:.2f} {low:.2f} m {right:.2f} {high:.2f} l "
            f"{left:.2f} {high:.2f} m {right:.2f} {low:.2f} l S Q"
        )
        self._draw(on, cross, size)
        off = self._added(self._pydyf.Stream([]))
        self._draw(off, "", size)
        widget["Parent"] = group.reference
        widget["AS"] = "/Off"
        widget["AP"] = self._pydyf.Dictionary(
            {"N": self._pydyf.Dictionary({value: on.reference, "Off": off.reference})}
        )
        widget["MK"] = self._pydyf.Dictionary({"CA": self._pydyf.String("8")})
        group["Kids"].append(widget.reference)

    def _as_text(self, element: Any, widget: Any, drawn: Any, size: tuple[float, float]) -> None:
        self._draw(drawn, "/Tx BMC EMC", size)
        widget["FT"] = "/Tx"
        widget["T"] = self._pydyf.String(element.get("name"))
        widget["DA"] = self._pydyf.String(f"/Helv {TEXT_SIZE} Tf {_COLOUR} rg")
        widget["V"] = self._pydyf.String("")
        widget["MaxLen"] = int(element.get("value"))
        widget["AP"] = self._pydyf.Dictionary({"N": drawn.reference})
        self._fields[element.get("name")] = widget

    def _draw(self, stream: Any, commands: str, size: tuple[float, float]) -> None:
        stream.stream = [commands.encode()]
        stream.extra = self._pydyf.Dictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": self._pydyf.Array([0, 0, *size]),
                "Resources": self._pydyf.Dictionary(),
            }
        )

    def add_identity(self, identity: str) -> None:
        """Add the hidden field that says which card this is; viewers keep a field where they drop other metadata."""
        page = self._pdf.objects[int(self._pdf.page_references[0].split()[0])]
        field = self._added(
            self._pydyf.Dictionary(
                {
                    "Type": "/Annot",
                    "Subtype": "/Widget",
                    "Rect": self._pydyf.Array([0, 0, 0, 0]),
                    "P": page.reference,
                    "F": _HIDDEN,
                    "FT": "/Tx",
                    "Ff": _READ_ONLY,
                    "T": self._pydyf.String(FORM_NAME),
                    "TU": self._pydyf.String(FORM_NAME),
                    "DA": self._pydyf.String(f"/Helv {TEXT_SIZE} Tf 0 g"),
                    "V": self._pydyf.String(identity),
                }
            )
        )
        page["Annots"].append(field.reference)
        self._fields[FORM_NAME] = field

    def as_form(self) -> dict[str, Any]:
        """Return the form's own dictionary."""
        fonts = self._pydyf.Dictionary({"Helv": self._font.reference})
        return {
            "Fields": self._pydyf.Array([one.reference for one in self._fields.values()]),
            "DR": self._pydyf.Dictionary({"Font": fonts}),
            "DA": self._pydyf.String(f"/Helv {TEXT_SIZE} Tf {_COLOUR} rg"),
        }
