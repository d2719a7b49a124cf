"""A crowd of phones notices what it was promised and did not get."""

import json
import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from chaos.load_phones import Crowd
from chaos.load_watch import Watch
from chaos.phone import Phone

PATIENTS = 5


class Forgetful(BaseHTTPRequestHandler):
    """It acknowledges everything, and keeps nothing."""

    status = 201

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = {"id": self.path.rpartition("/")[2], "digest": self.server.digest_of(body)}
        self._answer(said)

    def do_GET(self):
        self._answer({})

    def log_message(self, *_arguments):
        pass

    def _answer(self, said):
        written = json.dumps(said).encode()
        self.send_response(self.status if self.command == "PUT" else 200)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


class Failing(Forgetful):
    status = 500


@contextmanager
def served(handler):
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.digest_of = lambda body: sha256(body).hexdigest()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def come(migrated_file):
    def come(handler) -> Crowd:
        phones = [Phone(0, f"patient-{n}", "booster=a.b", n) for n in range(PATIENTS)]
        with served(handler) as port:
            crowd = Crowd(phones, port, 1, f"sqlite:///{migrated_file}")
            crowd.come(0.1)
        return crowd

    return come


def test_it_notices_answers_that_were_acknowledged_and_lost(come):
    crowd = come(Forgetful)
    assert crowd.errors == {}
    assert len(crowd.seconds) == 2 * PATIENTS
    assert len([fault for fault in crowd.lost() if fault.startswith("lost")]) == PATIENTS


def test_it_notices_errors_and_takes_nothing_for_a_promise(come):
    crowd = come(Failing)
    assert crowd.errors == {"a submission got 500": PATIENTS}
    assert crowd.history.promised == {}


def test_memory_that_grows_and_files_that_stay_open_are_seen():
    watch = Watch(SimpleNamespace())
    watch._samples = [(1000 + 10 * n, 20 + n) for n in range(100)]
    grown, files = watch.growth()
    assert 1.6 < grown < 1.8
    assert files == (39, 119)
