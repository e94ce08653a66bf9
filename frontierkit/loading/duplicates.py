"""Keys that stand twice in one mapping."""

from __future__ import annotations

from frontierkit.diagnostics import Related, Severity
from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.documents import Read
from frontierkit.loading.node import JSON_STYLE, ScalarNode
from frontierkit.model.location import Location, Passage


def report_duplicates(read: Read, collected: Collected, trail: Trail = ()) -> None:
    """Report the keys of a text that repeat an earlier one."""
    for earlier, later in read.duplicates:
        assert isinstance(later, ScalarNode)
        in_json = later.style == JSON_STYLE
        collected.report(
            "file/duplicate_key",
            f"the key `{later.text}` stands twice, in lines "
            f"{earlier.position().line} and {later.position().line}",
            Passage(later.text, later, trail).at(),
            "only the last one counts" if in_json else "Go's YAML reader refuses the file",
            severity=Severity.WARNING if in_json else Severity.ERROR,
            related=(Related("it stands here first", Location(earlier, trail)),),
        )
