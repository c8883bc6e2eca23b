"""What a complete build leaves behind, so that the same build can tell at once that there is nothing to do.

A stamp lists every file that the build read or made, with size, times and file number. If all are as they were, the
same command in the same folder on the same day would make the same, and says what it said. Whatever is odd about a
stamp means that there may be work, never that something is wrong. This module is read before anything is loaded: it
imports what Python has loaded already, and little else. Stamps are written by `playbook.build.stamping`.
"""

import os
import sys
import time
from binascii import crc32

from playbook.version import __version__

FOLDER = ".playbook"
"""Where a stamp lies, in the output folder."""
PREFIX = "fresh-"
"""How its file name begins."""
HEAD = b"playbook stamp 1\n"
OUTPUT, FILE, DIRECTORY, ABSENT = b"o", b"i", b"d", b"a"
"""What a line of a stamp is about: a file that was made; a file, a folder or nothing where something could be read."""

_NEVER = frozenset(("-", "--json", "--dry-run", "--help", "-h"))
"""What a stamp cannot answer: standard input, and results that are not about freshness."""
_VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "SOURCE_DATE_EPOCH", "XDG_DATA_HOME")
"""Of the environment, what can change a document: mostly where fonts are looked for."""
_SETTINGS = "playbook.toml"


def said_before(arguments: list[str]) -> tuple[str, str, int] | None:
    """Return what a build says that has nothing to do: standard output, standard error, exit code.

    None where there may be something to do, or where that cannot be told in haste.
    """
    key = key_of(arguments)
    folder = _output_folder(arguments)
    if key is None or folder is None:
        return None
    try:
        with open(stamp_path(folder, arguments), "rb") as file:
            parts = take_apart(file.read())
        if parts is None or parts[0] != key or not _is_all_as_it_was(parts[1]):
            return None
        out, err = parts[2].decode(), parts[3].decode()
    except (OSError, ValueError):
        return None
    if not _is_harmless(out) or not _is_harmless(err):
        return None
    return out, err, parts[4]


def key_of(arguments: list[str]) -> bytes | None:
    """Return all but files that decides what a build makes, or None for a build that a stamp cannot answer."""
    if arguments[:1] != ["build"] or not _NEVER.isdisjoint(arguments):
        return None
    own = sorted(name for name in os.environ if name.startswith("PLAYBOOK_"))
    environment = [f"{name}={os.environ.get(name)}" for name in (*_VARIABLES, *own)]
    today = time.strftime("%Y-%m-%d")
    parts = (__version__, sys.version, sys.prefix, today, os.getcwd(), *environment, *arguments)
    return "\0".join(parts).encode("utf-8", "surrogateescape")


def stamp_path(folder: str, arguments: list[str]) -> str:
    """Return where the stamp of this command lies; the same every day, so that one replaces another."""
    command = "\0".join((os.getcwd(), *arguments)).encode("utf-8", "surrogateescape")
    return os.path.join(folder, FOLDER, f"{PREFIX}{crc32(command):08x}")


def put_together(key: bytes, lines: bytes, out: bytes, err: bytes, code: int) -> bytes:
    """Return the bytes of a stamp."""
    parts = (key, lines, out, err)
    body = (
        b" ".join(b"%d" % number for number in (*map(len, parts), code)) + b"\n" + b"".join(parts)
    )
    return HEAD + b"%08x\n" % crc32(body) + body


def take_apart(data: bytes) -> tuple[bytes, bytes, bytes, bytes, int] | None:
    """Return key, lines, standard output, standard error and exit code; None when it is not a whole stamp.

    Raises:
        ValueError: as well when it is none.
    """
    if not data.startswith(HEAD):
        return None
    check, _, body = data[len(HEAD) :].partition(b"\n")
    if check != b"%08x" % crc32(body):
        return None
    numbers, _, rest = body.partition(b"\n")
    *lengths, code = map(int, numbers.split())
    parts = []
    for length in lengths:
        parts.append(rest[:length])
        rest = rest[length:]
    key, lines, out, err = parts
    return key, lines, out, err, code


def state_of(found: os.stat_result) -> bytes:
    """Return what changes when a file does: size, times and number. Nobody can set the time of the last change back."""
    return b"%d %d %d %d" % (
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
    )


def digest_of(path: bytes, kind: bytes) -> bytes:
    """Return a digest of what a file holds, or of the names in a folder."""
    from hashlib import sha256  # only where times differ

    if kind == DIRECTORY:
        names = sorted(name for name in os.listdir(path) if name != b"__pycache__")
        return sha256(b"\0".join(names)).hexdigest().encode()
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest().encode()


def _is_all_as_it_was(lines: bytes) -> bool:
    """Tell whether every file of a stamp is what it was; each line has kind, digest, state and path."""
    for line in lines.splitlines():
        kind, digest, state, path = line.split(b"\t", 3)
        try:
            found = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            if kind != ABSENT:
                return False
            continue
        if kind == ABSENT:
            return False
        if state_of(found) == state and (kind == OUTPUT or _HAS_CHANGE_TIME):
            continue
        # Copied or checked out anew, what is read may still say the same; what was made must be what was made.
        if kind == OUTPUT or digest_of(path, kind) != digest:
            return False
    return True


_HAS_CHANGE_TIME = os.name != "nt"
"""Whether a file tells when it was last changed; Windows tells when it was made, so there what it holds decides."""


def _is_harmless(text: str) -> bool:
    """Tell whether a text steers no terminal: a stamp may come with a project from elsewhere."""
    return all(line.isprintable() for line in text.replace("\u00a0", " ").split("\n"))


def _output_folder(arguments: list[str]) -> str | None:
    """Return the output folder as given, else as set; what is written in an unusual way is not found, and slower."""
    folder = None
    for number, argument in enumerate(arguments):
        if argument == "--output":
            folder = arguments[number + 1] if number + 1 < len(arguments) else None
        elif argument.startswith("--output="):
            folder = argument.removeprefix("--output=")
    return folder or _folder_set()


def _folder_set() -> str | None:
    """Return the output folder of the project that the working folder lies in."""
    here = os.path.realpath(os.getcwd())
    root = here
    while True:
        try:
            with open(os.path.join(root, _SETTINGS), encoding="utf-8") as file:
                return os.path.join(root, _setting(file.read()))
        except (OSError, UnicodeDecodeError):
            above = os.path.dirname(root)
        if above == root:
            return os.path.join(here, "output")
        root = above


def _setting(text: str) -> str:
    """Return the `output` of a settings file; one that was guessed wrong only leads to no stamp."""
    for line in text.splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "output":
            value = value.strip()
            return value[1:].partition(value[:1] or " ")[0] or "output"
    return "output"
