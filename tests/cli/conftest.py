from __future__ import annotations

import pytest

from tests.cli.running import Folder


@pytest.fixture
def folder(tmp_path, capsys, monkeypatch):
    return Folder(tmp_path, capsys, monkeypatch)
