"""Whether a series exists, and who says so."""

from __future__ import annotations

from typing import Literal

from frontierkit.dataclass import dataclass
from frontierkit.model.location import Place


@dataclass(frozen=True, slots=True)
class Removal:
    """A name that an exporter used to expose, and no longer does as of `version`.

    `since` is the first compared release without it; None: no release ever exposed it.
    """

    exporter: str
    version: str
    since: str | None
    renamed_to: str | None
    instead: str | None


@dataclass(frozen=True, slots=True)
class Existence:
    """The verdict on a name; `why` is a sentence that says who vouches for it.

    `nearest` is the known name that comes closest to one that is not known, `not_yet` the release
    that is the first to have it, `dropped_at` the relabelling that drops it.
    """

    state: Literal["known", "absent", "unknown"]
    why: str
    nearest: str | None = None
    removed: Removal | None = None
    not_yet: str | None = None
    dropped_at: Place | None = None
