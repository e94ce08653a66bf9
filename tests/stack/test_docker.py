"""The stack in containers, with a Docker that only writes down what it is asked for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from stat import S_IMODE

import pytest

from frontierkit.stack import docker
from frontierkit.stack.active import active
from frontierkit.stack.compose_file import MONITORING
from tests.offline import ROOT
from tests.stack.project import built, frontierkit

FAKE = """\
#!/bin/sh
echo "$@" >> "{log}"
case "$*" in
  *"network inspect"*) exit 1 ;;
  *" up "*) {up} ;;
  *" ps "*) echo '{{"Service": "prometheus", "State": "{state}", "Health": "{health}"}}' ;;
  *" logs "*) echo "msg=\\"out of disk\\"" ;;
  *" port prometheus 9090") echo 127.0.0.1:19999 ;;
  *" port "*) echo "no port" ; exit 1 ;;
esac
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is built, with the stacks of this checkout."""
    project = built(tmp_path_factory.mktemp("template") / "project").parent
    shutil.copytree(ROOT / "stacks", project / "stacks")
    for secret in (project / "stacks/common/secrets").glob("*_*"):
        secret.unlink()
    return project


@pytest.fixture
def project(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(template, tmp_path / "project", symlinks=True)
    monkeypatch.delenv("FRONTIER_NETWORK", raising=False)
    install(tmp_path, monkeypatch)
    return tmp_path / "project"


def install(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    up: str = "exit 0",
    state: str = "running",
    health: str = "healthy",
) -> Path:
    """Put a Docker on PATH that answers like this, and return what it writes down."""
    log = folder / "asked"
    program = folder / "bin/docker"
    program.parent.mkdir(exist_ok=True)
    text = FAKE.format(log=log, up=up, state=state, health=health)
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return log


def start(project: Path, *profiles: str) -> docker.Started:
    return docker.up(project, project / "build", profiles, 5)


def test_what_the_release_configures_is_started_and_becomes_active(project: Path) -> None:
    started = start(project, "redis")

    asked = (project.parent / "asked").read_text(encoding="utf-8").splitlines()
    assert "network create frontier-llm-network" in asked
    (up,) = (line for line in asked if " up " in line)
    assert up == (
        f"compose --file {project / MONITORING} --profile redis up --detach --wait "
        "--wait-timeout 5 prometheus grafana node-exporter redis-exporter"
    )
    assert set(active(project / "build").services) == {
        "prometheus",
        "grafana",
        "node-exporter",
        "redis-exporter",
    }
    assert started.running.prometheus.url == "http://127.0.0.1:19999"
    (left_out,) = started.left_out
    assert left_out.startswith(
        "`alertmanager` needs `alertmanager/alertmanager.yml`, which release"
    )
    assert left_out.endswith(" does not have: nothing of it is declared")


def test_a_password_is_made_once_and_private(project: Path) -> None:
    before = os.umask(0)
    try:
        first = start(project).made
    finally:
        os.umask(before)
    secret = project / "stacks/common/secrets/grafana_admin_password"
    text = secret.read_text(encoding="utf-8")

    assert first == ("grafana_admin_password",)
    assert start(project).made == ()
    assert (S_IMODE(secret.stat().st_mode), len(text) > 20) == (0o640, True)
    assert secret.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("content", "mode", "says", "advises"),
    [
        ("word", 0o644, "everybody on this machine can read the secret", "`chmod 640 "),
        ("", 0o640, "is empty", "write the secret to it"),
    ],
)
def test_a_secret_that_is_none_is_refused(
    project: Path, content: str, mode: int, says: str, advises: str
) -> None:
    secret = project / "stacks/common/secrets/grafana_admin_password"
    secret.write_text(content, encoding="utf-8")
    secret.chmod(mode)

    done = frontierkit("stack", "up", cwd=project)

    assert done.returncode == 3
    assert says in done.stderr and advises in done.stderr
    assert " up " not in (project.parent / "asked").read_text(encoding="utf-8")


def test_a_secret_that_only_its_owner_knows_is_asked_for(project: Path) -> None:
    folder = project / "build/current/prometheus"
    config = (folder / "prometheus.yml").read_text(encoding="utf-8")
    (folder / "prometheus.yml").write_text(f"{config}# /run/secrets/slack_url\n", encoding="utf-8")

    done = frontierkit("stack", "up", cwd=project)

    assert done.returncode == 3
    assert "error: a secret is missing: the configuration names `slack_url`\n" in done.stderr
    assert "stacks/common/secrets/slack_url`, and `chmod 640` it" in done.stderr


@pytest.mark.parametrize(
    ("profile", "says", "advises"),
    [
        ("blackbx", "no profile is called `blackbx`", "did you mean `blackbox`?"),
        ("blackbox", "`blackbox-exporter` needs `blackbox/blackbox.yml`", "leave out profile"),
    ],
)
def test_a_profile_that_cannot_run_is_refused(
    project: Path, profile: str, says: str, advises: str
) -> None:
    done = frontierkit("stack", "up", "--profile", profile, cwd=project)

    assert done.returncode == 2
    assert says in done.stderr and advises in done.stderr


def test_a_service_that_never_gets_healthy_is_named_with_what_it_said(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(project.parent, monkeypatch, "exit 1", "running", "unhealthy")

    done = frontierkit("stack", "up", cwd=project)

    assert done.returncode == 3
    assert (
        "error: `prometheus` never got healthy: it is running, unhealthy. It last said:\n"
        '  msg="out of disk"\n'
    ) in done.stderr


def test_a_port_in_use_is_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "echo Bind for 127.0.0.1:9090 failed: port is already allocated; exit 1"
    install(project.parent, monkeypatch, said)

    done = frontierkit("stack", "up", cwd=project)

    assert done.returncode == 3
    assert (
        "error: a port that the stack publishes is in use: Bind for 127.0.0.1:9090" in done.stderr
    )
    assert "PROMETHEUS_PORT" in done.stderr


@pytest.mark.parametrize(
    ("program", "says"),
    [
        (None, "`docker` is not on PATH"),
        ("case $1 in compose) exit 1 ;; esac", "this Docker has no Compose"),
        (
            "case $1 in info) echo Cannot connect to the Docker daemon; exit 1 ;; esac",
            "Docker is installed and does not answer: its daemon does not run",
        ),
    ],
)
def test_docker_that_cannot_be_used_is_a_sentence(
    project: Path, program: str | None, says: str
) -> None:
    fake = project.parent / "bin/docker"
    fake.unlink()
    if program is not None:
        fake.write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
        fake.chmod(0o755)

    done = frontierkit("stack", "up", cwd=project, PATH=f"{fake.parent}{os.pathsep}/bin")

    assert done.returncode == 3
    assert f"error: {says}" in done.stderr
    assert "`frontierkit stack up --native`" in done.stderr


def test_what_is_removed_with_the_volumes_is_asked_first(project: Path) -> None:
    log = project.parent / "asked"

    asked = frontierkit("stack", "down", "--volumes", cwd=project)
    before = log.read_text(encoding="utf-8") if log.exists() else ""
    done = frontierkit("stack", "down", "--volumes", "--yes", cwd=project)

    assert asked.returncode == 130
    assert " down" not in before
    assert (done.returncode, done.stdout) == (0, "stopped prometheus\n")
    (down,) = (line for line in log.read_text("utf-8").splitlines() if " down" in line)
    assert down.endswith("down --volumes")
    assert active(project / "build").services == {}


def test_options_of_the_other_way_are_refused(project: Path) -> None:
    native = frontierkit("stack", "up", "--native", "--profile", "redis", cwd=project)
    contained = frontierkit("stack", "up", "--port-prometheus", "1234", cwd=project)

    assert (native.returncode, contained.returncode) == (2, 2)
    assert "`--profile` names services in containers" in native.stderr
    assert "`--port-prometheus` needs `--native`" in contained.stderr
