"""One blueprint for each policy of who may come in, and the addresses that programs are told.

`smart` is open to anyone, `fhir` asks for an access token (see `access`), `cds` for a signed JWT.
None of them looks at a cookie.
"""

from flask import Blueprint

from pwa.interop.fhir.element import Base
from pwa.web.address import root

__all__ = ["base", "cds", "fhir", "root", "smart", "token_url"]

smart = Blueprint("smart", __name__)
fhir = Blueprint("fhir", __name__, url_prefix="/fhir")
cds = Blueprint("cds", __name__, url_prefix="/cds")


def base() -> Base:
    """The address of FHIR's resources."""
    return Base(f"{root()}/fhir")


def token_url() -> str:
    """Where tokens are given, which an assertion names as its audience."""
    return f"{root()}/oauth/token"
