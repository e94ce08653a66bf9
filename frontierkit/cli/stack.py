"""`frontierkit stack`: start what was built, say what is active, and prove what runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say
from frontierkit.cli.stack_said import finish, links_text, proof_text
from frontierkit.errors import CannotRun, FrontierkitError, UsageError
from frontierkit.settings import read_settings
from frontierkit.settings.read import ProjectSettings
from frontierkit.text import listed, plural

if TYPE_CHECKING:
    from frontierkit.stack.answer import Answer
    from frontierkit.stack.check import JobCatalogs
    from frontierkit.stack.native import Simulated
    from frontierkit.stack.running import Running

FORMAT = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to say it."
)
FOLDER = click.Path(file_okay=False, path_type=Path)
_NOTHING = "`frontierkit stack up` starts it in containers, `frontierkit stack up --native` without"


@click.group()
def command() -> None:
    """Start what was built, say which engines are active, and prove that it runs."""


@command.command()
@click.option("--profile", "profiles", multiple=True, help="Start these services too.")
@click.option("--wait", "wait_s", default=180, show_default=True, help="Seconds until healthy.")
@click.option("--native", is_flag=True, help="Run the installed servers, without Docker.")
@click.option("--simulate", is_flag=True, help="With --native: stand-ins for all engines.")
@click.option("--port-prometheus", type=int, help="With --native: its port.")
@click.option("--port-alertmanager", type=int, help="With --native: its port.")
@click.option("--port-node-exporter", type=int, help="With --native: its port.")
@click.option("--data", type=FOLDER, help="With --native: where metrics are kept.")
@click.option(
    "--alertmanager-config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --native: this configuration in place of that of the build.",
)
def up(profiles: tuple[str, ...], wait_s: int, native: bool, **options: Any) -> int:
    """Start the monitoring and prove that what runs is what was built. Safe to run again."""
    from frontierkit.stack.proof import settled

    project = read_settings()
    if native and profiles:
        raise UsageError("`--profile` names services in containers", "leave out `--native`")
    if not native and any(value for value in options.values()):
        given = listed(f"--{n.replace('_', '-')}" for n, value in options.items() if value)
        raise UsageError(f"{given} needs `--native`", "Docker's ports stand in stacks/common/.env")
    running = (
        _up_native(project, wait_s, options) if native else _up_docker(project, profiles, wait_s)
    )
    say(links_text(running.links))
    answers = settled(running, 90)
    say(proof_text(answers))
    return finish(answers)


@command.command()
@click.option("--volumes", is_flag=True, help="Remove what was stored, too. Asks first.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def down(volumes: bool, yes: bool) -> int:
    """Stop the monitoring. Metrics, silences and Grafana's users stay, without --volumes."""
    from frontierkit.stack import native

    project = read_settings()
    build = build_of(project)
    if volumes and not yes:
        click.confirm("Remove all metrics, silences and users of Grafana?", abort=True)
    ended = native.down(build)
    if not ended:
        ended = _down_docker(project, build, volumes)
    if volumes:
        native.forget(build)
    say(f"stopped {', '.join(ended)}\n" if ended else "nothing was running\n")
    return ExitCode.CLEAN


@command.command()
@click.option("--checklist", is_flag=True, help="Answer the checklist for production.")
@FORMAT
def status(checklist: bool, style: str) -> int:
    """Say what runs, whether it is what was built, and which targets answer."""
    from frontierkit.stack.checklist import checklist as answered
    from frontierkit.stack.proof import prove

    project = read_settings()
    running = running_of(project)
    answers = list(answered(running, _rotation(project, running)) if checklist else prove(running))
    say(proof_text(answers, style, running.links))
    return finish(answers)


@command.command()
@click.argument("engines", nargs=-1, metavar="ENGINE[=HOST:PORT]…")
@click.option("--none", "nothing", is_flag=True, help="No engine is active.")
def use(engines: tuple[str, ...], nothing: bool) -> int:
    """Make exactly these engines active. Prometheus follows without a reload.

    Only active engines are scraped, and missed when they do not answer. They run at the addresses
    of the release, or where you say: `vllm=host.docker.internal:8000`.
    """
    from frontierkit.stack.active import use_engines
    from frontierkit.stack.native import simulated

    if bool(engines) == nothing:
        raise UsageError("name the engines that are active, or say `--none`")
    build = build_of(read_settings())
    usual = simulated(build)
    chosen = {name: at or usual.get(name, ()) for name, at in _addresses(engines).items()}
    done = use_engines(build, chosen)
    say(f"active: {', '.join(done.engines) or 'no engine'}\n")
    return ExitCode.CLEAN


@command.command()
def reload() -> int:
    """Let what runs load the last build, and see that it did."""
    from frontierkit.stack import docker, native
    from frontierkit.stack.reload import reload as reloaded

    project = read_settings()
    build, running = build_of(project), running_of(project)

    def tell() -> None:
        if native.running(build):
            native.tell_reload(build)
        else:
            docker.tell_reload(Path(project.root), build)

    say(f"release {reloaded(running, tell)} runs\n")
    return ExitCode.CLEAN


@command.command()
@click.option("--traffic", multiple=True, metavar="ENGINE[=HOST:PORT]", help="Send requests, too.")
@FORMAT
def check(traffic: tuple[str, ...], style: str) -> int:
    """Hold what is really exposed against the catalogs that all was judged by."""
    from frontierkit.stack import check as checks
    from frontierkit.stack.proof import targets

    project = read_settings()
    running = running_of(project)
    answers = list(targets(running))
    answers += checks.compare(running, _job_catalogs(project))
    for engine, address in _traffic(traffic, running).items():
        answers.append(checks.traffic(engine, address))
    say(proof_text(answers, style, running.links))
    return finish(answers)


@command.command()
@click.argument("folder", type=FOLDER)
@click.option("--verify", is_flag=True, help="Make none: prove that this one is whole.")
def backup(folder: Path, verify: bool) -> int:
    """Copy metrics, silences, Grafana's database and logs to a new folder in FOLDER."""
    from frontierkit.pipeline.build import promtool_of
    from frontierkit.stack import backup as backups
    from frontierkit.stack import docker, native

    project = read_settings()
    if verify:
        found = backups.verify(folder, promtool_of(project))
        word = "whole"
    else:
        build, running = build_of(project), running_of(project)
        data = native.data_of(build)
        source = docker.compose_of(Path(project.root), build) if data is None else data
        found = backups.back_up(running, folder, source)
        word = "made"
    say(f"{word}: {found.folder}, {plural(found.files, 'file')}, {found.size / 1e6:.1f} MB\n")
    return ExitCode.CLEAN


@command.command()
@click.argument("folder", type=FOLDER)
@click.option("--data", type=FOLDER, help="Where to, if not where `up --native` keeps metrics.")
def restore(folder: Path, data: Path | None) -> int:
    """Put the metrics of a backup, verified, where `up --native` will find them."""
    from frontierkit.pipeline.build import promtool_of
    from frontierkit.stack import backup as backups
    from frontierkit.stack import native

    project = read_settings()
    build = build_of(project)
    if native.running(build):
        raise CannotRun("Prometheus runs, and would not see it", "`frontierkit stack down` first")
    to = native.default_data(build, data)
    found = backups.verify(folder, promtool_of(project))
    backups.restore(folder, to)
    say(f"restored: {to}, from {plural(found.files, 'file')} that are whole\n")
    return ExitCode.CLEAN


def build_of(project: ProjectSettings) -> Path:
    """Return the build directory of a project."""
    return Path(os.path.relpath(os.path.join(project.root, project.settings.build)))


def running_of(project: ProjectSettings) -> Running:
    """Return the stack that runs; `CannotRun` if none does."""
    from frontierkit.stack import docker, native

    build = build_of(project)
    found = native.running(build)
    if found is not None:
        return found
    try:
        found = docker.running(Path(project.root), build)
    except FrontierkitError as error:
        raise CannotRun(f"no stack runs without Docker, and: {error}", _NOTHING) from None
    if found is None:
        raise CannotRun("no stack runs, neither in containers nor without", _NOTHING)
    return found


def _up_native(project: ProjectSettings, wait_s: int, options: Mapping[str, Any]) -> Running:
    from frontierkit.stack.native import NativeOptions, up

    ports = {
        name: options[f"port_{name.replace('-', '_')}"]
        for name in ("prometheus", "alertmanager", "node-exporter")
    }
    return up(
        build_of(project),
        NativeOptions(
            {name: port for name, port in ports.items() if port is not None},
            options["data"],
            _simulated(project) if options["simulate"] else (),
            project.root,
            options["alertmanager_config"],
            project.settings.features,
            timeout_s=wait_s,
        ),
    )


def _up_docker(project: ProjectSettings, profiles: tuple[str, ...], wait_s: int) -> Running:
    from frontierkit.stack.docker import secrets_folder, up

    started = up(Path(project.root), build_of(project), profiles, wait_s)
    for name in started.made:
        say(f"made the secret {secrets_folder(Path(project.root)) / name}\n")
    for why in started.left_out:
        say(f"left out: {why}\n")
    return started.running


def _down_docker(project: ProjectSettings, build: Path, volumes: bool) -> tuple[str, ...]:
    """Stop what runs in containers; where nothing can, and something did without, nothing does."""
    from frontierkit.programs.docker import DockerMissing
    from frontierkit.stack import docker, native_state

    try:
        return docker.down(Path(project.root), build, volumes=volumes)
    except CannotRun as error:
        known = native_state.folder(build).is_dir()
        if known and (isinstance(error, DockerMissing) or not docker.is_there(Path(project.root))):
            return ()
        raise


def _simulated(project: ProjectSettings) -> tuple[Simulated, ...]:
    from frontierkit.pipeline.lint import load_project
    from frontierkit.stack.native import Simulated

    loaded = load_project(project).project
    paths = {job.name.text: job.metrics_path for job in loaded.jobs}
    versions = project.settings.exporters
    return tuple(
        Simulated(
            engine.name,
            engine.exporter,
            engine.version or versions.get(engine.exporter),
            paths.get(engine.job, "/metrics"),
        )
        for engine in loaded.engines
    )


def _job_catalogs(project: ProjectSettings) -> list[JobCatalogs]:
    """Return the catalogs of each scrape job, as of the versions that run."""
    from frontierkit.pipeline.catalogs import load_catalog
    from frontierkit.pipeline.lint import load_project
    from frontierkit.stack.check import JobCatalogs

    found = []
    for job in load_project(project).project.jobs:
        versions = {**project.settings.exporters, **job.versions}
        catalogs = []
        for name in job.exporters or ():
            catalog = load_catalog(name, project.root)
            version = versions.get(name)
            catalogs.append(catalog.at_version(version) if version else catalog)
            catalogs += [load_catalog(each, project.root) for each in catalog.includes]
        if catalogs:
            found.append(JobCatalogs(job.name.text, tuple(catalogs)))
    return found


def _addresses(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return `ENGINE=HOST:PORT,…` as engines and their addresses."""
    pairs = (word.partition("=") for word in words)
    return {name: tuple(filter(None, at.split(","))) for name, _, at in pairs}


def _traffic(words: tuple[str, ...], running: Running) -> dict[str, str]:
    """Return where each engine gets requests: at the address given, or that of its target."""
    known = {t.labels.get("engine", ""): t.url for t in running.prometheus.targets()}
    found = {}
    for engine, given in _addresses(words).items():
        if not given and engine not in known:
            raise UsageError(
                f"engine `{engine}` is not scraped, so it is not known where it answers",
                f"make it active, or say where: `--traffic {engine}=host:port`",
            )
        found[engine] = given[0] if given else known[engine].split("/")[2]
    return found


def _rotation(project: ProjectSettings, running: Running) -> Answer:
    from frontierkit.stack import native
    from frontierkit.stack.answer import good
    from frontierkit.stack.compose_file import rotation

    if native.running(running.build):
        return good("", "a log of more than 10 MB is set aside at the next start; one is kept")
    return rotation(Path(project.root))
