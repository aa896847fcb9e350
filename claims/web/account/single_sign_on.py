"""Single sign-on with OpenID Connect: the pages that lead to the issuer and back, on top of allauth.

The issuer is a setting. Requests to it do not go through the client that refuses private networks, since the
operator chose the address and it is often inside.
"""

from secrets import compare_digest, token_urlsafe
from typing import Any, NoReturn
from urllib.parse import urlsplit

import structlog
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_sso_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException, Session

from claims.client_addresses import client_group
from claims.models import User
from claims.rate_limits import Rate, demand_within_limit
from claims.refusals import NotFound
from claims.services.single_sign_on import admit_person
from claims.sign_in_refusals import SsoCancelled, SsoFailed
from claims.web.access import public_view
from claims.web.account.id_tokens import Identity, UntrustedAnswer, read_identity, verify_id_token

ADDRESS_RATES = (Rate(60, 60),)
"""Sign-ins that one address may begin: each asks the issuer."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

log = structlog.get_logger(__name__)


class IssuerLogin(SocialLogin):  # type: ignore[misc]
    """A sign-in with the identity that the issuer has proved."""

    identity: Identity


class IssuerAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Asks the issuer. Every answer is checked: the library trusts the discovery document and unsigned tokens."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the issuer's description of itself; raises `UntrustedAnswer` if it is another's."""
        if not hasattr(self, "_openid_config"):
            config = self._get_json(self.get_provider().server_url)
            if not isinstance(config, dict) or config.get("issuer") != settings.SSO.issuer:
                raise UntrustedAnswer("discovery: another issuer")
            if not all(_is_as_safe_as_the_issuer(config.get(name)) for name in ENDPOINTS):
                raise UntrustedAnswer("discovery: an endpoint is missing or not safe")
            self._openid_config = config
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the public URL to which the issuer sends people back."""
        return f"{settings.BASE_URL}{reverse('sso_callback')}"

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Return the access token, which serves this one sign-in and is not stored."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **answer: Any) -> IssuerLogin:
        """Return the sign-in of the person whom a verified ID token names."""
        config = self.openid_config
        claims = verify_id_token(
            answer["response"].get("id_token"),
            keys=self._get_json(config["jwks_uri"]),
            issuer=settings.SSO.issuer,
            client_id=settings.SSO.client_id,
        )
        address = config.get("userinfo_endpoint")
        userinfo = self._get_json(str(address), bearer=token.token) if _is_as_safe_as_the_issuer(address) else {}
        if not isinstance(userinfo, dict):
            raise UntrustedAnswer("userinfo: no object")
        identity = read_identity(claims, userinfo, settings.SSO.groups_claim)
        account = SocialAccount(provider=settings.SSO.issuer, uid=identity.subject, extra_data={})
        login = IssuerLogin(user=User(), account=account, provider=self.get_provider())
        login.identity = identity
        return login

    def _get_json(self, url: str, bearer: str = "") -> Any:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        with get_sso_adapter().get_requests_session() as session:
            response = session.get(url, headers=headers)
            response.raise_for_status()
            return response.json()


class IssuerProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's provider, with the checks above and proof keys for the code (PKCE)."""

    oauth2_adapter_class = IssuerAdapter
    pkce_enabled_default = True


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Settings of allauth: one issuer, and the desk decides who is admitted."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> IssuerProvider:
        """Return the issuer of the settings, whatever is asked for."""
        app = SocialApp(
            provider=IssuerProvider.id,
            provider_id=settings.SSO.issuer,
            name=settings.SSO.name,
            client_id=settings.SSO.client_id,
            secret=settings.SSO.client_secret,
            settings={"server_url": settings.SSO.issuer.rstrip("/"), "scope": settings.SSO.scopes},
        )
        return IssuerProvider(request, app=app)

    def get_requests_session(self) -> Session:
        """Return a session that follows no redirect, so that no secret goes elsewhere."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: IssuerLogin) -> None:
        """Find or create the account, give it the role of the groups, or refuse."""
        identity = sociallogin.identity
        if not compare_digest(identity.nonce.encode(), str(sociallogin.state.get("nonce", "")).encode()):
            _fail(UntrustedAnswer("id_token: it belongs to another sign-in"))
        known = sociallogin.user if sociallogin.is_existing else None
        person = admit_person(
            issuer=settings.SSO.issuer,
            known=known,
            email=identity.email if identity.email_verified else "",
            name=identity.name,
            groups=identity.groups,
        )
        if known:
            sociallogin.user = person
        else:
            sociallogin.connect(request, person)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: IssuerProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Refuse with a sentence."""
        if error == AuthError.CANCELLED:
            raise SsoCancelled
        _fail(exception)


@public_view
@never_cache
@require_safe
def sso_login_view(request: HttpRequest) -> HttpResponse:
    """Lead to the issuer. A person who is signed in has to prove again who they are.

    It is a link and no form, since the policy of pages lets forms lead nowhere else. Other sites cannot start it.
    """
    if not settings.SSO.enabled:
        raise NotFound
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("account_login")
    demand_within_limit("sso", client_group(request.META), ADDRESS_RATES)
    provider = get_sso_adapter(request).get_provider(request, IssuerProvider.id)
    nonce = token_urlsafe(24)
    parameters = {"nonce": nonce, **({"prompt": "login"} if request.user.is_authenticated else {})}
    try:
        response: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, get_next_redirect_url(request), auth_params=parameters, nonce=nonce
        )
    except (OAuth2Error, RequestException) as error:
        _fail(error)
    return response


@public_view
@never_cache
@require_safe
def sso_callback_view(request: HttpRequest) -> HttpResponse:
    """Take a person back from the issuer and sign them in."""
    if not settings.SSO.enabled:
        raise NotFound
    view = OAuth2CallbackView.adapter_view(IssuerAdapter(request, IssuerProvider.id))
    try:
        response: HttpResponse = view(request)
    except (OAuth2Error, RequestException) as error:
        _fail(error)
    if request.user.is_authenticated:
        record_authentication(request, request.user, "socialaccount", reauthenticated=True)
    return response


def _fail(error: Exception | None) -> NoReturn:
    """Log why, without what the issuer said, and refuse."""
    reason = str(error) if isinstance(error, UntrustedAnswer) else type(error).__name__
    log.warning("account.sso_failed", reason=reason)
    raise SsoFailed from error


def _is_as_safe_as_the_issuer(url: object) -> bool:
    return isinstance(url, str) and urlsplit(url).scheme in {"https", urlsplit(settings.SSO.issuer).scheme}
