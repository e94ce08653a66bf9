"""What is promised, once: objectives, thresholds of panels and descriptions read it from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A target, and the threshold past which somebody is paged, in the unit of what is measured."""

    target: float
    critical: float

    @property
    def colours(self) -> dict[float | None, str]:
        """Green as long as the promise is kept, red where it is critical; either way round."""
        if self.critical > self.target:
            return {None: "green", self.target: "orange", self.critical: "red"}
        return {None: "red", self.critical: "orange", self.target: "green"}


LATENCY = Promise(0.25, 0.5)
"""Seconds that 95 % of requests stay within."""
OLLAMA_LATENCY = Promise(0.5, 1)
"""The same of Ollama: its sidecar has no bucket between."""
ERRORS = Promise(0.01, 0.05)
"""The share of requests that fail."""
THROUGHPUT = Promise(1000, 500)
"""Requests per second, while some wait."""
MEMORY = Promise(2e9, 3e9)
"""Bytes that an engine, or the models in it, take."""
FIRST_TOKEN_S = 1.0
"""Seconds within which 95 % of answers begin."""
BETWEEN_TOKENS_S = 0.1
"""Seconds that 95 % of the gaps between two tokens stay within."""


def duration(seconds: float) -> str:
    """Return seconds as Prometheus writes a duration: `250ms`, `1s`."""
    return f"{seconds:g}s" if seconds == int(seconds) else f"{seconds * 1000:g}ms"
