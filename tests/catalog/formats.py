"""Catalogs that are right, and catalogs with one thing wrong: the change, and what is said."""

from __future__ import annotations

from typing import NamedTuple

HEAD = """\
exporter: example/shop
version: '2.0'
versions: ['1.0', '2.0']
source: shop.go
exhaustive: [shop_]
families:
"""
"""Six lines: families begin in the seventh."""


class Bad(NamedTuple):
    """A text that is no catalog, and the first sentence about it."""

    text: str
    line: int
    says: str


def with_families(*families: str) -> str:
    return HEAD + "".join(f"- {family}\n" for family in families)


def with_family(keys: str) -> str:
    return with_families(f"{{name: shop_x, {keys}}}")


GOOD = {
    "no families": HEAD.replace("families:", "families: []"),
    "a family": with_family("type: counter"),
    "all keys of a family": with_family(
        "type: unknown, unit: bytes/seconds, labels: {a: null, b: [x, ''], c: {regex: 'x|y'}},"
        " more_labels: --extra, buckets: [1, 2.5, 1e3], quantiles: [0.5, 99], since: '1.0',"
        " until: null, deprecated: '2.0', renamed_to: shop_y, instead: 'rate(shop_y[5m])',"
        " when: --all, default: true, exported: false, meaning: what, note: more, otel_name: x.y"
    ),
    "a name in two releases": with_families(
        "{name: shop_x, type: gauge, until: '2.0'}", "{name: shop_x, type: counter, since: '2.0'}"
    ),
    "all other keys": HEAD.replace("families:", "families: []")
    + "complete: true\nincludes: [process, go_runtime]\nmore_labels: true\n"
    + "target_labels: {job: [shop], instance: null}\ncommit: abc\nsource_files: [a, b]\n"
    + "method: read\nendpoint: /metrics\nport: 9100\nenable: --metrics\nnote: a\nnotes: b\n"
    + "label_sets: {a: [1, {b: c}]}\nqueried_but_not_exported: []\nalternatives: 3\n",
    "words that only older YAML takes for booleans": with_family("type: gauge, labels: {a: [on]}"),
    "no bounds but +Inf": with_family("type: histogram, buckets: []"),
    "labels that nobody knows": with_family("type: gauge, labels: null"),
}

SHAPELESS = {
    "a list": Bad("- a\n", 1, "a catalog is a mapping"),
    "a key too many": Bad(HEAD.replace("source:", "sorce:"), 4, "no key `sorce`: did you mean"),
    "no source": Bad(
        with_family("type: gauge").replace("source: shop.go\n", ""), 1, "has no `source`"
    ),
    "no families": Bad(HEAD.replace("families:\n", ""), 1, "has no `families`"),
    "families that are none": Bad(HEAD.replace("families:", "families: {}"), 6, "is a list"),
    "a family that is a word": Bad(with_families("shop_x"), 7, "a family is a mapping"),
    "a number for a text": Bad(
        HEAD.replace("'2.0'\n", "2.0\n", 1), 2, "`version` of the catalog is text: put `2.0` in"
    ),
    "a number in a list of texts": Bad(
        HEAD.replace("['1.0'", "[1.0"), 3, "an item of `versions` of the catalog is text"
    ),
    "a release that is listed twice": Bad(
        HEAD.replace("['1.0', '2.0']", "['2.0', '2.0']"), 3, "lists `2.0` twice"
    ),
    "a prefix that is no name": Bad(HEAD.replace("[shop_]", "['shop-']"), 5, "`shop-` is not"),
    "a text for a list": Bad(HEAD.replace("[shop_]", "shop_"), 5, "is a list, not `shop_`"),
    "complete by word": Bad(
        HEAD + "- {name: x, type: gauge}\ncomplete: sure\n", 8, "true or false"
    ),
    "a type that is none": Bad(with_family("type: timer"), 7, "is one of counter, gauge"),
    "no type": Bad(with_family("unit: bytes"), 7, "family `shop_x` has no `type`"),
    "a name that is none": Bad(with_families("{name: a-b, type: gauge}"), 7, "is a metric name"),
    "a unit of three words": Bad(with_family("type: gauge, unit: a b c"), 7, "one lower-case word"),
    "a label that is none": Bad(
        with_family("type: gauge, labels: {a-b: null}"), 7, "`a-b` in `labels` of family `shop_x`"
    ),
    "a label with a word": Bad(
        with_family("type: gauge, labels: {a: x}"), 7, "null, a list of values or a regex, not `x`"
    ),
    "a label with no values": Bad(
        with_family("type: gauge, labels: {a: []}"), 7, "null stands for any value"
    ),
    "a label with a number": Bad(
        with_family("type: gauge, labels: {a: [200]}"), 7, "values that are text: quote `200`"
    ),
    "a label with a boolean": Bad(
        with_family("type: gauge, labels: {a: [true]}"), 7, "values that are text: quote true"
    ),
    "a value twice": Bad(with_family("type: gauge, labels: {a: [x, x]}"), 7, "lists `x` twice"),
    "a regex under another key": Bad(
        with_family("type: gauge, labels: {a: {re: x}}"), 7, "it has one key, `regex`"
    ),
    "labels in a list": Bad(with_family("type: gauge, labels: [a]"), 7, "is a mapping from label"),
    "buckets of a gauge": Bad(
        with_family("type: gauge, buckets: [1]"), 7, "is a gauge: only a histogram has `buckets`"
    ),
    "quantiles of a histogram": Bad(
        with_family("type: histogram, quantiles: [0.5]"), 7, "only a summary has `quantiles`"
    ),
    "buckets of text": Bad(with_family("type: histogram, buckets: [a]"), 7, "a list of numbers"),
    "a quantile below zero": Bad(with_family("type: summary, quantiles: [-1]"), 7, "from 0 on"),
    "no quantiles": Bad(with_family("type: summary, quantiles: []"), 7, "leave it away"),
    "a flag in words": Bad(with_family("type: gauge, default: 'yes'"), 7, "is true or false"),
}
"""What the JSON Schema refuses too."""

CONTRADICTORY = {
    "bounds that descend": Bad(
        with_family("type: histogram, buckets: [2, 1]"), 7, "ascends, and 1 comes after 2"
    ),
    "bounds that are infinite": Bad(
        with_family("type: histogram, buckets: [1, .inf]"), 7, "+Inf is implied"
    ),
    "a version that was not compared": Bad(
        with_family("type: gauge").replace("version: '2.0'", "version: '3.0'"),
        2,
        "`version` 3.0 is not among `versions`",
    ),
    "a release that was not compared": Bad(
        with_family("type: gauge, since: '1.5'"), 7, "is 1.5, which `versions` does not list"
    ),
    "an end before the beginning": Bad(
        with_family("type: gauge, since: '2.0', until: '1.0'"), 7, "ends with 1.0, before 2.0"
    ),
    "a name twice": Bad(
        with_families("{name: shop_x, type: gauge}", "{name: shop_x, type: gauge, since: '2.0'}"),
        8,
        "is listed in line 7 too, and release 2.0 would have both",
    ),
    "a regex that is none": Bad(
        with_family("type: gauge, labels: {a: {regex: '('}}"), 7, "the regex of label `a` is none"
    ),
    "a regex that RE2 lacks": Bad(
        with_family("type: gauge, labels: {a: {regex: '(?=x)y'}}"), 7, "the regex of label `a`"
    ),
}
"""What no schema can say."""

UNREADABLE = {
    "nothing": Bad("", 1, "the file is empty"),
    "only a comment": Bad("# nothing\n", 1, "the file is empty"),
    "broken YAML": Bad("exporter: [a\nversion: b\n", 2, "not YAML"),
    "a tab": Bad("exporter: a\n\tversion: b\n", 2, "not YAML"),
    "a key twice": Bad("exporter: a\nversion: b\nexporter: c\n", 3, "twice, first in line 1"),
    "two documents": Bad("a: b\n---\nc: d\n", 2, "one document, here begins another"),
    "a control character": Bad("a: b\nc: \x01\n", 2, "a character that YAML does not allow"),
    "a key that is a list": Bad("? [a]\n: b\n", 1, "a key is a word"),
    "an anchor that is none": Bad("a: *b\n", 1, "b"),
    "deep nesting": Bad("a: " + "[" * 10_000 + "]" * 10_000, 1, "nested more than 50 levels deep"),
    "deep nesting in JSON": Bad('{"a":' * 10_000 + "1" + "}" * 10_000, 1, "nested more than 50"),
}
"""What is not even YAML, or no YAML for a catalog."""
