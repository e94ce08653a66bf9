"""Runs a pattern over a text in time linear in the text, whatever the pattern.

A pattern becomes a nondeterministic automaton; what can be reached by a text is followed for all
its states at once.
"""

from __future__ import annotations

from frontierkit.regex import tree
from frontierkit.regex.charset import Ranges, contains
from frontierkit.regex.tree import Chars, Choice, Join, Part, Place, Repeat, Text

MAX_STATES = 20_000
_MEMORY = 4096

States = frozenset[int]


class TooLarge(ValueError):
    """A pattern whose repetitions make more states than are worth following."""


class Automaton:
    """The states of a pattern: `moves` read a character, `jumps` need at most a condition."""

    def __init__(self, part: Part) -> None:
        self.moves: list[tuple[Ranges, int] | None] = []
        self.jumps: list[list[tuple[int, int]]] = []
        self.conditions = 0
        self.accept = self.state()
        self.start = self.build(part, self.accept)
        self._closures: dict[tuple[States, int], States] = {}
        self._steps: dict[tuple[States, str], States] = {}

    def state(self) -> int:
        if len(self.moves) >= MAX_STATES:
            raise TooLarge(f"the pattern comes to more than {MAX_STATES:,} states")
        self.moves.append(None)
        self.jumps.append([])
        return len(self.moves) - 1

    def build(self, part: Part, target: int) -> int:
        """Add what reads `part` and then goes to `target`; return where it starts."""
        match part:
            case Text():
                for char in reversed(part.text):
                    target = self.reads(((ord(char), ord(char)),), target)
                return target
            case Chars():
                return self.reads(part.ranges, target)
            case Place():
                self.conditions |= part.kind
                return self.jumping([(part.kind, target)])
            case Join():
                for each in reversed(part.parts):
                    target = self.build(each, target)
                return target
            case Choice():
                return self.jumping([(0, self.build(each, target)) for each in part.branches])
            case Repeat():
                return self.repeats(part, target)
        raise TypeError(part)

    def reads(self, ranges: Ranges, target: int) -> int:
        state = self.state()
        self.moves[state] = (ranges, target)
        return state

    def jumping(self, jumps: list[tuple[int, int]]) -> int:
        state = self.state()
        self.jumps[state] = jumps
        return state

    def repeats(self, repeat: Repeat, target: int) -> int:
        part = repeat.part
        if repeat.most < 0:
            loop = self.state()
            self.jumps[loop] = [(0, self.build(part, loop)), (0, target)]
            target = loop
        else:
            end = target
            for _ in range(repeat.most - repeat.least):
                target = self.jumping([(0, self.build(part, target)), (0, end)])
        for _ in range(repeat.least):
            target = self.build(part, target)
        return target

    def closure(self, states: States, context: int) -> States:
        """All states that are reached without reading, where the `context` conditions hold."""
        known = self._closures.get((states, context))
        if known is not None:
            return known
        found = set(states)
        stack = list(states)
        while stack:
            for condition, target in self.jumps[stack.pop()]:
                if target not in found and condition & context == condition:
                    found.add(target)
                    stack.append(target)
        if len(self._closures) > _MEMORY:
            self._closures.clear()
        result = frozenset(found)
        self._closures[states, context] = result
        return result

    def step(self, states: States, char: str) -> States:
        """Where a character leads from states that are closed already."""
        known = self._steps.get((states, char))
        if known is not None:
            return known
        if len(self._steps) > _MEMORY:
            self._steps.clear()
        result = self.after(states, ord(char))
        self._steps[states, char] = result
        return result

    def after(self, states: States, code: int) -> States:
        moves = (self.moves[state] for state in states)
        return frozenset(move[1] for move in moves if move is not None and contains(move[0], code))

    def fullmatch(self, text: str) -> bool:
        states: States = frozenset((self.start,))
        before = ""
        for char in text:
            context = self.context(before, char) if self.conditions else 0
            states = self.step(self.closure(states, context), char)
            if not states:
                return False
            before = char
        context = self.context(before, "") if self.conditions else 0
        return self.accept in self.closure(states, context)

    def context(self, before: str, after: str) -> int:
        """The conditions that hold between two characters; an empty one is the text's edge."""
        begins = before == ""
        ends = after == ""
        found = tree.BEGIN_TEXT if begins else 0
        found |= tree.END_TEXT if ends else 0
        found |= tree.BEGIN_LINE if begins or before == "\n" else 0
        found |= tree.END_LINE if ends or after == "\n" else 0
        boundary = _is_word(before) != _is_word(after)
        return found | (tree.BOUNDARY if boundary else tree.NO_BOUNDARY)


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
