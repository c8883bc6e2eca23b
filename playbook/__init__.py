"""Playbook: how a buyer's procurement department most likely looks at an offering, and the approach that fits.

`playbook.place` is the way in from Python; it is loaded on first use, so that the command starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playbook.version import __version__

if TYPE_CHECKING:
    from playbook.api import place

__all__ = ["__version__", "place"]


def __getattr__(name: str) -> Any:
    """Load `place` when somebody asks for it."""
    if name == "place":
        from playbook.api import place as found

        return found
    raise AttributeError(f"module 'playbook' has no attribute {name!r}")
