"""SQL templates of the search of fact-checks."""

from functools import cache

NEWEST_SQL = """
    (
        SELECT * FROM claims_factcheck
        WHERE (%(withdrawn)s OR NOT withdrawn)
          AND (NOT %(ours)s OR claim_id IS NOT NULL OR %(translated)s AND translation_id IS NOT NULL)
          AND (%(site)s = '' OR site = %(site)s)
          AND (%(since)s::date IS NULL OR dated >= %(since)s)
          AND (%(until)s::date IS NULL OR dated <= %(until)s)
        ORDER BY dated DESC, id DESC
        LIMIT %(newest)s
    ) AS claims_factcheck
"""
"""The newest fact-checks as a table, so that scanning them has a constant cost."""

LANGUAGE_SQL = """
    (%(language)s = '' AND (%(translated)s OR translation_id IS NULL)
     OR language = %(language)s OR starts_with(language, %(language)s || '-'))
"""
"""Without a language, each of our verdicts is found once, as the original, unless translations are asked for."""

LIST_SQL = "SELECT * FROM {fact_checks} WHERE {language} ORDER BY dated DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s"

COUNT_SQL = "SELECT count(*) FROM (SELECT FROM claims_factcheck WHERE search @@ %s::tsquery LIMIT %s) AS first"

FILTER_SQL = """
    (%(withdrawn)s OR NOT withdrawn)
    AND (
        NOT %(ours)s OR claims_factcheck.claim_id IS NOT NULL
        OR %(translated)s AND claims_factcheck.translation_id IS NOT NULL
    )
    AND {language}
    AND (%(site)s = '' OR site = %(site)s)
    AND (%(since)s::date IS NULL OR dated >= %(since)s)
    AND (%(until)s::date IS NULL OR dated <= %(until)s)
    AND (%(rating)s = '' OR EXISTS (
        SELECT FROM claims_publication
        WHERE %(rating)s IN (claims_publication.rating, claims_publication.canonical)
          AND claims_publication.id = coalesce(
              (SELECT publication_id FROM claims_claim WHERE claims_claim.id = claims_factcheck.claim_id),
              (SELECT publication_id FROM claims_translation
               WHERE claims_translation.id = claims_factcheck.translation_id)
          )
    ))
"""

IS_CURRENT_SQL = "(%(earlier)s OR earlier = '' OR ts_filter(search, '{a,b,c}') @@ %(tsquery)s::tsquery)"
"""What matches a search has its words in the current revision, unless earlier ones are asked for."""

NEWEST_FIRST_SQL = """
    SELECT coalesce(found.claim_id, claims_translation.claim_id) FROM (
        SELECT claim_id, translation_id, dated, id FROM {fact_checks}
        WHERE {matches} AND {is_current} AND {filters}
        ORDER BY dated DESC, id DESC LIMIT %(depth)s
    ) AS found LEFT JOIN claims_translation ON claims_translation.id = found.translation_id
    ORDER BY found.dated DESC, found.id DESC
"""

WORD_SCORES_SQL = """
    SELECT entry.id, sum(
        wanted.weight * cardinality((entry.word).positions)
        / (cardinality((entry.word).positions) + %(k1)s::float * (
            1 - %(b)s::float + %(b)s::float * entry.words / %(ordinary)s::float
        ))
    ) AS score
    FROM (
        SELECT id, length(search) AS words,
               unnest(ts_filter(setweight(setweight(search, 'D'), 'A', %(words)s::text[]), '{{a}}')) AS word
        FROM {rows}
    ) AS entry JOIN wanted ON wanted.lexeme = (entry.word).lexeme
    GROUP BY entry.id
"""
"""The scores by words of fact-checks (BM25) that have some of them. Only the words of the text are unpacked: they get a
weight of their own, and the others are left out."""

RANK_SQL = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM unnest(%(words)s::text[], %(weights)s::float[]) AS wanted (lexeme, weight)
    ), matched AS MATERIALIZED (
        SELECT * FROM {fact_checks} WHERE {matches} LIMIT %(matched)s
    ), candidates AS MATERIALIZED (
        SELECT id, claim_id, translation_id, search, claim_text FROM matched AS claims_factcheck
        WHERE {is_current} AND {filters}
        LIMIT %(candidates)s
    ), scored AS MATERIALIZED (
        {scores} ORDER BY score DESC, id LIMIT %(depth)s
    )
"""
"""The fact-checks with the most words of a text."""

COUNTED_SQL = """
    SELECT CASE WHEN %(counts_all)s OR (SELECT count(*) FROM candidates) < %(candidates)s
                THEN (SELECT count(*) FROM matched) ELSE 0 END AS matched
"""
"""The number that matched the words, 0 where there are so many candidates that it does not matter: the rest of what
matched is then not even read."""

BY_WORDS_SQL = """
    {rank}
    SELECT counted.matched, by_words.id, coalesce(by_words.claim_id, claims_translation.claim_id),
           by_words.translation_id,
           %(by_words)s::float * by_words.score / %(mass)s
           + %(by_letters)s::float * similarity(by_words.claim_text, %(text)s) AS score
    FROM ({counted}) AS counted
    LEFT JOIN (SELECT * FROM candidates JOIN scored USING (id)) AS by_words ON TRUE
    LEFT JOIN claims_translation ON claims_translation.id = by_words.translation_id
    ORDER BY score DESC, by_words.id
"""
"""The most similar fact-checks, each with the number that matched the words before the filters, up to a limit, its
claim, and the translation that it is. If none passes the filters, there is one row with that number alone."""

_NEAREST_SQL = """
    SELECT claims_factcheck.id
    FROM claims_factcheckvector JOIN claims_factcheck ON claims_factcheck.id = fact_check_id
    WHERE NOT pending AND {column} IS NOT NULL AND {{filters}}
    ORDER BY {column} <#> {vector}
    LIMIT %(near)s
"""
_VECTOR, _ACROSS = "%(vector)s::halfvec(384)", "%(across)s::halfvec(512)"
_NEAR_PARTS = {
    "near_any": _NEAREST_SQL.format(column="vector", vector=_VECTOR),
    "near_english": _NEAREST_SQL.format(column="across_vector", vector=_ACROSS),
    "near_foreign": _NEAREST_SQL.format(column="foreign_vector", vector=_ACROSS),
}

_BY_MEANING_SQL = f"""
    {{{{rank}}}}, {{near}}, chosen AS MATERIALIZED (
        SELECT id, search, dated FROM claims_factcheck
        WHERE id IN (SELECT id FROM scored UNION {{chosen}})
    )
    SELECT counted.matched, chosen.id,
           coalesce(summed.score, 0) / greatest(%(mass)s, 1e-9),
           coalesce(between_languages.cosine, -(vector <#> {_VECTOR})),
           coalesce(between_languages.cosine, -(title_vector <#> {_VECTOR})),
           chosen.dated
    FROM ({{{{counted}}}}) AS counted
    LEFT JOIN chosen ON TRUE
    LEFT JOIN claims_factcheckvector ON claims_factcheckvector.fact_check_id = chosen.id AND NOT pending
    LEFT JOIN LATERAL (
        SELECT -(coalesce(foreign_vector, CASE WHEN NOT %(is_english)s THEN across_vector END) <#> {_ACROSS}) AS cosine
    ) AS between_languages ON TRUE
    LEFT JOIN ({{{{scores_of_chosen}}}}) AS summed ON summed.id = chosen.id
"""  # noqa: S608 - no part comes from outside
"""The fact-checks with the most words of a text and those whose vectors are nearest to its vectors, in no order: the
number that matched the words, id, the score by words, the cosines of claim and title, and the day. What awaits its
vector has no cosines.

Texts in English are compared by the vectors of the English encoder, any others by the multilingual ones. Titles have
none of these, so that the claim stands for its title."""


@cache
def by_meaning_sql(*columns: str) -> str:
    """Return the template of the query that reads these columns of vectors, by the names of `_NEAR_PARTS`."""
    near = ", ".join(f"{name} AS MATERIALIZED ({_NEAR_PARTS[name]})" for name in columns)
    chosen = " UNION ".join(f"SELECT id FROM {name}" for name in columns)  # noqa: S608 - no part comes from outside
    return _BY_MEANING_SQL.format(near=near, chosen=chosen)
