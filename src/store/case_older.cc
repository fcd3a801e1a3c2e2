#include "store/case_older.h"

namespace isnad {

namespace {

constexpr const char* kBefore3 =
    "CREATE TEMP VIEW known_name AS SELECT code, name_ar AS ar, name_en AS en FROM main.entity";

constexpr const char* kBefore4 =
    "CREATE TEMP VIEW document_text AS SELECT id AS document, text, record FROM main.document;"
    "CREATE TEMP VIEW entity AS SELECT x.*, "
    "(SELECT count(*) FROM mention m WHERE m.entity = x.id) AS mentions, "
    "(SELECT count(DISTINCT p.event) FROM event e CROSS JOIN event_party p "
    "WHERE e.document = x.document AND p.event = e.id AND p.code = x.code AND p.role <> 'source') "
    "AS events, "
    "(SELECT count(*) FROM claim c WHERE c.document = x.document AND c.source = x.code) AS claims "
    "FROM main.entity x;"
    "CREATE TEMP VIEW entity_total_state AS SELECT 1 AS id, 0 AS last_entity WHERE 0;"
    "CREATE TEMP VIEW evidence AS SELECT 0 AS document, '' AS uri, '' AS sha256, 0 AS size, "
    "'' AS media_type, '' AS url, '' AS fetched, '' AS headers WHERE 0;"
    "CREATE TEMP VIEW raw_bytes AS SELECT '' AS sha256, 0 AS size, x'' AS zstd WHERE 0;"
    "CREATE TEMP VIEW search_column AS SELECT '' AS name, x'' AS bytes WHERE 0;"
    "CREATE TEMP VIEW searched AS SELECT 0 AS id, 0 AS document, 0 AS words, 0 AS round, "
    "0 AS stale WHERE 0;"
    "CREATE TEMP VIEW saved_search AS SELECT '' AS name, '' AS query, '' AS target, 0 AS round "
    "WHERE 0";

constexpr const char* kStoriesBefore4 =
    "CREATE TEMP VIEW story AS SELECT s.*, "
    "(SELECT count(*) FROM story_article t WHERE t.story = s.id) AS articles FROM main.story s";

}  // namespace

Result<void> read_older(Database& db, int64_t version) {
  if (version < 3) {
    if (auto r = db.execute(kBefore3); !r) return r;
  }
  if (version >= 2 && version < 4) {
    if (auto r = db.execute(kStoriesBefore4); !r) return r;
  }
  return version < 4 ? db.execute(kBefore4) : Result<void>();
}

}  // namespace isnad
