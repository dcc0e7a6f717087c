"""What ends a command with one line instead of a traceback."""

from typing import Any

import click


class Refusal(click.ClickException):
    """Something expected went wrong; the message is one line that names the remedy."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)
