"""Settings of accounts: passwords, sign-in, addresses and second factors."""

from typing import Any

PASSWORD_RULES = (
    "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
    "django.contrib.auth.password_validation.MinimumLengthValidator",
    "django.contrib.auth.password_validation.CommonPasswordValidator",
    "django.contrib.auth.password_validation.NumericPasswordValidator",
    "claims.web.account.password_rules.DeskWordsValidator",
)

FACTOR_FORMS = {
    purpose: f"claims.web.account.factor_forms.{name}"
    for purpose, name in {
        "authenticate": "CodeForm",
        "reauthenticate": "RepeatedCodeForm",
        "authenticate_webauthn": "PasskeyForm",
        "reauthenticate_webauthn": "RepeatedPasskeyForm",
        "login_webauthn": "PasskeySignInForm",
        "add_webauthn": "AddPasskeyForm",
        "edit_webauthn": "RenamePasskeyForm",
    }.items()
}


def build_account_settings() -> dict[str, Any]:
    """Return the settings of Django and allauth for the accounts of the desk."""
    return {
        "AUTH_USER_MODEL": "claims.User",
        "AUTHENTICATION_BACKENDS": ["claims.web.account.allauth_adapter.SecondFactorBackend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "desk",
        "AUTH_PASSWORD_VALIDATORS": [{"NAME": name} for name in PASSWORD_RULES],
        "ACCOUNT_ADAPTER": "claims.web.account.allauth_adapter.InvitationOnlyAdapter",
        "ACCOUNT_FORMS": {"login": "claims.web.account.sign_in_form.SignInForm"},
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        # An invitation proves the first address. A new one takes the place of the old one once it is proved.
        "ACCOUNT_EMAIL_VERIFICATION": "optional",
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        # claims.web.account.sign_in_limits counts sign-ins.
        "ACCOUNT_RATE_LIMITS": {"login": None, "login_failed": None},
        "ALLAUTH_RATE_LIMIT_IPV6_PREFIX": 64,
        "MFA_ADAPTER": "claims.web.account.second_factor_storage.SealedFactorAdapter",
        "MFA_FORMS": {"activate_totp": "claims.web.account.second_factor_storage.ActivateFactorForm"} | FACTOR_FORMS,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "SOCIALACCOUNT_ADAPTER": "claims.web.account.single_sign_on.SingleSignOnAdapter",
        "SOCIALACCOUNT_REQUESTS_TIMEOUT": 3,
        # There is no sign-up: an invitation by email proves the address.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    }
