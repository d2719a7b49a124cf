"""What leaves for an address that somebody named goes over TLS to whom it is meant for."""

import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pwa.reminders import outside
from pwa.reminders.outside import NotSent

PATIENCE = 100


@pytest.fixture
def certificate(tmp_path) -> Path:
    """Of 127.0.0.1, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "certificate.pem"
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, *plain))
    return file


class Line:
    """A server of one connection; `secure` None never says a word, not even for TLS."""

    def __init__(self, secure: ssl.SSLContext | None) -> None:
        self.heard, self._secure = b"", secure
        self._door = socket.create_server(("127.0.0.1", 0))
        self._done = threading.Event()
        self.url = f"https://127.0.0.1:{self._door.getsockname()[1]}/hook"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(OSError), self._door.accept()[0] as line:
            if self._secure is None:
                self._done.wait(PATIENCE)
                return
            with self._secure.wrap_socket(line, server_side=True) as safe:
                while b"the body" not in self.heard:
                    self.heard += safe.recv(1000) or b"the body never came"
                safe.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    def close(self) -> None:
        self._done.set()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # nobody came
        self._thread.join(PATIENCE)
        self._door.close()


@pytest.fixture
def serve(certificate):
    made: list[Line] = []

    def serve(*, speaks: bool = True) -> Line:
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if speaks else None
        if secure:
            secure.load_cert_chain(certificate)
        made.append(Line(secure))
        return made[-1]

    yield serve
    for line in made:
        line.close()


def test_whom_a_known_authority_vouches_for_gets_it(serve, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    line = serve()
    assert outside.post(line.url, b"the body", {}, local=True, patience=PATIENCE).status == 204
    assert line.heard.startswith(b"POST /hook HTTP/1.1\r\n")


def test_anybody_else_hears_nothing(serve):
    line = serve()
    with pytest.raises(NotSent):
        outside.post(line.url, b"the body", {}, local=True, patience=PATIENCE)
    assert line.heard == b""


def test_a_handshake_without_an_answer_is_cut_off(serve):
    with pytest.raises(NotSent):
        outside.post(serve(speaks=False).url, b"the body", {}, local=True, patience=0.3)
