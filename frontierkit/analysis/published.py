"""Ports that services publish on the machine, and which of them collide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from frontierkit.analysis.compose_values import filled
from frontierkit.dataclass import dataclass
from frontierkit.model.compose import ComposeFile, Port, Service

EVERYWHERE = frozenset((None, "", "0.0.0.0", "::"))
MOST_PORTS = 1000
PORT = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A port of the machine that a service publishes; `number` is a text where a variable is."""

    service: Service
    port: Port
    number: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Two services want one port of the machine at the same time."""

    first: Published
    second: Published


def collisions(file: ComposeFile) -> Iterator[Collision]:
    """Yield each pair of services of a file that collide; each pair once."""
    by_number: dict[str, list[Published]] = {}
    for service in file.services:
        for port in service.ports:
            for number in _numbers(port):
                by_number.setdefault(number, []).append(Published(service, port, number))
    seen = set()
    for published in by_number.values():
        for one, other in combinations(published, 2):
            pair = (one.service.name, other.service.name)
            if pair not in seen and _collide(one, other):
                seen.add(pair)
                yield Collision(one, other)


def open_to_all(port: Port) -> bool:
    """Return whether a port is published on every address of the machine."""
    return port.published is not None and port.host in EVERYWHERE


def _collide(one: Published, other: Published) -> bool:
    if one.service is other.service or one.port.protocol != other.port.protocol:
        return False
    hosts = {one.port.host, other.port.host}
    return _together(one.service, other.service) and (len(hosts) == 1 or bool(hosts & EVERYWHERE))


def _together(one: Service, other: Service) -> bool:
    """Return whether two services run at once whenever the one with fewer profiles does."""
    ours, theirs = ({profile.text for profile in s.profiles} for s in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _numbers(port: Port) -> Iterator[str]:
    """Yield the ports of the machine, each of a range; a text with variables stands for itself."""
    text = port.published
    if not text:
        return
    if not filled(text).literal:
        yield text
        return
    first, dash, last = text.partition("-")
    if not dash:
        yield text
    elif PORT.fullmatch(first) and PORT.fullmatch(last) and int(last) - int(first) < MOST_PORTS:
        yield from map(str, range(int(first), int(last) + 1))
