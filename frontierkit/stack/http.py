"""Asks the servers of the stack: JSON over HTTP, in limited time, and what went wrong in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from frontierkit.errors import CannotRun

_LARGEST = 64 << 20


class NoAnswer(CannotRun):
    """A server of the stack does not answer, or answers something else than was asked for."""

    hint = "`frontierkit stack status` says what runs"


def get(url: str, *, timeout_s: float = 5, headers: Mapping[str, str] | None = None) -> str:
    """Return what a URL answers with; `NoAnswer` if that is no success."""
    return _ask(url, None, "GET", timeout_s, headers or {})


def get_json(url: str, *, timeout_s: float = 5, headers: Mapping[str, str] | None = None) -> Any:
    """Return the JSON that a URL answers with; `NoAnswer` if there is none."""
    return _decoded(url, get(url, timeout_s=timeout_s, headers=headers))


def post_json(url: str, payload: object = None, *, timeout_s: float = 60) -> Any:
    """Send JSON to a URL and return the JSON of its answer."""
    body = b"" if payload is None else json.dumps(payload).encode("utf-8")
    headers = {} if payload is None else {"Content-Type": "application/json"}
    return _decoded(url, _ask(url, body, "POST", timeout_s, headers))


def _ask(
    url: str, body: bytes | None, method: str, timeout_s: float, headers: Mapping[str, str]
) -> str:
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import ProxyHandler, Request, build_opener

    # What runs here is asked directly, whatever proxy leads elsewhere.
    opener = build_opener(ProxyHandler({}))
    request = Request(url, data=body, headers=dict(headers), method=method)
    try:
        with opener.open(request, timeout=timeout_s) as response:
            said: bytes = response.read(_LARGEST)
            return said.decode("utf-8", "replace")
    except HTTPError as error:
        said = error.read(500)
        error.close()
        words = " ".join(said.decode("utf-8", "replace").split())
        raise NoAnswer(f"{url} answers {error.code} {error.reason}: {words[:300]}") from None
    except URLError as error:
        raise NoAnswer(f"{url} does not answer: {error.reason}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(f"{url} does not answer: {error}") from None


def _decoded(url: str, text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        raise NoAnswer(f"{url} answers with something that is no JSON: {text[:100]!r}") from None
