"""Compression on the way out, where it pays: what fits one packet goes as it is."""

from functools import lru_cache

import brotli
from flask import Flask, Response, request
from flask_compress import Compress

MIN_BYTES = 1400


def init_app(app: Flask) -> None:
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=MIN_BYTES,
        # Each answer is complete before it leaves; a stream could not be weighed or cut off well.
        COMPRESS_STREAMS=False,
        COMPRESS_REGISTER=False,
    )
    compress = Compress(app)

    @app.after_request
    def smaller(response: Response) -> Response:
        is_small = not response.is_streamed and (response.content_length or 0) < MIN_BYTES
        if is_small:
            return response
        return _once(response) if _is_shell(response) else compress.after_request(response)


def _is_shell(response: Response) -> bool:
    """What phones keep, the same for all: compressed once, and so as well as can be."""
    is_kept = response.headers.get("Cache-Control") == "no-cache" and response.status_code == 200
    return is_kept and not response.content_encoding and request.accept_encodings["br"] > 0


def _once(response: Response) -> Response:
    response.set_data(smallest(response.get_data()))
    response.content_encoding = "br"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{response.get_etag()[0]}:br")
    response.make_conditional(request)
    return response


@lru_cache(maxsize=128)
def smallest(body: bytes) -> bytes:
    """The body compressed as well as can be: worth its time for what is sent again and again."""
    pressed: bytes = brotli.compress(body, quality=11)
    return pressed
