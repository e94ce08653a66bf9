"""What the matchers of a selector change, as far as the values of labels are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from frontierkit.analysis.selectors import SelectorFact
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, MatchOp, Presence, restrict
from frontierkit.promql.nodes import Matcher
from frontierkit.regex import RegexError, branches_without_match

OF_TARGETS = frozenset(("job", "instance"))


@dataclass(frozen=True, slots=True)
class DeadBranch:
    """A branch of the regex of a matcher, at `start` and `end` of the decoded value."""

    matcher: Matcher
    text: str
    known: tuple[str, ...]


def dead_branches(selector: SelectorFact) -> Iterator[DeadBranch]:
    """Yield the alternatives of regexes that no value of the label matches.

    Nothing is said of a regex that matches no value at all.
    """
    for matcher in _literal_matchers(selector):
        if matcher.op not in ("=~", "!~") or "|" not in (matcher.value or ""):
            continue
        values = _all_values(selector, matcher.name)
        if values is None:
            continue
        try:
            dead = branches_without_match(matcher.value or "", values)
            total = branches_without_match(matcher.value or "", ())
        except RegexError:
            continue
        if 0 < len(dead) < len(total):
            known = tuple(sorted(value for value in values if value))
            yield from (DeadBranch(matcher, text, known) for _, _, text in dead if text)


def idle_matchers(selector: SelectorFact) -> Iterator[Matcher]:
    """Yield the matchers that let everything through, whatever is stored.

    Nothing is said of `=`, and of the labels of targets: they say where a metric comes from.
    """
    for matcher in _literal_matchers(selector):
        labels = _labels(selector, matcher.name)
        everything = matcher.op == "=~" and matcher.value == ".*"
        speaks = matcher.op == "=" or matcher.name in OF_TARGETS
        if everything or (labels and not speaks and all(_idle(each, matcher) for each in labels)):
            yield matcher


def _idle(label: Label, matcher: Matcher) -> bool:
    op, value = cast(MatchOp, matcher.op), matcher.value or ""
    return _closed(label) and restrict(label, op, value) == label


def _literal_matchers(selector: SelectorFact) -> Iterator[Matcher]:
    for matcher in selector.node.matchers:
        if matcher.name != "__name__" and matcher not in selector.open_matchers:
            value = matcher.value
            # A last `$` is the end of a regex, and no variable.
            if value is not None and "$" not in value.rstrip("$") and "[[" not in value:
                yield matcher


def _all_values(selector: SelectorFact, name: str) -> frozenset[str] | None:
    """Return all values of a label, "" where it may be absent; None if they are not known."""
    found: set[str] = set()
    labels = _labels(selector, name)
    for label in labels:
        if not _closed(label):
            return None
        found |= label.values.finite or set()
        if label.presence is not Presence.ALWAYS:
            found.add("")
    return frozenset(found) if labels else None


def _labels(selector: SelectorFact, name: str) -> list[Label]:
    return [source.whole.label(name) for source in selector.sources] if selector.judged else []


def _closed(label: Label) -> bool:
    return label.presence is Presence.NEVER or label.values.finite is not None
