"""Every setting: its default, its environment variable, its meaning."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PACKAGE = Path(__file__).parent
# A checkout keeps templates, static files and catalogues beside the package, a wheel inside it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
TOWN = ZoneInfo("Europe/Paris")
LOCALES = ("fr", "fr-falc", "de", "en", "ar", "tr", "uk")

SHORTEST_KEY = 16  # signs; what is shorter can be guessed
DEMO_PLACE = "openstreetmap:mediatheque-olympe-de-gouges-centre-ville-strasbourg"

PASSWORDS = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    # Argon2 needs no key beside it: a backup can be restored on a machine with another one.
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
}


class BadSetting(ValueError):
    """A variable of the environment whose value cannot be meant; the message is its name."""


class Setting(NamedTuple):
    """One environment variable and what it means to the person who installs the kiosk."""

    variable: str
    default: str
    meaning: str


SETTINGS = (
    Setting("KIOSK_DATA_DIR", "var", "Folder of the database, the secret key and everything that must be kept."),
    Setting("KIOSK_DATABASE_URL", "", "Database address; empty means SQLite in the data folder."),
    Setting("KIOSK_SECRET_KEY", "", "Signs cookies; empty means a key that is made once in the data folder."),
    Setting(
        "KIOSK_PUBLIC_URL",
        "",
        "Address that phones can reach, written into QR codes; empty means the address of the request.",
    ),
    Setting(
        "KIOSK_PLACE",
        DEMO_PLACE,
        "Where this kiosk stands, as SOURCE:ID of a place; what is nearest to it comes first.",
    ),
    Setting(
        "KIOSK_SMTP_URL",
        "",
        "Mail server, as smtp://USER:PASSWORD@HOST:PORT or smtps://…; empty means that no e-mail is sent.",
    ),
    Setting("KIOSK_MAIL_FROM", "", "Who writes the e-mails, as NAME <ADDRESS> or ADDRESS; needed to send any."),
    Setting(
        "KIOSK_SMS_URL",
        "",
        "Gateway that takes a text message as a POST of JSON; empty means that no text message is sent.",
    ),
    Setting("KIOSK_SESSION_HOURS", "12", "Hours after which whoever signed in must sign in again, 1 to 12."),
    Setting("KIOSK_IDLE_MINUTES", "60", "Minutes without a page after which one must sign in again, 1 to 60."),
    Setting("KIOSK_PROXIES", "0", "How many web servers stand in front and pass on the visitor's address, 0 to 3."),
    Setting("KIOSK_REDIS_URL", "", "Where several processes count failed sign-ins together; empty means in memory."),
)
NUMBERS = {"KIOSK_SESSION_HOURS": range(1, 13), "KIOSK_IDLE_MINUTES": range(1, 61), "KIOSK_PROXIES": range(4)}
"""What the settings that are whole numbers may be."""
SENDER = re.compile(r"([^<>@\"\\\r\n]*<)?[\w.+-]+@[\w-]+(\.[\w-]+)*(?(1)>)", re.ASCII)
SCHEMES = {
    "KIOSK_PUBLIC_URL": ("http", "https"),
    "KIOSK_SMTP_URL": ("smtp", "smtps"),
    "KIOSK_SMS_URL": ("http", "https"),
}
"""What the settings that are addresses may begin with."""


FIXED = {
    # Accounts that are printed at the start work only while this is true.
    "DEMO": False,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_HTTPONLY": True,
    "WTF_CSRF_TIME_LIMIT": None,
    # The errors of forms are codes that pages put into words.
    "WTF_I18N_ENABLED": False,
    "MAX_CONTENT_LENGTH": 64 * 1024,
    # What goes wrong is written into the log, and the log is no place for names and telephone numbers.
    "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
    "BABEL_DEFAULT_TIMEZONE": str(TOWN),
    "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
    "COMPRESS_MIMETYPES": [
        "text/html", "text/css", "text/javascript", "text/calendar", "image/svg+xml", "application/json",
        "application/ld+json", "application/wasm",
    ],
}  # fmt: skip
"""What does not depend on where the kiosk is installed."""


def configuration(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Flask's configuration as the environment asks for it. Makes the data folder and the secret key.

    Raises BadSetting, and OSError where the data folder cannot be made.
    """
    values = {setting.variable: environ.get(setting.variable) or setting.default for setting in SETTINGS}
    check_addresses(values)
    if len(values["KIOSK_SECRET_KEY"]) in range(1, SHORTEST_KEY):
        raise BadSetting("KIOSK_SECRET_KEY")
    numbers = {name: whole_number(name, values[name]) for name in NUMBERS}
    data_dir = Path(values["KIOSK_DATA_DIR"]).absolute()
    data_dir.mkdir(parents=True, exist_ok=True)
    return {
        "SECRET_KEY": values["KIOSK_SECRET_KEY"] or kept_secret(data_dir / "secret-key"),
        "SQLALCHEMY_DATABASE_URI": database_uri(values["KIOSK_DATABASE_URL"], data_dir),
        "DATA_DIR": data_dir,
        "PUBLIC_URL": values["KIOSK_PUBLIC_URL"].rstrip("/"),
        "PLACE": values["KIOSK_PLACE"],
        "SMTP_URL": values["KIOSK_SMTP_URL"],
        "SMS_URL": values["KIOSK_SMS_URL"],
        "MAIL_FROM": values["KIOSK_MAIL_FROM"],
        "SESSION_HOURS": numbers["KIOSK_SESSION_HOURS"],
        "IDLE_MINUTES": numbers["KIOSK_IDLE_MINUTES"],
        "PROXIES": numbers["KIOSK_PROXIES"],
        "RATELIMIT_STORAGE_URI": values["KIOSK_REDIS_URL"] or "memory://",
        **FIXED,
        **PASSWORDS,
    }


def whole_number(variable: str, text: str) -> int:
    """The number, or BadSetting when it is none or lies outside of its range."""
    number = int(text) if text.isascii() and text.isdigit() else -1
    if number not in NUMBERS[variable]:
        raise BadSetting(variable)
    return number


def check_addresses(values: Mapping[str, str]) -> None:
    """Raises BadSetting."""
    for variable, schemes in SCHEMES.items():
        if values[variable] and not is_address(values[variable], schemes):
            raise BadSetting(variable)
    sender = values["KIOSK_MAIL_FROM"]
    if (sender or values["KIOSK_SMTP_URL"]) and not SENDER.fullmatch(sender):
        raise BadSetting("KIOSK_MAIL_FROM")


def is_address(text: str, schemes: tuple[str, ...]) -> bool:
    """Whether the text names a host that can be reached by one of these schemes."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def database_uri(url: str, data_dir: Path) -> str:
    """SQLAlchemy's address of the database; plain `postgresql://` means psycopg 3."""
    if not url:
        return f"sqlite:///{data_dir / 'kiosk.sqlite'}"
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if scheme in ("postgres", "postgresql") else url


def new_key() -> str:
    return secrets.token_urlsafe(32)


def kept_secret(path: Path, new: Callable[[], str] = new_key) -> str:
    """The secret in the file, made at the first call."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new())
    return path.read_text()
