"""Ports of this machine: which are free, and which one a server gets."""

from __future__ import annotations

import socket
from contextlib import closing

from frontierkit.errors import CannotRun

HOST = "127.0.0.1"
"""Servers without Docker listen for this machine alone."""


class PortInUse(CannotRun):
    """A port that was asked for is taken."""


def choose(name: str, given: int | None, usual: int, taken: set[int]) -> int:
    """Return the port that was given, which must be free, or the usual one, or any that is free.

    `taken` are ports that are promised to others.
    """
    if given is not None:
        if given in taken or not free(given):
            raise PortInUse(
                f"port {given}, wanted for {name}, is in use",
                f"end what listens there (`ss -ltnp | grep :{given}` says what), or give another",
            )
        chosen = given
    else:
        chosen = usual if usual not in taken and free(usual) else _any(taken)
    taken.add(chosen)
    return chosen


def free(port: int) -> bool:
    """Whether nobody listens on a port of this machine."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        # A port whose last connections have just been closed is free, as servers see it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any(taken: set[int]) -> int:
    while True:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
            probe.bind((HOST, 0))
            port: int = probe.getsockname()[1]
        if port not in taken:
            return port
