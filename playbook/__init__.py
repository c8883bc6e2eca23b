"""Playbook: how a buyer's procurement department most likely looks at an offering, and the approach that fits.

`playbook.place` is the way in from Python; it is loaded on first use, so that the command starts at once.
"""

from playbook.version import __version__

TYPE_CHECKING = False  # `typing` would take longer to load than help takes to print
if TYPE_CHECKING:
    from playbook.api import place

__all__ = ["__version__", "place"]


def __getattr__(name: str) -> object:
    """Load `place` when somebody asks for it."""
    if name == "place":
        from playbook.api import place as found

        return found
    raise AttributeError(f"module 'playbook' has no attribute {name!r}")
