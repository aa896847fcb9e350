"""Columns for all that the reader finds: assertion, kinds of numbers, periods, statements, speakers."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_webhook_events"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="priority_follows_its_parts",
        ),
        migrations.RemoveIndex(
            model_name="claim",
            name="claims_unmatched",
        ),
        migrations.AddField(
            model_name="appearance",
            name="assertion",
            field=models.CharField(
                choices=[
                    ("asserted", "asserted"),
                    ("denied", "denied: the source says it is untrue"),
                    ("not_asserted", "not asserted: the source does not say this"),
                    ("disputed", "disputed: the source says it, the article calls it untrue"),
                    ("retracted", "retracted: the article itself corrects it"),
                ],
                db_default="asserted",
                default="asserted",
                max_length=12,
            ),
        ),
        migrations.RunSQL(
            "UPDATE claims_appearance SET assertion = 'denied' WHERE denied",
            "UPDATE claims_appearance SET denied = true WHERE assertion = 'denied'",
        ),
        migrations.RemoveField(
            model_name="appearance",
            name="denied",
        ),
        migrations.AddField(
            model_name="appearance",
            name="period",
            field=django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="kind",
            field=models.CharField(
                choices=[
                    ("news", "news"),
                    ("speech", "speech"),
                    ("interview", "interview"),
                    ("post", "post"),
                    ("transcript", "transcript"),
                    ("press_release", "press release"),
                ],
                db_default="news",
                default="news",
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="speaker",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="attribution",
            name="unresolved",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="claim",
            name="checkable",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="promise",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="claim",
            name="statement",
            field=models.TextField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="claim",
            name="statement_problem",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="quantity",
            name="currency",
            field=models.CharField(blank=True, db_default="", default="", max_length=3),
        ),
        migrations.AddField(
            model_name="quantity",
            name="kind",
            field=models.CharField(
                choices=[
                    ("exact", "exact"),
                    ("at_least", "at least"),
                    ("at_most", "at most"),
                    ("approx", "about"),
                    ("range", "range"),
                    ("change_from", "change from"),
                    ("change_to", "change to"),
                    ("change_by", "change by"),
                    ("vague", "vague, such as “hundreds”"),
                ],
                db_default="exact",
                default="exact",
                max_length=11,
            ),
        ),
        migrations.AddIndex(
            model_name="appearance",
            index=django.contrib.postgres.indexes.GistIndex(fields=["period"], name="appearances_by_period"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    ("matched__isnull", True),
                    models.Q(
                        ("status__in", ["queued", "in_review"]),
                        models.Q(("checkable", True), ("checkworthiness__gte", 0.25), ("status", "detected")),
                        _connector="OR",
                    ),
                ),
                fields=["id"],
                name="claims_unmatched",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("statement"), name="gin_trgm_ops"
                ),
                name="claims_statement_trgm",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="priority_follows_its_parts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE w record;",
                    func="\n        SELECT checkworthiness, reach, tip_count, age, deadline INTO w FROM claims_priorityweights;\n        IF NOT FOUND THEN\n            SELECT 100.0::float8 AS checkworthiness, 10.0::float8 AS reach, 15.0::float8 AS tip_count, 1.0::float8 AS age, 40.0::float8 AS deadline INTO w;\n        END IF;\n        NEW.priority := w.checkworthiness * CASE WHEN NEW.checkable AND NEW.checkworthiness >= 1e-06 THEN NEW.checkworthiness ELSE 0 END + w.reach * log(1 + NEW.reach::float8) + w.tip_count * ln(1 + NEW.tip_count::float8) / ln(2::float8) + w.age * (1767225600.0 - date_part('epoch', NEW.created)) / 86400 + w.deadline * (NEW.deadline IS NOT NULL)::int + w.age * COALESCE(GREATEST(date_part('epoch', NEW.created) + 5184000.0 - date_part('epoch', NEW.deadline), 0), 0) / 86400;\n        RETURN NEW;\n    ",
                    hash="bc79c71887c4b34f8cb3afc1561dbbeb29e6f4f2",
                    operation='INSERT OR UPDATE OF "checkworthiness", "checkable", "reach", "tip_count", "created", "deadline", "priority", "status"',
                    pgid="pgtrigger_priority_follows_its_parts_d294f",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="appearance",
            constraint=models.CheckConstraint(
                condition=models.Q(("assertion__in", ["asserted", "denied", "not_asserted", "disputed", "retracted"])),
                name="an_assertion_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["news", "speech", "interview", "post", "transcript", "press_release"])
                ),
                name="a_kind_of_text_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement", ""), ("statement_problem", ""), _connector="OR"),
                name="a_statement_has_no_problem",
            ),
        ),
        migrations.AddConstraint(
            model_name="quantity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "exact",
                            "at_least",
                            "at_most",
                            "approx",
                            "range",
                            "change_from",
                            "change_to",
                            "change_by",
                            "vague",
                        ],
                    )
                ),
                name="a_kind_of_quantity_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="quantity",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"),
                name="a_currency_is_a_code",
            ),
        ),
    ]
