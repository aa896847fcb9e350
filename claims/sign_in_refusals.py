"""Refusals of sign-ins. Of Django, this table imports the translations alone."""

from django.utils.translation import gettext_lazy as _

from claims.refusals import Refusal


class SsoOnly(Refusal):
    code, status = "sso_only", 403
    title = _("This desk signs people in with single sign-on alone. Passwords, passkeys and sign-up are turned off.")


class SsoFailed(Refusal):
    code, status = "sso_failed", 403
    title = _("The sign-in did not work. Try again; if it fails again, tell an administrator the time.")


class SsoCancelled(Refusal):
    code, status = "sso_cancelled", 403
    title = _("You have cancelled the sign-in. Nothing has changed.")


class SsoUnverified(Refusal):
    code, status = "sso_unverified", 403
    title = _("Your organisation has not verified your e-mail address. Ask whoever manages your account there.")


class SsoUninvited(Refusal):
    code, status = "sso_uninvited", 403
    title = _("No account of this desk has your e-mail address. Ask an administrator of the desk to invite you.")


class SsoWithoutRole(Refusal):
    code, status = "sso_without_role", 403
    title = _("None of your groups has a role at this desk. Ask whoever manages the groups of your organisation.")


class SsoOtherIdentity(Refusal):
    code, status = "sso_other_identity", 403
    title = _("The account with your e-mail address belongs to another identity. Ask an administrator of the desk.")


class HttpsRequired(Refusal):
    code, status = "https_required", 403
    title = _("Your token was sent over plain HTTP, where others can read it. Create a new one, and use HTTPS.")
