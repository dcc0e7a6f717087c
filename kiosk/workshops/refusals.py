"""Why nobody can sign up for a workshop at this moment."""


class SignUpRefused(ValueError):
    """Nobody can sign up for this workshop at this moment; the subclass says why."""


class NotYetOpen(SignUpRefused):
    """Sign-up has not begun."""


class SignUpOver(SignUpRefused):
    """Sign-up has ended, or the workshop has begun."""


class WorkshopCancelled(SignUpRefused):
    """The workshop does not take place."""


class WorkshopFull(SignUpRefused):
    """There are not enough free seats, and nobody said why there should be more."""
