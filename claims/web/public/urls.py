"""The URLs of the public pages."""

from django.urls import path

from claims.web.public.corrections import corrections_page
from claims.web.public.datafeeds import claimreview_datafeed
from claims.web.public.embed import embed_card, oembed_view
from claims.web.public.feeds import atom_feed, json_feed, rss_feed
from claims.web.public.files import stored_file_view
from claims.web.public.front import front_page
from claims.web.public.how_we_rate import how_we_rate_page
from claims.web.public.identity_files import accent_view, logo_view
from claims.web.public.log_page import log_page
from claims.web.public.numbers import embed_numbers, verdict_numbers_csv
from claims.web.public.privacy import privacy_page
from claims.web.public.publication_log import log_head, log_key, log_lines
from claims.web.public.report_form import report_page, report_received_page
from claims.web.public.sections import source_numbers_csv, source_page, topic_page
from claims.web.public.share_pictures import share_picture_view
from claims.web.public.site_pages import site_page
from claims.web.public.sitemaps import robots_file, sitemap_index, sitemap_news, sitemap_pages, sitemap_part
from claims.web.public.tip_form import tip_form_page, tip_status_page
from claims.web.public.verdicts import revision_page, translation_page, verdict_page

urlpatterns = [
    path("", front_page, name="front"),
    path("verdicts/<int:claim_id>/", verdict_page, name="verdict"),
    path("verdicts/<int:claim_id>-<str:slug>/", verdict_page, name="verdict"),
    path("verdicts/<int:claim_id>/revisions/<int:number>/", revision_page, name="verdict_revision"),
    path("verdicts/<int:claim_id>/pictures/<int:number>-<slug:digest>.png", share_picture_view, name="share_picture"),
    path("verdicts/<int:claim_id>/report/", report_page, name="report_problem"),
    path("verdicts/<int:claim_id>/report/received/", report_received_page, name="report_received"),
    path("verdicts/<int:claim_id>/numbers.csv", verdict_numbers_csv, name="verdict_numbers"),
    path("<slug:language>/verdicts/<int:claim_id>/", translation_page, name="translation"),
    path("<slug:language>/verdicts/<int:claim_id>-<str:slug>/", translation_page, name="translation"),
    path("topics/<slug:slug>/", topic_page, name="topic"),
    path("sources/<int:source_id>/", source_page, name="source"),
    path("sources/<int:source_id>/numbers.csv", source_numbers_csv, name="source_numbers"),
    path("sources/<int:source_id>-<str:slug>/", source_page, name="source"),
    path("corrections/", corrections_page, name="corrections"),
    path("tips/new/", tip_form_page, name="tip_new"),
    path("tips/<uuid:key>/", tip_status_page, name="tip_status"),
    path("feeds/atom.xml", atom_feed, name="feed_atom"),
    path("feeds/rss.xml", rss_feed, name="feed_rss"),
    path("feeds/feed.json", json_feed, name="feed_json"),
    path("feeds/claimreview.json", claimreview_datafeed, name="datafeed"),
    path("embed/<int:claim_id>/", embed_card, name="embed"),
    path("<slug:language>/embed/<int:claim_id>/", embed_card, name="translation_embed"),
    path("embed/<int:claim_id>/numbers/", embed_numbers, name="embed_numbers"),
    path("oembed", oembed_view, name="oembed"),
    path("files/<str:name>", stored_file_view, name="stored_file"),
    path("robots.txt", robots_file, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", sitemap_pages, name="sitemap_pages"),
    path("sitemap-verdicts-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("sitemap-news.xml", sitemap_news, name="sitemap_news"),
    path("privacy/", privacy_page, name="privacy"),
    path("how-we-rate/", how_we_rate_page, name="how_we_rate"),
    path("pages/<slug:slug>/", site_page, name="site_page"),
    path("look/<slug:sha256>.png", logo_view, name="logo"),
    path("look/<slug:name>.css", accent_view, name="accent"),
    path("log/", log_page, name="log"),
    path("log/head.json", log_head, name="log_head"),
    path("log/key.json", log_key, name="log_key"),
    path("log/log.jsonl", log_lines, name="log_lines"),
]
