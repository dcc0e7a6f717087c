"""The address that is served: taken, listened at, announced."""

import errno
import logging
import socket
import sys
from typing import Any

import click
import qrcode
import waitress
from flask import Flask

from kiosk.refusal import Refusal

THREADS = 8
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""The addresses that mean every network card, and the one this machine then answers on."""


def bound_socket(host: str, port: int) -> socket.socket:
    """The address, taken before the long work begins; Refusal when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise address_refusal(error, host, port) from error
    return listener


def address_refusal(error: OSError, host: str, port: int) -> Refusal:
    if error.errno == errno.EADDRINUSE:
        return Refusal(f"Le port {port} est déjà pris : essayez --port {port + 1}.")
    if error.errno == errno.EACCES:
        return Refusal(f"Le port {port} est réservé : essayez --port 8000.")
    return Refusal(f"L'adresse {host} ne convient pas ({error.strerror}) : essayez --host 127.0.0.1.")


def listening_server(app: Flask, listener: socket.socket) -> Any:
    """waitress, already accepting connections on the socket."""
    host, port = listener.getsockname()[:2]
    # A request that waits a moment for a thread is not worth a line.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        is_alone = not app.config["PROXIES"]
        return waitress.create_server(app, sockets=[listener], threads=THREADS, clear_untrusted_proxy_headers=is_alone)
    except OSError as error:
        raise address_refusal(error, host, port) from error


def announce(public_url: str, host: str, port: int) -> None:
    """Say where the kiosk is served, with a QR code for phones."""
    here = address(EVERYWHERE.get(host, host), port)
    phone = public_url or (address(network_host(), port) if host in EVERYWHERE else here)
    click.echo(f"Serving on {here}")
    if phone != here:
        click.echo(f"Pour les téléphones du même réseau : {phone}")
    code = qrcode.QRCode(border=2)
    code.add_data(phone)
    code.print_ascii(out=sys.stdout, tty=sys.stdout.isatty(), invert=True)
    sys.stdout.flush()


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def network_host() -> str:
    """This machine's address on the local network. Nothing is sent: the route is only looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
