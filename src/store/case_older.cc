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
    "CREATE TEMP VIEW entity_total_state AS SELECT 1 AS id, 0 AS last_entity WHERE 0";

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
