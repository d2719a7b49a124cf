"""The words of the error pages. Plain, and always what a person can do next."""

from typing import NamedTuple


class Words(NamedTuple):
    title: str
    lines: tuple[str, ...]


CALL = "If you need your clinic now, call them."

WORDS = {
    400: Words(
        "We could not read that",
        ("Something in what your browser sent was not right.", "Go back and try again."),
    ),
    401: Words("Please sign in", ("You need to sign in to see this page.",)),
    403: Words("You can’t open this page", ("It is not open to you, so nothing was changed.",)),
    404: Words(
        "We can’t find this page",
        ("The address may be wrong, or the page may have moved.",),
    ),
    405: Words(
        "That can’t be done here",
        ("The page can’t be used in this way. Go back and try again.",),
    ),
    409: Words("This was changed already", ("Someone changed it before you. Look at it again.",)),
    410: Words(
        "This link no longer works",
        ("It was used before, or its time is over.", "Ask your clinic for a new one."),
    ),
    413: Words("That is too much to send", ("Nothing was saved. Make it shorter and try again.",)),
    415: Words("We could not read that", ("It came in a form that we don’t know.",)),
    422: Words("Something is missing or not right", ("Go back and check what you entered.",)),
    429: Words("Too many tries", ("Please wait a few minutes. Then try again.",)),
    500: Words(
        "Sorry, something went wrong here",
        ("What you did last may not be saved.", "Please try again in a few minutes.", CALL),
    ),
    503: Words(
        "Sorry, we can’t save anything right now",
        ("Please try again in a few minutes.", "Answers on your phone stay on your phone.", CALL),
    ),
}

# For when even the error page can't be made. No style: the page's policy allows none inline.
FAILSAFE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{lines}</p></main></body>
</html>
"""
