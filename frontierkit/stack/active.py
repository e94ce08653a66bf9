"""Which engines and services are active, and the targets in `build/targets/` that follow from it.

The targets belong to no release: they stand beside the releases, and Prometheus follows them
without a reload. What is active is kept with them, so that a new release finds it again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from frontierkit.dataclass import dataclass, field, replace
from frontierkit.errors import UsageError
from frontierkit.output import as_json
from frontierkit.output.disk import explained, make_directory, replace_file
from frontierkit.output.lock import locked
from frontierkit.stack.released import (
    EXPECTED,
    PROMETHEUS,
    SERVICE,
    TARGETS,
    Group,
    Released,
    released,
)
from frontierkit.text import closest, listed

STATE = "active"
"""Its name ends in no `.json`, so that no pattern of Prometheus takes it for targets."""
_UNTOUCHED = "what is scraped is as it was"


@dataclass(frozen=True, slots=True)
class Active:
    """What is active: engines with addresses of their own (none: those of the release), services
    with the address that Prometheus reaches each by (empty: its name), and the files that say so.
    """

    engines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def active(build: Path) -> Active:
    """Return what is active in `build`; nothing, if nobody has said so yet."""
    try:
        plain = json.loads((build / TARGETS / STATE).read_text(encoding="utf-8"))
        engines = {name: tuple(addresses) for name, addresses in plain["engines"].items()}
        return Active(engines, dict(plain["services"]), tuple(plain["files"]))
    except FileNotFoundError:
        return Active()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"`{build / TARGETS / STATE}` cannot be read",
            "remove it, and say anew what is active: `frontierkit stack use ENGINE…`",
        ) from None


def use_engines(build: Path, engines: Mapping[str, Sequence[str]]) -> Active:
    """Make exactly these engines active, at the addresses given or those of the release.

    Raises `UsageError` for an engine that the release does not have, or does not scrape.
    """
    release = released(build)
    for name, addresses in engines.items():
        _refuse(release, name, addresses)
    chosen = {name: tuple(addresses) for name, addresses in engines.items()}
    return activate(build, replace(active(build), engines=chosen))


def use_services(build: Path, services: Mapping[str, str]) -> Active:
    """Make exactly these services active, each at an address, or at its name."""
    return activate(build, replace(active(build), services=dict(services)))


def activate(build: Path, wanted: Active) -> Active:
    """Write the targets of what is active, file by file in place, and none for the rest.

    Engines that the live release does not have any more are left out, and so are their files.
    """
    release = released(build)
    engines = {name: at for name, at in wanted.engines.items() if name in release.engines}
    # What is inactive has a file without targets: for a file that is missing, Prometheus may go on
    # with what it knew before a reload.
    files = dict(_files(release, engines, wanted.services))
    done = Active(engines, wanted.services, tuple(files))
    folder = build / TARGETS
    with explained(f"write to `{folder}`", _UNTOUCHED):
        make_directory(folder)
        with locked(build):
            for name, groups in files.items():
                _put(folder / f"{name}.json", as_json([group.plain() for group in groups]))
            for name in set(active(build).files) - files.keys():
                with suppress(FileNotFoundError):
                    os.unlink(folder / f"{name}.json")
            _put(folder / STATE, as_json(_plain(done)))
    return done


def _files(
    release: Released, engines: Mapping[str, tuple[str, ...]], services: Mapping[str, str]
) -> Iterator[tuple[str, list[Group]]]:
    moved = {old: new for name in engines for old, new in _moved(release, name, engines[name])}
    for name, groups in release.files.items():
        if name in release.engines:
            yield name, _of_engine(groups, engines[name]) if name in engines else []
        else:
            # Whoever runs a Prometheus of their own is told of engines that are missing, too.
            there = {PROMETHEUS: "", **services} if name == EXPECTED else services
            found = (_of_job(group, engines, there, moved) for group in groups)
            yield name, [group for group in found if group is not None]


def _of_engine(groups: tuple[Group, ...], addresses: tuple[str, ...]) -> list[Group]:
    if not addresses:
        return list(groups)
    return [Group(addresses, groups[0].labels if groups else {})]


def _of_job(
    group: Group,
    engines: Mapping[str, tuple[str, ...]],
    services: Mapping[str, str],
    moved: Mapping[str, str],
) -> Group | None:
    """Return what is active of a group: its engine is, and its service, or that of each address."""
    engine, service = group.labels.get("engine"), group.labels.get(SERVICE)
    if engine is not None and engine not in engines:
        return None
    if service is not None:
        if service not in services:
            return None
        labels = {name: value for name, value in group.labels.items() if name != SERVICE}
        return Group(tuple(_replaced(each, moved) for each in group.addresses), labels)
    there = [(each, each.partition(":")[0]) for each in group.addresses]
    addresses = tuple(services[host] or each for each, host in there if host in services)
    return replace(group, addresses=addresses) if addresses else None


def _moved(release: Released, engine: str, addresses: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each address of an engine in the release, and where it is in its place."""
    old = (address for group in release.files[engine] for address in group.addresses)
    yield from zip(old, addresses, strict=False)


def _replaced(address: str, moved: Mapping[str, str]) -> str:
    for old, new in moved.items():
        address = address.replace(old, new)
    return address


def _refuse(release: Released, name: str, addresses: Sequence[str]) -> None:
    if name not in release.engines:
        meant = closest(name, release.engines)
        known = listed(release.engines) or "no engine at all"
        question = f"did you mean `{meant}`? " if meant else ""
        raise UsageError(
            f"release {release.name} has no engine called `{name}`",
            f"{question}it has {known}; an engine is declared in a source, and built",
        )
    declared = [address for group in release.files[name] for address in group.addresses]
    if not declared and not addresses:
        raise UsageError(
            f"engine `{name}` is not scraped: no address is declared of anything that exposes "
            "metrics of it",
            f'declare `engines.{name}.at("host:port")` in a source, or say where it runs: '
            f"`frontierkit stack use {name}=host:port`",
        )
    for address in addresses:
        host, colon, port = address.rpartition(":")
        if not (host and colon and port.isdigit()) or "/" in address:
            raise UsageError(
                f"`{address}` is no address of engine `{name}`", "write `host:port`, as `vllm:8000`"
            )


def _put(path: Path, text: str) -> None:
    """Replace a file if it says something else, so that nobody is woken for nothing."""
    content = text.encode("utf-8")
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return
    replace_file(path, content)


def _plain(done: Active) -> dict[str, object]:
    engines = {name: list(addresses) for name, addresses in done.engines.items()}
    return {"engines": engines, "services": dict(done.services), "files": list(done.files)}
