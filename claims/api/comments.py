"""Comments: what the desk says to itself about a claim. No public page, feed or document has them."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.account import PersonSerializer
from claims.api.inputs import ModelInput
from claims.api.resources import Resource
from claims.models import Comment
from claims.selectors.claims import get_claim
from claims.selectors.comments import LoadedComment, get_comment, list_comments
from claims.services.comments import add_comment, remove_comment


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """What somebody of the desk said, and whom it names."""

    author = PersonSerializer()
    text = serializers.SerializerMethodField(help_text="Empty where its author has taken it back.")
    mentions = serializers.SerializerMethodField(help_text="Colleagues whom it names with an @.")

    class Meta:
        model = Comment
        fields = ("id", "claim", "author", "text", "mentions", "created", "removed")

    def get_text(self, comment: Comment) -> str:
        """What was said, as long as it stands."""
        return "" if comment.removed else comment.text

    @extend_schema_field(PersonSerializer(many=True))
    def get_mentions(self, comment: LoadedComment) -> Any:
        """Those who are told of it."""
        return comment.mentioned


class NewCommentSerializer(ModelInput):
    """Something to say about a claim."""

    class Meta:
        model = Comment
        fields = ("text",)
        extra_kwargs: ClassVar = {"text": {"help_text": "Plain text; @ and a name tells a colleague."}}


class ClaimCommentsResource(Resource):
    """The comments on a claim."""

    abilities = {"list": "comments.write", "create": "comments.write"}

    @extend_schema(operation_id="comments_list", summary="Comments on a claim", responses=CommentSerializer(many=True))
    def list(self, request: Request, claim_id: int) -> Response:
        """What the desk has said about a claim, oldest first."""
        return self.render_page(list_comments(get_claim(claim_id)), CommentSerializer)

    @extend_schema(
        operation_id="comments_create",
        summary="Comment on a claim",
        request=NewCommentSerializer,
        responses={201: CommentSerializer},
        examples=[OpenApiExample("question", {"text": "@Mona, is the count from May?"}, request_only=True)],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Say something to the desk about a claim."""
        said = add_comment(claim_id=claim_id, author=self.current_user, **self.read_body(NewCommentSerializer))
        return self.render(get_comment(said.pk), CommentSerializer, 201)


class CommentResource(Resource):
    """A comment."""

    abilities = {"destroy": "comments.write"}

    @extend_schema(operation_id="comments_delete", summary="Take a comment back", responses={204: None})
    def destroy(self, request: Request, comment_id: int) -> Response:
        """Take your own comment back; that there was one stays to be read."""
        remove_comment(comment_id=comment_id, author=self.current_user)
        return Response(status=204)
