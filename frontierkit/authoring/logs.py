"""Logs: Loki with Alloy, or Elasticsearch with Kibana and Filebeat. Prompts are not shipped."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from frontierkit.authoring.configs import ConfigFile, config_file
from frontierkit.authoring.refuse import positive_seconds, refuse

PRIVATE = (
    "prompt",
    "prompts",
    "messages",
    "content",
    "completion",
    "response",
    "input",
    "output",
    "text",
)
"""Fields of JSON logs that hold what people wrote, or what a model answered."""
CONTAINERS = "/var/lib/docker/containers/*/*-json.log"

_ALLOY = Template("""\
// Container logs, read from Docker's own files: no socket, which would be as good as root.
local.file_match "containers" {
  path_targets = [{__path__ = "$containers"}]
}

loki.source.file "containers" {
  targets    = local.file_match.containers.targets
  forward_to = [loki.process.containers.receiver]
}

loki.process "containers" {
  // Docker wraps each line: {"log": …, "stream": …, "attrs": {"frontier.engine": …}}.
  stage.json {
    expressions = {engine = "attrs.\\"frontier.engine\\""}
  }
  stage.docker {}

  stage.json {
    expressions = {level = "level", model = "model"}
  }
$private
$sampling
  // Few labels, of few values each; what has many values is metadata.
  stage.labels {
    values = {level = "", engine = ""}
  }
  stage.structured_metadata {
    values = {model = ""}
  }

  forward_to = [loki.write.default.receiver]
}

loki.write "default" {
  endpoint {
    url = "http://loki:3100/loki/api/v1/push"
  }
}
""")
_DROP = Template("""
  // What people wrote and what models answered stays where it is.
  stage.replace {
    expression = "\\"(?:$fields)\\":\\\\s*(\\"(?:[^\\"\\\\\\\\]|\\\\\\\\.)*\\"|\\\\[[^\\\\]]*\\\\])"
    replace    = "\\"redacted\\""
  }
""")
_SAMPLE = Template("""
  stage.match {
    selector = "{} |~ \\"(?i)\\\\\\\\b(debug|trace)\\\\\\\\b\\""
    stage.sampling {
      rate = $rate
    }
  }
""")


def logs_to_loki(
    *, retention: str = "15d", debug_sample: float = 1.0, private: Sequence[str] = PRIVATE
) -> list[ConfigFile]:
    """Declare Loki, and Alloy that ships container logs to it, for the profile `logs-loki`.

    Logs are kept for `retention` (a duration), compressed. Of debug and trace lines only a share
    `debug_sample` is kept. What the fields `private` of JSON lines hold is replaced: prompts and
    answers are not shipped, unless it is empty.

    Raises: SourceError, for what is no duration or no share.

    Example:
        >>> [file.path for file in logs_to_loki()]
        ['loki/loki.yml', 'alloy/config.alloy']
    """
    hours = round(positive_seconds(retention, "the retention of logs") / 3600)
    if hours < 24:
        raise refuse(
            f"logs are kept for a day at least, not for `{retention}`", "Loki deletes by the day"
        )
    return [
        config_file("loki/loki.yml", _loki(f"{hours}h")),
        config_file("alloy/config.alloy", _alloy(_share(debug_sample), private)),
    ]


def logs_to_elastic(
    *, debug_sample: float = 1.0, private: Sequence[str] = PRIVATE
) -> list[ConfigFile]:
    """Declare Filebeat, which ships container logs to Elasticsearch, and Kibana, which shows them.

    For the profile `logs-elastic`; `debug_sample` and `private` as for Loki.

    Raises: SourceError, for what is no share.

    Example:
        >>> [file.path for file in logs_to_elastic()]
        ['filebeat/filebeat.yml', 'kibana/kibana.yml']
    """
    return [
        config_file("filebeat/filebeat.yml", _filebeat(_share(debug_sample), private)),
        config_file("kibana/kibana.yml", _kibana()),
    ]


def _share(value: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise refuse(f"a sample is a share from 0 to 1, not {value!r}", "a tenth is 0.1")
    return float(value)


def _loki(retention: str) -> dict[str, object]:
    ring = {"instance_addr": "127.0.0.1", "kvstore": {"store": "inmemory"}}
    return {
        # Only the network of the stack reaches it.
        "auth_enabled": False,
        "server": {"http_listen_port": 3100, "log_format": "json"},
        "common": {
            "path_prefix": "/loki",
            "replication_factor": 1,
            "ring": ring,
            "storage": {
                "filesystem": {
                    "chunks_directory": "/loki/chunks",
                    "rules_directory": "/loki/rules",
                }
            },
        },
        "schema_config": {
            "configs": [
                {
                    "from": "2025-01-01",
                    "store": "tsdb",
                    "object_store": "filesystem",
                    "schema": "v13",
                    "index": {"prefix": "index_", "period": "24h"},
                }
            ]
        },
        "ingester": {"chunk_encoding": "snappy"},
        "limits_config": {
            "retention_period": retention,
            "allow_structured_metadata": True,
            "ingestion_rate_mb": 8,
        },
        "compactor": {
            "working_directory": "/loki/compactor",
            "retention_enabled": True,
            "delete_request_store": "filesystem",
        },
        "analytics": {"reporting_enabled": False},
    }


def _alloy(sample: float, private: Sequence[str]) -> str:
    hidden = _DROP.substitute(fields="|".join(private)) if private else ""
    sampled = _SAMPLE.substitute(rate=f"{sample:g}") if sample < 1 else ""
    return _ALLOY.substitute(containers=CONTAINERS, private=hidden, sampling=sampled)


def _filebeat(sample: float, private: Sequence[str]) -> dict[str, object]:
    processors: list[object] = [
        {"decode_json_fields": {"fields": ["message"], "target": "llm", "add_error_key": False}}
    ]
    if private:
        dropped = [f"llm.{name}" for name in private]
        # The line itself holds them too.
        unparsed = {"has_fields": ["llm"]}
        processors += [
            {"drop_fields": {"fields": ["message"], "when": unparsed, "ignore_missing": True}},
            {"drop_fields": {"fields": dropped, "ignore_missing": True}},
        ]
    if sample < 1:
        kept = str(round(sample * 100)).zfill(2)
        script = (
            "function process(event) { var level = String(event.Get('llm.level') || '');"
            " if (/^(debug|trace)$/i.test(level) && Math.random() * 100 >= " + kept + ")"
            " { event.Cancel(); } }"
        )
        processors.append({"script": {"lang": "javascript", "source": script}})
    return {
        "filebeat.inputs": [
            {
                "type": "filestream",
                "id": "containers",
                "paths": [CONTAINERS],
                "parsers": [{"container": {"stream": "all"}}],
                "prospector.scanner.symlinks": True,
            }
        ],
        "processors": processors,
        "output.elasticsearch": {
            "hosts": ["http://elasticsearch:9200"],
            "username": "elastic",
            "password": "${ELASTIC_PASSWORD}",
            "compression_level": 5,
        },
        "logging.level": "warning",
        "http.enabled": False,
    }


def _kibana() -> dict[str, object]:
    return {
        "server.host": "0.0.0.0",
        "server.name": "kibana",
        "elasticsearch.hosts": ["http://elasticsearch:9200"],
        "telemetry.enabled": False,
    }
