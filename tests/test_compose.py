"""The compose files of the stacks: what they promise, and that Compose itself reads them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml

from frontierkit.loading.sources import load_sources
from frontierkit.stack.compose_file import MONITORING, monitoring_file
from frontierkit.stack.native import ALERTMANAGER_CONFIG
from tests.offline import ROOT

STACKS = ROOT / "stacks"
FILES = {path.parent.name: path for path in sorted(STACKS.glob("*/docker-compose*.yml"))}
ENGINES = ("ollama", "mistral", "vllm", "llamacpp")
SERVICES = [
    pytest.param(service, id=f"{stack}-{name}")
    for stack, path in FILES.items()
    for name, service in yaml.safe_load(path.read_text(encoding="utf-8"))["services"].items()
]
EXPORTERS_WITHOUT_HEALTH = ("distroless", "process-exporter", "redis_exporter", "nvidia_gpu")
WITHOUT_HEALTH = ("filebeat", "frontier-", *EXPORTERS_WITHOUT_HEALTH)
_WITH_DEFAULT = re.compile(r"\$\{\w+:-([^}]*)\}")


def default(text: object) -> str:
    """Return a text as it is when no variable is set."""
    return _WITH_DEFAULT.sub(r"\1", str(text))


@cache
def plain(stack: str) -> Any:
    return yaml.safe_load(FILES[stack].read_text(encoding="utf-8"))


def test_there_is_a_stack_for_each_engine_beside_the_monitoring() -> None:
    assert sorted(FILES) == sorted(("common", *ENGINES))
    assert {plain(stack)["networks"]["frontier-llm"]["name"] for stack in FILES} == {
        "${FRONTIER_NETWORK:-frontier-llm-network}"
    }
    assert len({plain(stack)["name"] for stack in FILES}) == len(FILES)


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_has_a_version_and_a_place_for_its_digest(service: dict[str, Any]) -> None:
    image = default(service["image"])

    assert re.search(r":[\w.-]*\d[\w.-]*$", image), image
    # What is built here has no digest before it is built.
    assert service["image"].endswith("_DIGEST:-}") or "build" in service


@pytest.mark.parametrize("service", SERVICES)
def test_a_port_is_published_to_this_machine_alone_and_can_be_changed(
    service: dict[str, Any],
) -> None:
    for port in service.get("ports", ()):
        assert re.fullmatch(r"127\.0\.0\.1:\$\{\w+_PORT:-\d+\}:\d+", port)


def test_no_port_is_published_twice() -> None:
    ports = [
        default(port).split(":")[1]
        for stack in FILES
        for service in plain(stack)["services"].values()
        for port in service.get("ports", ())
    ]

    assert len(ports) == len(set(ports))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_gains_nothing_and_its_log_ends(service: dict[str, Any]) -> None:
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"]["max-size"] == "10m"
    assert service["restart"] == "unless-stopped"
    assert service["networks"] == ["frontier-llm"]


@pytest.mark.parametrize("name", sorted(plain("common")["services"]))
def test_a_service_of_the_monitoring_is_confined(name: str) -> None:
    service = plain("common")["services"][name]

    assert service["cap_drop"] == ["ALL"]
    assert "mem_limit" in service and "pids_limit" in service and "user" in service
    assert service["read_only"] is (name not in ("elasticsearch", "kibana"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_checked_where_its_image_can_be(service: dict[str, Any]) -> None:
    unable = any(word in service["image"] for word in WITHOUT_HEALTH)
    unable = unable or any(word in default(service["image"]) for word in WITHOUT_HEALTH)

    assert ("healthcheck" in service) is not unable


@pytest.mark.parametrize(
    "path", sorted(STACKS.rglob("*")), ids=lambda p: str(p.relative_to(STACKS))
)
def test_no_password_stands_in_a_file(path: Path) -> None:
    if not path.is_file() or path.parent.name == "secrets":
        return
    text = path.read_text(encoding="utf-8")

    given = re.findall(r"(?im)^[^#\n]*(?:password|token|secret)\b\s*[:=]\s*['\"]?(\S+)", text)

    assert [value for value in given if not value.startswith("$$(cat")] == []


def mounts() -> Iterator[tuple[str, str]]:
    """Yield each path of the repository that is mounted, and who mounts it."""
    for stack, path in FILES.items():
        for name, service in plain(stack)["services"].items():
            for mount in service.get("volumes", ()):
                source = default(mount).partition(":")[0]
                if source.startswith("."):
                    yield name, os.path.normpath(path.parent / source)


@pytest.mark.parametrize(("name", "path"), list(mounts()))
def test_a_mount_is_there_in_a_checkout(name: str, path: str) -> None:
    made_by_the_user = path.endswith("/models")

    assert Path(path).is_dir() or made_by_the_user


@cache
def release(folder: Path) -> frozenset[str]:
    """Return the paths of what the sources of this repository are built to, folders too."""
    from frontierkit.emit import emit

    files = [file.path for file in emit(load_sources(folder).project)]
    return frozenset(str(path) for file in files for path in (file, *file.parents))


@pytest.mark.parametrize("name", sorted(plain("common")["services"]))
def test_what_a_service_reads_of_the_build_is_built(name: str) -> None:
    wanted = monitoring_file(ROOT).services[name].files
    built = release(ROOT)
    folders = {path.partition("/")[0] for path in wanted}
    if wanted and not folders & built:
        pytest.skip(f"nothing is declared for {name}: it is left out, or refused with its profile")

    assert [path for path in wanted if path not in built] == []


def test_the_paths_that_python_knows_are_those_of_the_files() -> None:
    file = monitoring_file(ROOT)

    assert file.services["alertmanager"].files == (ALERTMANAGER_CONFIG,)
    assert file.services["prometheus"].files == ("prometheus/prometheus.yml",)
    assert file.services["kibana"].secrets == ("elastic_password", "kibana_password")
    assert file.services["prometheus"].port == 9090
    assert file.network == "frontier-llm-network"
    assert FILES["common"] == ROOT / MONITORING


def test_every_variable_is_explained_in_the_example() -> None:
    example = (STACKS / "common/.env.example").read_text(encoding="utf-8")
    used = {
        name
        for path in FILES.values()
        for name in re.findall(r"\$\{(\w+)", path.read_text(encoding="utf-8"))
    }

    # Set by `frontierkit stack up`, which knows where the build is.
    unexplained = {name for name in used if not re.search(rf"(?m)^#? ?{name}=", example)}
    assert unexplained == {"FRONTIERKIT_BUILD"}


@pytest.mark.parametrize("stack", sorted(FILES))
def test_the_table_of_services_is_that_of_the_files(stack: str) -> None:
    page = (ROOT / "docs/stack.md").read_text(encoding="utf-8")

    for name, service in plain(stack)["services"].items():
        port = default(service["ports"][0]).split(":")[1] if service.get("ports") else ""
        cells = (name, default(service["image"]), port, *service.get("profiles", ("",)))
        assert "| " + " | ".join(cells).replace("  ", " ").rstrip() in page


def parser() -> str:
    """Return Compose's own parser, or skip."""
    made = ROOT / ".venv/newest/compose-go"
    found = str(made) if made.is_file() else which("compose-go")
    if found is None:
        pytest.skip("there is no compose-go: `make compose-check` builds it (needs Go)")
    return found


PROFILES = monitoring_file(ROOT).profiles
CHOICES = [(), *((profile,) for profile in PROFILES), PROFILES]


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "+".join(chosen) or "no profile")
@pytest.mark.parametrize("engine", ["", *ENGINES, "mistral+proxy"])
def test_compose_reads_every_combination(
    tmp_path: Path, engine: str, chosen: tuple[str, ...]
) -> None:
    program = parser()
    stack, _, profile = engine.partition("+")
    files = []
    for each, profiles in (("common", chosen), (stack, (profile,) if profile else ())):
        if each:
            files.append(tmp_path / each / "docker-compose.yml")
            files[-1].parent.mkdir()
            text = yaml.safe_dump(enabled(each, profiles), sort_keys=False)
            # What has no default has to be given by the user: here, anything.
            files[-1].write_text(re.sub(r"\$\{\w+:\?[^}]*\}", "given", text), encoding="utf-8")

    for file in files:
        read = subprocess.run(
            (program, "-format", "json", file), capture_output=True, text=True, check=False
        )
        assert read.returncode == 0, read.stderr
        wanted = yaml.safe_load(file.read_text(encoding="utf-8"))["services"]
        assert set(yaml.safe_load(read.stdout)["services"]) == set(wanted)


def enabled(stack: str, profiles: tuple[str, ...]) -> Any:
    """Return a compose file with what these profiles leave of it, as Compose does."""
    services = {
        name: service
        for name, service in plain(stack)["services"].items()
        if not service.get("profiles") or set(service["profiles"]) & set(profiles)
    }
    kept = {name: {**each, "profiles": []} for name, each in services.items()}
    return {**plain(stack), "services": kept}


def test_every_stack_is_tried() -> None:
    assert {engine for engine, _ in product(ENGINES, CHOICES)} | {"common"} == set(FILES)
