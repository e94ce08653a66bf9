"""Tests keep nothing in the cache of whoever runs them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which this test keeps what it has validated."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("FRONTIERKIT_CACHE", str(folder))
    return folder
