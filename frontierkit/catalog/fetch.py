"""Gets the text of a `/metrics` page from a file or over HTTP."""

from __future__ import annotations

from pathlib import Path

from frontierkit.catalog.exposition import ExpositionError

LARGEST = 64 * 1024 * 1024
ACCEPT = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"


def fetch(place: str, timeout_s: float = 10) -> str:
    """Return the page at a URL (http or https) or in a file; `ExpositionError` if there is none."""
    if "://" in place:
        scheme = place.partition("://")[0].lower()
        if scheme not in ("http", "https"):
            raise ExpositionError(f"{place}: only http and https are fetched, not {scheme}")
        return _decoded(_get(place, timeout_s), place)
    try:
        with Path(place).open("rb") as file:
            return _decoded(file.read(LARGEST + 1), place)
    except OSError as error:
        raise ExpositionError(f"{place}: {error.strerror or error}") from None


def _get(url: str, timeout_s: float) -> bytes:
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"Accept": ACCEPT}), timeout=timeout_s) as response:
            body: bytes = response.read(LARGEST + 1)
            return body
    except HTTPError as error:
        error.close()
        raise ExpositionError(f"{url}: the server answered {error.code} {error.reason}") from None
    except URLError as error:
        raise ExpositionError(f"{url}: cannot be fetched: {error.reason}") from None
    except TimeoutError:
        raise ExpositionError(f"{url}: no answer within {timeout_s:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        raise ExpositionError(f"{url}: cannot be fetched: {error}") from None


def _decoded(body: bytes, place: str) -> str:
    if len(body) > LARGEST:
        raise ExpositionError(f"{place}: larger than {LARGEST // 1024 // 1024} MB")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExpositionError(f"{place}: not UTF-8 text") from None
