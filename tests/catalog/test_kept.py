"""What was validated once is not validated again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frontierkit.catalog.read import CatalogError, read_catalog
from tests.catalog.formats import GOOD, SHAPELESS

READ = (
    "import sys; from frontierkit.catalog.read import read_catalog\n"
    "print(read_catalog(sys.argv[1]).history[0].name)\n"
    "heavy = {'yaml', 'jsonschema', 'frontierkit.catalog.shape', 'frontierkit.catalog.tree'}\n"
    "print(*sorted(heavy & set(sys.modules)))\n"
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(GOOD["all keys of a family"], encoding="utf-8")
    return path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.kept"))


def run(path: Path) -> list[str]:
    command = [sys.executable, "-c", READ, str(path)]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    ).stdout.splitlines()


def test_the_second_run_imports_neither_yaml_nor_the_rules(shop: Path) -> None:
    first, second = run(shop), run(shop)

    assert first[0] == second[0] == "shop_x"
    assert "yaml" in first[1]
    assert second[1] == ""


def test_what_is_kept_says_the_same_as_the_file(shop: Path, own_cache: Path) -> None:
    fresh = read_catalog(shop)

    assert len(kept(own_cache)) == 1
    assert read_catalog(shop) == fresh


def test_a_changed_file_is_read_anew(shop: Path) -> None:
    before = read_catalog(shop)
    shop.write_text(shop.read_text("utf-8").replace("shop_x", "shop_z"), encoding="utf-8")

    assert before.history[0].name == "shop_x"
    assert read_catalog(shop).history[0].name == "shop_z"


def test_a_copy_under_another_name_is_another_catalog(shop: Path) -> None:
    copy = shop.with_name("store.yaml")
    copy.write_bytes(shop.read_bytes())

    assert [read_catalog(path).name for path in (shop, copy)] == ["shop", "store"]


@pytest.mark.parametrize("damage", [b"", b"x", b"{}\n", b"\xff\xfe", None])
def test_what_is_damaged_is_left_aside(shop: Path, own_cache: Path, damage: bytes | None) -> None:
    fresh = read_catalog(shop)
    (file,) = kept(own_cache)
    whole = file.read_bytes()
    file.write_bytes(whole[:-20] if damage is None else damage)

    assert read_catalog(shop) == fresh
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_hindrance(
    shop: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_cache.write_text("a file where the folder should be", encoding="utf-8")

    assert read_catalog(shop).name == "shop"

    monkeypatch.setenv("FRONTIERKIT_CACHE", "")
    assert read_catalog(shop).name == "shop"


def test_what_is_wrong_is_not_kept(tmp_path: Path, own_cache: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(SHAPELESS["a list"].text, encoding="utf-8")

    for _ in range(2):
        with pytest.raises(CatalogError):
            read_catalog(path)

    assert kept(own_cache) == []
