"""French dates as newspapers write them; the other formats are those of Django."""

DATE_FORMAT = "j\xa0F Y"
SHORT_DATE_FORMAT = "j\xa0N Y"
MONTH_DAY_FORMAT = "j\xa0F"
DATETIME_FORMAT = "j\xa0F Y à H:i"
SHORT_DATETIME_FORMAT = "j\xa0N Y à H:i"
