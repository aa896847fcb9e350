
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0023_identity'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='an_article_is_frozen_with_a_verdict',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='an_articles_text_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='submission',
            name='what_was_submitted_is_frozen',
        ),
        migrations.AddField(
            model_name='appearance',
            name='page',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='appearance',
            name='second',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='media_url',
            field=models.URLField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='article',
            name='positions',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='article',
            name='source_notes',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='quotecheck',
            name='page',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='positions',
            field=models.JSONField(blank=True, db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='submission',
            name='media_url',
            field=models.URLField(blank=True, db_default='', default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='submission',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='claims.submission'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_articles_text_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."positions" IS DISTINCT FROM (NEW."positions") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='0831720c2f1d10d493ae8e0233a025f42ea088a9', operation='UPDATE', pgid='pgtrigger_an_articles_text_is_frozen_b4d67', table='claims_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='an_article_is_frozen_with_a_verdict', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claimed_url" IS DISTINCT FROM (NEW."claimed_url") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_url" IS DISTINCT FROM (NEW."media_url") OR OLD."published" IS DISTINCT FROM (NEW."published") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n                    IF EXISTS (\n                        SELECT FROM claims_appearance JOIN claims_claim ON claims_claim.id = claim_id\n                        WHERE article_id = OLD.id AND status IN ('awaiting_approval', 'approved')\n                    ) THEN\n                        RAISE EXCEPTION 'an article is frozen while a verdict on one of its claims is submitted';\n                    END IF;\n                    RETURN NEW;\n                ", hash='0d0648d8f7d9817fbbc3c3d361f568b6c30f18dc', operation='UPDATE', pgid='pgtrigger_an_article_is_frozen_with_a_verdict_08fe5', table='claims_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='what_was_submitted_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claimed_url" IS DISTINCT FROM (NEW."claimed_url") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_url" IS DISTINCT FROM (NEW."media_url") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."reach" IS DISTINCT FROM (NEW."reach") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func="\n            IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM claims_removal WHERE kind = 'article' AND subject = OLD.article_id AND claims_removal.created = now()) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'Cannot update rows from % table, unless a removal blanks them',\n                TG_TABLE_NAME;\n        ", hash='8600bf9615e247151c5635e67f92124da8569538', operation='UPDATE', pgid='pgtrigger_what_was_submitted_is_frozen_9d41c', table='claims_submission', when='BEFORE')),
        ),
    ]
