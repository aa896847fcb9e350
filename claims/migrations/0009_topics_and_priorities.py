"""The topics that a desk begins with, and a priority for every claim that is there already."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.nlp.topics import usual


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    topic = apps.get_model("claims", "Topic")
    topic.objects.bulk_create((topic(**each) for each in usual()), ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_plan_the_queue")]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        # The trigger puts the right number in the place of whatever is written.
        migrations.RunSQL("UPDATE claims_claim SET priority = 0", migrations.RunSQL.noop),
    ]
