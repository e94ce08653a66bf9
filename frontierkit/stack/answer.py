"""What `stack` has found out: a line each, whether it is as it should be, and what to do if not."""

from __future__ import annotations

from enum import StrEnum

from frontierkit.dataclass import dataclass


class State(StrEnum):
    """How something is."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    """It could not be found out, or there is nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for, how it is, what was found, and, where it is wanting, what to do."""

    topic: str
    state: State
    found: str
    advice: str = ""

    def plain(self) -> dict[str, str]:
        """Return it as JSON knows it."""
        return {
            "topic": self.topic,
            "state": self.state.value,
            "found": self.found,
            "advice": self.advice,
        }


def good(topic: str, found: str) -> Answer:
    """Return that something is as it should be."""
    return Answer(topic, State.GOOD, found)


def bad(topic: str, found: str, advice: str) -> Answer:
    """Return that something is not as it should be, and what to do."""
    return Answer(topic, State.BAD, found, advice)


def unknown(topic: str, found: str, advice: str = "") -> Answer:
    """Return that something could not be found out, or is not there."""
    return Answer(topic, State.UNKNOWN, found, advice)
