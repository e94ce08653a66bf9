"""How the annotations of an alert print its value, and what comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.templates import ValueUse, value_uses
from frontierkit.dataclass import dataclass
from frontierkit.model.location import Passage
from frontierkit.model.rules import Rule

HUMANIZERS = frozenset(
    ("humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp")
)
NUMBERS_AS_THEY_ARE = frozenset(("printf", "humanize", "humanize1024"))
VERB = re.compile(r"%[-+# 0-9.]*([a-zA-Z])")
FLOAT_VERBS = frozenset("eEfFgGbxXvT")
"""What `printf` can do with a floating point number."""
AFTER = re.compile(r"[^{}]*\}\}[ \u00a0]*([%°$€]|[A-Za-zµ/]+)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A place where a text prints the value; `follows` is the word or sign that stands next."""

    passage: Passage
    use: ValueUse
    follows: str

    @property
    def formatted(self) -> bool:
        """A function has made a text of the value before anything else happens to it."""
        return bool(HUMANIZERS.intersection(self.use.functions))

    @property
    def wrong_verb(self) -> str | None:
        """The verb with which `printf` does not print a number, but a complaint."""
        if self.use.format is None or self.use.functions[:1] != ("printf",):
            return None
        verbs = VERB.findall(self.use.format.replace("%%", ""))
        return verbs[0] if len(verbs) == 1 and verbs[0] not in FLOAT_VERBS else None

    @property
    def rounded(self) -> bool:
        """The value is printed without decimals."""
        return self.use.format is not None and "%.0f" in self.use.format


def printed_values(rule: Rule) -> Iterator[Printed]:
    """Yield every place where an annotation or a label of an alert prints the alert's value."""
    for passage in (*rule.annotations.values(), *rule.labels.values()):
        for use in value_uses(passage.text):
            after = AFTER.match(passage.text, use.span.end)
            follows = after[1] if after is not None and after[1] else ""
            yield Printed(passage, use, follows)
