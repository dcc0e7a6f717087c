"""E-mail, handed to an SMTP server: `smtp://user:password@host:port`, or `smtps://` where TLS comes first."""

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from socket import socket
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kiosk.workshops.contact import ADDRESS
from kiosk.workshops.messages.failures import Undeliverable, Undelivered
from kiosk.workshops.models import Message

TIMEOUT = 20  # seconds that a server may keep silent; all the steps of one e-mail stay well below the lease
PERMANENT = 500


class Letter(NamedTuple):
    """The words of an e-mail, as plain text and as HTML."""

    subject: str
    text: str
    html: str


def envelope(message: Message, letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """The e-mail as it travels, with the same Message-ID if it is sent again. Raises Undeliverable."""
    mail = EmailMessage(policy=SMTP)
    author = address_of(sender)
    mail["From"] = author
    mail["To"] = recipient(message.address)
    mail["Subject"] = " ".join(letter.subject.split())
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message.reference}@{author.domain}>"
    # An absence message of the recipient must not answer (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return mail


def recipient(text: str) -> Address:
    """One address and nothing else. Raises Undeliverable."""
    if not ADDRESS.fullmatch(text):
        raise Undeliverable("no e-mail address")
    return address_of(text)


def address_of(text: str) -> Address:
    """`a@example.org` or `Name <a@example.org>`. Raises Undeliverable."""
    name, _, address = text.rpartition("<")
    try:
        found = Address(name.strip(), addr_spec=address.removesuffix(">") if name else text)
    except (ValueError, IndexError, AttributeError) as error:
        raise Undeliverable("no e-mail address") from error
    return found


def send(mail: EmailMessage, url: str) -> None:
    """Hand it to the server. Raises Undelivered and Undeliverable."""
    sender, reader = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
    try:
        hand_over(connected(url), mail, sender, reader)
    except smtplib.SMTPRecipientsRefused as error:
        raise refusal(*error.recipients[reader]) from error
    except smtplib.SMTPDataError as error:
        raise refusal(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Undeliverable(str(error)) from error
    # A wrong password or a sender that is not allowed is our own fault, and no reason to call everybody.
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(str(error) or type(error).__name__) from error


def hand_over(server: smtplib.SMTP, mail: EmailMessage, sender: str, reader: str) -> None:
    try:
        server.send_message(mail, from_addr=sender, to_addrs=[reader])
        # The server has it: however it says goodbye, it must not get it again.
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def refusal(code: int, words: bytes | str) -> Undelivered | Undeliverable:
    """What the server's answer means: from 500 on, it will never want it."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    kind = Undeliverable if code >= PERMANENT else Undelivered
    return kind(f"{code} {text}")


def connected(url: str) -> smtplib.SMTP:
    """The server, greeted, with TLS where it offers it and signed in where the address holds a name."""
    parts = urlsplit(url)
    host, context = parts.hostname or "", tls(parts.hostname or "")
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    try:
        introduce(server, context, unquote(parts.username or ""), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def introduce(server: smtplib.SMTP, context: ssl.SSLContext, user: str, password: str) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    if user:
        if not is_private(server.sock):
            raise Undelivered("the server offers no TLS, and the password must not be read on the way")
        server.login(user, password)


def is_private(connection: socket | None) -> bool:
    """Whether nobody can listen: the connection is encrypted, or does not leave this machine."""
    if connection is None or isinstance(connection, ssl.SSLSocket):
        return connection is not None
    return ip_address(connection.getpeername()[0]).is_loopback


def tls(host: str) -> ssl.SSLContext:
    """Certificates are verified, except on this machine: a mail server there usually signs its own."""
    context = ssl.create_default_context()
    if host in ("localhost", "127.0.0.1", "::1"):
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
