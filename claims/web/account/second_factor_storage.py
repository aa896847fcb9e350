"""How second factors are stored and set up: seeds are sealed, and a code is accepted once."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from claims.selectors.identity import get_identity
from claims.services.sealed_secrets import seal_secret, unseal_secret


class SealedFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seals the seeds of apps and of recovery codes, so that a copy of the database does not sign anybody in."""

    def get_totp_issuer(self) -> str:
        """Return the name under which an app keeps the codes of this desk."""
        return get_identity().name

    def encrypt(self, text: str) -> str:
        """Return the sealed seed."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the seed. One that cannot be opened becomes a random one, of which nobody knows a code."""
        return unseal_secret(encrypted_text) or str(generate_totp_secret())


class ActivateFactorForm(ActivateTOTPForm):  # type: ignore[misc]
    """Sets up an app. Its first code is used up and does not sign in as well."""

    def clean_code(self) -> str:
        """Return the code; refuse one that was used."""
        code: str = super().clean_code()
        factor = TOTP(Authenticator(user=self.user, type=Authenticator.Type.TOTP))
        if not factor._mark_code_used(code):  # noqa: SLF001 - allauth offers nothing else
            raise get_factor_adapter().validation_error("incorrect_code")
        return code
