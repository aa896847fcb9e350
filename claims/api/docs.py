"""The page that shows the OpenAPI document."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class ApiDocsView(SpectacularSwaggerSplitView):
    """Swagger UI from our own files; the content security policy requires its script in a file of its own."""

    url_name = "api:schema"
    template_name = "public/api_docs.html"
