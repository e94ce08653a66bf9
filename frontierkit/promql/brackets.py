"""Finds the bracket that nothing closes, which is seldom where a parser stumbles over it."""

from __future__ import annotations

import re

PIECE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`[^`]*`|#[^\n]*|[()\[\]{}]", re.DOTALL)
WORD_BEFORE = re.compile(r"[\w:.]+\s*$")
CLOSES = {")": "(", "]": "[", "}": "{"}


def unclosed(text: str) -> tuple[int, int] | None:
    """Return the characters of the bracket that is not closed, and of the word before it.

    That is the innermost one that is open where a bracket of another kind closes, or the text ends.
    """
    opened: list[int] = []
    for piece in PIECE.finditer(text.replace("${", "$\0")):
        bracket = piece[0]
        if bracket in "([{":
            opened.append(piece.start())
        elif bracket in CLOSES:
            if opened and text[opened[-1]] == CLOSES[bracket]:
                opened.pop()
            elif opened and CLOSES[bracket] in (text[at] for at in opened):
                break
    if not opened:
        return None
    before = WORD_BEFORE.search(text, 0, opened[-1])
    return before.start() if before else opened[-1], opened[-1] + 1
