"""A repair of a text → the characters to replace in the file that the text was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Fix
from frontierkit.loading.json_text import JsonPlace
from frontierkit.loading.node import ScalarNode, descend
from frontierkit.loading.part_of_text import PlaceOfPart
from frontierkit.loading.source_text import SourceText
from frontierkit.model.location import Place
from frontierkit.text import Span

_PLAIN = re.compile(r"[^\"'\\{}\x00-\x1f\x7f]*")
"""What means itself in every quotation, so that nothing need be escaped."""


class CannotEdit(Exception):
    """A repair cannot be made without touching anything else; says why."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `new` in the place of `old`, which starts at `start` of the text of the file `path`.

    `scalar` is where the string begins that `old` is part of, `inside` where in its decoded text.
    """

    path: str
    start: int
    old: str
    new: str
    scalar: int
    inside: int

    @property
    def end(self) -> int:
        return self.start + len(self.old)


def edits_of(fix: Fix, sources: Mapping[str, SourceText]) -> tuple[Edit, ...]:
    """Return the edits of a file that was read; raise `CannotEdit` if one of them cannot be made.

    Only what stands in the file as it stands in the text can be replaced: no escapes, no line
    breaks, nothing that is filled in.
    """
    edits = tuple(_edit(fix, span) for span in fix.spans)
    for edit in edits:
        if edit.path not in sources:
            raise CannotEdit(f"`{edit.path}` is no file of the project")
    return edits


def _edit(fix: Fix, span: Span) -> Edit:
    old = fix.at.text[span.start : span.end]
    if not _PLAIN.fullmatch(old + fix.replacement):
        raise CannotEdit("what is to be written would have to be escaped")
    start = span.start
    place: Place = fix.at.place
    while isinstance(place, PlaceOfPart):
        start, place = place.start + start, place.whole
    if isinstance(place, JsonPlace):
        place, steps = _scalar_of(place)
        if not steps:
            raise CannotEdit("the text does not stand in the file as such")
    if isinstance(place, ScalarNode):
        return _of_scalar(place, start, old, fix.replacement)
    return _of_python(place, start, old, fix.replacement)


def _scalar_of(place: JsonPlace) -> tuple[Place, bool]:
    node, steps = descend(place.document.nodes, place.pointer)
    return node, steps == len(place.pointer)


def _of_scalar(place: ScalarNode, start: int, old: str, new: str) -> Edit:
    """Return the edit of a string in YAML or JSON, which itself may stand in another string."""
    source, offsets = place.source, place.offsets()
    at = offsets[start] if start < len(offsets) else -1
    if place.text[start : start + len(old)] != old or not source.text.startswith(old, at):
        raise CannotEdit("the text is escaped or folded there")
    if source.within is not None:
        return _of_scalar(source.within, at, old, new)
    return Edit(source.path, at, old, new, place.start, start)


def _of_python(place: Place, start: int, old: str, new: str) -> Edit:
    """Return the edit of a string literal that makes the whole text."""
    from frontierkit.loading.sources_places import WrittenPlace

    if not isinstance(place, WrittenPlace):
        raise CannotEdit("the text does not stand in the file as such")
    written = place.literal()
    if written is None:
        raise CannotEdit("no string literal of the call makes the whole text")
    literal, found = written
    at = literal.exact(found, start, start + len(old))
    if at is None or literal.source[at : at + len(old)] != old:
        raise CannotEdit("the text is put together or filled in there")
    return Edit(place.path, at, old, new, literal.start, -1)
