"""Cuts an expression into tokens.

`findall` does the cutting in C: the pieces, white space and all, add up to the text, so that
their lengths give every offset. A range in brackets is one piece here, and is cut again, by the
rules inside brackets, when the grammar comes to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate, compress

from frontierkit.promql.functions import AGGREGATORS

VARIABLE = r"\$\{[^{}$\n]*\}|\$[A-Za-z0-9_]+|\[\[[A-Za-z0-9_]+(?::[A-Za-z0-9_]+)?\]\]"
"""A Grafana variable in any of its spellings."""

_SPACE = r"(?:[ \t\r\n]+|\#[^\r\n]*)+"
_NUMBER = r"""(?:0[xX]_?[0-9a-fA-F_]+
    |\d+(?:ms|[smhdwy])(?:\d+(?:ms|[smhdw]))*(?![A-Za-z0-9_.])
    |(?:\d[\d_]*(?:\.(?![_.])[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)"""
_STRING = r"""(?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'|`[^`]*+`)"""
# One that is not terminated goes to the end of its line, so that it is looked at only once.
_UNTERMINATED = r"""["'][^\n]*+|`[^`]*+"""
_OPERATOR = r"==|=~|!=|!~|<=|</|>=|>/|[-+*/%^=<>(){},@:]"
_WORD = r"[A-Za-z0-9_:]"

_PLAIN = rf"""{_SPACE}|[A-Za-z_:]{_WORD}*|{_OPERATOR}|{_STRING}|{_NUMBER}
    |{_UNTERMINATED}|\[(?:[^\[\]\#]++|\#[^\r\n]*+)*+\]|."""
_GRAFANA = rf"""{_SPACE}|(?:[A-Za-z_:]{_WORD}*|{VARIABLE})(?:{_WORD}+|{VARIABLE})*
    |{_OPERATOR}|{_STRING}|{_NUMBER}(?:(?:{VARIABLE})[A-Za-z0-9_]*)*
    |{_UNTERMINATED}|\[(?:[^\[\]\#]++|\[\[{_WORD}+\]\]|\#[^\r\n]*+)*+\]|."""
_INSIDE = rf"""{_SPACE}|[A-Za-z_]+|[-+*/%^(),:]|{_NUMBER}|{_STRING}|."""
_INSIDE_GRAFANA = rf"""{_SPACE}|(?:{VARIABLE})(?:[A-Za-z0-9_]+|{VARIABLE})*|[A-Za-z_]+|[-+*/%^(),:]
    |{_NUMBER}(?:(?:{VARIABLE})[A-Za-z0-9_]*)*|{_STRING}|."""

# A word with a meaning of its own is its own kind; in a list of labels it is a name all the same.
_OWN_KIND = ("and", "or", "unless", "atan2", "offset", "anchored", "smoothed", "bool")
_KEYWORDS = {
    **dict(zip(_OWN_KIND, _OWN_KIND, strict=True)),
    **dict.fromkeys(AGGREGATORS, "aggregate"),
    **dict.fromkeys(("by", "without"), "by"),
    **dict.fromkeys(("on", "ignoring"), "on"),
    **dict.fromkeys(("group_left", "group_right"), "group"),
    **dict.fromkeys(("fill", "fill_left", "fill_right"), "fill"),
    **dict.fromkeys(("inf", "nan"), "infinity"),
}
WORDS = frozenset(_KEYWORDS.values()) | {"word", "variable"}
NO_METRIC = frozenset({"bool", "on", "group", "atan2", "infinity"})
"""The kinds of word that cannot name a metric."""


Tokens = tuple[list[str], list[str], list[int]]
"""What each token is, its text and where it ends; the last token is `end`, without text."""


def tokenize(text: str, grafana: bool) -> Tokens:
    """Cut an expression into tokens; white space and comments are left out."""
    variables = grafana and ("$" in text or "[[" in text)
    return _tokens(_cutter(_GRAFANA if variables else _PLAIN)(text), 0)


def tokenize_inside(text: str, start: int, closed: bool, grafana: bool) -> Tokens:
    """Cut what stands between brackets, from `start` on; the `end` is the closing bracket."""
    kinds, texts, ends = _tokens(_cutter(_INSIDE_GRAFANA if grafana else _INSIDE)(text), start)
    kinds = ["word" if kind == "infinity" else kind for kind in kinds]
    if closed:
        texts[-1] = "]"
        ends[-1] = start + len(text) + 1
    return kinds, texts, ends


@lru_cache(4)
def _cutter(pattern: str) -> Callable[[str], list[str]]:
    return re.compile(pattern, re.X | re.S | re.A).findall


def _tokens(pieces: list[str], start: int) -> Tokens:
    kinds = [*map(_kind, pieces)]
    ends = [*accumulate(map(len, pieces))]
    if start:
        ends = [start + end for end in ends]
    if "" in kinds:
        pieces = [*compress(pieces, kinds)]
        ends = [*compress(ends, kinds)]
        kinds = [*filter(None, kinds)]
    kinds.append("end")
    pieces.append("")
    ends.append(ends[-1] if ends else start)
    return kinds, pieces, ends


@lru_cache(8192)
def _kind(piece: str) -> str:
    first = piece[0]
    if first in " \t\r\n#":
        return ""
    if "$" in piece or piece[:2] == "[[" or (first not in "\"'`[" and "[[" in piece):
        return _kind_with_variable(piece, first)
    if first == "_" or (first.isascii() and first.isalpha()):
        return _KEYWORDS.get(piece.lower(), "word")
    if first in "0123456789" or (first == "." and len(piece) > 1):
        return "number"
    if first == ":":
        return "word"
    if first in "\"'`":
        return "string" if _is_terminated(piece) else "bad"
    if first == "[":
        return "[" if len(piece) > 1 else "bad"
    return piece if first in "-+*/%^=<>!(){},@" and piece != "!" else "bad"


def _is_terminated(piece: str) -> bool:
    if len(piece) == 1 or piece[-1] != piece[0]:
        return False
    return piece[-2] != "\\" or re.fullmatch(_STRING, piece, re.S) is not None


def _kind_with_variable(piece: str, first: str) -> str:
    if first in "\"'`":
        return "string" if _is_terminated(piece) else "bad"
    if first == "[" and (piece[:2] != "[[" or piece[2:3] == "["):
        return "["
    if first in "0123456789.":
        return "number with variable"
    return "variable" if len(piece) > 1 else "bad"


_METRIC = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*", re.A)
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.A)


def is_metric(name: str) -> bool:
    """Whether a metric's name can be written without quotes, and not only in braces."""
    kind = _KEYWORDS.get(name.lower(), "word")
    return kind not in NO_METRIC and _METRIC.fullmatch(name) is not None


def is_label(name: str) -> bool:
    """Whether a label's name can be written without quotes, in a list of labels too."""
    return name.lower() not in ("inf", "nan", "without") and _LABEL.fullmatch(name) is not None
