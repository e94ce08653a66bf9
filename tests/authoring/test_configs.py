"""Configurations beside Prometheus and Grafana: what they refuse and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from frontierkit.authoring import (
    SourceError,
    blackbox,
    config_file,
    logs_to_elastic,
    logs_to_loki,
    processes,
)


@pytest.mark.parametrize(
    "path", ["loki.yml", "/etc/loki/loki.yml", "../loki/loki.yml", "loki/../x.yml", "a b/c.yml"]
)
def test_a_path_stays_in_the_release(path: str) -> None:
    with pytest.raises(SourceError, match="cannot be a path in the release"):
        config_file(path, {})


def test_what_is_declared_otherwise_is_refused() -> None:
    with pytest.raises(SourceError, match="`prometheus/` holds what is declared otherwise"):
        config_file("prometheus/more.yml", {})
    with pytest.raises(SourceError, match="a text or a dictionary"):
        config_file("loki/loki.yml", 3)  # type: ignore[arg-type]


def test_a_module_of_the_user_goes_before() -> None:
    own = {"http_2xx": {"prober": "http", "timeout": "1s"}}

    content: Any = blackbox(modules=own).content

    assert content["modules"]["http_2xx"] == own["http_2xx"]


def test_nothing_is_grouped_by_no_name() -> None:
    with pytest.raises(SourceError, match="no group of processes"):
        processes({})


def test_logs_are_kept_by_the_day() -> None:
    with pytest.raises(SourceError, match="kept for a day at least"):
        logs_to_loki(retention="6h")
    with pytest.raises(SourceError, match="a share from 0 to 1"):
        logs_to_elastic(debug_sample=10)


def loki(**options: Any) -> tuple[Mapping[str, Any], str]:
    config, alloy = logs_to_loki(**options)
    assert isinstance(config.content, Mapping)
    assert isinstance(alloy.content, str)
    return config.content, alloy.content


def test_loki_keeps_what_it_is_told_and_has_no_key_that_loki_3_removed() -> None:
    config, _ = loki(retention="30d")

    assert config["limits_config"]["retention_period"] == "720h"
    assert config["compactor"]["retention_enabled"] is True
    assert config["schema_config"]["configs"][0]["schema"] == "v13"
    removed = {
        "enforce_metric_name",
        "max_transfer_retries",
        "chunk_store_config",
        "boltdb_shipper",
    }
    assert not removed & keys(config)


def keys(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return set(value) | {key for item in value.values() for key in keys(item)}
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    return set()


def test_alloy_reads_what_the_stack_mounts_and_its_blocks_are_closed() -> None:
    _, alloy = loki(debug_sample=0.25)

    assert '"/var/lib/docker/containers/*/*-json.log"' in alloy
    assert "rate = 0.25" in alloy
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|//[^\n]*', "", alloy)
    for opening, closing in ("{}", "[]"):
        assert bare.count(opening) == bare.count(closing)
    assert "$" not in bare


def test_what_people_write_is_not_shipped() -> None:
    _, alloy = loki()
    found = re.search(r'stage.replace \{\n\s*expression = "((?:[^"\\]|\\.)*)"', alloy)
    assert found is not None
    # Alloy's strings are unquoted as Go's are; Go's regular expressions are read by Python's here.
    pattern = re.compile(found[1].replace('\\"', '"').replace("\\\\", "\\"))

    line = r'{"level": "info", "prompt":"who \"am\" I?", "messages": [{"role": "user"}], "id": 7}'
    hidden = [match[1] for match in pattern.finditer(line)]

    assert hidden == [r'"who \"am\" I?"', '[{"role": "user"}]']
    assert "stage.replace" not in loki(private=())[1]


def test_filebeat_drops_the_line_that_held_the_prompt() -> None:
    config: Any = logs_to_elastic()[0].content

    dropped = [p["drop_fields"]["fields"] for p in config["processors"] if "drop_fields" in p]
    assert dropped[0] == ["message"]
    assert "llm.prompt" in dropped[1]
    assert config["filebeat.inputs"][0]["type"] == "filestream"
