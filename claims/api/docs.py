"""A page to read the OpenAPI document."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class ApiDocsView(SpectacularSwaggerSplitView):
    """Swagger UI from our own files, its script apart from its page, for the strict policy."""

    url_name = "api:schema"
    template_name = "public/api_docs.html"
