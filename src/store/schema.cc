#include "store/schema.h"

namespace isnad {

// A document is one text; its record's things hang on it and go with it. `key` is the thing's id in
// the record. Days (first_day, last_day) are what a date covers, for comparing; the date itself
// stands beside them as the record has it.
const char kSchema[] = R"sql(
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  sha TEXT NOT NULL UNIQUE,
  uri TEXT NOT NULL,
  outlet TEXT,
  title TEXT,
  published TEXT,
  published_first TEXT,
  published_last TEXT,
  lang TEXT NOT NULL,
  length INTEGER NOT NULL,
  text TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE TABLE appearance (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  uri TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published TEXT,
  PRIMARY KEY (document, uri)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_uri ON appearance (uri);
CREATE INDEX appearance_outlet ON appearance (outlet);
CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  wikidata TEXT,
  acts_for TEXT,
  role TEXT
) STRICT;
CREATE INDEX entity_document ON entity (document);
CREATE INDEX entity_code ON entity (code);
CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  form TEXT NOT NULL
) STRICT;
CREATE INDEX mention_entity ON mention (entity);
CREATE TABLE time_expression (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  date TEXT
) STRICT;
CREATE INDEX time_document ON time_expression (document);
CREATE TABLE quantity (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  value REAL NOT NULL,
  bound TEXT NOT NULL,
  upper REAL,
  unit TEXT NOT NULL
) STRICT;
CREATE INDEX quantity_document ON quantity (document);
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  key TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  cameo TEXT NOT NULL,
  place TEXT,
  date TEXT,
  first_day TEXT,
  last_day TEXT,
  date_from TEXT NOT NULL,
  factuality TEXT NOT NULL,
  count INTEGER,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX event_document ON event (document);
CREATE INDEX event_key ON event (key);
CREATE INDEX event_day ON event (first_day);
CREATE TABLE event_context (
  event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX event_context_event ON event_context (event);
CREATE TABLE event_party (
  event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),
  code TEXT NOT NULL
) STRICT;
CREATE INDEX event_party_event ON event_party (event);
CREATE INDEX event_party_code ON event_party (code);
CREATE TABLE event_trigger (
  event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX event_trigger_event ON event_trigger (event);
CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  key TEXT NOT NULL,
  subject TEXT NOT NULL,
  rel TEXT NOT NULL,
  object TEXT NOT NULL,
  date_from TEXT,
  date_to TEXT,
  first_day TEXT,
  last_day TEXT,
  count INTEGER,
  factuality TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  words TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX relation_document ON relation (document);
CREATE INDEX relation_subject ON relation (subject);
CREATE INDEX relation_object ON relation (object);
CREATE TABLE relation_source (
  relation INTEGER NOT NULL REFERENCES relation ON DELETE CASCADE,
  code TEXT NOT NULL
) STRICT;
CREATE INDEX relation_source_relation ON relation_source (relation);
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  key TEXT NOT NULL,
  source TEXT NOT NULL,
  source_begin INTEGER NOT NULL,
  source_end INTEGER NOT NULL,
  source_words TEXT NOT NULL,
  cue_begin INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  cue_words TEXT NOT NULL,
  span_begin INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  words TEXT NOT NULL,
  direct INTEGER NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_source ON claim (source);
CREATE TABLE claim_via (
  claim INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  code TEXT NOT NULL
) STRICT;
CREATE INDEX claim_via_claim ON claim_via (claim);
CREATE TABLE claim_tells (
  claim INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  what TEXT NOT NULL CHECK (what IN ('event', 'relation')),
  key TEXT NOT NULL
) STRICT;
CREATE INDEX claim_tells_claim ON claim_tells (claim);
)sql";

// Version 2: across documents (docs/decisions/0011). What an article looks like to the finders of
// copies and stories, the runs of words that compared articles share, and what was made of them
// last. `a` is the document with the smaller sha.
// Version 3: across records. An account is one act or one lasting fact with its reports; `report`
// is a row of event or relation, `alone` the key that an account of this report alone would have,
// where it has another: whatever an account was called before, that key finds it. `digest` is a
// hash of all that hangs on a row: the next refresh leaves alone what is as it was. `known_name`
// keeps every name that was ever read for a code, to look codes up by. Nothing refers to rows of
// these tables by foreign keys, which would cost more than what they are for.
// Version 4: what queries would have to count at each question is kept (entity_total is made anew
// by refresh, and counts only while entity_total_state names the last entity); indexes are in the
// order of the answers, so that the first page of a large case comes at once; texts stand apart, as
// most questions are about all else of a document (docs/decisions/0020). A CROSS JOIN keeps SQLite
// from beginning with the party, who may be in half of all articles. Then what comes in
// beside articles; each part says what it is for.
// Version 5: on a server alone (schema_server.cc).
const char* const kSteps[] = {R"sql(
CREATE TABLE fingerprint (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  words INTEGER NOT NULL,
  prints BLOB NOT NULL,
  terms BLOB NOT NULL,
  compared INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE credit (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  code TEXT NOT NULL,
  PRIMARY KEY (document, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared_run (
  a INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  a_word INTEGER NOT NULL,
  words INTEGER NOT NULL,
  a_begin INTEGER NOT NULL,
  a_end INTEGER NOT NULL,
  b_begin INTEGER NOT NULL,
  b_end INTEGER NOT NULL,
  PRIMARY KEY (a, b, a_word)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_run_b ON shared_run (b);
CREATE TABLE copy (
  a INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  words INTEGER NOT NULL,
  told INTEGER NOT NULL,
  first INTEGER,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_b ON copy (b);
CREATE TABLE story (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  central INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  first_day TEXT,
  last_day TEXT
) STRICT;
CREATE TABLE story_article (
  story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  PRIMARY KEY (document)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_article_story ON story_article (story);
CREATE TABLE story_alias (
  old TEXT PRIMARY KEY,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql",
                              R"sql(
ALTER TABLE event ADD COLUMN count_bound TEXT;
ALTER TABLE event ADD COLUMN count_unit TEXT;
ALTER TABLE relation ADD COLUMN count_bound TEXT;
ALTER TABLE relation ADD COLUMN count_unit TEXT;
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  what TEXT NOT NULL CHECK (what IN ('event', 'relation')),
  documents INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  digest INTEGER NOT NULL
) STRICT;
CREATE TABLE account_report (
  account INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('event', 'relation')),
  report INTEGER NOT NULL,
  alone TEXT,
  origin INTEGER NOT NULL,
  copied_from INTEGER,
  PRIMARY KEY (what, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_report_account ON account_report (account);
CREATE INDEX account_report_alone ON account_report (alone) WHERE alone IS NOT NULL;
CREATE TABLE account_origin (
  account INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT,
  document INTEGER,
  PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('event', 'relation')),
  first_day TEXT,
  last_day TEXT
) STRICT;
CREATE TABLE conflict_account (
  conflict INTEGER NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (conflict, account)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict_side (
  conflict INTEGER NOT NULL,
  side INTEGER NOT NULL,
  value TEXT NOT NULL,
  origins INTEGER NOT NULL,
  PRIMARY KEY (conflict, side)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict_report (
  conflict INTEGER NOT NULL,
  side INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (conflict, side, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE known_name (
  code TEXT NOT NULL,
  ar TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (code, ar, en)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_name_ar ON known_name (ar);
CREATE INDEX known_name_en ON known_name (en COLLATE NOCASE);
INSERT INTO known_name SELECT DISTINCT code, name_ar, name_en FROM entity;
ALTER TABLE story ADD COLUMN digest INTEGER;
CREATE TABLE world (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  corpus BLOB NOT NULL
) STRICT;
)sql",
                              // Version 4.
                              R"sql(
ALTER TABLE entity ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
UPDATE entity SET
  mentions = (SELECT count(*) FROM mention m WHERE m.entity = entity.id),
  claims = (SELECT count(*) FROM claim c
            WHERE c.document = entity.document AND c.source = entity.code),
  events = (SELECT count(DISTINCT p.event) FROM event e CROSS JOIN event_party p
            WHERE e.document = entity.document AND p.event = e.id AND p.code = entity.code
              AND p.role <> 'source');
CREATE TABLE entity_total (
  code TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  wikidata TEXT,
  acts_for TEXT,
  role TEXT,
  documents INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  events INTEGER NOT NULL,
  claims INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_total_order ON entity_total (documents DESC, mentions DESC, code);
CREATE TABLE entity_total_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_entity INTEGER NOT NULL
) STRICT;
CREATE TABLE document_text (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  text TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
INSERT INTO document_text SELECT id, text, record FROM document;
ALTER TABLE document DROP COLUMN text;
ALTER TABLE document DROP COLUMN record;
CREATE TABLE story_article_4 (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE
) STRICT;
INSERT INTO story_article_4 SELECT document, story FROM story_article;
DROP TABLE story_article;
ALTER TABLE story_article_4 RENAME TO story_article;
CREATE INDEX story_article_story ON story_article (story);
ALTER TABLE story ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
UPDATE story SET articles = (SELECT count(*) FROM story_article t WHERE t.story = story.id);
DROP INDEX appearance_outlet;
CREATE INDEX appearance_outlet ON appearance (outlet COLLATE NOCASE, document);
CREATE INDEX document_order ON document ((published_first IS NULL), published_first, uri, id);
DROP INDEX entity_code;
CREATE INDEX entity_counts ON entity (document, code, mentions, events, claims);
DROP INDEX entity_document;
CREATE INDEX entity_code ON entity (code, document);
DROP INDEX event_day;
CREATE INDEX event_order ON event ((first_day IS NULL), first_day, last_day);
CREATE INDEX event_type ON event (type, (first_day IS NULL), first_day, last_day, key);
DROP INDEX event_party_code;
CREATE INDEX event_party_code ON event_party (code, role, event);
CREATE INDEX relation_order ON relation (rel, subject, object);
CREATE INDEX relation_key ON relation (key);
CREATE INDEX relation_source_code ON relation_source (code, relation);
CREATE INDEX claim_via_code ON claim_via (code, claim);
CREATE INDEX claim_tells_key ON claim_tells (key, what, claim);
CREATE INDEX copy_told ON copy (told DESC);
CREATE INDEX story_order ON story ((last_day IS NULL), last_day DESC, articles DESC, key);
CREATE INDEX account_told ON account (what, documents DESC, origins DESC, key);
-- Evidence: the bytes that documents came from. headers: JSON, an array of pairs. raw_bytes holds
-- what was read with --keep-raw, compressed by zstd.
CREATE TABLE evidence (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  uri TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  url TEXT,
  fetched TEXT,
  headers TEXT NOT NULL,
  PRIMARY KEY (document, uri, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE raw_bytes (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  zstd BLOB NOT NULL
) STRICT;
-- Feeds that `isnad watch` polls, what was in them, and the rules of their sites (robots.txt).
-- Moments are seconds since 1970.
CREATE TABLE feed (
  url TEXT PRIMARY KEY,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  sha TEXT,
  minutes INTEGER,
  polled INTEGER NOT NULL,
  due INTEGER NOT NULL,
  held INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  message TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_item (
  feed TEXT NOT NULL,
  item TEXT NOT NULL,
  number INTEGER NOT NULL,
  link TEXT,
  title TEXT,
  author TEXT,
  published TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'known', 'refused')),
  tries INTEGER NOT NULL,
  message TEXT,
  PRIMARY KEY (feed, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_item_link ON feed_item (link);
CREATE INDEX feed_item_waiting ON feed_item (feed, number) WHERE state = 'waiting';
CREATE TABLE site_rules (
  origin TEXT PRIMARY KEY,
  fetched INTEGER NOT NULL,
  rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Search (docs/decisions/0017). `searched` has a row for each row of the full-text index; one
-- without a document is of a reading that stands no more. `round` is the refresh that first
-- made the document searchable; what is `stale` waits for the next one. `search_column` keeps what the fields of a query are answered from.
CREATE TABLE searched (
  id INTEGER PRIMARY KEY,
  document INTEGER UNIQUE REFERENCES document ON DELETE SET NULL,
  digest INTEGER NOT NULL,
  words INTEGER NOT NULL,
  round INTEGER,
  stale INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX searched_stale ON searched (document) WHERE stale = 1;
CREATE TABLE search_title_row (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  title TEXT NOT NULL,
  forms TEXT NOT NULL,
  lemmas TEXT NOT NULL,
  UNIQUE (document, title)
) STRICT;
CREATE TABLE search_column (
  name TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE saved_search (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL,
  target TEXT,
  round INTEGER NOT NULL
) STRICT;
)sql",
                              "", R"sql(
-- Version 6. When `isnad watch` last asked a host, so that several watchers ask it as politely as
-- one: ended is null while a request is under way. Not before `closed`, which has its reason. In
-- milliseconds since 1970 by the clock of the database.
CREATE TABLE host_visit (
  host TEXT PRIMARY KEY,
  begun INTEGER NOT NULL,
  ended INTEGER,
  closed INTEGER NOT NULL,
  why TEXT
) STRICT, WITHOUT ROWID;
-- Is there anything to compare? Watchers ask every few seconds.
CREATE INDEX fingerprint_new ON fingerprint (document) WHERE compared = 0;
)sql",
                              R"sql(
-- Version 7. What may be typed of the names that were read for a code: its beginning is looked up
-- (store/name_words.h). Filled with entity_total, which the next refresh makes anew.
CREATE TABLE name_word (
  word TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (word, code)
) STRICT, WITHOUT ROWID;
DELETE FROM entity_total_state;
)sql"};

const char kFullText[] = R"sql(
CREATE VIRTUAL TABLE search_text USING fts5 (
  forms, lemmas, content = '', columnsize = 0, tokenize = "ascii tokenchars '._'"
);
CREATE VIRTUAL TABLE search_prefix USING fts5 (
  beginnings, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '._'"
);
CREATE VIRTUAL TABLE search_title USING fts5 (
  forms, lemmas, content = 'search_title_row', content_rowid = 'id', columnsize = 0,
  prefix = '2 3 4', tokenize = "ascii tokenchars '._'"
);
)sql";

}  // namespace isnad
