"""Catalogs that others wrote in the same format are read."""

from __future__ import annotations

import pytest

from frontierkit.catalog.read import read_catalog
from tests.catalog.pages import SHARED

CATALOGS = sorted([*SHARED.glob("corpus/*/*/catalogs/*.yaml"), *SHARED.glob("facts/*/*.yaml")])


@pytest.mark.skipif(not CATALOGS, reason=f"no catalogs in {SHARED}: set FRONTIERKIT_SHARED")
def test_every_catalog_of_the_shared_material_is_read() -> None:
    names = [read_catalog(path).name for path in CATALOGS]

    assert names == [path.stem for path in CATALOGS]
