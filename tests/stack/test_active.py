"""What is active decides which targets stand beside the release, and nothing else does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from frontierkit.errors import CannotRun, UsageError
from frontierkit.stack.active import Active, active, use_engines, use_services
from tests.stack.project import SOURCE, begin, built, frontierkit


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("project"))


def targets(build: Path) -> dict[str, object]:
    """Return what Prometheus finds in each file that is not empty."""
    found = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((build / "targets").glob("*.json"))
    }
    return {name: groups for name, groups in found.items() if groups}


def test_only_active_engines_are_scraped_and_expected(build: Path) -> None:
    use_services(build, {"prometheus": ""})
    use_engines(build, {"vllm": (), "ollama": ("10.0.0.7:8080", "10.0.0.8:8080")})

    assert targets(build) == {
        "expected": [
            {"labels": {"engine": name, "expected_job": name}, "targets": ["prometheus:9090"]}
            for name in ("ollama", "vllm")
        ],
        "ollama": [{"targets": ["10.0.0.7:8080", "10.0.0.8:8080"]}],
        "prometheus": [{"targets": ["prometheus:9090"]}],
        "vllm": [{"targets": ["vllm:8000"]}],
    }


def test_a_service_is_scraped_where_it_runs(build: Path) -> None:
    use_engines(build, {})
    use_services(build, {"node-exporter": "127.0.0.1:9101", "alertmanager": ""})

    assert targets(build) == {
        "alertmanager": [{"targets": ["alertmanager:9093"]}],
        "node": [{"targets": ["127.0.0.1:9101"]}],
    }


def test_what_is_probed_follows_the_prober_and_the_engine(build: Path) -> None:
    use_engines(build, {"vllm": ("10.0.0.9:8000",)})
    use_services(build, {"blackbox-exporter": ""})

    probed = targets(build)["blackbox"]
    use_services(build, {})

    assert probed == [{"labels": {"engine": "vllm"}, "targets": ["10.0.0.9:8000"]}]
    assert "blackbox" not in targets(build)


def test_what_is_active_is_kept_and_nothing_is_written_twice(build: Path) -> None:
    done = use_engines(build, {"llamacpp": ()})
    before = {path.name: path.stat().st_ino for path in (build / "targets").iterdir()}

    again = use_engines(build, {"llamacpp": ()})

    assert active(build) == done == again
    assert {path.name: path.stat().st_ino for path in (build / "targets").iterdir()} == before


def test_prometheus_may_read_every_file_whatever_the_umask(build: Path) -> None:
    before = os.umask(0o077)
    try:
        use_engines(build, {"ollama": ()})
    finally:
        os.umask(before)

    files = list((build / "targets").iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o644}
    assert (build / "targets").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("engines", "says", "advises"),
    [
        ({"olama": ()}, "has no engine called `olama`", "did you mean `ollama`?"),
        ({"vllm": ("vllm",)}, "`vllm` is no address of engine `vllm`", "write `host:port`"),
        ({"vllm": ("http://v:1",)}, "is no address of engine `vllm`", "write `host:port`"),
    ],
)
def test_what_cannot_be_active_is_a_sentence(
    build: Path, engines: dict[str, tuple[str, ...]], says: str, advises: str
) -> None:
    before = active(build)

    with pytest.raises(UsageError) as refused:
        use_engines(build, engines)

    assert says in str(refused.value)
    assert advises in refused.value.hint
    assert active(build) == before


def test_an_engine_that_nothing_exposes_is_a_sentence(tmp_path: Path) -> None:
    source = SOURCE.replace('engines.vllm.at("vllm:8000")', "engines.vllm")
    build = built(tmp_path / "project", source)

    with pytest.raises(UsageError, match="engine `vllm` is not scraped: no address is declared"):
        use_engines(build, {"vllm": ()})
    use_engines(build, {"vllm": ("10.0.0.9:8000",)})

    assert targets(build)["vllm"] == [{"targets": ["10.0.0.9:8000"]}]


def test_an_engine_that_is_no_longer_built_is_no_longer_active(tmp_path: Path) -> None:
    build = built(tmp_path / "project")
    use_engines(build, {"vllm": (), "ollama": ()})
    shorter = SOURCE.replace('vllm = engines.vllm.at("vllm:8000")\n', "")
    (tmp_path / "project/sources/all.py").write_text(shorter, encoding="utf-8")
    frontierkit("build", "--no-promtool", cwd=tmp_path / "project")

    done = use_services(build, {})

    assert done.engines == {"ollama": ()}
    assert not (build / "targets/vllm.json").exists()


def test_without_a_release_there_is_nothing_to_use(tmp_path: Path) -> None:
    done = frontierkit("stack", "use", "vllm", cwd=begin(tmp_path / "project"))

    assert done.returncode == 3
    assert "error: `build` holds no release: there is nothing to run\n" in done.stderr
    assert "help: `frontierkit build` makes one\n" in done.stderr


@pytest.mark.parametrize("text", ["", "[]", '{"engines": []}', '{"engines": {"vllm": 1}}', "\x00"])
def test_a_state_that_cannot_be_read_is_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/active").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="cannot be read"):
        active(tmp_path)


def test_nothing_said_is_nothing_active(tmp_path: Path) -> None:
    assert active(tmp_path) == Active()
    with pytest.raises(CannotRun):
        use_services(tmp_path, {})
