"""The URLs of the dashboard."""

from django.urls import path

from claims.web.dashboard.learning import choose_weights_view, learning_page, undo_choice_view
from claims.web.dashboard.pages import dashboard_page, metric_csv

urlpatterns = [
    path("dashboard/", dashboard_page, name="dashboard"),
    path("dashboard/learning/", learning_page, name="learning"),
    path("dashboard/learning/choose/", choose_weights_view, name="learning_choose"),
    path("dashboard/learning/undo/<int:version>/", undo_choice_view, name="learning_undo"),
    path("dashboard/<slug:name>.csv", metric_csv, name="dashboard_csv"),
]
