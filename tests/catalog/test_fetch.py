"""Getting a page from a file or over HTTP."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from frontierkit.catalog import fetch as module
from frontierkit.catalog.exposition import ExpositionError
from frontierkit.catalog.fetch import fetch


class Pages(BaseHTTPRequestHandler):
    """A server with one page, one redirect to a file, and nothing else."""

    def do_GET(self) -> None:
        if self.path == "/metrics":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"up 1\n")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as httpd:
        thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()
        thread.join()


def test_a_file_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.prom"
    page.write_text("\ufeffup 1\n", encoding="utf-8")

    assert fetch(str(page)) == "up 1\n"


def test_a_url_is_fetched(server: str) -> None:
    assert fetch(f"{server}/metrics") == "up 1\n"


def test_what_the_server_refuses_is_said(server: str) -> None:
    with pytest.raises(ExpositionError, match=r"/nothing: the server answered 404 Not Found"):
        fetch(f"{server}/nothing")


def test_no_redirect_leads_to_a_file(server: str) -> None:
    with pytest.raises(ExpositionError, match="/away: "):
        fetch(f"{server}/away")


@pytest.mark.parametrize("place", ["file:///etc/hostname", "ftp://localhost/x", "FILE://x"])
def test_only_http_is_fetched(place: str) -> None:
    with pytest.raises(ExpositionError, match="only http and https are fetched, not (file|ftp)"):
        fetch(place)


def test_nobody_there_is_said() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/metrics"

        with pytest.raises(ExpositionError, match="cannot be fetched: .*refused"):
            fetch(url)


def test_silence_ends_after_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/metrics"

        with pytest.raises(ExpositionError, match=r"within 0\.1 seconds|timed out"):
            fetch(url, timeout_s=0.1)


def test_a_page_that_never_ends_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setattr(module, "LARGEST", 4)
    page = tmp_path / "page.prom"
    page.write_text("up 1\n", encoding="utf-8")

    for place in (str(page), f"{server}/metrics"):
        with pytest.raises(ExpositionError, match="larger than"):
            fetch(place)


@pytest.mark.parametrize("place", ["http://", "http://[", "http://a b/", "http://host:port/"])
def test_a_url_that_is_none_is_said(place: str) -> None:
    with pytest.raises(ExpositionError, match="cannot be fetched"):
        fetch(place)


def test_what_is_no_file_or_no_text_is_said(tmp_path: Path) -> None:
    binary = tmp_path / "page.prom"
    binary.write_bytes(b"up \xff\n")

    with pytest.raises(ExpositionError, match="not UTF-8 text"):
        fetch(str(binary))
    with pytest.raises(ExpositionError, match="No such file or directory"):
        fetch(str(tmp_path / "none"))
