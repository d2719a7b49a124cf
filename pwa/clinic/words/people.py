"""Who does what, and how they sign in."""

# Who acts on the audit trail, other than by name.
ACTORS = {
    "patient": "A patient",
    "cli": "The command line",
    "client": "A record system",
    "system": "The system itself",
}

SIGN_INS = {
    "password": "Password",
    "totp": "Password and app",
    "recovery": "Password and recovery code",
    "passkey": "Passkey",
}


def event(name: str) -> str:
    """An event's name as words: "treatment.recorded" is "Treatment recorded"."""
    return name.replace(".", " ").replace("-", " ").capitalize()
