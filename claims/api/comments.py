"""Comments: internal notes of the desk on a claim. They are never public."""

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
    """A comment of a colleague, and whom it mentions."""

    author = PersonSerializer()
    text = serializers.SerializerMethodField(help_text="Empty if its author has removed it.")
    mentions = serializers.SerializerMethodField(help_text="The colleagues it mentions with @.")

    class Meta:
        model = Comment
        fields = ("id", "claim", "author", "text", "mentions", "created", "removed")

    def get_text(self, comment: Comment) -> str:
        """Return the text, or an empty string if the comment is removed."""
        return "" if comment.removed else comment.text

    @extend_schema_field(PersonSerializer(many=True))
    def get_mentions(self, comment: LoadedComment) -> Any:
        """Return the colleagues who are notified."""
        return comment.mentioned


class NewCommentSerializer(ModelInput):
    """A comment to add to a claim."""

    class Meta:
        model = Comment
        fields = ("text",)
        extra_kwargs: ClassVar = {"text": {"help_text": "Plain text; @ and a name notifies a colleague."}}


class ClaimCommentsResource(Resource):
    """The comments on a claim."""

    abilities = {"list": "comments.write", "create": "comments.write"}

    @extend_schema(operation_id="comments_list", summary="Comments on a claim", responses=CommentSerializer(many=True))
    def list(self, request: Request, claim_id: int) -> Response:
        """Return the comments on a claim, oldest first."""
        return self.render_page(list_comments(get_claim(claim_id)), CommentSerializer)

    @extend_schema(
        operation_id="comments_create",
        summary="Comment on a claim",
        request=NewCommentSerializer,
        responses={201: CommentSerializer},
        examples=[OpenApiExample("question", {"text": "@Mona, is the count from May?"}, request_only=True)],
    )
    def create(self, request: Request, claim_id: int) -> Response:
        """Add a comment to a claim."""
        comment = add_comment(claim_id=claim_id, author=self.current_user, **self.read_body(NewCommentSerializer))
        return self.render(get_comment(comment.pk), CommentSerializer, 201)


class CommentResource(Resource):
    """One comment."""

    abilities = {"destroy": "comments.write"}

    @extend_schema(operation_id="comments_delete", summary="Remove a comment", responses={204: None})
    def destroy(self, request: Request, comment_id: int) -> Response:
        """Remove your own comment; a note that it was removed stays visible."""
        remove_comment(comment_id=comment_id, author=self.current_user)
        return Response(status=204)
