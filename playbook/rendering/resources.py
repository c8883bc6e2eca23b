"""What a document may use beside its own HTML: pictures and fonts in the folders of the project and the package."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
}  # fmt: skip
MAX_FILE = 20 << 20
"""Bytes of one picture or font, at most."""


def read_allowed(url: str, roots: tuple[Path, ...]) -> tuple[bytes, str]:
    """Return the bytes and the media type of a picture or a font.

    Raises:
        ValueError, OSError: when it is none, or may not be read.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        raise ValueError("only files of the project and the package are used")
    real = Path(os.path.realpath(url2pathname(parts.path), strict=True))
    if not any(real.is_relative_to(root.resolve()) for root in roots):
        raise ValueError("outside the project and the package")
    kind = _TYPES.get(real.suffix.lower())
    if kind is None or not real.is_file():
        raise ValueError("not a picture or a font")
    data = real.read_bytes()
    if len(data) > MAX_FILE:
        raise ValueError("larger than 20 MB")
    return data, kind
