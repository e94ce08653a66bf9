"""Reading catalogs that somebody wrote."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from frontierkit.catalog.labels import ANY, LabelSpec
from frontierkit.catalog.read import CatalogError, catalog_from_text, read_catalog
from frontierkit.catalog.shape import problems
from frontierkit.catalog.tree import parse
from tests.catalog.formats import (
    CONTRADICTORY,
    GOOD,
    SHAPELESS,
    UNREADABLE,
    Bad,
    with_families,
    with_family,
)

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "catalog.schema.json").read_text("utf-8"))
REFEREE = jsonschema.Draft202012Validator(SCHEMA)


def first_problem(text: str) -> tuple[int, str]:
    with pytest.raises(CatalogError) as caught:
        catalog_from_text(text, Path("shop.yaml"))
    problem = caught.value.problems[0]
    assert f"shop.yaml:{problem.line}: {problem.message}" in str(caught.value)
    return problem.line, problem.message


class TodaysYaml(yaml.SafeLoader):
    """YAML as it is since 2009: `on` is text, and 1e3 a number."""

    yaml_implicit_resolvers = {
        letter: [(tag, form) for tag, form in forms if not tag.endswith((":bool", ":float"))]
        for letter, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


for name, form, letters in (
    ("bool", r"^(true|false)$", "tf"),
    ("float", r"^(-?[0-9]+\.[0-9]*|[0-9]+e[0-9]+|\.inf)$", ".-0123456789"),
):
    TodaysYaml.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(form), list(letters))


def as_schemas_see_it(text: str) -> Any:
    return yaml.load(text, Loader=TodaysYaml)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_good_catalog_is_read_and_the_schema_takes_it(text: str) -> None:
    catalog = catalog_from_text(text, Path("shop.yaml"))

    assert (catalog.name, catalog.exporter, catalog.as_of) == ("shop", "example/shop", "2.0")
    assert list(REFEREE.iter_errors(as_schemas_see_it(text))) == []


@pytest.mark.parametrize("bad", SHAPELESS.values(), ids=SHAPELESS)
def test_what_has_not_the_shape_is_refused_here_and_by_the_schema(bad: Bad) -> None:
    line, message = first_problem(bad.text)

    assert (line, bad.says in message) == (bad.line, True), message
    assert not REFEREE.is_valid(as_schemas_see_it(bad.text))


@pytest.mark.parametrize("bad", CONTRADICTORY.values(), ids=CONTRADICTORY)
def test_what_contradicts_itself_is_refused_though_the_schema_takes_it(bad: Bad) -> None:
    line, message = first_problem(bad.text)

    assert (line, bad.says in message) == (bad.line, True), message
    assert REFEREE.is_valid(as_schemas_see_it(bad.text))


@pytest.mark.parametrize("bad", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_yaml_is_refused_at_its_line(bad: Bad) -> None:
    line, message = first_problem(bad.text)

    assert (line, bad.says in message) == (bad.line, True), message


def mutations(value: Any) -> Iterator[Any]:
    """Yield the value with one part of it replaced by something of another kind."""
    yield from (None, True, 0, "", "a b-c", [], [None], {}, {"x": 1})
    if isinstance(value, dict):
        for key, part in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield {**value, f"{key}x": part}
            yield from ({**value, key: mutated} for mutated in mutations(part))
    if isinstance(value, list):
        for index, part in enumerate(value):
            changed = (value[:index] + [new] + value[index + 1 :] for new in mutations(part))
            yield from changed


def has_shape(data: Any) -> bool:
    """Return whether the reader finds nothing wrong but what no schema can say."""
    found = problems(parse(json.dumps(data)))
    return not any("ascends" not in problem.message for problem in found)


def test_reader_and_schema_agree_on_every_small_change() -> None:
    texts = [GOOD["all keys of a family"], GOOD["all other keys"]]
    changed = [new for text in texts for new in mutations(as_schemas_see_it(text))]

    disagree = [data for data in changed if has_shape(data) != REFEREE.is_valid(data)]

    assert len(changed) > 500
    assert disagree == []


def test_a_family_has_what_the_file_says() -> None:
    text = GOOD["all keys of a family"]

    (family,) = catalog_from_text(text, Path("shop.yaml")).history

    assert family.labels == {
        "a": ANY,
        "b": LabelSpec(values=("x", "")),
        "c": LabelSpec(regex="x|y"),
    }
    assert (family.buckets, family.quantiles) == ((1.0, 2.5, 1000.0), (0.5, 99.0))
    assert (family.since, family.until, family.more_labels) == ("1.0", None, "--extra")
    assert (family.default, family.exported) == (True, False)


def test_all_problems_are_told_up_to_fifty() -> None:
    three = with_families("{name: a, type: x}", "{name: b}", "{name: c, type: gauge, unit: A}")
    many = with_families(*(f"{{name: a{number}}}" for number in range(200)))

    with pytest.raises(CatalogError) as few:
        catalog_from_text(three, Path("shop.yaml"))
    with pytest.raises(CatalogError) as lots:
        catalog_from_text(many, Path("shop.yaml"))

    assert [problem.line for problem in few.value.problems] == [7, 8, 9]
    assert len(lots.value.problems) == 50


def test_json_is_read_too_with_its_tabs_and_surrogates() -> None:
    data = as_schemas_see_it(with_family("type: gauge, meaning: x"))
    data["families"][0]["meaning"] = 'a 😀\t"b" \\ud83d'
    text = json.dumps(data, indent="\t")

    catalog = catalog_from_text(text, Path("shop.json"))

    assert catalog.history[0].meaning == 'a 😀\t"b" \\ud83d'


def test_anchors_may_be_used() -> None:
    text = with_families(
        "{name: shop_x, type: gauge, labels: &common {a: [x], b: null}}",
        "{name: shop_y, type: gauge, labels: *common}",
    )

    first, second = catalog_from_text(text, Path("shop.yaml")).history

    assert first.labels == second.labels == {"a": LabelSpec(values=("x",)), "b": ANY}


@pytest.mark.parametrize("key", ["notes", "alternatives", "versions", "target_labels"])
def test_a_bomb_of_aliases_costs_nothing(key: str) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"] + [
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 30)
    ]
    started = time.perf_counter()

    line, _ = first_problem("\n".join([*levels, f"{key}: *a29"]))

    assert line == 1
    assert time.perf_counter() - started < 2


def test_a_file_is_read_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    good, latin = tmp_path / "shop.yaml", tmp_path / "latin.yaml"
    good.write_text("\ufeff" + GOOD["a family"], encoding="utf-8")
    latin.write_bytes(b"exporter: caf\xe9\n")

    assert read_catalog(good).name == "shop"
    with pytest.raises(CatalogError, match="latin.yaml: the file is not UTF-8 text"):
        read_catalog(latin)
    with pytest.raises(CatalogError, match="none.yaml: No such file"):
        read_catalog(tmp_path / "none.yaml")
    with pytest.raises(CatalogError, match="Is a directory"):
        read_catalog(tmp_path)
