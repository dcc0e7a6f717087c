"""Passkeys (WebAuthn): what is asked of the browser, and whether its answer is right."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kiosk.accounts.models import Passkey, User

HOUSE = "Fil rouge"


class PasskeyRefused(Exception):
    """The browser's answer does not prove anything."""

    code = "passkey"


class Site(NamedTuple):
    """The site a passkey belongs to, such as `https://kiosk.example`; a number is no name for a site."""

    origin: str

    @property
    def name(self) -> str:
        return urlsplit(self.origin).hostname or ""


class Question(NamedTuple):
    """What the browser is asked, as JSON, and the challenge that its answer must repeat."""

    options: str
    challenge: str


def registration(user: User, site: Site) -> Question:
    """Make a passkey for this person, on a device that has none yet."""
    options = generate_registration_options(
        rp_id=site.name,
        rp_name=HOUSE,
        user_name=user.email,
        user_display_name=user.name,
        exclude_credentials=known(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def registered(credential: str, challenge: str, site: Site, name: str, now: datetime) -> Passkey:
    """The new passkey. Raises PasskeyRefused."""
    try:
        proof = verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=False,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    return Passkey(
        credential_id=proof.credential_id,
        public_key=proof.credential_public_key,
        sign_count=proof.sign_count,
        name=name,
        created_at=now,
    )


def question(user: User, site: Site) -> Question:
    """Prove that one of this person's passkeys is here."""
    options = generate_authentication_options(
        rp_id=site.name, allow_credentials=known(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return Question(options_to_json(options), bytes_to_base64url(options.challenge))


def verify(credential: str, challenge: str, site: Site, user: User) -> Passkey:
    """The passkey that answered; its count moves on. Raises PasskeyRefused."""
    try:
        answer = parse_authentication_credential_json(credential)
        passkey = next(one for one in user.passkeys if one.credential_id == answer.raw_id)
        proof = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=False,
        )
    except (WebAuthnException, StopIteration, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    passkey.sign_count = proof.new_sign_count
    return passkey


def known(user: User) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=passkey.credential_id) for passkey in user.passkeys]
