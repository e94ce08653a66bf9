"""Catalogs by name and by file, with what they include."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.catalog.read import CatalogError
from frontierkit.catalog.resolve import resolve
from frontierkit.errors import UsageError

TEMPLATE = "exporter: {0}\nversion: '1'\nsource: {0}.go\nexhaustive: []\nfamilies: []\n"


def write(folder: Path, name: str, includes: str = "") -> Path:
    path = folder / f"{name}.yaml"
    text = TEMPLATE.format(name) + (f"includes: [{includes}]\n" if includes else "")
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_bundled_catalog_includes_comes_with_it_in_any_release() -> None:
    catalogs = resolve(["prometheus", "vllm"])

    assert [(catalog.name, catalog.as_of) for catalog in catalogs] == [
        ("prometheus", "3.14.0"),
        ("vllm", "0.33.0"),
        ("go_runtime", None),
        ("process", None),
        ("promhttp", None),
        ("net_conntrack", None),
        ("python_client", None),
    ]


def test_an_included_catalog_lies_beside_the_file_or_is_bundled(tmp_path: Path) -> None:
    write(tmp_path, "own_process")
    shop = write(tmp_path, "shop", "own_process, go_runtime")

    catalogs = resolve([], [shop])

    assert [catalog.exporter for catalog in catalogs][:2] == ["shop", "own_process"]
    assert catalogs[2].name == "go_runtime"


def test_a_file_stands_before_the_bundled_catalog_of_its_name(tmp_path: Path) -> None:
    vllm = write(tmp_path, "vllm")

    (catalog,) = resolve(["vllm"], [vllm])

    assert catalog.exporter == "vllm"


def test_catalogs_that_include_each_other_are_loaded_once(tmp_path: Path) -> None:
    left, _ = write(tmp_path, "left", "right"), write(tmp_path, "right", "left")

    assert [catalog.name for catalog in resolve([], [left])] == ["left", "right"]


def test_an_included_catalog_that_is_nowhere_is_said(tmp_path: Path) -> None:
    shop = write(tmp_path, "shop", "proces")

    with pytest.raises(
        CatalogError, match="`shop` includes `proces`, which is not beside"
    ) as caught:
        resolve([], [shop])

    assert caught.value.hint == "did you mean `process`?"


def test_a_name_that_is_no_catalog_is_said() -> None:
    with pytest.raises(UsageError, match="no bundled catalog is called `vlmm`"):
        resolve(["vlmm"])
