"""The URLs of the dashboard."""

from django.urls import path

from claims.web.dashboard.pages import dashboard_page, metric_csv

urlpatterns = [
    path("dashboard/", dashboard_page, name="dashboard"),
    path("dashboard/<slug:name>.csv", metric_csv, name="dashboard_csv"),
]
