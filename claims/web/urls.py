"""The URLs of all pages. Templates, services and tests reverse their names."""

from django.urls import include, path

from claims.web.density import choose_density
from claims.web.desk.sending import manifest_view, send_page
from claims.web.health import health_view, live_view, ready_view
from claims.web.home import desk_home
from claims.web.language import choose_language
from claims.web.prometheus import prometheus_view
from claims.web.time_zone import choose_time_zone
from claims.web.tour import tour_step_view, tour_view

urlpatterns = [
    path("health/", health_view, name="health"),
    path("health/live", live_view, name="health_live"),
    path("health/ready", ready_view, name="health_ready"),
    path("metrics", prometheus_view, name="prometheus"),
    path("desk/", desk_home, name="desk"),
    path("desk/send/", send_page, name="send"),
    path("desk.webmanifest", manifest_view, name="desk_manifest"),
    path("desk/tour/", tour_view, name="tour"),
    path("desk/tour/<slug:code>/", tour_step_view, name="tour_step"),
    path("desk/language/", choose_language, name="language"),
    path("desk/time-zone/", choose_time_zone, name="time_zone"),
    path("desk/density/", choose_density, name="density"),
    path("", include("claims.web.public.urls")),
    path("", include("claims.web.desk.urls")),
    path("", include("claims.web.moderation.urls")),
    path("", include("claims.web.dashboard.urls")),
    path("", include("claims.web.history.urls")),
    path("", include("claims.web.account.urls")),
]
