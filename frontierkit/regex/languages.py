"""What can be said of all the texts that a pattern matches."""

from __future__ import annotations

from itertools import product

from frontierkit.regex import tree
from frontierkit.regex.automaton import Automaton, States
from frontierkit.regex.charset import size
from frontierkit.regex.tree import Chars, Choice, Join, Part, Place, Repeat, Text

MAX_LITERALS = 512
_MAX_PAIRS = 2000
_EDGES = tree.BEGIN_TEXT | tree.END_TEXT


def literals(part: Part) -> tuple[str, ...] | None:
    """All texts that a part matches, in the order of the pattern; None if they are many."""
    match part:
        case Text():
            return (part.text,)
        case Chars():
            if size(part.ranges) > MAX_LITERALS:
                return None
            return tuple(chr(code) for low, high in part.ranges for code in range(low, high + 1))
        case Join():
            return _joined([literals(each) for each in without_edges(part.parts)])
        case Choice():
            return _merged([literals(each) for each in part.branches])
        case Repeat():
            if part.most < 0:
                return None
            once = literals(part.part)
            times = range(part.least, part.most + 1)
            return _merged([_joined([once] * count) for count in times])
    return None


def without_edges(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Leave out `^` and `$` where they say nothing, at the ends of an anchored pattern."""
    first, last = 0, len(parts)
    while first < last and _is_place(parts[first], tree.BEGIN_TEXT):
        first += 1
    while last > first and _is_place(parts[last - 1], tree.END_TEXT):
        last -= 1
    return parts[first:last]


def _is_place(part: Part, kind: int) -> bool:
    return isinstance(part, Place) and part.kind == kind


def _joined(parts: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    total = 1
    for part in parts:
        total *= MAX_LITERALS + 1 if part is None else len(part)
        if total > MAX_LITERALS:
            return None
    known = [part for part in parts if part is not None]
    return tuple(dict.fromkeys(map("".join, product(*known))))


def _merged(parts: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    found: dict[str, None] = {}
    for part in parts:
        if part is None:
            return None
        found.update(dict.fromkeys(part))
    return tuple(found) if len(found) <= MAX_LITERALS else None


def intersect(left: Automaton, right: Automaton) -> bool | None:
    """Whether some text is matched by both; None where that is too much to find out."""
    if (left.conditions | right.conditions) & ~_EDGES:
        return None
    start = (frozenset((left.start,)), frozenset((right.start,)))
    if _both_accept(left, right, start, _EDGES):
        return True
    seen = {start}
    queue = [(start, tree.BEGIN_TEXT)]
    while queue:
        pair, context = queue.pop()
        for following in _followers(left, right, pair, context):
            if following in seen:
                continue
            if _both_accept(left, right, following, tree.END_TEXT):
                return True
            if len(seen) >= _MAX_PAIRS:
                return None
            seen.add(following)
            queue.append((following, 0))
    return False


def _both_accept(
    left: Automaton, right: Automaton, pair: tuple[States, States], context: int
) -> bool:
    return left.accept in left.closure(pair[0], context) and right.accept in right.closure(
        pair[1], context
    )


def _followers(
    left: Automaton, right: Automaton, pair: tuple[States, States], context: int
) -> set[tuple[States, States]]:
    """The pairs that one character leads to, tried with one of each kind of character."""
    ours, theirs = left.closure(pair[0], context), right.closure(pair[1], context)
    starts = {
        low
        for automaton, states in ((left, ours), (right, theirs))
        for state in states
        for low in _changes(automaton, state)
    }
    pairs = ((left.after(ours, code), right.after(theirs, code)) for code in starts)
    return {pair for pair in pairs if pair[0] and pair[1]}


def _changes(automaton: Automaton, state: int) -> list[int]:
    """The code points at which a state begins, or ceases, to read characters."""
    move = automaton.moves[state]
    if move is None:
        return []
    return [code for low, high in move[0] for code in (low, high + 1)]
