"""What sources say about findings that are to be left out, and why."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.authoring.refuse import refuse

Ignore = Mapping[str, str]
"""Reasons by check or family, as `{"alert/dead": "a test feeds it until 2027-01-31"}`."""


def reasons(given: Ignore | None, what: str) -> dict[str, str]:
    """Return `ignore=` of something if it gives reasons by check."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise refuse(
            f"`ignore` of {what} is no mapping, but {given!r}",
            'give the reason by check: `ignore={"alert/dead": "why"}`',
        )
    for check, why in given.items():
        if not isinstance(check, str) or not isinstance(why, str) or not why.strip():
            raise refuse(
                f"`ignore` of {what} has no reason for {check!r}",
                'give the reason by check: `ignore={"alert/dead": "why"}`',
            )
    return dict(given)
