"""JSON is read as `json` reads it, and every character of a string has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.loading.json_text import JsonDocument, read_json
from frontierkit.loading.node import plain
from frontierkit.loading.source_text import SourceText, Unreadable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


def read(text: str) -> JsonDocument:
    return read_json(SourceText("board.json", text))


def test_a_character_is_found_behind_escapes() -> None:
    text = '{\n  "expr": "a{b=\\"c\\"}\\n\\u002b \\ud83d\\ude00 d"\n}'

    place = read(text).place(("expr",))

    line = text.splitlines()[1]
    decoded = json.loads(text)["expr"]
    for part, raw in (("a{", "a{"), ("c", "c\\"), ("+", "\\u002b"), ("d", 'd"')):
        assert place.position(decoded.index(part)) == (2, line.index(raw) + 1)
    assert place.position(len(decoded)) == (2, len(line))


def test_keys_have_places() -> None:
    document = read('{"a": [1, {"byName": 2}]}')

    assert document.key(("a", 1, "byName")).position() == (1, 13)
    assert document.place(("a", 1, "byName")).position() == (1, 22)


def test_a_pointer_that_leads_nowhere_ends_at_its_last_good_step() -> None:
    assert read('{\n"a": {}}').place(("a", "missing", 3)).position(5) == (2, 6)


def test_keys_that_stand_twice_are_found_where_they_stand() -> None:
    document = read('{"a": 1, "b": {"c": 1,\n"c": 2}}')

    ((first, second),) = document.duplicates()

    assert (first.position(), second.position()) == ((1, 17), (2, 2))
    assert read('{"a": 1, "b": 1}').duplicates() == []


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
@settings(max_examples=100)
def test_the_positioned_tree_holds_the_same_data(value: object, indent: int, ascii: bool) -> None:
    text = json.dumps([value], indent=indent, ensure_ascii=ascii)

    document = read(text)

    assert plain(document.nodes) == document.data == json.loads(text)


@given(st.text(min_size=1, max_size=20), st.booleans())
@settings(max_examples=100)
def test_every_character_has_the_place_it_was_decoded_from(content: str, ascii: bool) -> None:
    text = json.dumps({"k": content}, ensure_ascii=ascii)
    place = read(text).place(("k",))

    columns = [place.position(offset).column for offset in range(len(content) + 1)]

    ends = columns[1:]
    pieces = [text[a - 1 : b - 1] for a, b in zip(columns, ends, strict=False)]
    # Line separators are no escapes without ensure_ascii, and end lines only for `str`.
    assert [json.loads(f'"{piece}"') for piece in pieces] == list(content)


@pytest.mark.parametrize(
    ("text", "message", "index"),
    [
        ("", "it is empty", 0),
        ('{"a": [1, 2', "it is not valid JSON: it ends in the middle", 11),
        ('{"a": 1,}', "it is not valid JSON", 8),
        ('{"a": NaN}', "`NaN` is no JSON", 6),
        ('{"NaN": "NaN", "a": -Infinity}', "`-Infinity` is no JSON", 20),
        ("[" * 10_000 + "]" * 10_000, "it is nested too deeply to be read", 0),
        ('{"a":' * 10_000, "it is nested too deeply to be read", 0),
        ("[" + "9" * 5000 + "]", "a number in it has more than 4,300 digits", 1),
    ],
)
def test_what_is_no_json_ends_in_a_sentence(text: str, message: str, index: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)

    assert caught.value.message.startswith(message)
    assert caught.value.index == index


def test_windows_line_ends_count_as_one() -> None:
    assert read('{\r\n"a": 1,\r\n"b": "x"}').place(("b",)).position() == (3, 7)
