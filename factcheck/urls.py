"""The URLs of the project."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claims.web.account.email_address import email_address_page

handler400 = "claims.web.refusals.bad_request_page"
handler429 = "claims.web.refusals.too_many_requests_page"
handler500 = "factcheck.server_errors.server_error_response"

urlpatterns = [
    path("api/", include("claims.api.urls")),
    path("v1alpha1/", include("claims.api.google_fact_check_urls")),
    path("admin/", admin.site.urls),
    path("account/email/", email_address_page, name="account_email"),
    path("account/sessions/", RedirectView.as_view(pattern_name="sessions"), name="usersessions_list"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("claims.web.urls")),
]
