"""Where the paths lead."""

from django.contrib import admin
from django.urls import include, path

from factcheck.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]
