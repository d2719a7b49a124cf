"""Files in one archive, compressed and encrypted with age: https://age-encryption.org/v1.

Anybody with `age`, `tar` and the key opens one without this app.
"""

import os
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

import pyrage

from pwa.errors import Fault, Invalid

ARCHIVE = "parcel.tar.gz"
LEVEL = 1  # of compression: a backup should not take the machine from those who answer
LARGEST = 1 << 30  # bytes under a passphrase, which encrypts in memory


class Lock(NamedTuple):
    """Who may open it: age recipients (age1…, ssh-…), or whoever knows a passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""


class Key(NamedTuple):
    """What opens it: age identities, or the passphrase."""

    identities: tuple[Any, ...] = ()
    passphrase: str = ""

    @classmethod
    def read(cls, text: str) -> "Key":
        """The identities of a key file, as `age-keygen` or `booster backup key` writes it."""
        if text.startswith("-----BEGIN"):
            return cls((_understood(pyrage.ssh.Identity.from_buffer, text.encode(), "identity"),))
        lines = [line.strip() for line in text.splitlines()]
        keys = [line for line in lines if line and not line.startswith("#")]
        if not keys:
            raise Invalid([Fault("identity", "has no key in it")])
        read = pyrage.x25519.Identity.from_str
        return cls(tuple(_understood(read, key, "identity") for key in keys))


def new_key() -> tuple[str, str]:
    """A new identity, to be kept away from the server, and its recipient."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def pack(folder: Path, names: list[str], file: Path, lock: Lock) -> Key:
    """Write the parcel, and give a key of this moment that opens it for a look inside."""
    archive = folder / ARCHIVE
    with tarfile.open(archive, "w:gz", compresslevel=LEVEL) as tar:
        for name in names:
            tar.add(folder / name, name)
    key = _encrypt(archive, file, lock)
    archive.unlink()
    return key


def unpack(file: Path, folder: Path, key: Key) -> None:
    """Decrypt and unpack; Invalid when the key does not open it or it was damaged."""
    archive = folder / ARCHIVE
    try:
        _decrypt(file, archive, key)
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    except (pyrage.DecryptError, tarfile.TarError, EOFError, OSError) as error:
        raise Invalid([Fault("file", f"cannot be opened: {error}")]) from None
    archive.unlink()


def _encrypt(archive: Path, file: Path, lock: Lock) -> Key:
    with archive.open("rb") as plain, os.fdopen(_private(file), "wb") as sealed:
        if lock.passphrase:
            _refuse_large(archive)
            sealed.write(pyrage.passphrase.encrypt(plain.read(), lock.passphrase))
            key = Key(passphrase=lock.passphrase)
        else:
            # Its own key, known to nobody and gone with this process: what is on disk is tried.
            once = pyrage.x25519.Identity.generate()
            pyrage.encrypt_io(plain, sealed, [*_recipients(lock), once.to_public()])
            key = Key((once,))
        sealed.flush()
        os.fsync(sealed.fileno())
    return key


def _decrypt(file: Path, archive: Path, key: Key) -> None:
    with file.open("rb") as sealed, os.fdopen(_private(archive), "wb") as plain:
        if key.passphrase:
            _refuse_large(file)
            plain.write(pyrage.passphrase.decrypt(sealed.read(), key.passphrase))
        else:
            pyrage.decrypt_io(sealed, plain, list(key.identities))


def _private(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _refuse_large(file: Path) -> None:
    if file.stat().st_size > LARGEST:
        raise Invalid([Fault("passphrase", "is for less than 1 GB: use a recipient")])


def _recipients(lock: Lock) -> list[Any]:
    kinds = {True: pyrage.ssh.Recipient.from_str, False: pyrage.x25519.Recipient.from_str}
    return [_understood(kinds[one.startswith("ssh-")], one, "to") for one in lock.recipients]


def _understood(read: Any, text: str | bytes, field: str) -> Any:
    try:
        return read(text)
    except (pyrage.RecipientError, pyrage.IdentityError, ValueError) as error:
        raise Invalid([Fault(field, f"is not understood: {error}")]) from None
