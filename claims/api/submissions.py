"""Submissions: files and URLs that become articles once a worker has read them."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.account import PersonSerializer
from claims.api.enum_choices import SUBMISSION_STATES
from claims.api.inputs import takes_no_body
from claims.api.resources import Resource
from claims.models import Submission
from claims.selectors.submissions import get_submission, list_submissions
from claims.services.submissions import retry_submission

RETRY_AFTER_SECONDS = "1"


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """A submitted file or URL. `article` is the URL of its article once it is `stored`.

    `claimed_url` is where somebody said that a file comes from; it is not fetched. `title`, `publisher`, `byline` and
    `published` are what they stated about the file. `parent` is the submission of the
    mail to which a file was attached.

    If the submission is `failed`, `error` says why and `error_code` is the code of the problem.
    """

    href = serializers.HyperlinkedIdentityField(view_name="api:submission", lookup_url_kwarg="submission_id")
    state = serializers.ChoiceField(choices=SUBMISSION_STATES)
    article = serializers.SerializerMethodField()
    submitted_by = PersonSerializer()

    class Meta:
        model = Submission
        fields = (
            "id", "href", "url", "claimed_url", "file_name", *Submission.STATED_DETAILS, "kind", "speaker", "media_url",
            "reach", "state", "error", "error_code", "attempts", "article", "parent", "submitted_by", "created",
        )  # fmt: skip

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_article(self, submission: Submission) -> str | None:
        """Return the URL of the article."""
        if submission.article_id is None:
            return None
        return reverse("api:article", args=[submission.article_id], request=self.context["request"])


class SubmissionsResource(Resource):
    """Submitted files and URLs."""

    abilities = {"list": "articles.see", "retrieve": "articles.see"}

    @extend_schema(operation_id="submissions_list", summary="Submissions", responses=SubmissionSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return submissions, newest first: all for editors, their own for contributors."""
        return self.render_page(list_submissions(user=self.current_user), SubmissionSerializer)

    @extend_schema(operation_id="submissions_retrieve", responses=SubmissionSerializer)
    def retrieve(self, request: Request, submission_id: int) -> Response:
        """Return a submission. While it waits, `Retry-After` gives the seconds until the next request."""
        submission = get_submission(submission_id, user=self.current_user)
        response = self.render(submission, SubmissionSerializer)
        if submission.state == Submission.State.WAITING:
            response["Retry-After"] = RETRY_AFTER_SECONDS
        return response


class SubmissionRetryResource(Resource):
    """Trying a submission again."""

    abilities = {"create": "articles.submit"}

    @extend_schema(
        operation_id="submissions_retry", summary="Try again", request=None, responses={202: SubmissionSerializer}
    )
    @takes_no_body
    def create(self, request: Request, submission_id: int) -> Response:
        """Fetch a submission that failed again."""
        submission = retry_submission(submission_id=submission_id, by=self.current_user)
        return self.render(submission, SubmissionSerializer, 202)
