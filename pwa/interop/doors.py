"""One blueprint for each policy of who may come in, and the addresses that programs are told.

`smart` is open to anyone, `fhir` asks for an access token (see `access`), `cds` for a signed JWT.
None of them looks at a cookie.
"""

from flask import Blueprint, current_app, request

from pwa.interop.fhir.element import Base

smart = Blueprint("smart", __name__)
fhir = Blueprint("fhir", __name__, url_prefix="/fhir")
cds = Blueprint("cds", __name__, url_prefix="/cds")


def root() -> str:
    """Where this server is, without a slash at the end.

    Over HTTPS it is what the operator says, and not the name that a caller happened to use: what
    was signed for another server must not be taken here.
    """
    config = current_app.config
    return str(config["PUBLIC_URL"] if config["HTTPS"] else request.host_url).rstrip("/")


def base() -> Base:
    """The address of FHIR's resources."""
    return Base(f"{root()}/fhir")


def token_url() -> str:
    """Where tokens are given, which an assertion names as its audience."""
    return f"{root()}/oauth/token"
