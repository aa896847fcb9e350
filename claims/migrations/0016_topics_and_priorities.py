"""The topics that a desk begins with, and a priority for every claim that is there already.

The claims get it in portions from the task that follows new weights, however many there are.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.nlp import get_language


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    topic = apps.get_model("claims", "Topic")
    topic.objects.bulk_create((topic(**each) for each in get_language().topics.default_topics), ignore_conflicts=True)
    if apps.get_model("claims", "Claim").objects.exists():
        apps.get_model("claims", "Weighting").objects.create(pk=1, followed=0)


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_plan_the_queue")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
