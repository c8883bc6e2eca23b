"""Where things are: the project somebody works in, and what travels inside the package.

A project is a folder with a `playbook.toml`; without one, the working folder is the project. A file in the project's
`content/` or `templates/` replaces the bundled file of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playbook.errors import Problem, ProfileError, quoted
from playbook.sources.refusals import nearest
from playbook.sources.structured import load_structured

SETTINGS_FILE = "playbook.toml"
_SETTINGS = ("output",)


@dataclass(frozen=True, slots=True)
class Project:
    """The folders a run reads from and writes to."""

    root: Path
    content_roots: tuple[Path, ...]
    """First the project's own, then the bundled one; the first that has a file wins."""
    template_roots: tuple[Path, ...]
    output: Path
    """Where documents go unless told otherwise."""

    @property
    def profile_folders(self) -> tuple[Path, ...]:
        """Where profiles are looked for, the project's own folder first; one need not exist."""
        return (self.root / "profiles", self.root / "content" / "profiles")

    def content_file(self, name: str) -> Path:
        """Return the winning file of this name under `content/`; the bundled one always exists."""
        return next(
            (root / name for root in self.content_roots if (root / name).is_file()),
            self.content_roots[-1] / name,
        )

    def content_files(self, pattern: str) -> dict[str, Path]:
        """Return the winning files that match a glob pattern, by their name under `content/`."""
        found: dict[str, Path] = {}
        for root in reversed(self.content_roots):
            for path in sorted(root.glob(pattern)):
                if path.is_file() and not path.name.startswith("."):  # editors leave hidden files
                    found[path.relative_to(root).as_posix()] = path
        return dict(sorted(found.items()))

    def shown(self, path: Path) -> str:
        """Return a path the way a user of this project would write it."""
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return str(path)


def bundled(folder: str) -> Path:
    """Return `content` or `templates` as shipped: inside the wheel, else beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_bundled" / folder
    return inside if inside.is_dir() else package.parent / folder


def find_project(start: Path) -> Project:
    """Return the project that *start* lies in.

    Raises:
        ProfileError: when its `playbook.toml` cannot be read or has unknown settings.
    """
    start = start.resolve()
    root = next(
        (folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None
    )
    output = "output"
    if root:
        output = _settings(root / SETTINGS_FILE).get("output", output)
    base = root or start
    return Project(base, _roots(base, "content"), _roots(base, "templates"), base / output)


def _roots(base: Path, folder: str) -> tuple[Path, ...]:
    shipped = bundled(folder)
    own = base / folder
    return (own, shipped) if own.is_dir() and own != shipped else (shipped,)


def _settings(path: Path) -> dict[str, str]:
    """Read the settings. An empty file is enough to mark a folder as a project."""
    if path.stat().st_size == 0:
        return {}
    source = load_structured(path)
    problems = []
    for key, value in source.data.items():
        line, column = source.position((key,)) or (None, None)
        if key not in _SETTINGS:
            message = f"{quoted(key)} is not a setting"
            hint = nearest(key, _SETTINGS)
            problems.append(Problem("unknown-key", message, source.name, line, column, hint))
        elif not isinstance(value, str) or not value.strip() or "\0" in value:
            message = f"{key} should be a folder name"
            hint = f'Write {key} = "some-folder".'
            problems.append(Problem("wrong-type", message, source.name, line, column, hint))
    if problems:
        raise ProfileError(tuple(problems))
    return dict(source.data)
