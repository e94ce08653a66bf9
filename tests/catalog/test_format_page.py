"""The page about the format of catalogs."""

from __future__ import annotations

import re
from pathlib import Path

from frontierkit.catalog.read import catalog_from_text
from frontierkit.catalog.shape import CATALOG_KEYS, FAMILY

PAGE = Path(__file__).parents[2] / "docs" / "catalogs.md"


def section(title: str) -> str:
    return PAGE.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_key_is_explained_and_no_other() -> None:
    first_cells = re.compile(r"^\| (`.+?) \|", re.M)
    for title, keys in (("The exporter", set(CATALOG_KEYS)), ("A family", set(FAMILY))):
        text = section(title)
        explained = re.findall(r"`(\w+)`", " ".join(first_cells.findall(text)))
        for_people = re.findall(r"`(\w+)`", text.split("For people only:")[1].split(".\n")[0])

        assert sorted(explained + for_people) == sorted(keys)


def test_the_example_is_a_catalog() -> None:
    text = section("An example").split("```yaml\n")[1].split("```")[0]

    shop = catalog_from_text(text, Path("shop.yaml"))

    assert [family.name for family in shop.families] == [
        "shop_queue_length",
        "shop_orders_total",
        "shop_latency_seconds",
    ]
