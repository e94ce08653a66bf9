"""Findings that were there when somebody began: known by what they are about, not by lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from frontierkit.diagnostics.diagnostic import Diagnostic

FORMAT = "frontierkit.baseline/v1"


class Known(NamedTuple):
    """A finding as a baseline names it: the check, where it is, and the characters meant.

    Of a finding without a text, `text` is its message. Lines may move.
    """

    check: str
    path: str
    trail: tuple[str, ...]
    text: str


def known(diagnostic: Diagnostic) -> Known:
    """Return the name of a finding in a baseline."""
    finding = diagnostic.finding
    at = finding.at
    part = at.text[at.span.start : at.span.end] if at.span is not None else at.text
    return Known(diagnostic.check, at.path, at.trail, part or finding.message)


class Held(NamedTuple):
    """What a baseline leaves over, what it holds back, and what it holds in vain."""

    new: tuple[Diagnostic, ...]
    old: tuple[Diagnostic, ...]
    stale: tuple[Known, ...]


def hold_back(diagnostics: Iterable[Diagnostic], baseline: Counter[Known]) -> Held:
    """Hold back the findings of a baseline, each as often as it is in there."""
    left = Counter(baseline)
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    for diagnostic in diagnostics:
        name = known(diagnostic)
        (old if left[name] > 0 else new).append(diagnostic)
        left[name] -= 1
    return Held(tuple(new), tuple(old), tuple(sorted(name for name in left if left[name] > 0)))


def baseline_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a baseline of all that was found, the same for the same findings."""
    import json

    counts = sorted(Counter(map(known, diagnostics)).items())
    # A line for each finding: merges and diffs show what came and what went.
    lines = ",\n".join(
        "  " + json.dumps({**name._asdict(), "count": count}, ensure_ascii=False)
        for name, count in counts
    )
    findings = f"[\n{lines}\n ]" if lines else "[]"
    return f'{{\n "format": "{FORMAT}",\n "findings": {findings}\n}}\n'


def read_baseline(text: str) -> Counter[Known]:
    """Return what a baseline holds; raises `ValueError` for what is none."""
    import json

    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"it has no `format` of `{FORMAT}`")
    entries = data.get("findings")
    if not isinstance(entries, list):
        raise ValueError("it has no list of `findings`")
    return Counter(name for entry in entries for name in _read(entry))


def _read(entry: object) -> Iterator[Known]:
    if not isinstance(entry, dict):
        raise ValueError("a finding in it is no object")
    check, path, text = (entry.get(key) for key in ("check", "path", "text"))
    trail, count = entry.get("trail"), entry.get("count")
    if not (isinstance(check, str) and isinstance(path, str) and isinstance(text, str)):
        raise ValueError("a finding in it lacks `check`, `path` or `text`")
    if not isinstance(trail, list) or not isinstance(count, int):
        raise ValueError("a finding in it lacks `trail` or `count`")
    yield from [Known(check, path, tuple(map(str, trail)), text)] * min(count, 100_000)
