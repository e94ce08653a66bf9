"""Tells texts that a template engine fills in from texts that are what they will be."""

from __future__ import annotations

import re

_IN_TEXT = re.compile(r"\{\{-?\s*(?:[.$]|\w+\s|\w+\s*\}\}).*?\}\}|\{%|<%|\$\$\$|\$\{\{", re.DOTALL)
_CONTROL = re.compile(
    r"^\s*(?:\{\{-?\s*(?:if|range|end|else|with|define|include|template|block|/\*|\$|\.Values"
    r"|\.Release|\.Files)|\{%|\{#)|\{\{-?\s*\.(?:Values|Release|Chart|Files)\b|\{\{-?\s*include\b",
    re.MULTILINE,
)
_GO = re.compile(r"\{\{-?\s*\w+\s+\"[^\"\n]*\"\s*-?\}\}")
_ENVIRONMENT = re.compile(r"[\[,]\s*\$\{\w+\}")
_JSONNET = re.compile(r"^\s*(?:local\s+\w+\s*=|\{\s*_config\+?::|import\s+['\"])", re.MULTILINE)


def is_template(text: str) -> bool:
    """Say whether an expression holds placeholders that are not Grafana's."""
    return ("{{" in text or "{%" in text or "<%" in text or "$$$" in text) and bool(
        _IN_TEXT.search(text)
    )


def template_language(text: str) -> str:
    """Return what kind of template a text is that is neither JSON nor YAML; empty if none."""
    if _CONTROL.search(text):
        return "a Jinja template" if re.search(r"\{%", text) else "a Helm template"
    if _GO.search(text):
        return "a Go template"
    if _ENVIRONMENT.search(text):
        return "a template that the environment fills in"
    return "Jsonnet" if _JSONNET.search(text) else ""
