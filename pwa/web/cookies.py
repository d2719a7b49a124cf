"""Cookies that hold a token. On HTTPS their names say so, which ties them to this very host."""

from flask import Response, current_app, request


def _full(name: str) -> str:
    return f"__Host-{name}" if current_app.config["HTTPS"] else name


def set_token(response: Response, name: str, value: str, max_age: int, samesite: str) -> None:
    """Give the browser a token for `max_age` seconds, out of reach of scripts."""
    response.set_cookie(
        _full(name),
        value,
        max_age=max_age,
        path="/",
        secure=current_app.config["HTTPS"],
        httponly=True,
        samesite=samesite,
    )


def read_token(name: str) -> str | None:
    """The token that the browser sent under this name."""
    return request.cookies.get(_full(name))


def clear_token(response: Response, name: str) -> None:
    response.delete_cookie(_full(name), path="/", secure=current_app.config["HTTPS"], httponly=True)
