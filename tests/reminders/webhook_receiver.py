"""Another system on loopback, which checks each webhook with a library that others wrote."""

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from sqlmodel import select
from standardwebhooks import Webhook

from pwa.care.webhooks import outbox
from pwa.reminders import webhooks
from pwa.store.tables import WebhookDelivery


class Got(NamedTuple):
    message_id: str
    payload: dict


class Receiver:
    """Answers with each status of `answers` in turn, and with 204 then; keeps what was verified.

    "drip" is an answer that comes byte by byte and never ends; "hang up" is none.
    """

    def __init__(self) -> None:
        self.secret, self.got, self.answers, self.tries = "", [], [], 0
        self.asked, self.lets_go = threading.Event(), threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook?of=oak"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.lets_go.set()
        self._server.shutdown()
        self._server.server_close()

    def _take(self, headers, body: bytes) -> int | str:
        self.tries += 1
        self.asked.set()
        Webhook(self.secret).verify(body, dict(headers))
        answer = self.answers.pop(0) if self.answers else 204
        if answer == 204:
            self.got.append(Got(headers["webhook-id"], json.loads(body)))
        return answer

    def _handler(receiver):  # noqa: N805  the handler needs its own self
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = receiver._take(self.headers, body)
                if answer == "drip":
                    return receiver._drip(self.wfile)
                if answer == "hang up":
                    self.close_connection = True
                    return None
                self.send_response(answer)
                self.send_header("Location", receiver.url)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None

            def log_message(self, *args):
                pass

        return Handler

    def _drip(self, line) -> None:
        with suppress(OSError):
            line.write(b"HTTP/1.1 200 OK\r\n")
            while not self.lets_go.wait(0.02):
                line.write(b"X-Slow: 1\r\n")
                line.flush()


def tries_out(ana, webhook) -> None:
    """Something is on its way to it."""
    outbox.tell_test(ana.s, webhook)
    ana.s.commit()


def send(ana) -> None:
    """A worker looks once."""
    webhooks.send_ready(ana.database, ana.settings, threading.Event())


def rows(ana) -> list[WebhookDelivery]:
    ana.s.expire_all()
    found = list(ana.s.exec(select(WebhookDelivery).order_by(WebhookDelivery.event)))
    ana.s.commit()
    return found


def states(ana) -> set[tuple[str, int | None, str]]:
    return {(row.state, row.status, row.error) for row in rows(ana)}
