"""What a catalog must get right about releases, regexes and names, beyond its shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from frontierkit.catalog.kinds import Problem
from frontierkit.catalog.tree import Node


def contradictions(root: Node) -> Iterator[Problem]:
    """Yield what is wrong in a catalog whose shape is right."""
    version = root.value["version"]
    listed = root.value.get("versions")
    compared = [node.value for node in listed.value] if listed else [version.value]
    if compared and version.value not in compared:
        yield Problem(version.line, f"`version` {version.value} is not among `versions`")
    compared = compared or [version.value]
    names: dict[str, list[tuple[range, int]]] = defaultdict(list)
    for node in root.value["families"].value:
        yield from _wrong_releases(node, compared)
        yield from _wrong_regexes(node.value.get("labels"))
        name, lifetime = node.value["name"].value, _lifetime(node, compared)
        for other, line in names[name]:
            shared = range(max(other.start, lifetime.start), min(other.stop, lifetime.stop))
            if shared:
                both = f"line {line} too, and release {compared[shared[0]]} would have both"
                yield Problem(node.line, f"family `{name}` is listed in {both}")
                break
        names[name].append((lifetime, node.line))
    yield from _wrong_regexes(root.value.get("target_labels"))


def _wrong_releases(node: Node, compared: list[str]) -> Iterator[Problem]:
    name = node.value["name"].value
    for key in ("since", "until", "deprecated"):
        release = node.value.get(key)
        if release is not None and release.value is not None and release.value not in compared:
            what = f"`{key}` of family `{name}`"
            yield Problem(
                release.line, f"{what} is {release.value}, which `versions` does not list"
            )
            return
    since, until = (node.value.get(key) for key in ("since", "until"))
    if until is not None and until.value is not None and not _lifetime(node, compared):
        begin = (
            since.value if since is not None and since.value is not None else "the first release"
        )
        yield Problem(until.line, f"family `{name}` ends with {until.value}, before {begin}")


def _wrong_regexes(labels: Node | None) -> Iterator[Problem]:
    from frontierkit.regex import RegexError, compile_re2

    for name, values in (labels.value or {}).items() if labels is not None else ():
        if not isinstance(values.value, dict):
            continue
        try:
            compile_re2(values.value["regex"].value)
        except RegexError as error:
            yield Problem(values.line, f"the regex of label `{name}` is none: {error}")


def _lifetime(node: Node, compared: list[str]) -> range:
    """Return the compared releases that have a family, by their index."""
    since, until = (node.value.get(key) for key in ("since", "until"))
    begin, end = 0, len(compared)
    if since is not None and since.value in compared:
        begin = compared.index(since.value)
    if until is not None and until.value in compared:
        end = compared.index(until.value)
    return range(begin, end)
