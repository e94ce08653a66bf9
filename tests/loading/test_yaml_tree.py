"""YAML is read into a positioned tree, and hostile YAML ends in a sentence."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode, plain
from frontierkit.loading.source_text import SourceText, Unreadable
from frontierkit.loading.yaml_tree import YamlFile, read_yaml


def read(text: str) -> YamlFile:
    return read_yaml(SourceText("rules.yml", text))


def root(text: str) -> MapNode:
    node = read(text).documents[0]
    assert isinstance(node, MapNode)
    return node


def scalar(node: Node | None) -> ScalarNode:
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize(
    "text",
    [
        "k: plain text # comment",
        "k: plain text\n  that goes\n\n  on",
        "k: 'it''s\n  quoted'",
        'k: "a\\tb \\"c\\" \\u00e9\n  folded \\\n    escaped"',
        'k: |\n  first line\n    second {a="b"}\n\n  third\n',
        "k: |-\n  first\n  second\n\n",
        "k: |+\n  first\n\n\nl: 1",
        "k: |2\n    indented more\n  less\n",
        "k: >\n  folded\n  text\n\n  new\n    more\n    indented\n  end\n",
        "k: >-\n\n  leading\n  blank\n",
        "k: &anchor |\n  literal\n  text\n",
        "k: !!str 'tagged'",
        "deep:\n  - k: |\n      a\n      b\n",
        "k: |\r\n  windows\r\n  lines\r\n",
        "k: ü 😀 text",
    ],
)
def test_words_are_found_where_they_stand(text: str) -> None:
    tree = root(text)
    node = tree.get("k")
    if node is None:
        deep = tree.get("deep")
        assert isinstance(deep, ListNode) and isinstance(deep.items[0], MapNode)
        node = deep.items[0].get("k")
    node = scalar(node)
    lines = text.replace("\r\n", "\n").split("\n")

    words = [word for word in node.text.split() if word.isalpha() and word != "é"]
    assert words
    for word in words:
        line, column = node.position(node.text.index(word))
        assert lines[line - 1][column - 1 :].startswith(word)


SCALARS = st.text(
    st.sampled_from(list("ab {}[]:,#'\"\\|>-\n\t$é😀")) | st.characters(categories=["L", "N"]),
    max_size=30,
)


@given(SCALARS, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([20, 80]))
@settings(max_examples=200)
def test_each_character_comes_from_its_own_place(content: str, style: str, width: int) -> None:
    text = yaml.dump(
        {"outer": [{"k": content}]}, default_style=style, width=width, allow_unicode=True
    )
    outer = root(text).get("outer")
    assert isinstance(outer, ListNode) and isinstance(outer.items[0], MapNode)
    node = scalar(outer.items[0].get("k"))

    offsets = node.offsets()

    assert node.text == content
    assert offsets == sorted(offsets)
    assert len(offsets) == len(content) + 1
    for char, index in zip(content, offsets, strict=False):
        if not char.isspace():
            assert text[index] in (char, "\\")


def test_plain_scalars_mean_what_go_takes_them_for() -> None:
    text = "[1, 1.5, true, False, null, ~, yes, '1', 0x1f, .inf, 1e3, 2001-01-01, '']"

    assert plain(read(text).documents[0]) == [
        1, 1.5, True, False, None, None, "yes", "1", 31, float("inf"), 1000.0, "2001-01-01", "",
    ]  # fmt: skip


def test_several_documents_and_empty_ones() -> None:
    file = read("a: 1\n---\n---\nb: 2\n")

    assert [plain(document) for document in file.documents] == [{"a": 1}, None, {"b": 2}]
    assert read("# nothing\n").documents == []


def test_merged_entries_stand_behind_own_ones() -> None:
    tree = root("base: &b {x: 1, y: 2}\nown:\n  y: 3\n  <<: *b\nlist:\n  <<: [*b, {z: 9}]\n")

    assert plain(tree.get("own")) == {"y": 3, "x": 1}
    assert plain(tree.get("list")) == {"x": 1, "y": 2, "z": 9}


def test_keys_that_stand_twice_are_reported_but_overriding_a_merge_is_not() -> None:
    file = read("b: &b {x: 1}\no:\n  <<: *b\n  x: 2\n  k: 1\n  k: 2\n")

    ((first, second),) = file.duplicates

    assert (first.position(), second.position()) == ((5, 3), (6, 3))


def test_custom_tags_are_no_obstacle() -> None:
    assert plain(root("a: !reset null\nb: !Sub x")) == {"a": None, "b": "x"}


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "its aliases stand for more than 1,000,000 values"),
        ("a: &a [*a]", "the alias `*a` names no anchor that is complete before it"),
        ("a: *missing", "the alias `*missing`"),
        ("[" * 10_000, "it is nested more than 200 levels deep"),
        ("".join("  " * n + "a:\n" for n in range(300)), "it is nested more than 200 levels deep"),
        ("a: [1, 2", "it is not valid YAML"),
        ("a:\n\t- b", "it is not valid YAML"),
        ("a: b: c", "it is not valid YAML"),
        ("a: \x01", "it is not valid YAML"),
        ("{a: b}: c", "it has a key that is itself a list or a mapping"),
        ("<<: 1", "`<<` takes a mapping or a list of mappings"),
    ],
)
def test_hostile_yaml_ends_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)

    assert caught.value.message.startswith(message)


def test_the_pure_parser_builds_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x\n  - |\n    literal\n  - 'é'\nb: *x\n"
    fast = read(text).documents[0]

    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = read(text).documents[0]

    assert plain(slow) == plain(fast)
    assert _spans(slow) == _spans(fast)


def _spans(node: Node) -> list[tuple[int, str]]:
    if isinstance(node, ScalarNode):
        return [(node.start, node.text)]
    below = node.items if isinstance(node, ListNode) else [v for _, v in _entries(node)]
    return [span for item in below for span in _spans(item)]


def _entries(node: Node) -> list[tuple[str, Node]]:
    assert isinstance(node, MapNode)
    return list(node.values())
