"""Tokens of 256 bits and short codes. They are given out once; rows hold their hashes."""

import hashlib
import secrets

# Nothing here is mistaken for anything else, read aloud or in any typeface: no I, L, O, U, 0, 1.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 10


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Ten letters, 49 bits: enough for minutes, behind a limit on guessing."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def written(code: str) -> str:
    """The code as it is shown: XXXXX-XXXXX."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def letters(typed: str) -> str:
    """The code as it was typed, without its dash and spaces, in capitals."""
    return "".join(character for character in typed.upper() if character.isalnum())


def hashed(purpose: str, secret: str) -> str:
    text = f"{purpose} {secret}"
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def key_of(cookie_value: str | None) -> dict[str, str] | None:
    """The clinic and the hash that a device's cookie stands for."""
    clinic_id, _, token = (cookie_value or "").partition(".")
    return {"clinic": clinic_id, "hash": hashed("device", token)} if token else None
