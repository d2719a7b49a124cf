"""What a program has to know before it asks for a token.

Source: SMART App Launch 2.2, "Conformance", `/.well-known/smart-configuration`.
"""

from flask import Response, jsonify

from pwa.care.programs import scopes
from pwa.care.programs.assertions import ALGORITHMS
from pwa.interop import doors

PATH = "/.well-known/smart-configuration"


@doors.smart.get(PATH)
@doors.smart.get(f"/fhir{PATH}", endpoint="configuration_of_fhir")
def configuration() -> Response:
    response = jsonify(
        token_endpoint=doors.token_url(),
        token_endpoint_auth_methods_supported=["private_key_jwt"],
        token_endpoint_auth_signing_alg_values_supported=sorted(ALGORITHMS),
        grant_types_supported=["client_credentials"],
        scopes_supported=scopes.written(scopes.OFFERED),
        capabilities=["client-confidential-asymmetric", "permission-v1", "permission-v2"],
        # The specification wants it of everybody, also of who has no page that asks for a code.
        code_challenge_methods_supported=["S256"],
    )
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
