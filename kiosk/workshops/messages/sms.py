"""Text messages, handed to a gateway: `POST` of `{"to", "text", "id"}` as JSON to the address in the settings.

The gateway answers 2xx when it has taken the message. `id`, also in the header `Idempotency-Key`, is the same when a
message is sent again. `https://user:password@host/…` signs in by Basic, `https://token@host/…` by Bearer.
"""

import json
from base64 import b64encode
from typing import Any
from urllib.error import HTTPError
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kiosk.workshops.messages.failures import Undeliverable, Undelivered
from kiosk.workshops.models import Message

TIMEOUT = 20  # seconds
NEVER = {400, 410, 422}
"""Answers that say that this number or this text will never do."""


class NoRedirect(HTTPRedirectHandler):
    """A gateway that answers with another address has not taken the message."""

    def redirect_request(self, *_arguments: Any, **_options: Any) -> None:
        return None


def request_to(url: str, message: Message, text: str) -> Request:
    """What the gateway is asked."""
    parts = urlsplit(url)
    body = json.dumps({"to": message.address, "text": text, "id": message.reference}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": message.reference, **authority(parts)}
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    return Request(bare.geturl(), body, headers, method="POST")


def authority(parts: SplitResult) -> dict[str, str]:
    if parts.username is None:
        return {}
    user, password = unquote(parts.username), unquote(parts.password or "")
    if parts.password is None:
        return {"Authorization": f"Bearer {user}"}
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


def send(request: Request) -> None:
    """Hand it to the gateway. Raises Undelivered and Undeliverable."""
    try:
        build_opener(NoRedirect).open(request, timeout=TIMEOUT).close()
    except HTTPError as error:
        error.close()
        raise (Undeliverable if error.code in NEVER else Undelivered)(f"HTTP {error.code}") from error
    except (OSError, ValueError) as error:
        raise Undelivered(str(error) or type(error).__name__) from error
