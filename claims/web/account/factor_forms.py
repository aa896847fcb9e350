"""Forms of second factors: wrong codes are limited as wrong passwords are, and passkeys have short names."""

from typing import Any, cast

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.flows import rename_authenticator
from django import forms

from claims.models import User
from claims.services.account_events import record_factor_change
from claims.web.account.sign_in_limits import begin_sign_in

MAX_NAME_CHARACTERS = 80
BROKEN_ANSWER = (AttributeError, KeyError, TypeError, ValueError)
"""What the library raises for an answer of a browser that is none."""


class LimitedCode(forms.Form):
    """Counts wrong codes, so that nobody who has a password can try them all. Raises `TooManySignIns`."""

    user: User

    def clean_code(self) -> str:
        """Return the code if it is right."""
        attempt = begin_sign_in(context.request, self.user.email)
        code: str = super().clean_code()  # type: ignore[misc]
        attempt.succeed()
        return code


class CodeForm(LimitedCode, AuthenticateForm):  # type: ignore[misc]
    """Asks for a code at a sign-in."""


class RepeatedCodeForm(LimitedCode, ReauthenticateForm):  # type: ignore[misc]
    """Asks for a code before something is changed."""


class CheckedAnswer(forms.Form):
    """Refuses what no browser would send, instead of failing."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey that has signed."""
        try:
            return cast(Authenticator, super().clean_credential())  # type: ignore[misc]
        except BROKEN_ANSWER as error:
            raise get_factor_adapter().validation_error("incorrect_code") from error


class PasskeyForm(CheckedAnswer, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """Asks for a passkey as a second factor."""


class PasskeySignInForm(CheckedAnswer, LoginWebAuthnForm):  # type: ignore[misc]
    """Signs in with a passkey alone."""


class RepeatedPasskeyForm(CheckedAnswer, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Asks for a passkey before something is changed."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Adds a passkey."""

    name = forms.CharField(required=False, max_length=MAX_NAME_CHARACTERS)

    def clean(self) -> dict[str, Any]:
        """Return the fields; refuse what no browser would send."""
        try:
            return cast(dict[str, Any], super().clean())
        except BROKEN_ANSWER as error:
            raise get_factor_adapter().validation_error("incorrect_code") from error


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Renames a passkey, with an event and a notice to its owner."""

    name = forms.CharField(max_length=MAX_NAME_CHARACTERS)

    def save(self) -> Authenticator:
        """Save the name."""
        factor: Authenticator = self.instance
        rename_authenticator(context.request, factor, self.cleaned_data["name"])
        record_factor_change(user=cast(User, factor.user), factor=factor.type, change="renamed")
        get_account_adapter().send_notification_mail("mfa/email/webauthn_renamed", factor.user)
        return factor
