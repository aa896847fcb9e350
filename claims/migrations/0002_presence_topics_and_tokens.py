"""What models cannot declare: an unlogged table, the topics of a new desk, and tokens that leave Knox's table unused."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Name, slug and words of each topic.
TOPICS = (
    (
        "Health",
        "health",
        "health healthcare hospital clinic doctor nurse patient medicine medical drug vaccine vaccination "
        "vaccinated virus flu covid pandemic epidemic infection infected disease illness cancer symptom dose "
        "spray cold diagnosis surgery therapy treatment ambulance pharmacy obesity diet vitamin smoking "
        "tobacco alcohol mental midwife",
    ),
    (
        "Economy",
        "economy",
        "economy economic economist inflation price wage salary income unemployment unemployed job jobless "
        "employer worker workforce tax taxpayer budget debt deficit bank interest loan mortgage market share "
        "investor investment company business industry trade export import tariff currency recession growth "
        "gdp insurer profit revenue subsidy pension euro dollar pound billion credit",
    ),
    (
        "Migration",
        "migration",
        "migration migrant immigrant immigration emigrant emigration refugee asylum border visa deportation "
        "deported citizenship naturalised naturalized smuggler newcomer resettlement displaced foreigner "
        "residency",
    ),
    (
        "War and security",
        "war-and-security",
        "war warfare army soldier troop military militia missile rocket drone tank artillery bomb bombing "
        "shelling ceasefire truce invasion invaded occupied frontline battle battalion brigade weapon "
        "ammunition nato navy fighter convoy casualty killed wounded captured defected defence defense "
        "general combat siege airstrike evacuation evacuated nuclear terrorism terrorist kremlin",
    ),
    (
        "Climate and environment",
        "climate-and-environment",
        "climate emission carbon co2 greenhouse warming temperature heatwave drought flood earthquake quake "
        "magnitude storm hurricane wildfire volcano tsunami glacier sea forest deforestation tree species "
        "wildlife pollution plastic recycling environment environmental solar wind renewable fossil coal gas "
        "oil energy dam river water",
    ),
    (
        "Politics and elections",
        "politics-and-elections",
        "election electoral vote voter ballot poll turnout candidate campaign parliament parliamentary senate "
        "senator congress minister president presidential chancellor mayor governor government opposition "
        "party coalition referendum law bill constitution policy legislation lawmaker cabinet council "
        "councillor diplomat summit talks sanction",
    ),
    (
        "Crime and justice",
        "crime-and-justice",
        "crime criminal police officer murder homicide theft robbery burglary fraud corruption bribe assault "
        "rape violence stabbing shooting gang prison prisoner jail court judge jury trial verdict sentence "
        "convicted conviction lawyer prosecutor suspect arrest arrested offence offense knife",
    ),
    (
        "Science and technology",
        "science-and-technology",
        "science scientific scientist research researcher study laboratory experiment physics chemistry "
        "biology space satellite telescope planet technology computer software algorithm internet online data "
        "chip robot smartphone phone app platform artificial intelligence engineer university professor trial "
        "battery",
    ),
    (
        "Society",
        "society",
        "family child children school pupil teacher student education housing rent rental tenant homeless "
        "poverty poor welfare benefit population birth marriage divorce religion religious church mosque "
        "gender woman women men equality discrimination racism culture museum library media newspaper street "
        "lighting transport bus train traffic road",
    ),
    (
        "Sport",
        "sport",
        "sport football soccer match goal league champion championship cup tournament team player coach "
        "referee olympic olympics medal athlete race runner tennis basketball cricket rugby hockey cycling "
        "swimmer stadium doping transfer",
    ),
)

# Presence is written every few seconds and outdated after a minute. It needs no write-ahead log, and space beside each row.
UNLOGGED_PRESENCE = "ALTER TABLE claims_presence SET UNLOGGED; ALTER TABLE claims_presence SET (fillfactor = 50);"
LOGGED_PRESENCE = "ALTER TABLE claims_presence RESET (fillfactor); ALTER TABLE claims_presence SET LOGGED;"

# Tokens live in claims_token. Knox's own table stays, since Knox's migrations may alter it, but it is empty and refers to nothing.
DROP_KNOX_FOREIGN_KEYS = """
DO $$
DECLARE foreign_key text;
BEGIN
    FOR foreign_key IN SELECT conname FROM pg_constraint WHERE conrelid = 'knox_authtoken'::regclass AND contype = 'f'
    LOOP
        EXECUTE format('ALTER TABLE knox_authtoken DROP CONSTRAINT %I', foreign_key);
    END LOOP;
END $$;
"""


def create_topics(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give a new desk its topics."""
    topic = apps.get_model("claims", "Topic")
    topic.objects.bulk_create(topic(name=name, slug=slug, words=words.split()) for name, slug, words in TOPICS)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("knox", "0009_extend_authtoken_field")]

    operations = [
        migrations.RunSQL(UNLOGGED_PRESENCE, LOGGED_PRESENCE),
        migrations.RunSQL(DROP_KNOX_FOREIGN_KEYS, migrations.RunSQL.noop),
        migrations.RunPython(create_topics, migrations.RunPython.noop),
    ]
