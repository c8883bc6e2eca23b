"""Playbook: how a buyer's procurement department most likely looks at an offering, and the approach that fits."""

__version__ = "0.1.0"
