from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dienhinh.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file of its own."""
    opened = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", "tien-giang-2021-2025")
    yield opened
    opened.close()
