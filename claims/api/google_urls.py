"""The addresses of Google's Fact Check Tools API, as its own clients form them."""

from django.urls import path, re_path

from claims.api import google

app_name = "google"
urlpatterns = [
    path("claims:search", google.Search.as_view(), name="search"),
    path("claims:imageSearch", google.ImageSearch.as_view(), name="image-search"),
    re_path("^", google.Nowhere.as_view()),
]
