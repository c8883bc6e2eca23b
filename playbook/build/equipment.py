"""What a machine makes documents with. Two machines that differ in it may write other bytes for the same document."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from platform import python_version

from playbook.build.digests import digest_package, engine_versions
from playbook.errors import EnvironmentProblem
from playbook.rendering.pdf import layout_version
from playbook.version import __version__

Equipment = Mapping[str, str]
"""Versions by name."""
NO_ENGINE = "missing"
"""Stands for the version of Pango where the PDF engine cannot be loaded."""


def take_stock() -> Equipment:
    """Return what this machine has; loads the PDF engine."""
    try:
        layout = layout_version()
    except EnvironmentProblem:
        layout = NO_ENGINE
    return {
        "playbook": f"{__version__} ({digest_package()[:8]})",
        "Python": python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "Pango": layout,
        **engine_versions(),
    }


def differences(theirs: Equipment, ours: Equipment) -> tuple[str, ...]:
    """Return in words what another machine has that is not what we have."""
    names = dict.fromkeys((*ours, *theirs))
    return tuple(
        f"{name} {theirs.get(name, NO_ENGINE)} instead of {ours.get(name, NO_ENGINE)}"
        for name in names
        if theirs.get(name) != ours.get(name)
    )
