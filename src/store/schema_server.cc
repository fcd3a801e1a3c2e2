#include "store/schema.h"

namespace isnad {

// What PostgreSQL has besides the common tables. `valid` is when an act happened or a fact held,
// `days` when something was published, `known` from when on it can have been known; an open end has
// no bound. `recorded` is when this case took the document in. All follow from other columns, so
// that nobody writes them; day_range is what they are worked out with, and what queries ask with.
const char* const kServerSteps[] = {"", "",
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
)sql"};

static_assert(sizeof kServerSteps / sizeof *kServerSteps == kSchemaVersion - 1);

}  // namespace isnad
