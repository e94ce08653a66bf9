"""An engine that is none: serves what its catalog says that it exposes, with counters that rise.

Started as `python -m frontierkit.stack.simulate PORT ROOT CATALOG VERSION PATH`; it listens for
this machine alone.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from frontierkit.catalog.bundled import load_bundled
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.read import read_catalog
from frontierkit.errors import FrontierkitError
from frontierkit.stack.synthesis import exposition

_TEXT = "text/plain; version=0.0.4; charset=utf-8"


def serve(port: int, catalogs: tuple[ExporterCatalog, ...], path: str) -> None:
    """Serve the metrics of `catalogs` at `path`, and an answer to whoever asks for a completion."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.partition("?")[0] == path:
                self._answer(200, _TEXT, exposition(catalogs, time.time()))
            elif self.path == "/v1/models":
                self._answer(200, "application/json", json.dumps({"data": [{"id": "model"}]}))
            else:
                self._answer(200, "application/json", "{}")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            words = {"choices": [{"message": {"role": "assistant", "content": "Simulated."}}]}
            self._answer(200, "application/json", json.dumps(words))

        def _answer(self, code: int, kind: str, text: str) -> None:
            body = text.encode("utf-8")
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    ThreadingHTTPServer.allow_reuse_address = True
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        server.serve_forever()


def catalogs_of(root: str, name: str, version: str) -> tuple[ExporterCatalog, ...]:
    """Return a catalog, a bundled one or a file below `root`, and those that it includes."""
    from pathlib import Path

    is_file = "/" in name or name.endswith((".yaml", ".yml", ".json"))
    catalog = read_catalog(Path(root, name)) if is_file else load_bundled(name)
    catalog = catalog.at_version(version) if version else catalog
    return (catalog, *(load_bundled(included) for included in catalog.includes))


def main(words: list[str]) -> int:
    """Serve until somebody ends this process."""
    port, root, name, version, path = words
    try:
        serve(int(port), catalogs_of(root, name, version), path)
    except (FrontierkitError, OSError) as error:
        print(f"{name} cannot be simulated: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
