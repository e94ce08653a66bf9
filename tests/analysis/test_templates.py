"""Templates are read as Grafana reads legends, and Go annotations."""

from __future__ import annotations

import pytest

from frontierkit.analysis.templates import (
    TemplateKind,
    label_uses,
    template_problems,
    value_uses,
)

LABELS: list[tuple[TemplateKind, str, str]] = [
    ("legend", "{{job}}", "  ^^^"),
    ("legend", "{{ job }} on {{instance}}", "   ^^^         ^^^^^^^^"),
    ("legend", "plain", ""),
    ("annotation", "{{ $labels.job }}", "           ^^^"),
    ("annotation", "{{ .Labels.job }}", "           ^^^"),
    ("annotation", "{{ $.Labels.job }}", "            ^^^"),
    ("annotation", '{{ index $labels "job" }}', "                  ^^^"),
    ("annotation", '{{ (index .Labels "job") }}', "                   ^^^"),
    ("annotation", "{{ $l := $labels }}{{ $l.job }}", "                         ^^^"),
    ("annotation", "{{ $l := .Labels.job }}{{ $l.x }}", "                 ^^^"),
    ("annotation", "{{ with $labels }}{{ .job }}{{ end }}", "                      ^^^"),
    ("annotation", "{{ with $labels.job }}{{ .x }}{{ end }}", "                ^^^"),
    (
        "annotation",
        "{{ if $labels.a }}{{ else }}{{ .Labels.b }}{{ end }}",
        " " * 14 + "^" + " " * 24 + "^",
    ),
    ("annotation", "{{ if eq $labels.job `x` }}{{ end }}", "                 ^^^"),
    ("annotation", "{{ $labels.job | toUpper }}", "           ^^^"),
    ("annotation", '{{ printf "%s" $labels.job }}', "                       ^^^"),
    ("annotation", '{{ range query "up" }}{{ .Labels.job }}{{ end }}', ""),
    ("annotation", '{{ range query "up" }}{{ $labels.job }}{{ end }}', " " * 33 + "^^^"),
    ("annotation", "{{ range $k, $v := $labels }}{{ $k }}{{ end }}", ""),
    ("annotation", '{{ define "x" }}{{ .Labels.job }}{{ end }}', ""),
    ("annotation", "{{/* $labels.job */}}{{- $labels.b -}}", " " * 33 + "^"),
    ("annotation", '{{ `$labels.job` }} {{ "{{ $labels.x }}" }}', ""),
    ("annotation", "{{ $externalLabels.cluster }} {{ $value }}", ""),
    ("annotation", "{{ with $x := $labels }}{{ $x.job }}{{ end }}{{ $x.job }}", " " * 30 + "^^^"),
]


@pytest.mark.parametrize(("kind", "text", "carets"), LABELS, ids=[text for _, text, _ in LABELS])
def test_labels_that_a_template_reads(kind: TemplateKind, text: str, carets: str) -> None:
    line = [" "] * len(text)
    for use in label_uses(text, kind):
        assert text[use.span.start : use.span.end] == use.label
        line[use.span.start : use.span.end] = "^" * len(use.label)

    assert "".join(line).rstrip() == carets


@pytest.mark.parametrize(
    ("text", "functions", "format"),
    [
        ("{{ $value }}", (), None),
        ("{{ .Value }}", (), None),
        ("{{ $value | humanizePercentage }}", ("humanizePercentage",), None),
        ("{{ humanize $value }}", ("humanize",), None),
        ('{{ printf "%.2f" $value }}', ("printf",), "%.2f"),
        ('{{ $value | printf "%d" }}', ("printf",), "%d"),
        ("{{ $v := $value }}{{ $v | humanize1024 }}", ("humanize1024",), None),
        ("{{ with $value }}{{ . | humanizeDuration }}{{ end }}", ("humanizeDuration",), None),
    ],
)
def test_functions_that_a_value_goes_through(
    text: str, functions: tuple[str, ...], format: str | None
) -> None:
    last = value_uses(text)[-1]

    assert (last.functions, last.format) == (functions, format)


@pytest.mark.parametrize(
    ("text", "message", "piece"),
    [
        ("{{ $value", "this action has no `}}`", "{{ $value"),
        ("{{ if $value }}", "nothing ends this `if`", "if"),
        ("{{ end }}", "nothing begins before this `end`", "end"),
        ("{{ else }}", "nothing begins before this", "else"),
        ("{{ humanise $value }}", "there is no template function `humanise`", "humanise"),
        ("{{/* never", "this comment has no end", "{{/* never"),
    ],
)
def test_templates_that_prometheus_refuses(text: str, message: str, piece: str) -> None:
    problems = template_problems(text)

    assert [(p.message, text[p.span.start : p.span.end]) for p in problems] == [(message, piece)]


def test_a_template_that_prometheus_takes_has_no_problem() -> None:
    text = '{{ with query "up" }}{{ . | first | value | humanize }}{{ else }}none{{ end }}'

    assert template_problems(text) == ()
