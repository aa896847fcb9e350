"""The URLs of all pages. Templates, services and tests reverse their names."""

from django.urls import include, path

from claims.web.health import health_view
from claims.web.home import desk_home
from claims.web.language import choose_language

urlpatterns = [
    path("health/", health_view, name="health"),
    path("desk/", desk_home, name="desk"),
    path("desk/language/", choose_language, name="language"),
    path("", include("claims.web.public.urls")),
    path("", include("claims.web.desk.urls")),
    path("", include("claims.web.moderation.urls")),
    path("", include("claims.web.dashboard.urls")),
    path("", include("claims.web.history.urls")),
    path("", include("claims.web.account.urls")),
]
