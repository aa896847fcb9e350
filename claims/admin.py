"""Django's admin pages: accounts, and a look at what the database holds. Nothing here writes past the services."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import GeneratedField, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.functional import cached_property

from claims.bounds import LARGEST_BIGINT
from claims.models import Article, Claim, Event, Publication, Topic, User
from claims.ratings import RATINGS
from claims.selectors import waiting_counts
from claims.selectors.fact_checks import search_newest_of_ours
from claims.services.invitations import send_invitation
from claims.services.topics import add_topic, change_topic
from claims.services.users import change_user, invite_user

if TYPE_CHECKING:
    Rows = admin.ModelAdmin[Any]
    AccountModelForm = ModelForm[User]
else:
    Rows, AccountModelForm = admin.ModelAdmin, ModelForm

admin.site.site_header = admin.site.site_title = settings.DESK_NAME
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


MAX_ID_DIGITS = 20


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts and turns pages no further than `CAP` rows; whoever looks for an older one searches for it."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, `CAP` + 1 where there are more."""
        rows: Any = self.object_list
        return int(rows[: waiting_counts.COUNT_CAP + 1].count())


def parse_id(text: str) -> int:
    """What was typed, if it can be a row's number, else 0, which none has."""
    typed = text.strip()
    return min(int(typed), LARGEST_BIGINT) if typed.isascii() and typed.isdigit() and len(typed) < MAX_ID_DIGITS else 0


class ReadOnlyAdmin(Rows):
    """Rows that the desk writes and nobody edits."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """All columns that a person can read."""
        return [field.name for field in self.opts.fields if not isinstance(field, GeneratedField)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Services add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Services change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted."""
        return False


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Articles, without their texts in the list."""

    list_display = ("title", "publisher", "status", "attempts", "submitted_by", "created")
    list_filter = ("status",)
    list_select_related = ("submitted_by",)
    search_fields = ("title",)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """Claims and where they stand."""

    list_display = ("__str__", "status", "checkworthiness", "version", "created")
    list_filter = ("status",)
    search_fields = ("text",)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened, newest first."""

    list_display = ("id", "verb", "actor", "article", "claim", "at")
    list_select_related = ("actor", "article", "claim")
    search_fields = ("claim", "article")
    search_help_text = "The number of a claim or an article."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What happened to the claim or the article with this number."""
        if not search_term.strip():
            return queryset, False
        wanted = parse_id(search_term)
        return queryset.filter(Q(claim=wanted) | Q(article=wanted)), False


class RatingFilter(admin.SimpleListFilter):
    """A point of the scale. Django's own filter would go through all publications for the ratings that they have."""

    title = parameter_name = "rating"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The whole scale, best first."""
        return [(rating.code, str(rating.label)) for rating in RATINGS.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those with the chosen one."""
        return queryset.filter(rating=self.value()) if self.value() else queryset


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """What went out, as it went out."""

    list_display = ("claim_text", "revision", "kind", "rating", "published", "published_by")
    list_filter = ("kind", RatingFilter)
    list_select_related = ("published_by",)
    search_fields = ("claim_text",)
    search_help_text = "Words of the claim, the summary or the source's name."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """All revisions of the verdicts that the search of fact-checks finds, withdrawn ones too."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(claim__in=search_newest_of_ours(search_term)), False


@admin.register(Topic)
class TopicAdmin(Rows):
    """What claims are filed under. A topic that no word speaks for is chosen by people alone; none is deleted."""

    paginator = CappedPaginator
    show_full_result_count = False
    fields = ("name", "words")
    list_display = ("name", "slug", "words")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Claims are filed under it."""
        return False

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Let the service write."""
        by, words = cast(User, request.user), list(obj.words)
        if change:
            change_topic(topic_id=obj.pk, name=obj.name, words=words, by=by)
        else:
            made = add_topic(name=obj.name, words=words, by=by)
            obj.pk, obj.slug = made.pk, made.slug


class AccountForm(AccountModelForm):
    """An account as an admin sees it; the service says what is wrong before anything is written."""

    class Meta:
        model = User
        fields: ClassVar = ["email", "name", "role", "is_active"]

    def clean_email(self) -> str:
        """One spelling for one address."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("There is an account with this address already.")
        return email


@admin.register(User)
class UserAdmin(Rows):
    """Who has an account. A new one is invited by mail; one that left is made inactive, never deleted."""

    form = AccountForm
    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ("email", "name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address says who somebody is; for oneself also the role and the access stay."""
        if obj is None:
            return ("is_active",)
        return ("email", "role", "is_active") if obj == request.user else ("email",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What somebody did stays, and so does their account."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Let the service write, then send the mail by which a new person sets a password."""
        by = cast(User, request.user)
        if change:
            change_user(user_id=obj.pk, name=obj.name, role=obj.role, active=obj.is_active, by=by)
            return
        made = invite_user(email=obj.email, name=obj.name, role=obj.role, by=by)
        obj.pk = made.pk
        send_invitation(made, by=by)
