"""The URLs of the project."""

from django.contrib import admin
from django.urls import include, path

handler400 = "claims.web.refusals.bad_request_page"
handler429 = "claims.web.refusals.too_many_requests_page"

urlpatterns = [
    path("api/", include("claims.api.urls")),
    path("v1alpha1/", include("claims.api.google_fact_check_urls")),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
    path("", include("claims.web.urls")),
]
