"""Provides a gateway for texts on loopback."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gateway:
    """Keeps what it gets, and answers with `status` and, by the path, with `answers`; None closes
    the connection instead."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.agents: list[str | None] = []
        self.status: int | None = 200
        self.answers: dict[str, dict[str, Any] | None] = {}
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateway.got.append((self.path, body))
                gateway.agents.append(self.headers["User-Agent"])
                self.answer()

            def do_GET(self) -> None:
                self.answer()

            def answer(self) -> None:
                said = gateway.answers.get(self.path.partition("?")[0], {})
                if gateway.status is None or said is None:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                body = json.dumps(said).encode() if said else b""
                self.send_response(gateway.status)
                self.send_header("Location", f"http://127.0.0.1:{gateway.port}/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
