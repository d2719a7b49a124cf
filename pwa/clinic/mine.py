"""What protects the account of who is signed in, for the banner and for the forms that ask."""

from flask import Flask, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pwa.care import roles
from pwa.care.staff import passkeys, totp
from pwa.clinic.permissions import permission_of
from pwa.web.session import current_session


def my_passkeys() -> int:
    """How many passkeys they have."""
    if "passkeys" not in g:
        g.passkeys = len(passkeys.of(current_session(), g.staff))
    return int(g.passkeys)


def lacks_second_factor() -> bool:
    """Whether a password is all that protects the account; never said in the demo."""
    return not (current_app.config["DEMO"] or totp.is_on(g.staff) or my_passkeys())


def set_up_first() -> ResponseReturnValue | None:
    """Where the clinic asks all staff for a second factor, who has none comes no further."""
    own = permission_of(request.endpoint) == roles.OWN_ACCOUNT
    if own or not g.clinic.needs_second_factor or not lacks_second_factor():
        return None
    flash("Your clinic asks for more than a password. Add a passkey or an authenticator app.")
    return redirect(url_for("clinic.account"), 303)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        clinic_roles=roles.ROLES, my_passkeys=my_passkeys, lacks_second_factor=lacks_second_factor
    )
