"""The words of the error pages. Plain, and always what a person can do next."""

from typing import NamedTuple

from pwa.languages import mark


class Words(NamedTuple):
    title: str
    lines: tuple[str, ...]


CALL = mark("If you need your clinic now, call them.")

WORDS = {
    400: Words(
        mark("We could not read that"),
        (
            mark("Something in what your browser sent was not right."),
            mark("Go back and try again."),
        ),
    ),
    401: Words(mark("Please sign in"), (mark("You need to sign in to see this page."),)),
    403: Words(
        mark("You can’t open this page"), (mark("It is not open to you, so nothing was changed."),)
    ),
    404: Words(
        mark("We can’t find this page"),
        (mark("The address may be wrong, or the page may have moved."),),
    ),
    405: Words(
        mark("That can’t be done here"),
        (mark("The page can’t be used in this way. Go back and try again."),),
    ),
    409: Words(
        mark("This was changed already"),
        (mark("Someone changed it before you. Look at it again."),),
    ),
    410: Words(
        mark("This link no longer works"),
        (mark("It was used before, or its time is over."), mark("Ask your clinic for a new one.")),
    ),
    413: Words(
        mark("That is too much to send"),
        (mark("Nothing was saved. Make it shorter and try again."),),
    ),
    415: Words(mark("We could not read that"), (mark("It came in a form that we don’t know."),)),
    422: Words(
        mark("Something is missing or not right"), (mark("Go back and check what you entered."),)
    ),
    429: Words(mark("Too many tries"), (mark("Please wait a few minutes. Then try again."),)),
    500: Words(
        mark("Sorry, something went wrong here"),
        (
            mark("What you did last may not be saved."),
            mark("Please try again in a few minutes."),
            CALL,
        ),
    ),
    503: Words(
        mark("Sorry, we can’t save anything right now"),
        (
            mark("Please try again in a few minutes."),
            mark("Answers on your phone stay on your phone."),
            CALL,
        ),
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
