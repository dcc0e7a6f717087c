"""Why a message was not handed to the server that passes it on."""


class Undelivered(Exception):
    """The server could not be reached or did not want it now: worth another attempt."""


class Undeliverable(Exception):
    """There is no such recipient, or nothing by which to send to it: no attempt will ever succeed."""


class Overtaken(Exception):
    """What the message says is no longer true, or comes too late: nobody needs it any more."""
