#include "record/json.h"
#include "store/case_impl.h"
#include "store/query.h"

namespace isnad {

namespace {

// Number of rows that decides between "this one" and "several".
constexpr size_t kCandidates = 5;

bool is_hex(std::string_view s) {
  return s.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Candidate {
  int64_t id = 0;
  std::string sha;
  std::string uri;
};

// The document of this row with all that is kept of it.
Result<StoredDocument> stored(CaseFile::Impl& impl, int64_t id) {
  StoredDocument document;
  std::string json;
  auto done = impl.each(
      "SELECT text, record FROM document_text WHERE document = ?",
      [&](const Statement& s) {
        document.text = s.text(0);
        json = s.text(1);
      },
      id);
  if (done) {
    done = impl.each(
        "SELECT uri, url, outlet, title, published FROM appearance "
        "WHERE document = ? ORDER BY uri",
        [&](const Statement& s) {
          document.appearances.push_back({s.text(0), s.optional_text(1), s.optional_text(2),
                                          s.optional_text(3), s.optional_text(4)});
        },
        id);
  }
  if (!done) return tl::unexpected<Error>(done.error());
  Result<Record> record = read_json(json);
  if (!record) {
    const std::string uri = document.appearances.empty() ? "" : document.appearances[0].uri;
    return fail(ErrorCode::corrupt, impl.name + ": the record of " + uri + " is damaged (" +
                                        record.error().message + ')');
  }
  document.record = std::move(*record);
  return document;
}

}  // namespace

Result<int64_t> CaseFile::Impl::find_document(std::string_view key) {
  std::vector<Candidate> found;
  const auto look = [&](const char* condition) -> Result<void> {
    const std::string sql = std::string(
                                "SELECT d.id, d.sha, min(a.uri) FROM document d "
                                "JOIN appearance a ON a.document = d.id WHERE ") +
                            condition + " GROUP BY d.id, d.sha ORDER BY d.id LIMIT 5";
    return each(
        sql,
        [&](const Statement& s) {
          found.push_back({s.integer(0), s.text(1), s.text(2)});
        },
        key);
  };
  std::vector<const char*> ways = {"d.sha = ?", "a.uri = ?"};
  if (key.size() >= 4 && is_hex(key)) ways.push_back("substr(d.sha, 1, length(?1)) = ?1");
  if (!key.empty()) {
    // The end of the uri; substr counts from 1.
    ways.push_back(
        "length(a.uri) > length(?1) AND "
        "substr(a.uri, length(a.uri) - length(?1)) = '/' || ?1");
    ways.push_back(
        "a.uri = ?1 || '.txt' OR (length(a.uri) > length(?1) + 4 AND "
        "substr(a.uri, length(a.uri) - length(?1) - 4) = '/' || ?1 || '.txt')");
    ways.push_back("substr(a.uri, 1, length(?1)) = ?1");
    ways.push_back("replace(a.uri, '/' || ?1, '') <> a.uri");  // is it anywhere in it?
  }
  for (const char* way : ways) {
    if (auto r = look(way); !r) return tl::unexpected<Error>(r.error());
    if (!found.empty()) break;
  }
  if (found.empty()) {
    return fail(ErrorCode::not_found, name + ": no document \"" + std::string(key) +
                                          "\"; name it by its uri, its file name or the "
                                          "beginning of one of them or of its id");
  }
  if (found.size() > 1) {
    std::string message =
        name + ": \"" + std::string(key) + "\" fits several documents; name one by its id:";
    for (const Candidate& c : found) message += ' ' + c.sha.substr(0, 12) + " (" + c.uri + ')';
    if (found.size() == kCandidates) message += " ...";
    return fail(ErrorCode::bad_argument, message);
  }
  return found[0].id;
}

Result<StoredDocument> CaseFile::document(std::string_view key) const {
  const Snapshot snapshot(*impl_);
  const Result<int64_t> id = impl_->find_document(key);
  if (!id) return tl::unexpected<Error>(id.error());
  return stored(*impl_, *id);
}

Result<void> CaseFile::each_document(
    const Filter& f, const std::function<Result<void>(const StoredDocument&)>& visit) const {
  Filter all = f;
  all.offset = 0;
  const Result<std::vector<int64_t>> ids = document_ids(*impl_, all);
  if (!ids) return tl::unexpected<Error>(ids.error());
  for (const int64_t id : *ids) {
    const Result<StoredDocument> document = stored(*impl_, id);
    if (!document) return tl::unexpected<Error>(document.error());
    if (auto r = visit(*document); !r) return r;
  }
  return {};
}

Result<std::vector<std::string>> CaseFile::codes(const std::string& wanted) const {
  std::vector<std::string> out = {wanted};
  const auto take = [&](const Statement& s) { out.push_back(s.text(0)); };
  auto r = impl_->each(
      "SELECT upper(?1) UNION SELECT code FROM known_name WHERE en = ?1 COLLATE NOCASE "
      "UNION SELECT code FROM known_name WHERE ar = ?1 ORDER BY 1",
      take, wanted);
  if (!r) return tl::unexpected<Error>(r.error());
  return out;
}

Result<Name> CaseFile::name(const std::string& code) const {
  Name name;
  const auto take = [&](const Statement& s) { name = {s.text(0), s.text(1)}; };
  const auto done =
      impl_->each("SELECT min(ar), min(en) FROM known_name WHERE code = ?", take, code);
  if (!done) return tl::unexpected<Error>(done.error());
  return name;
}

Result<EntityRow> CaseFile::entity(const std::string& code) const {
  EntityRow row;
  const auto done = impl_->each(
      "SELECT code, min(kind), min(name_ar), min(name_en), min(wikidata), min(acts_for), min(role) "
      "FROM entity WHERE code = ? GROUP BY code",
      [&](const Statement& s) {
        row = {s.text(0),          s.text(1),          s.text(2),         s.text(3),
               s.optional_text(4), s.optional_text(5), s.optional_text(6)};
      },
      code);
  if (!done) return tl::unexpected<Error>(done.error());
  return row;
}

Result<Digest> CaseFile::digest() const {
  const Snapshot snapshot(*impl_);
  Digest d;
  auto done = impl_->each(
      "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM appearance), "
      "(SELECT count(*) FROM event), (SELECT count(*) FROM claim), "
      "(SELECT count(*) FROM relation), (SELECT count(DISTINCT code) FROM entity), "
      "(SELECT min(published) FROM appearance), (SELECT max(published) FROM appearance)",
      [&](const Statement& s) {
        d.documents = s.integer(0);
        d.appearances = s.integer(1);
        d.events = s.integer(2);
        d.claims = s.integer(3);
        d.relations = s.integer(4);
        d.entities = s.integer(5);
        d.first_published = s.optional_text(6);
        d.last_published = s.optional_text(7);
      });
  if (done) {
    done = impl_->each(
        "SELECT coalesce(outlet, ''), count(DISTINCT document) AS n FROM appearance "
        "GROUP BY 1 ORDER BY n DESC, 1",
        [&](const Statement& s) {
          d.outlets.push_back({s.text(0), s.integer(1)});
        });
  }
  if (done) {
    done = impl_->each(
        "SELECT code, count(DISTINCT event) AS n FROM event_party "
        "WHERE role <> 'source' AND code NOT LIKE 'GEN:%' "
        "GROUP BY code ORDER BY n DESC, code LIMIT 10",
        [&](const Statement& s) {
          d.actors.push_back({s.text(0), s.integer(1)});
        });
  }
  if (!done) return tl::unexpected<Error>(done.error());
  return d;
}

Result<std::string> CaseFile::change_mark() const {
  // xmin is the transaction that wrote a row; a refresh writes that of `world` anew.
  const char* sql =
      impl_->db.is_server()
          ? "SELECT concat_ws(' ', (SELECT max(id) FROM document), (SELECT count(*) FROM "
            "document), "
            "(SELECT count(*) FROM appearance), "
            "(SELECT max(xmin::text) FROM world), "
            "(SELECT string_agg(name || xmin::text, ' ' ORDER BY name) FROM saved_search))"
          : "PRAGMA data_version";
  std::string mark;
  auto done = impl_->each(sql, [&](const Statement& s) { mark = s.text(0); });
  if (!done) return tl::unexpected<Error>(done.error());
  return mark;
}

}  // namespace isnad
