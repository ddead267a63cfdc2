"""Histories of a small school, whose beginnings are made once a run."""

from __future__ import annotations

import pytest

from tests.crashing.histories import Histories


@pytest.fixture(scope="session")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Histories:
    """Give the plays of this run."""
    return Histories(tmp_path_factory.mktemp("histories"))
