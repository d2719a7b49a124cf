"""Compression on the way out, where it pays: what fits one packet goes as it is."""

from flask import Flask, Response
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
        return response if is_small else compress.after_request(response)
