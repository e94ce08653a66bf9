"""After a new build: what is active is written anew, the servers are told, and have to prove it."""

from __future__ import annotations

import time
from collections.abc import Callable

from frontierkit.errors import CannotRun
from frontierkit.stack.active import activate, active
from frontierkit.stack.http import NoAnswer
from frontierkit.stack.proof import same_release
from frontierkit.stack.released import released
from frontierkit.stack.running import Running


class NotReloaded(CannotRun):
    """The servers were told to reload and still run something else than what was built."""

    hint = "their logs say what they refuse; docs/troubleshooting.md, *A reload changes nothing*"


def reload(running: Running, tell: Callable[[], None], patience_s: float = 20) -> str:
    """Let the servers load the live release, and return its name once they have.

    Raises `NotReloaded` if they have not after `patience_s`.
    """
    activate(running.build, active(running.build))
    before = running.prometheus.reloaded_at()
    tell()
    until = time.monotonic() + patience_s
    while differences := _differences(running, before or 0):
        if time.monotonic() > until:
            raise NotReloaded(f"what runs is not what was built: {'; '.join(differences[:3])}")
        time.sleep(0.2)
    return released(running.build).name


def _differences(running: Running, before: float) -> list[str]:
    """Return how what runs differs; that nobody answers just now is such a difference."""
    try:
        at = running.prometheus.reloaded_at()
        if at is None:
            return ["Prometheus has refused the configuration"]
        if at <= before:
            return ["Prometheus has not read its configuration again"]
        return list(same_release(running))
    except NoAnswer as error:
        return [str(error)]
