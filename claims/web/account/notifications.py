"""The notification centre of a person, their settings, and the link that ends mails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.event_data.desk import ImportChanged
from claims.event_data.submissions import SubmissionChanged
from claims.models import DeskNotification
from claims.notification_kinds import CHANNELS, NOTIFICATION_KINDS
from claims.refusals import BadValue, Refusal
from claims.selectors.desk_notifications import (
    describe_notification,
    get_notification,
    get_notification_settings,
    list_channels,
    list_notifications,
)
from claims.services.desk_notifications import mark_notifications_seen
from claims.services.notification_mails import end_notification_mails, is_mail_in_use, read_unsubscribe_token
from claims.services.notification_settings import QuietHours, save_notification_settings
from claims.web.access import SignedInRequest, public_view, require_ability
from claims.web.account.notification_forms import QuietHoursForm
from claims.web.forms import form_errors_text
from claims.web.query_parameters import page_from


@require_ability("articles.see")
@require_safe
def notifications_page(request: SignedInRequest) -> HttpResponse:
    """List a person's notifications, unseen ones first."""
    page = page_from(request, list_notifications(request.user))
    rows = [(notification, describe_notification(notification)) for notification in page.rows]
    return render(request, "account/notifications/list.html", {"page": page, "rows": rows})


@require_ability("articles.see")
@require_safe
def open_notification_view(request: SignedInRequest, notification_id: int) -> HttpResponse:
    """Mark a notification as seen and go to what it is about."""
    notification = get_notification(notification_id, request.user)
    if request.method == "GET":
        mark_notifications_seen(person=request.user, notification_id=notification.pk)
    return redirect(_find_target(notification))


def _find_target(notification: DeskNotification) -> str:
    payload = notification.event.payload
    if notification.claim_id:
        place = f"#comment-{notification.comment_id}" if notification.comment_id else ""
        return reverse("claim", args=[notification.claim_id]) + place
    if isinstance(payload, SubmissionChanged):
        return reverse("submission", args=[payload.submission])
    if isinstance(payload, ImportChanged):
        return reverse("import", args=[payload.run])
    return reverse("article", args=[notification.article_id])


@require_ability("articles.see")
@require_POST
def mark_all_seen_view(request: SignedInRequest) -> HttpResponse:
    """Mark all notifications as seen."""
    count = mark_notifications_seen(person=request.user)
    sentence = ngettext("%(count)d notification marked as seen.", "%(count)d notifications marked as seen.", count)
    messages.success(request, sentence % {"count": count} if count else gettext("No new notifications."))
    return redirect("notifications")


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def notification_settings_page(request: SignedInRequest) -> HttpResponse:
    """Show the channel of each kind and the quiet hours; POST saves them."""
    if request.method != "POST":
        chosen = get_notification_settings(request.user)
        quiet = {"quiet_from": chosen.quiet_from, "quiet_until": chosen.quiet_until}
        return _settings_response(request, QuietHoursForm(initial=quiet))
    form = QuietHoursForm(request.POST)
    try:
        _save_settings(request, form)
    except Refusal as refusal:
        return _settings_response(request, form, refusal)
    messages.success(request, gettext("Saved. The settings apply to all future notifications."))
    return redirect("notification_settings")


def _save_settings(request: SignedInRequest, form: QuietHoursForm) -> None:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    quiet = QuietHours(quiet_from=form.cleaned_data["quiet_from"], quiet_until=form.cleaned_data["quiet_until"])
    channels = {kind: request.POST[kind] for kind in NOTIFICATION_KINDS if kind in request.POST}
    save_notification_settings(person=request.user, channels=channels, quiet=quiet)


def _settings_response(request: SignedInRequest, form: QuietHoursForm, refusal: Refusal | None = None) -> HttpResponse:
    chosen = get_notification_settings(request.user)
    context = {"kinds": list_channels(chosen), "channels": CHANNELS.items(), "form": form, "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "account/notifications/settings.html", context, status=status)


@public_view
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link in a mail ends; POST ends it, without a sign-in (RFC 8058). The link is signed."""
    if request.method == "POST":
        end_notification_mails(token=token)
    subscription = read_unsubscribe_token(token)
    is_active = is_mail_in_use(subscription.person, subscription.channel)
    context = {"channel": subscription.channel, "is_active": is_active}
    return render(request, "account/notifications/unsubscribe.html", context)
