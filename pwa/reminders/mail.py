"""E-mail by SMTP: neutral, in plain text, and stopped by one press (RFC 8058)."""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from ssl import create_default_context

from pwa.reach import MailServer
from pwa.reminders.answer import Answer
from pwa.reminders.words import Said

PATIENCE = 20

log = logging.getLogger(__name__)


def message(
    said: Said, text: str, to: str, sender: str, number: str, now: datetime, stop: str | None
) -> EmailMessage:
    """The e-mail; `number` makes one that should arrive twice the same for its reader.

    `stop` is where it can be stopped, for one that may be.
    """
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, said.title
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{number}@{sender.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = said.lang
    if stop:
        made["List-Unsubscribe"] = f"<{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text)
    return made


def send(server: MailServer, made: EmailMessage) -> Answer:
    """Hand it to the mail server."""
    handed_over = False
    try:
        with _connected(server) as line:
            handed_over = True
            line.send_message(made)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        log.warning("The mail server refused an e-mail: %s", type(error).__name__)
        return Answer.REFUSED
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server is away: %s", type(error).__name__)
        return Answer.UNSURE if handed_over else Answer.REFUSED
    return Answer.DELIVERED


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A line that is encrypted, unless the server is on this machine."""
    context = create_default_context()
    line: smtplib.SMTP
    if server.tls_at_once:
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if not server.tls_at_once and not server.is_local:
            line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
        yield line
    finally:
        _say_goodbye(line)


def _say_goodbye(line: smtplib.SMTP) -> None:
    """What happens after the e-mail was taken changes nothing about it."""
    try:
        line.quit()
    except (OSError, smtplib.SMTPException):
        line.close()
