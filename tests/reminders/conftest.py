"""Ana, whose check-in is open, with a paired phone; services on loopback to reach her by."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select

from pwa.care import enrol, pairing
from pwa.care.reminders import channels
from pwa.care.webhooks import EVENTS, registry
from pwa.reach import MailServer, Reach
from pwa.reminders import webhooks
from pwa.reminders.jobs import run_once
from pwa.store.tables import PushSubscription, Reminder
from tests.browser.server import free_port
from tests.care.conftest import Life, ago
from tests.conftest import settings_for
from tests.reminders.push_service import PushService, Receiver
from tests.reminders.webhook_receiver import Receiver as OtherSystem


class Reached(Life):
    """Ana and what reaches her. Every step is committed."""

    def __init__(self, session, cast, database, settings) -> None:
        super().__init__(session, cast.oak, cast.ana)
        self.database, self.settings = database, settings
        invite = pairing.make_invite(session, self.patient, "test")
        self.device = pairing.redeem(session, invite.code).device
        session.commit()

    def subscribes(self, receiver: Receiver) -> PushSubscription:
        caller = pairing.Caller(self.device, self.patient, self.clinic)
        channels.subscribe(self.s, caller, receiver.endpoint, receiver.p256dh, receiver.auth)
        self.s.commit()
        return self.rows(PushSubscription)[-1]

    def has_email(self, address: str = "ana@alder.example") -> None:
        enrol.edit_patient(self.s, self.patient, email=address)
        self.s.commit()

    def changes(self, row, **values) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self.s.add(row)
        self.s.commit()

    def runs(self) -> None:
        """The jobs look once."""
        run_once(self.database, self.settings)

    def days(self) -> list[tuple[str, str, str]]:
        """State, channel and reason of each of her reminders."""
        self.s.expire_all()
        chosen = select(Reminder).where(Reminder.patient_id == self.patient.id)
        found = self.s.exec(chosen.order_by(Reminder.on)).all()
        self.s.commit()
        return [(row.state, row.channel or "", row.why) for row in found]


@pytest.fixture
def push_service():
    service = PushService()
    yield service
    service.close()


class Mailbox:
    """What a mail server on loopback was given; with `refuses` it takes nothing."""

    def __init__(self) -> None:
        self.mails, self.refuses = [], False
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refuses:
            return "451 Try again later"
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, tls_at_once=False, sender="hello@oak.clinic")

    def close(self) -> None:
        self._controller.stop()


@pytest.fixture
def mailbox():
    box = Mailbox()
    yield box
    box.close()


@pytest.fixture
def settings(database_url, request):
    """With a contact for push services, and a mail server where the test has one."""
    mail = request.getfixturevalue("mailbox").server if "mailbox" in request.fixturenames else None
    return settings_for(
        database_url,
        reach=Reach("mailto:hello@oak.clinic", mail, "http://localhost:8000"),
    )


@pytest.fixture
def ana(app, clock, session, cast, settings) -> Reached:
    """Her last check-in was a week ago, so today's is open. It is 11 in the morning."""
    ana = Reached(session, cast, app.extensions["db"], settings)
    ana.checks_in(ago(7))
    return ana


@pytest.fixture
def receiver(push_service) -> Receiver:
    return Receiver(f"{push_service.url}/phone")


@pytest.fixture
def at(clock):
    """Move the clock to a moment in New York's summer time: at(27, 9) is 27 April, 9:00."""
    return lambda day, hour, minute=0, month=4: clock.move_to(
        datetime(2026, month, day, hour + 4, minute, tzinfo=UTC)
        if hour < 20
        else datetime(2026, month, day + 1, hour - 20, minute, tzinfo=UTC)
    )


@pytest.fixture
def other(monkeypatch):
    # A round takes all there is, however slow the machine.
    monkeypatch.setattr(webhooks, "PATIENCE", 200)
    made = OtherSystem()
    yield made
    made.close()


@pytest.fixture
def told(ana, cast, other):
    """Oak Clinic tells the other system; what happened before is none of its business."""
    return tells(ana, cast, other)


def tells(ana, cast, other):
    webhook = registry.add(ana.s, cast.oak, other.url, EVENTS, cast.nora, local=True)
    other.secret = webhook.secret
    ana.s.commit()
    return webhook
