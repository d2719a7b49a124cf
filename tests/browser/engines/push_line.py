"""The line over which Mozilla's push service speaks with a Firefox, on loopback."""

import json
import socket
import threading
from base64 import urlsafe_b64encode
from contextlib import suppress

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Event, Request, TextMessage

from tests.reminders.push_service import Taken

NAME = "push-notification"


class PushLine:
    """Gives out one endpoint; `deliver` brings a message to whoever subscribed at it."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint, self._channel = endpoint, ""
        self.taken_up: list[int] = []  # how the browser got on with each
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def deliver(self, taken: Taken) -> None:
        said = {"channelID": self._channel, "version": f"v{id(taken)}", "ttl": 60}
        data = urlsafe_b64encode(taken.body).rstrip(b"=").decode()
        headers = {"encoding": taken.headers["Content-Encoding"]}
        self._say("notification", said | {"data": data, "headers": headers})

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):  # the test is over
            while True:
                self._line, _ = self._listener.accept()
                with self._line:
                    self._listen(WSConnection(ConnectionType.SERVER))

    def _listen(self, spoken: WSConnection) -> None:
        self._spoken, text = spoken, ""
        while heard := self._line.recv(65536):
            spoken.receive_data(heard)
            for event in spoken.events():
                if isinstance(event, Request):
                    self._send(AcceptConnection(subprotocol=NAME))
                if isinstance(event, TextMessage):
                    text += event.data
                    if event.message_finished:
                        self._answer(json.loads(text))
                        text = ""

    def _answer(self, asked: dict) -> None:
        kind = asked.get("messageType", "")
        if kind == "hello":
            self._say(kind, {"uaid": "0" * 32, "status": 200, "use_webpush": True})
        if kind == "register":
            self._channel = asked["channelID"]
            where = {"channelID": self._channel, "pushEndpoint": self._endpoint}
            self._say(kind, where | {"status": 200})
        if kind == "unregister":
            self._say(kind, {"channelID": asked["channelID"], "status": 200})
        if kind == "ack":
            self.taken_up += [one["code"] for one in asked["updates"]]

    def _say(self, kind: str, said: dict) -> None:
        self._send(TextMessage(json.dumps({"messageType": kind} | said)))

    def _send(self, event: Event) -> None:
        self._line.sendall(self._spoken.send(event))
