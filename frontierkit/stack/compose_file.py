"""The compose file of the monitoring: its services, their profiles, and what each needs of a build.

Read as plain YAML: Docker need not be there to say what it would be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun, UsageError
from frontierkit.stack.answer import Answer, bad, good
from frontierkit.stack.released import Released
from frontierkit.text import closest, listed, plural

MONITORING = Path("stacks/common/docker-compose.monitoring.yml")
MOUNTED = "/etc/frontierkit/"
"""Where `build/` is mounted in every container."""

_IN_RELEASE = re.compile(rf"{MOUNTED}current/([\w./-]+)")
_VARIABLE = re.compile(r"\$\{(\w+)(?::?-([^}]*))?[^}]*\}")
_SECRET = re.compile(r"/run/secrets/([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A service that may be started: what it needs of the release and of the secrets.

    `profiles` empty: it is always started. `files` are paths in a release, of files or folders.
    """

    name: str
    profiles: tuple[str, ...]
    files: tuple[str, ...]
    secrets: tuple[str, ...]
    port: int | None
    image: str


@dataclass(frozen=True, slots=True)
class MonitoringFile:
    """The compose file, and its services by name."""

    path: Path
    services: Mapping[str, Wanted]
    network: str

    @property
    def profiles(self) -> tuple[str, ...]:
        """Every profile, sorted."""
        return tuple(sorted({name for each in self.services.values() for name in each.profiles}))

    def enabled(self, profiles: Iterable[str]) -> tuple[Wanted, ...]:
        """Return the services that run with these profiles; `UsageError` for an unknown one."""
        chosen = set(profiles)
        for name in sorted(chosen - set(self.profiles)):
            meant = closest(name, self.profiles)
            question = f"did you mean `{meant}`? " if meant else ""
            raise UsageError(
                f"no profile is called `{name}`", f"{question}there are {listed(self.profiles)}"
            )
        services = self.services.values()
        return tuple(each for each in services if not each.profiles or chosen & set(each.profiles))


def monitoring_file(root: Path) -> MonitoringFile:
    """Return the compose file of the monitoring in a project."""
    path = root / MONITORING
    plain = _plain(path)
    services = {name: _wanted(name, each) for name, each in plain["services"].items()}
    named = [str(each.get("name", "")) for each in (plain.get("networks") or {}).values()]
    return MonitoringFile(path, services, _default(named[0]) if named else "")


def startable(
    services: Iterable[Wanted], release: Released
) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """Return the services whose configuration the release has, and why others are left out.

    `UsageError` for a service that somebody asked for, by a profile, and that cannot run.
    """
    there, left_out = [], []
    for each in services:
        missing = [path for path in each.files if not (release.folder / path).exists()]
        if not missing:
            there.append(each)
            continue
        why = (
            f"`{each.name}` needs {listed(missing)}, which release {release.name} does not have: "
            f"nothing of it is declared"
        )
        if each.profiles:
            raise UsageError(why, f"declare it in a source and build, or leave out {_of(each)}")
        left_out.append(why)
    return tuple(there), tuple(left_out)


def rotation(root: Path) -> Answer:
    """Return whether the logs of every service are rotated."""
    plain = _plain(root / MONITORING)
    endless = [
        name
        for name, service in plain["services"].items()
        if not ((service.get("logging") or {}).get("options") or {}).get("max-size")
    ]
    if endless:
        advice = 'give each `logging: {options: {max-size: 10m, max-file: "3"}}`'
        return bad("", f"the logs of {listed(endless)} grow without end", advice)
    return good("", "Docker rotates the logs of every service")


def _of(each: Wanted) -> str:
    return f"{plural(len(each.profiles), 'profile').partition(' ')[2]} {listed(each.profiles)}"


def _plain(path: Path) -> Any:
    import yaml

    try:
        plain = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(plain["services"], dict):
            return plain
        why = "it has no services"
    except FileNotFoundError:
        raise CannotRun(
            f"there is no `{path}`: this project has no stack in containers",
            "take `stacks/` from the repository of frontierkit, or run the same build without "
            "Docker: `frontierkit stack up --native`",
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        why = " ".join(str(error).split())
    raise CannotRun(f"`{path}` cannot be read as a compose file: {why}", "mend it, and try again")


def _wanted(name: str, service: Mapping[str, Any]) -> Wanted:
    told = ("entrypoint", "command", "environment")
    texts = list(_texts({key: service.get(key) for key in told}))
    files = (found.rstrip("/") for text in texts for found in _IN_RELEASE.findall(text))
    secrets = (found for text in texts for found in _SECRET.findall(text))
    ports = [str(port) for port in service.get("ports", ())]
    return Wanted(
        name,
        tuple(service.get("profiles", ())),
        tuple(dict.fromkeys(files)),
        tuple(dict.fromkeys(secrets)),
        int(ports[0].rpartition(":")[2]) if ports else None,
        _default(str(service.get("image", ""))),
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _default(text: str) -> str:
    """Return a text as it is when no variable is set."""
    return _VARIABLE.sub(lambda found: found[2] or "", text)
