"""Which pages may call from a browser: those of the origins that the clinic has listed, no others.

No cookie counts at this door, so none is asked for.
"""

from flask import Response, g, request

from pwa.interop import doors

ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}


@doors.cds.after_request
def let_listed_pages_read(response: Response) -> Response:
    response.vary.add("Origin")
    origin, client = request.headers.get("Origin"), g.get("client")
    if origin and client and origin in client.origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers.update(ALLOWED)
    return response
