"""The stack without Docker: the servers that are installed on this machine run the same build."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from frontierkit.dataclass import dataclass, field
from frontierkit.errors import CannotRun, UsageError
from frontierkit.output.disk import explained, make_directory, remove_tree
from frontierkit.programs.prometheus import find_prometheus
from frontierkit.programs.service import find_alertmanager, find_node_exporter, start
from frontierkit.stack import native_state
from frontierkit.stack.active import Active, activate, active, use_services
from frontierkit.stack.http import NoAnswer, get
from frontierkit.stack.live import LiveAlertmanager, LivePrometheus
from frontierkit.stack.native_state import Service
from frontierkit.stack.ports import HOST, choose
from frontierkit.stack.released import PROMETHEUS, Released, released
from frontierkit.stack.running import Running

ALERTMANAGER, NODE = "alertmanager", "node-exporter"
USUAL = {PROMETHEUS: 9090, ALERTMANAGER: 9093, NODE: 9100}
READY = {PROMETHEUS: "/-/ready", ALERTMANAGER: "/-/ready", NODE: "/metrics"}
SIMULATED = "simulated-"
ALERTMANAGER_CONFIG = "alertmanager/alertmanager.yml"
_SIMULATED_PORT = 19_000
_LAST_LINES = 12
_LARGEST_LOG = 10 << 20


class ServiceUnhealthy(CannotRun):
    """A service was started and does not answer as it should."""

    hint = "docs/troubleshooting.md, *A service never gets healthy*"


@dataclass(frozen=True, slots=True)
class Simulated:
    """An engine to simulate: the catalog of what exposes it, its version, and its path."""

    engine: str
    catalog: str
    version: str | None = None
    metrics_path: str = "/metrics"


@dataclass(frozen=True, slots=True)
class NativeOptions:
    """How the stack is to run: ports by service (none: the usual one, or any that is free), where
    data is kept, which engines are simulated, another configuration of Alertmanager than that of
    the release, and how long to wait for each server.
    """

    ports: Mapping[str, int] = field(default_factory=dict)
    data: Path | None = None
    simulated: tuple[Simulated, ...] = ()
    root: str = "."
    alertmanager_config: Path | None = None
    features: tuple[str, ...] = ()
    retention: str = "15d"
    timeout_s: float = 60


@dataclass(frozen=True, slots=True)
class _Start:
    """A server that is to run: its command line for a port, and the path that tells it is ready."""

    name: str
    usual: int
    ready: str
    command: Callable[[int], list[str]]
    config: str = ""
    data: str = ""
    simulates: str = ""


def up(build: Path, options: NativeOptions) -> Running:
    """Start what does not run yet, wait until all of it answers, and say where.

    If a server does not get ready, those that this call has started are ended again.
    """
    release = released(build)
    wanted = list(_wanted(build.absolute(), release, options))
    there = native_state.read(build)
    _refuse_moved(there, options)
    taken = {service.port for service in there.values()}
    ports = {
        each.name: choose(each.name, options.ports.get(each.name), each.usual, taken)
        for each in wanted
        if each.name not in there
    }
    known = {name: service.port for name, service in there.items()} | ports
    _activate(build, wanted, known, () if there else tuple(release.engines))
    begun: dict[str, Service] = {}
    try:
        for each in wanted:
            if each.name in ports:
                begun[each.name] = _begin(build, each, ports[each.name])
                native_state.write(build, there | begun)
        for each in wanted:
            _await_ready(each, (there | begun)[each.name], options.timeout_s)
    except BaseException:
        _end(begun)
        native_state.write(build, there)
        raise
    found = running(build)
    assert found is not None
    return found


def running(build: Path) -> Running | None:
    """Return the stack that runs without Docker; None if none does."""
    services = native_state.read(build)
    prometheus, alertmanager = services.get(PROMETHEUS), services.get(ALERTMANAGER)
    if prometheus is None:
        return None
    return Running(
        build,
        "without Docker",
        LivePrometheus(f"http://{prometheus.address}"),
        LiveAlertmanager(f"http://{alertmanager.address}") if alertmanager else None,
        alertmanager_config=Path(alertmanager.config) if alertmanager else None,
    )


def down(build: Path) -> tuple[str, ...]:
    """End every process of the stack and return their names; data and logs stay."""
    services = native_state.read(build)
    if services:
        _end(services)
        native_state.write(build, {})
        kept = active(build)
        simulated = {service.simulates for service in services.values()}
        engines = {name: at for name, at in kept.engines.items() if name not in simulated}
        activate(build, Active(engines, {}, kept.files))
    return tuple(services)


def simulated(build: Path) -> dict[str, tuple[str, ...]]:
    """Return where the engines answer that are simulated."""
    services = native_state.read(build).values()
    return {service.simulates: (service.address,) for service in services if service.simulates}


def data_of(build: Path) -> Path | None:
    """Return where the Prometheus that runs keeps its metrics; None if none runs."""
    service = native_state.read(build).get(PROMETHEUS)
    return Path(service.data) if service else None


def default_data(build: Path, given: Path | None = None) -> Path:
    """Return where Prometheus keeps its metrics, if it is started with `given`."""
    return (given or native_state.folder(build) / "data").absolute() / PROMETHEUS


def forget(build: Path) -> None:
    """Remove the metrics and silences that are kept beside the build."""
    data = native_state.folder(build) / "data"
    if data.is_dir():
        with explained(f"remove `{data}`", "nothing runs"):
            remove_tree(data)


def tell_reload(build: Path) -> None:
    """Tell the servers to read their configuration again."""
    for name, service in native_state.read(build).items():
        if name in (PROMETHEUS, ALERTMANAGER):
            service.process.tell(signal.SIGHUP)


def last_lines(log: Path) -> str:
    """Return the last lines of a log."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "  (it has said nothing)"
    lines = text.splitlines()[-_LAST_LINES:]
    return "\n".join(f"  {line[:300]}" for line in lines) or "  (it has said nothing)"


def _wanted(build: Path, release: Released, options: NativeOptions) -> Iterator[_Start]:
    """Yield what is to run: exporters and engines first, so that Prometheus finds them."""
    data = default_data(build, options.data).parent
    for each in options.simulated:
        yield _simulated_engine(each, options.root)
    config = options.alertmanager_config or release.folder / ALERTMANAGER_CONFIG
    if config.is_file():
        yield _alertmanager(config.absolute(), data)
    yield _node_exporter(build)
    yield _prometheus(build, data, options)


def _prometheus(build: Path, data: Path, options: NativeOptions) -> _Start:
    program = find_prometheus().binary
    # By way of `current`, never of the release: that is how a reload finds the next one.
    config = build / "current/prometheus/prometheus.yml"
    storage = data / PROMETHEUS
    words = [
        str(program),
        f"--config.file={config}",
        f"--storage.tsdb.path={storage}",
        f"--storage.tsdb.retention.time={options.retention}",
        # What fires before Alertmanager has been found is sent again soon, not after a minute.
        "--rules.alert.resend-delay=10s",
        # For backups. It listens for this machine alone.
        "--web.enable-admin-api",
    ]
    if options.features:
        words.append(f"--enable-feature={','.join(options.features)}")
    return _server(PROMETHEUS, words, str(config), str(storage))


def _alertmanager(config: Path, data: Path) -> _Start:
    program = find_alertmanager()
    storage = data / ALERTMANAGER
    words = [str(program), f"--config.file={config}", f"--storage.path={storage}"]
    return _server(ALERTMANAGER, [*words, "--cluster.listen-address="], str(config), str(storage))


def _node_exporter(build: Path) -> _Start:
    program = find_node_exporter()
    words = [str(program), f"--collector.textfile.directory={build / 'textfile'}"]
    return _server(NODE, words)


def _server(name: str, words: list[str], config: str = "", data: str = "") -> _Start:
    def command(port: int) -> list[str]:
        return [*words, f"--web.listen-address={HOST}:{port}"]

    return _Start(name, USUAL[name], READY[name], command, config, data)


def _simulated_engine(each: Simulated, root: str) -> _Start:
    def command(port: int) -> list[str]:
        words = [sys.executable, "-P", "-m", "frontierkit.stack.simulate", str(port), root]
        return [*words, each.catalog, each.version or "", each.metrics_path]

    ready = each.metrics_path
    return _Start(SIMULATED + each.engine, _SIMULATED_PORT, ready, command, simulates=each.engine)


def _activate(
    build: Path, wanted: list[_Start], ports: Mapping[str, int], engines: tuple[str, ...]
) -> None:
    """Write the targets of what is about to run, before Prometheus looks for them.

    `engines` become active where some are simulated, and none is active yet.
    """
    use_services(build, {each.name: f"{HOST}:{ports[each.name]}" for each in wanted
                         if not each.simulates})  # fmt: skip
    stand_ins = {
        each.simulates: (f"{HOST}:{ports[each.name]}",) for each in wanted if each.simulates
    }
    if stand_ins:
        before = active(build)
        chosen = before.engines or dict.fromkeys(engines, ())
        placed = {name: stand_ins.get(name, at) for name, at in chosen.items()}
        activate(build, Active(placed, before.services, before.files))


def _begin(build: Path, each: _Start, port: int) -> Service:
    home = native_state.folder(build)
    log = home / "logs" / f"{each.name}.log"
    with explained(f"write to `{home}`", "nothing was started"):
        make_directory(log.parent)
        make_directory(build.absolute() / "textfile")
        if log.is_file() and log.stat().st_size > _LARGEST_LOG:
            os.replace(log, log.with_suffix(".log.1"))
    process = start(each.command(port), log)
    return Service(process, port, str(log), each.config, each.data, each.simulates)


def _await_ready(each: _Start, service: Service, timeout_s: float) -> None:
    url = f"http://{service.address}{each.ready}"
    until = time.monotonic() + timeout_s
    while True:
        try:
            get(url, timeout_s=2)
            return
        except NoAnswer as error:
            why = str(error)
        if not service.process.alive:
            why = "it has ended"
        elif time.monotonic() < until:
            time.sleep(0.1)
            continue
        said = last_lines(Path(service.log))
        raise ServiceUnhealthy(f"`{each.name}` never got healthy: {why}. It last said:\n{said}")


def _end(services: Mapping[str, Service]) -> None:
    """Ask all of them to end at once, then wait for each."""
    for service in services.values():
        service.process.tell(signal.SIGTERM)
    for service in services.values():
        service.process.end()


def _refuse_moved(there: Mapping[str, Service], options: NativeOptions) -> None:
    for name, port in options.ports.items():
        if name in there and there[name].port != port:
            raise UsageError(
                f"{name} runs already, on port {there[name].port}",
                f"`frontierkit stack down` first, then start it on port {port}",
            )
