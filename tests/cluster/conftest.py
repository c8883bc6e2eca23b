from __future__ import annotations

import pytest

from tests.cluster.dask import dask_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    """Return a scheduler and two workers."""
    with dask_cluster(tmp_path_factory.mktemp("dask"), 2) as started:
        yield started
