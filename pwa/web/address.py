"""Where this server is, as others are told."""

from flask import current_app, request


def root() -> str:
    """The beginning of every address, without a slash at the end.

    Over HTTPS it is what the operator says, and not the name that a caller happened to use: what
    was signed for another server must not be taken here.
    """
    config = current_app.config
    return str(config["PUBLIC_URL"] if config["HTTPS"] else request.host_url).rstrip("/")
