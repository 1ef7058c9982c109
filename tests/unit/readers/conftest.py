"""A server of files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files; of what begins with ``short`` it promises more than it sends."""

    def log_message(self, *_: Any) -> None:
        return

    def end_headers(self) -> None:
        if Path(self.path).name.startswith("short"):
            self.send_header("Connection", "close")
            self.close_connection = True
        super().end_headers()

    def send_header(self, keyword: str, value: str) -> None:
        short = keyword == "Content-Length" and Path(self.path).name.startswith("short")
        super().send_header(keyword, str(int(value) + 1000) if short else value)


@pytest.fixture
def server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address at which the files of the current folder are."""
    monkeypatch.setenv("NO_PROXY", "*")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()
