"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def usual_stack() -> Iterator[None]:
    """Give each test the stack that a program has: property tests of others leave a deeper one."""
    sys.setrecursionlimit(1000)
    yield
