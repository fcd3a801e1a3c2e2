#include "store/schema.h"

namespace isnad {

// What PostgreSQL has besides the common tables. `valid` is when an act happened or a fact held,
// `days` when something was published, `known` from when on it can have been known; an open end has
// no bound. `recorded` is when this case took the document in. All follow from other columns, so
// that nobody writes them; day_range is what they are worked out with, and what queries ask with.
// Version 5: a key of a B-tree has at most 2,704 bytes, addresses and titles have any number. What
// must be unique of them is so by a hash, what is looked up has a hash index; names are shorter
// than kMostNameBytes (case_impl.h). Addresses of one day are sorted when they are asked for. A
// text has as many vectors as it needs; long ones that had only one are indexed anew by the next
// refresh.
const char* const kServerSteps[] = {"",     "",
                                    R"sql(
CREATE FUNCTION day_range(first_day text, last_day text) RETURNS daterange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN first_day <= last_day THEN daterange(
    CASE WHEN first_day >= '0001'
         THEN make_date(left(first_day, 4)::int, substr(first_day, 6, 2)::int,
                        substr(first_day, 9, 2)::int) END,
    CASE WHEN last_day < '0001' THEN make_date(1, 1, 1)
         WHEN last_day < '9999-12-31'
         THEN make_date(left(last_day, 4)::int, substr(last_day, 6, 2)::int,
                        substr(last_day, 9, 2)::int) END,
    '[]') END
$$;
ALTER TABLE document
  ADD COLUMN days daterange GENERATED ALWAYS AS (day_range(published_first, published_last)) STORED,
  ADD COLUMN known daterange GENERATED ALWAYS AS (day_range(published_first, '9999-12-31')) STORED,
  ADD COLUMN recorded timestamptz NOT NULL DEFAULT now();
ALTER TABLE document
  ADD COLUMN recorded_time tstzrange GENERATED ALWAYS AS (tstzrange(recorded, NULL)) STORED;
ALTER TABLE event
  ADD COLUMN valid daterange GENERATED ALWAYS AS (day_range(first_day, last_day)) STORED;
ALTER TABLE relation
  ADD COLUMN valid daterange GENERATED ALWAYS AS (day_range(first_day, last_day)) STORED;
ALTER TABLE story
  ADD COLUMN days daterange GENERATED ALWAYS AS (day_range(first_day, last_day)) STORED;
ALTER TABLE conflict
  ADD COLUMN days daterange GENERATED ALWAYS AS (day_range(first_day, last_day)) STORED;
CREATE TABLE search_vector (id bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE TABLE search_title_vector (
  id bigint PRIMARY KEY REFERENCES search_title_row ON DELETE CASCADE,
  vector tsvector NOT NULL);
CREATE INDEX search_vector_words ON search_vector USING gin (vector);
CREATE INDEX search_title_vector_words ON search_title_vector USING gin (vector);
CREATE INDEX document_days ON document USING gist (days);
CREATE INDEX document_known ON document USING gist (known);
CREATE INDEX document_recorded ON document USING gist (recorded_time);
CREATE INDEX event_valid ON event USING gist (valid);
CREATE INDEX relation_valid ON relation USING gist (valid);
CREATE INDEX story_days ON story USING gist (days);
CREATE INDEX conflict_days ON conflict USING gist (days);
)sql",
                                    R"sql(
CREATE FUNCTION text_hash(t text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT sha256(convert_to(t, 'UTF8')) $$;
ALTER TABLE appearance DROP CONSTRAINT appearance_pkey;
CREATE UNIQUE INDEX appearance_place ON appearance (document, text_hash(uri));
DROP INDEX appearance_uri;
CREATE INDEX appearance_uri ON appearance USING hash (uri);
DROP INDEX document_order;
CREATE INDEX document_order ON document ((published_first IS NULL), published_first);
ALTER TABLE evidence DROP CONSTRAINT evidence_pkey;
CREATE UNIQUE INDEX evidence_place ON evidence (document, text_hash(uri), sha256);
ALTER TABLE feed_item DROP CONSTRAINT feed_item_pkey;
CREATE UNIQUE INDEX feed_item_place ON feed_item (feed, text_hash(item));
CREATE INDEX feed_item_item ON feed_item USING hash (item);
DROP INDEX feed_item_link;
CREATE INDEX feed_item_link ON feed_item USING hash (link);
ALTER TABLE search_title_row DROP CONSTRAINT search_title_row_document_title_key;
CREATE UNIQUE INDEX search_title_row_place ON search_title_row (document, text_hash(title));
ALTER TABLE search_vector ADD COLUMN first bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT search_vector_pkey, ADD PRIMARY KEY (id, first);
ALTER TABLE search_title_vector ADD COLUMN first bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT search_title_vector_pkey, ADD PRIMARY KEY (id, first);
DELETE FROM search_vector WHERE id IN (SELECT id FROM searched WHERE words > 4000);
DELETE FROM searched WHERE words > 4000;
DELETE FROM entity_total_state;
)sql", "", ""};

static_assert(sizeof kServerSteps / sizeof *kServerSteps == kSchemaVersion - 1);

}  // namespace isnad
