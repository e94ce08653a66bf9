"""What is wrong with an address that one container dials."""

from __future__ import annotations

import re
from enum import Enum

from frontierkit.analysis.containers import Container, containers
from frontierkit.analysis.images import listens_on
from frontierkit.dataclass import dataclass
from frontierkit.model.compose import Service
from frontierkit.model.location import Location
from frontierkit.model.project import Project
from frontierkit.text import closest

LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|\[?::1\]?")
ADDRESS = re.compile(r"(?P<host>\[[^\]]+\]|[^:/\[\]]+)(?::(?P<port>[0-9]{1,5}))?")
URL = re.compile(rf"(?P<scheme>https?)://(?:[^@/]*@)?{ADDRESS.pattern}(?:[/?#].*)?")
DEFAULT_PORTS = {"http": 80, "https": 443}
NUMBERED = re.compile(r"[-_]\d+$")


class Trouble(Enum):
    """What is wrong with an address."""

    OWN = "localhost is the caller itself"
    APART = "no network is common to both"
    PORT = "nothing listens on that port"
    MISSPELT = "nobody has the name, and somebody a similar one"
    UNKNOWN = "nobody has the name"


@dataclass(frozen=True, slots=True)
class Dial:
    """A container dials `host`:`port`, as `at` says; `what` it means to reach, in words."""

    caller: Container
    what: str
    host: str
    port: int
    at: Location

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a dial, in words, and the likely repair."""

    trouble: Trouble
    message: str
    help: str


def dial(caller: Container, what: str, address: str, scheme: str, at: Location) -> Dial | None:
    """Return the dial of `host:port`; None if it is no such thing, or a variable is in it."""
    found = ADDRESS.fullmatch(address)
    if found is None or "$" in address:
        return None
    port = found["port"] or DEFAULT_PORTS.get(scheme)
    return Dial(caller, what, found["host"], int(port), at) if port else None


def dial_url(caller: Container, what: str, url: str, at: Location) -> Dial | None:
    """Return the dial of a URL."""
    found = URL.fullmatch(url)
    if found is None or "$" in url:
        return None
    port = int(found["port"] or DEFAULT_PORTS[found["scheme"]])
    return Dial(caller, what, found["host"], port, at)


def problem(dial: Dial, project: Project) -> Problem | None:
    """Return why a dial reaches nobody, as far as the compose files tell."""
    if LOOPBACK.fullmatch(dial.host):
        return _loopback(dial, project)
    named = [c for c in containers(project) if dial.host in c.names]
    if not named:
        return _unknown(dial, project)
    if all(_apart(dial.caller, other) for other in named):
        return _no_common_network(dial, named[0])
    return _wrong_port(dial, named[0].service) if len(named) == 1 else None


def _loopback(dial: Dial, project: Project) -> Problem | None:
    caller = dial.caller.service
    if listens_on(caller) in (None, dial.port):
        return None
    meant = _listening(dial.port, project)
    who = f"`{meant.name}` is another one" if meant else f"nothing listens on {dial.port} there"
    return Problem(
        Trouble.OWN,
        f"`{dial.address}` is the container `{caller.name}` itself: {who}, and {dial.what} is "
        "never reached",
        f"write `{meant.name}:{dial.port}`"
        if meant
        else "name the service, or `host.docker.internal` for the machine itself",
    )


def _listening(port: int, project: Project) -> Service | None:
    """Return the one service that publishes a port, or listens on it."""
    found = [
        container.service
        for container in containers(project)
        if any(str(port) in (p.target, p.published) for p in container.service.ports)
        or listens_on(container.service) == port
    ]
    return found[0] if len(found) == 1 else None


def _unknown(dial: Dial, project: Project) -> Problem | None:
    host = dial.host
    if not dial.caller.closed or "." in host or ":" in host or NUMBERED.search(host):
        return None
    names = sorted({name for container in containers(project) for name in container.names})
    near = closest(host, names, 0.8)
    trouble = Trouble.MISSPELT if near else Trouble.UNKNOWN
    return Problem(
        trouble,
        f"no service, container or alias is called `{host}`: {dial.what} is never reached",
        f"did you mean `{near}`?" if near else "add the service to the compose file",
    )


def _apart(caller: Container, other: Container) -> bool:
    """Return whether two services of one file are sure to have no network in common."""
    if caller.file is not other.file or other.service.network_mode is not None:
        return False
    return not caller.networks & other.networks


def _no_common_network(dial: Dial, other: Container) -> Problem:
    one, two = (", ".join(f"`{n}`" for n in sorted(c.networks)) for c in (dial.caller, other))
    return Problem(
        Trouble.APART,
        f"`{dial.caller.service.name}` is in the network {one} and `{other.service.name}` in "
        f"{two}: {dial.what} is never reached",
        "put both into one network",
    )


def _wrong_port(dial: Dial, service: Service) -> Problem | None:
    port = listens_on(service)
    if port is None or port == dial.port:
        return None
    published = any(p.published == str(dial.port) for p in service.ports)
    aside = f"; {dial.port} is its port on the host" if published else ""
    return Problem(
        Trouble.PORT,
        f"`{service.name}` listens on {port}, not on {dial.port}{aside}: {dial.what} is never "
        "reached",
        f"write `{dial.host}:{port}`",
    )
