"""A character of a text is found again in the Python file, wherever the text was put together."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontierkit.loading.sources_literals import PythonSource
from frontierkit.loading.sources_places import PythonFiles, WrittenPlace

# Each case: a source, the text that it makes, a part of that text, and where the caret must stand.
CASES = {
    "a plain literal": (
        """
        x = promql("sum(rate(up[5m]))")
                        ^
        """,
        "sum(rate(up[5m]))",
        "rate",
    ),
    "a keyword of a helper": (
        """
        x = alert("A", expr="up == 0", summary="down")
                             ^
        """,
        "up == 0",
        "up",
    ),
    "escapes before it": (
        r"""
        x = promql("up{a=\"\u00e9\\\\d\"} + down")
                                            ^
        """,
        'up{a="é\\\\d"} + down',
        "down",
    ),
    "a raw literal": (
        r"""
        x = promql(r'up{a=~"\d+"} + down')
                                    ^
        """,
        'up{a=~"\\d+"} + down',
        "down",
    ),
    "several lines": (
        '''
        x = promql("""
            sum(
              rate(up[5m])
              ^
            )
        """)
        ''',
        "\n    sum(\n      rate(up[5m])\n    )\n",
        "rate",
    ),
    "literals side by side": (
        """
        x = promql(
            "sum("  # all of them
            "rate(up[5m]))"
             ^
        )
        """,
        "sum(rate(up[5m]))",
        "rate",
    ),
    "an f-string, after what it fills in": (
        """
        x = promql(f"sum by ({label}) (rate({metric}[5m])) > {{1}}")
                                       ^
        """,
        "sum by (job) (rate(up[5m])) > {1}",
        "rate",
    ),
    "an f-string, what it fills in": (
        """
        x = promql(f"sum by ({label}) (rate({metric['name']}[5m]))")
                                            ^
        """,
        "sum by (job) (rate(up[5m]))",
        "up",
    ),
    "a name that is bound elsewhere": (
        """
        BUSY = "1 - avg(rate(idle[5m]))"
                        ^
        x = record("a:b", BUSY)
        """,
        "1 - avg(rate(idle[5m]))",
        "rate",
    ),
    "a binding inside of a larger expression": (
        """
        x = engine("e", bindings={
            ttft: 'sum by (le) (rate(x_bucket{job="$job"}[$window]))',
                                     ^
        })
        """,
        'histogram_quantile(0.95, sum by (le) (rate(x_bucket{job="vllm"}[5m])))',
        "x_bucket",
    ),
    "what was worked out: the call": (
        """
        x = promql(make("up"))
            ^
        """,
        "something else entirely",
        "else",
    ),
    "letters of more than one byte": (
        """
        é = "Größe"; x = promql("up == 0 and down")
                                             ^
        """,
        "up == 0 and down",
        "down",
    ),
}


@pytest.mark.parametrize(("drawn", "text", "part"), CASES.values(), ids=CASES)
def test_a_character_is_found(tmp_path: Path, drawn: str, text: str, part: str) -> None:
    lines = dedent(drawn).strip("\n").split("\n")
    caret = next(n for n, line in enumerate(lines) if line.strip() == "^")
    expected = (caret, lines[caret].index("^") + 1)
    source = "\n".join(line for n, line in enumerate(lines) if n != caret)
    (tmp_path / "x.py").write_text(source + "\n", encoding="utf-8")

    place = WrittenPlace(PythonFiles(tmp_path), call(source), text)

    assert place.position(text.index(part)) == expected


def call(source: str) -> tuple[str, int, int, int, int]:
    """Return the place of the last call that is assigned to `x`, as Python counts it."""
    import ast

    (node,) = (
        statement.value
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id == "x"
    )
    assert node.end_lineno is not None and node.end_col_offset is not None
    return ("x.py", node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def test_a_file_that_is_gone_still_has_lines(tmp_path: Path) -> None:
    place = WrittenPlace(PythonFiles(tmp_path), ("gone.py", 7), "up")

    assert str(place) == "gone.py:7"
    assert place.position() == (7, 1)


@given(st.text(max_size=30), st.text(max_size=5))
def test_every_literal_is_read_as_python_does(text: str, other: str) -> None:
    source = PythonSource("x.py", f"y = {other!r}\nx = ({text!r}\n  {other!r})\n")

    assert [literal.plain for literal in source.literals] == [other, text + other]


@given(st.text("ab\\\"'{}é\n", min_size=1, max_size=20))
def test_every_character_of_an_f_string_is_found(text: str) -> None:
    doubled = repr(text).replace("{", "{{").replace("}", "}}")
    source = PythonSource("x.py", f"x = f{doubled}\n")

    (literal,) = source.literals
    found = literal.find(text, whole=True)

    assert literal.plain == text
    assert found is not None
    for index, character in enumerate(text):
        at = source.text[literal.offset(found, index)]
        assert at in (character, "\\")
