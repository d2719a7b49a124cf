"""What a browser is asked when it makes or uses a passkey, as WebAuthn's JSON."""

import json
from typing import Any, NamedTuple

import webauthn
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pwa.store.tables import Passkey, Staff

_VERIFIED = UserVerificationRequirement.REQUIRED


class Site(NamedTuple):
    """For whom a passkey is: the host's name, and the origin that a browser must say."""

    host: str
    origin: str


def to_make(staff: Staff, known: list[Passkey], site: Site) -> dict[str, Any]:
    """What a browser needs to make a passkey."""
    made = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Booster Check",
        user_id=staff.id.encode(),
        user_name=staff.email,
        user_display_name=staff.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        ),
        exclude_credentials=_described(known),
    )
    return _as_json(webauthn.options_to_json(made))


def to_use(known: list[Passkey], site: Site) -> dict[str, Any]:
    """What a browser needs to use one of the `known`, or, where none is, whichever it has."""
    made = webauthn.generate_authentication_options(
        rp_id=site.host, allow_credentials=_described(known) or None, user_verification=_VERIFIED
    )
    return _as_json(webauthn.options_to_json(made))


def _described(known: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(k.credential_id)) for k in known]


def _as_json(written: str) -> dict[str, Any]:
    return dict(json.loads(written))
