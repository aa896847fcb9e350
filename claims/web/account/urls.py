"""The URLs of a person's account, users, roles, tokens and webhooks."""

from django.urls import path

from claims.web.account.desk_exports import desk_export_file, desk_exports_page
from claims.web.account.identity import identity_page, restore_identity_view
from claims.web.account.keys import keys_page
from claims.web.account.my_data import my_data_page
from claims.web.account.my_submissions import my_submissions_page
from claims.web.account.notifications import (
    mark_all_seen_view,
    notification_settings_page,
    notifications_page,
    open_notification_view,
    unsubscribe_page,
)
from claims.web.account.removals import redaction_page, removal_page
from claims.web.account.roles import roles_page
from claims.web.account.rooms import rooms_page
from claims.web.account.scale import scale_page
from claims.web.account.sessions import end_other_sessions_view, end_session_view, sessions_page
from claims.web.account.single_sign_on import sso_callback_view, sso_login_view
from claims.web.account.site_pages import (
    edit_site_page,
    preview_site_page_view,
    restore_site_page_view,
    site_pages_page,
)
from claims.web.account.tokens import revoke_token_view, tokens_page
from claims.web.account.users import (
    invite_user_page,
    resend_invitation_view,
    set_user_access_view,
    user_page,
    users_page,
)
from claims.web.account.webhooks import (
    deliveries_view,
    end_webhook_view,
    pause_webhook_view,
    replay_delivery_view,
    resume_webhook_view,
    rotate_secret_view,
    test_webhook_view,
    webhook_page,
    webhooks_page,
)

urlpatterns = [
    path("account/sso/", sso_login_view, name="sso_login"),
    path("account/sso/callback/", sso_callback_view, name="sso_callback"),
    path("submissions/", my_submissions_page, name="my_submissions"),
    path("users/", users_page, name="users"),
    path("users/invite/", invite_user_page, name="user_invite"),
    path("users/<int:user_id>/", user_page, name="user"),
    path("users/<int:user_id>/access/", set_user_access_view, name="user_access"),
    path("users/<int:user_id>/invite/", resend_invitation_view, name="user_invite_again"),
    path("removals/passage/<int:subject>/", redaction_page, name="redaction"),
    path("removals/<slug:kind>/<int:subject>/", removal_page, name="removal"),
    path("exports/", desk_exports_page, name="desk_exports"),
    path("exports/<int:export_id>/", desk_export_file, name="desk_export"),
    path("roles/", roles_page, name="roles"),
    path("scale/", scale_page, name="scale"),
    path("identity/", identity_page, name="identity"),
    path("identity/<int:version>/restore/", restore_identity_view, name="identity_restore"),
    path("site-pages/", site_pages_page, name="site_pages"),
    path("site-pages/preview/", preview_site_page_view, name="site_page_preview"),
    path("site-pages/<slug:slug>/", edit_site_page, name="site_page_edit"),
    path("site-pages/versions/<int:version>/restore/", restore_site_page_view, name="site_page_restore"),
    path("keys/", keys_page, name="keys"),
    path("notifications/", notifications_page, name="notifications"),
    path("notifications/<int:notification_id>/", open_notification_view, name="notification"),
    path("notifications/seen/", mark_all_seen_view, name="notifications_seen"),
    path("notifications/settings/", notification_settings_page, name="notification_settings"),
    path("notifications/rooms/", rooms_page, name="rooms"),
    path("notifications/unsubscribe/<str:token>/", unsubscribe_page, name="notifications_unsubscribe"),
    path("my-data/", my_data_page, name="my_data"),
    path("sessions/", sessions_page, name="sessions"),
    path("sessions/others/end/", end_other_sessions_view, name="sessions_end_others"),
    path("sessions/<int:session_id>/end/", end_session_view, name="session_end"),
    path("tokens/", tokens_page, name="tokens"),
    path("tokens/<slug:key>/revoke/", revoke_token_view, name="token_revoke"),
    path("webhooks/", webhooks_page, name="webhooks"),
    path("webhooks/<int:webhook_id>/", webhook_page, name="webhook"),
    path("webhooks/<int:webhook_id>/deliveries/", deliveries_view, name="webhook_deliveries"),
    path("webhooks/<int:webhook_id>/rotate/", rotate_secret_view, name="webhook_rotate"),
    path("webhooks/<int:webhook_id>/test/", test_webhook_view, name="webhook_test"),
    path("webhooks/<int:webhook_id>/pause/", pause_webhook_view, name="webhook_pause"),
    path("webhooks/<int:webhook_id>/resume/", resume_webhook_view, name="webhook_resume"),
    path("webhooks/<int:webhook_id>/end/", end_webhook_view, name="webhook_end"),
    path("deliveries/<int:delivery_id>/replay/", replay_delivery_view, name="delivery_replay"),
]
