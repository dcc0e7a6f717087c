"""What people type, as it is kept."""


def normalized(email: str) -> str:
    """The address as it is compared and stored."""
    return printable(email).strip().casefold()


def printable(text: str) -> str:
    """The text without signs that cannot be seen; one of them no database keeps."""
    return "".join(sign for sign in text if sign.isprintable())
