"""Bytes of a text file into text, by what they say of themselves, never with replacement characters."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from playbook.errors import Problem, quoted
from playbook.sources.sheets.faults import notice, numbered, refusal

UTF8 = "UTF-8"
WINDOWS = "Windows-1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # begins with the mark of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)  # fmt: skip
_SAVE = "Save it as “CSV UTF-8”."
_SAMPLE = 20
# What UTF-8 looks like when a program has read it as Windows-1252 and saved it again: Ã©, Ã«, â‚¬, â€™.
_TWICE = tuple(text.encode().decode("cp1252") for text in "éëèêïöüçÉËäóáíñ€’“–")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text with the encoding it was read in and what is doubtful about it."""

    text: str
    encoding: str
    notices: tuple[Problem, ...] = ()


def decode(raw: bytes, file: str) -> DecodedText:
    """Decode a text file: by its mark, else as UTF-8, else as Windows-1252.

    Raises:
        SheetError: when it is none of these, or holds a NUL.
    """
    found = _by_mark(raw, file) or _without_mark(raw, file)
    text = found.text
    at = text.find("\0")
    if at >= 0:
        hint = "The file is damaged or no text; export it again."
        raise refusal("not-text", file, "holds a NUL character", hint, *_place(text, at))
    twice = next((one for one in _TWICE if one in text), None)
    if twice is None:
        return found
    at = text.find(twice)
    message = f"looks wrongly decoded before it was saved: {quoted(_around(text, at))}"
    told = notice("decoded-twice", file, message, "Export it again as UTF-8.", *_place(text, at))
    return DecodedText(text, found.encoding, (*found.notices, told))


def _by_mark(raw: bytes, file: str) -> DecodedText | None:
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return DecodedText(_strictly(raw[len(mark) :], codec, name, file), name)
    # Without a mark, UTF-16 of Western text shows as a NUL in every second byte.
    for codec, zeros in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        if len(raw) > 3 and zeros.count(0) > len(zeros) * 0.8:
            return DecodedText(_strictly(raw, codec, "UTF-16", file), "UTF-16")
    return None


def _strictly(raw: bytes, codec: str, name: str, file: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(codec)
        place = _place(before, len(before))
        raise refusal("encoding", file, f"is not valid {name} from here", _SAVE, *place) from None


def _without_mark(raw: bytes, file: str) -> DecodedText:
    try:
        return DecodedText(raw.decode("utf-8"), UTF8)
    except UnicodeDecodeError:
        pass
    pieces, in_windows, in_utf8 = [], [], []
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            pieces.append(line.decode("utf-8"))
            in_utf8 += [] if line.isascii() else [number]
        except UnicodeDecodeError:
            pieces.append(_windows(line, number, file))
            in_windows.append(number)
    first = in_windows[0]
    foreign = [i for i, one in enumerate(pieces[first - 1]) if not one.isascii()]
    sample = next((i for i in foreign if pieces[first - 1][i].isalpha()), foreign[0])
    shown = quoted(_around(pieces[first - 1], sample))
    mixed = f"; lines {numbered(in_windows)} only, the rest as UTF-8" if in_utf8 else ""
    told = notice(
        "encoding-guessed",
        file,
        f"does not say its encoding and was read as {WINDOWS}{mixed}, such as {shown}",
        f"If that is misspelt: {_SAVE[0].lower()}{_SAVE[1:]}",
        first,
    )
    return DecodedText("\n".join(pieces), WINDOWS, (told,))


def _windows(line: bytes, number: int, file: str) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"is neither {UTF8} nor {WINDOWS} (byte {line[error.start]:#04x})"
        raise refusal("encoding", file, message, _SAVE, number, error.start + 1) from None


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _around(text: str, at: int) -> str:
    """Return the word, with a little around it, in which a character stands."""
    start = max(text.rfind("\n", 0, at) + 1, at - _SAMPLE)
    end = text.find("\n", at)
    piece = text[start : min(end if end >= 0 else len(text), at + _SAMPLE)]
    return piece.strip("\r\t ;,|\"'")
