"""What was read and validated once, kept by its content outside of the project: a cache.

Beside `output`, the only module that writes. Nothing depends on what is kept: where it cannot be
written or read, or is damaged, the work is done again. `FRONTIERKIT_CACHE` names another folder,
and, if it is empty, switches keeping off.
"""

from __future__ import annotations

import os

# `hashlib` loads OpenSSL, which takes longer than reading a small file and judging it.
try:
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - a Python without BLAKE2 of its own
    from hashlib import blake2b

MOST_ENTRIES = 512


class Store:
    """Texts by key in one folder. It is only a cache: what cannot be kept or read is left aside."""

    __slots__ = ("folder",)

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def get(self, key: str) -> str | None:
        """Return what was kept under this key, if it is there and whole."""
        try:
            with open(
                self._path(key), encoding="utf-8", errors="surrogatepass", newline=""
            ) as file:
                checksum, _, text = file.read().partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if checksum == digest(text) else None

    def put(self, key: str, text: str) -> None:
        """Keep a text; a reader in another process sees all of it or nothing."""
        # What `tempfile` imports takes longer than all else here. A name that is taken, by another
        # thread or by one that was killed, is written by nobody.
        path = f"{self._path(key)}.{os.getpid()}.new"
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            self._forget_oldest()
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            return
        try:
            with open(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                file.write(f"{digest(text)}\n{text}")
            os.replace(path, self._path(key))
        except OSError:
            _remove(path)

    def _path(self, key: str) -> str:
        return os.path.join(self.folder, f"{digest(key)}.kept")

    def _forget_oldest(self) -> None:
        """Make room once the folder is full, for half of what it may hold."""
        entries = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(self.folder)]
        if len(entries) >= MOST_ENTRIES:
            for _, path in sorted(entries)[: MOST_ENTRIES // 2]:
                _remove(path)


def default_store(kind: str) -> Store | None:
    """Return the store of this user for one kind of content; None if nothing shall be kept."""
    base = os.environ.get("FRONTIERKIT_CACHE")
    if base is None:
        cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        # Without a home, `~` stays as it is, and a folder of that name helps nobody.
        base = os.path.join(cache, "frontierkit") if os.path.isabs(cache) else ""
    return Store(os.path.join(base, kind)) if base else None


def digest(text: str) -> str:
    """Return a name for this text that no other text has."""
    return digest_of_bytes(text.encode("utf-8", "surrogatepass"))


def digest_of_bytes(content: bytes) -> str:
    """Return a name for this content that no other content has."""
    return blake2b(content, digest_size=20).hexdigest()


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
