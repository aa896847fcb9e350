"""URLs of Google's Fact Check Tools API, as its clients build them."""

from django.urls import path, re_path

from claims.api.google_fact_check import ClaimSearchView, ImageSearchView, UnknownGoogleView

app_name = "google"
urlpatterns = [
    path("claims:search", ClaimSearchView.as_view(), name="search"),
    path("claims:imageSearch", ImageSearchView.as_view(), name="image-search"),
    re_path("^", UnknownGoogleView.as_view()),
]
