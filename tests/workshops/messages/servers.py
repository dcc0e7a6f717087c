"""A mail server and a gateway for text messages, on this machine, which keep what they are given."""

import asyncio
import json
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, Envelope


class MailServer:
    """Speaks SMTP; `answers` says what it tells a recipient or, under `DATA` and `QUIT`, everybody."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: dict[str, str] = {}
        self.on_data: Callable[[], None] = lambda: None
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever)

    def __enter__(self) -> Self:
        self.thread.start()
        started = self.loop.create_server(lambda: SMTP(self, hostname="localhost", loop=self.loop), "127.0.0.1", 0)
        self.server = asyncio.run_coroutine_threadsafe(started, self.loop).result()
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self.end(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def end(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {cast(Any, asyncio.current_task())}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    # aiosmtpd looks for these three names.
    async def handle_RCPT(  # noqa: N802, the name that aiosmtpd calls
        self, _server: SMTP, _session: object, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802, the name that aiosmtpd calls
        await self.loop.run_in_executor(None, self.on_data)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        assert isinstance(envelope.content, bytes)
        self.received.append(message_from_bytes(envelope.content, policy=default))
        self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        return "250 OK"

    async def handle_QUIT(self, _server: SMTP, _session: object, _envelope: Envelope) -> str:  # noqa: N802, the name that aiosmtpd calls
        return self.answers.get("QUIT", "221 Bye")

    def recipients(self) -> list[str]:
        return sorted(str(mail["To"]) for mail in self.received)

    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.received]


class Gateway:
    """Takes text messages over HTTP; `status` is what it answers."""

    def __init__(self) -> None:
        self.received: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 202

    def __enter__(self) -> Self:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gateway.take(self.rfile.read(int(self.headers["Content-Length"])), dict(self.headers))
                self.send_response(gateway.status)
                self.send_header("Content-Length", "0")
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        self.headers.append(headers)
        if self.status < 300:
            self.received.append(json.loads(body))

    def url(self, user: str = "") -> str:
        return f"http://{user}127.0.0.1:{self.server.server_port}/messages"


def words_of(mail: EmailMessage, kind: str = "plain") -> str:
    """The words of the plain or of the HTML part."""
    body = mail.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def waiting(has_begun: Event, may_end: Event) -> Callable[[], None]:
    """What a slow server does: it says that it has begun, and waits."""

    def wait() -> None:
        has_begun.set()
        may_end.wait(30)

    return wait
