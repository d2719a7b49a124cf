"""A page that is left while it writes leaves the disk to the next one, in WebKit too."""

from tests.browser.engines.hands import pair, sees
from tests.browser.patients import invite

TIMES = 12  # where WebKit is not helped, three of ten pages take the database with them


def test_pages_that_are_left_at_once_leave_the_disk_to_the_next(webkit, server, cast):
    webkit.open()
    pair(webkit, invite(server, cast).token)
    for _ in range(TIMES):
        webkit.goto("/app/check-in")
        sees(webkit, "Question 1 of 7")
        webkit.goto("/app")
        sees(webkit, "Hello Ana Alder")
