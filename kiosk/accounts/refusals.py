"""Why something about an account is refused; templates have the sentences."""


class AccountRefusal(Exception):
    """The account stays as it was; the code names the sentence, the field where it belongs."""

    code = ""
    field = ""


class EmailTaken(AccountRefusal):
    code, field = "email_taken", "email"


class LastAdmin(AccountRefusal):
    """Without an administrator nobody could let anybody in again."""

    code, field = "last_admin", "roles"


class NoRole(AccountRefusal):
    code, field = "no_role", "roles"


class PasswordTooShort(AccountRefusal):
    code, field = "password_short", "password"


class PasswordTooLong(AccountRefusal):
    code, field = "password_long", "password"


class PasswordIsEmail(AccountRefusal):
    code, field = "password_email", "password"


class PasswordTooCommon(AccountRefusal):
    code, field = "password_common", "password"


class PasswordRepeatedWrong(AccountRefusal):
    """Where nobody can look at what is typed, it is asked for twice."""

    code, field = "password_repeat", "repeat"


class UnusableInvitation(AccountRefusal):
    """Used, too old, replaced by a newer one, or never made."""

    code = "invitation"


class WrongPassword(AccountRefusal):
    code, field = "wrong_password", "current"


class OwnAccount(AccountRefusal):
    """An administrator who sits at the screen may not be who is signed in: their own account asks for the password."""

    code, field = "own_account", "access"


class WrongCode(AccountRefusal):
    """The application does not show this code."""

    code, field = "wrong_code", "code"


class LastFactor(AccountRefusal):
    """Whoever needs a second factor keeps one."""

    code = "last_factor"
