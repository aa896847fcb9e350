"""Presence is written every few seconds and worth nothing after a minute: no write-ahead log, and room beside each row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('claims', '0017_comments_and_presence')]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE claims_presence SET UNLOGGED; ALTER TABLE claims_presence SET (fillfactor = 50);",
            "ALTER TABLE claims_presence RESET (fillfactor); ALTER TABLE claims_presence SET LOGGED;",
        ),
    ]
