"""Django's admin site: accounts, topics, and read-only views of the database. All writes go through services."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import GeneratedField, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.choices import flatten_choices
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.bounds import LARGEST_BIGINT
from claims.models import Article, Claim, Event, Publication, Topic, User
from claims.selectors import waiting_counts
from claims.selectors.fact_checks import search_newest_of_ours
from claims.selectors.identity import get_identity
from claims.selectors.scales import list_rating_choices, rating_condition
from claims.services.invitations import send_invitation
from claims.services.topics import add_topic, change_topic
from claims.services.users import change_user, invite_user

if TYPE_CHECKING:
    Rows = admin.ModelAdmin[Any]
    AccountModelForm = ModelForm[User]
else:
    Rows, AccountModelForm = admin.ModelAdmin, ModelForm

admin.site.site_header = admin.site.site_title = lazy(lambda: get_identity().name, str)()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def redirect_to_password_page(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Change passwords where it is recorded and other sessions end, not on the admin site."""
    return redirect("account_change_password")


admin.site.password_change = redirect_to_password_page  # type: ignore[method-assign, assignment]


MAX_ID_DIGITS = 20


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts and pages `COUNT_CAP` rows at most; older rows are found by search."""

    @cached_property
    def count(self) -> int:
        """The number of rows, or `COUNT_CAP` + 1 if there are more."""
        rows: Any = self.object_list
        return int(rows[: waiting_counts.COUNT_CAP + 1].count())


def parse_id(text: str) -> int:
    """Return the id that a person typed, or 0, which no row has."""
    digits = text.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) < MAX_ID_DIGITS
    return min(int(digits), LARGEST_BIGINT) if is_number else 0


class ReadOnlyAdmin(Rows):
    """Rows that only services write."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Return all columns except generated ones."""
        return [field.name for field in self.opts.fields if not isinstance(field, GeneratedField)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only services add rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only services change rows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are not deleted."""
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Articles."""

    list_display = ("title", "publisher", "status", "attempts", "submitted_by", "created")
    list_filter = ("status",)
    list_select_related = ("submitted_by",)
    search_fields = ("title",)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """Claims."""

    list_display = ("__str__", "status", "checkworthiness", "version", "created")
    list_filter = ("status",)
    search_fields = ("text",)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Events, newest first."""

    list_display = ("id", "verb", "actor", "article", "claim", "at")
    list_select_related = ("actor", "article", "claim")
    search_fields = ("claim", "article")
    search_help_text = _("Enter the number of a claim or an article.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the events of the claim or article with this number."""
        if not search_term.strip():
            return queryset, False
        searched_id = parse_id(search_term)
        return queryset.filter(Q(claim=searched_id) | Q(article=searched_id)), False


class RatingFilter(admin.SimpleListFilter):
    """Filters by rating. Django's own filter would read all publications to list their ratings."""

    title = _("rating")
    parameter_name = "rating"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the points of all scales, the current ones first."""
        return [*flatten_choices(list_rating_choices())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the publications with the chosen rating."""
        return queryset.filter(**rating_condition(self.value() or ""))


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Publications as they were published."""

    list_display = ("claim_text", "revision", "kind", "rating", "published", "published_by")
    list_filter = ("kind", RatingFilter)
    list_select_related = ("published_by",)
    search_fields = ("claim_text",)
    search_help_text = _("Enter words of the claim, the summary or the source.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return all revisions of the verdicts that the search of fact-checks finds, also withdrawn ones."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(claim__in=search_newest_of_ours(search_term)), False


@admin.register(Topic)
class TopicAdmin(Rows):
    """Topics. A topic without keywords is only set by people; topics are not deleted."""

    paginator = CappedPaginator
    show_full_result_count = False
    fields = ("name", "words")
    list_display = ("name", "slug", "words")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Claims refer to topics."""
        return False

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Call the service."""
        by, words = cast(User, request.user), list(obj.words)
        if change:
            change_topic(topic_id=obj.pk, name=obj.name, words=words, by=by)
        else:
            created = add_topic(name=obj.name, words=words, by=by)
            obj.pk, obj.slug = created.pk, created.slug


class AccountForm(AccountModelForm):
    """The fields of an account that an admin can change."""

    class Meta:
        model = User
        fields: ClassVar = ["email", "name", "role", "is_active"]

    def clean_email(self) -> str:
        """Return the address in lower case; refuse an address that has an account."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(gettext("There is already an account with this e-mail address."))
        return email


@admin.register(User)
class UserAdmin(Rows):
    """Accounts. New people are invited by mail; people who leave are deactivated, never deleted."""

    form = AccountForm
    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ("email", "name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Return the read-only fields: the address identifies a person; one's own role and access cannot be changed."""
        if obj is None:
            return ("is_active",)
        return ("email", "role", "is_active") if obj == request.user else ("email",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Events refer to accounts."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Call the service, and send a new person the invitation."""
        by = cast(User, request.user)
        if change:
            change_user(user_id=obj.pk, name=obj.name, role=obj.role, active=obj.is_active, by=by)
            return
        created = invite_user(email=obj.email, name=obj.name, role=obj.role, by=by)
        obj.pk = created.pk
        send_invitation(created, by=by)
