"""Importing this loads everything a worker needs, for a server process from which workers are forked."""

from __future__ import annotations

import contextlib

import playbook.build.worker  # noqa: F401 loaded here so that no worker has to
from playbook.errors import EnvironmentProblem
from playbook.rendering.pdf import prepare_engine

with contextlib.suppress(EnvironmentProblem):  # told by the first document that needs it
    prepare_engine()
