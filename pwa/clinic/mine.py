"""What protects the account of who is signed in, for the banner and for the forms that ask."""

from flask import Flask, current_app, g

from pwa.care.staff import passkeys, totp
from pwa.web.session import current_session


def my_passkeys() -> int:
    """How many passkeys they have."""
    if "passkeys" not in g:
        g.passkeys = len(passkeys.of(current_session(), g.staff))
    return int(g.passkeys)


def lacks_second_factor() -> bool:
    """Whether a password is all that protects the account; never said in the demo."""
    return not (current_app.config["DEMO"] or totp.is_on(g.staff) or my_passkeys())


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(my_passkeys=my_passkeys, lacks_second_factor=lacks_second_factor)
