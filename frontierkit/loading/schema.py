"""Reads fields of positioned mappings, and reports what has the wrong shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Severity
from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.durations import seconds
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode, is_null
from frontierkit.model.location import Passage
from frontierkit.text import closest

_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
}
DURATION_HELP = "a number and a unit, such as `30s`, `5m` or `1h30m`"


def described(node: Node) -> str:
    """Return what a node is, in a word."""
    if isinstance(node, MapNode):
        return "a mapping"
    return "a list" if isinstance(node, ListNode) else f"`{_short(node)}`"


def _short(node: Node) -> str:
    text = node.text if isinstance(node, ScalarNode) else ""
    return text if len(text) <= 40 else f"{text[:39]}…"


@dataclass(frozen=True, slots=True)
class Schema:
    """Reads the fields of one kind of file; `check` names the findings about its shape."""

    check: str
    collected: Collected

    def refuse(
        self,
        message: str,
        node: Node,
        help: str = "",
        *,
        trail: Trail = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Report that `node` has the wrong shape."""
        if isinstance(node, ScalarNode) and node.text:
            at = Passage(node.text, node, trail).at()
            self.collected.report(self.check, message, at, help, severity=severity)
        else:
            self.collected.malformed(
                self.check, message, node, help, trail=trail, severity=severity
            )

    def only(self, node: MapNode, known: Collection[str], what: str, trail: Trail = ()) -> None:
        """Report the keys of `node` that are not `known`; `what` is "a rule"."""
        if node.entries.keys() <= known if isinstance(known, frozenset | set) else False:
            return
        for name, (key, _) in node.entries.items():
            if name not in known:
                near = closest(name, known, 0.75)
                hint = f"did you mean `{near}`?" if near else ""
                self.refuse(f"{what} has no field `{name}`", key, hint, trail=trail)

    def mapping(self, node: Node | None, what: str, trail: Trail = ()) -> MapNode | None:
        """Return the mapping, None if there is nothing; report anything else."""
        if isinstance(node, MapNode):
            return node
        if node is not None and not is_null(node):
            self.refuse(f"{what} is a mapping, not {described(node)}", node, trail=trail)
        return None

    def items(self, node: Node | None, what: str, trail: Trail = ()) -> list[Node]:
        """Return the items of a list, none if there is nothing; report anything else."""
        if isinstance(node, ListNode):
            return node.items
        if node is not None and not is_null(node):
            self.refuse(f"{what} is a list, not {described(node)}", node, trail=trail)
        return []

    def mappings(
        self, node: Node | None, what: str, item: str, trail: Trail = ()
    ) -> Iterator[MapNode]:
        """Yield the mappings that a list holds."""
        for entry in self.items(node, what, trail):
            if isinstance(entry, MapNode):
                yield entry
            elif not is_null(entry):
                self.refuse(f"{item} is a mapping, not {described(entry)}", entry, trail=trail)

    def passage(self, node: Node | None, what: str, trail: Trail = ()) -> Passage | None:
        """Return a text, None if there is nothing; report a list or a mapping."""
        if isinstance(node, ScalarNode):
            return None if is_null(node) else Passage(node.text, node, trail)
        if node is not None:
            self.refuse(f"{what} is a text, not {described(node)}", node, trail=trail)
        return None

    def passages(self, node: Node | None, what: str, trail: Trail = ()) -> tuple[Passage, ...]:
        """Return the texts of a list."""
        found = (
            self.passage(item, f"an entry of {what}", trail)
            for item in self.items(node, what, trail)
        )
        return tuple(passage for passage in found if passage is not None)

    def texts(self, node: Node | None, what: str, trail: Trail = ()) -> dict[str, Passage]:
        """Return a mapping of texts, such as labels."""
        table = self.mapping(node, what, trail)
        if table is None:
            return {}
        result = {}
        for name, (key, value) in table.entries.items():
            if isinstance(value, ScalarNode):
                text = "" if is_null(value) else value.text
                result[name] = Passage(text, value, (*trail, f"{what} {name}"))
            else:
                self.refuse(f"{what} `{name}` is a text, not {described(value)}", key, trail=trail)
        return result

    def seconds(self, node: Node | None, what: str, trail: Trail = ()) -> float | None:
        """Return a duration in seconds, None if there is nothing or it is no duration."""
        if node is None or is_null(node):
            return None
        found = seconds(node.text) if isinstance(node, ScalarNode) else None
        if found is None:
            self.refuse(
                f"{what} is a duration, not {described(node)}", node, DURATION_HELP, trail=trail
            )
        return found

    def boolean(self, node: Node | None, what: str, trail: Trail = ()) -> bool | None:
        """Return a boolean, None if there is nothing or it is none."""
        if node is None or is_null(node):
            return None
        found = _BOOLEANS.get(node.text.lower()) if isinstance(node, ScalarNode) else None
        if found is None:
            self.refuse(f"{what} is true or false, not {described(node)}", node, trail=trail)
        return found

    def integer(self, node: Node | None, what: str, trail: Trail = ()) -> int | None:
        """Return a whole number, None if there is nothing or it is none."""
        if node is None or is_null(node):
            return None
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.refuse(f"{what} is a whole number, not {described(node)}", node, trail=trail)
        return None
