#include "store/text_index.h"

#include <algorithm>

#include "store/kept_rows.h"
#include "store/packed.h"
#include "store/steps.h"

namespace isnad {

namespace {

// FTS5 (sqlite.org/fts5.html). Whatever stands in a query for it was made by search_token: letters,
// digits, stops and low lines, between quotation marks.
class Fts5Index : public TextIndex {
 public:
  explicit Fts5Index(CaseFile::Impl& impl) : impl_(impl) {}

  Result<void> add(int64_t row, const SearchColumn& text) override {
    return impl_.run("INSERT INTO search_text (rowid, forms, lemmas) VALUES (?,?,?)", row,
                     text.forms, text.lemmas);
  }

  Result<void> add_title(int64_t document, const std::string& title,
                         const SearchColumn& words) override {
    bool here = false;
    auto r = impl_.each(
        "SELECT forms = ? AND lemmas = ? FROM search_title_row WHERE document = ? AND title = ?",
        [&](const Statement& row) { here = row.integer(0) != 0; }, words.forms, words.lemmas,
        document, title);
    if (!r || here) return r;
    if (r = drop_title(document, title); !r) return r;
    r = impl_.run(
        "INSERT INTO search_title_row (document, title, forms, lemmas) VALUES (?,?,?,?)", document,
        title, words.forms, words.lemmas);
    if (!r) return r;
    return impl_.run("INSERT INTO search_title (rowid, forms, lemmas) VALUES (?,?,?)",
                     impl_.db.last_id(), words.forms, words.lemmas);
  }

  Result<void> drop_old_titles(int64_t document) override {
    std::vector<std::string> old;
    auto r = impl_.each(
        "SELECT title FROM search_title_row WHERE document = ?1 AND title NOT IN (SELECT title "
        "FROM appearance WHERE document = ?1 AND title IS NOT NULL)",
        [&](const Statement& row) { old.push_back(row.text(0)); }, document);
    for (const std::string& title : old) {
      if (r) r = drop_title(document, title);
    }
    return r;
  }

  Result<void> clear() override {
    return impl_.run("INSERT INTO search_text (search_text) VALUES ('delete-all')");
  }

  Result<std::vector<TextHit>> find(const TextPattern& pattern) override {
    return hits("SELECT rowid, isnad_count(search_text) FROM search_text WHERE search_text MATCH ?",
                pattern);
  }

  Result<std::vector<TextHit>> find_in_titles(const TextPattern& pattern) override {
    Result<std::vector<TextHit>> found = hits(
        "SELECT t.document, isnad_count(search_title) FROM search_title JOIN search_title_row t "
        "ON t.id = search_title.rowid WHERE search_title MATCH ?",
        pattern);
    if (!found) return found;
    // A text with several titles has the word as often as the title that has it most.
    std::sort(found->begin(), found->end(), [](const TextHit& a, const TextHit& b) {
      return a.row != b.row ? a.row < b.row : a.count > b.count;
    });
    found->erase(std::unique(found->begin(), found->end(),
                             [](const TextHit& a, const TextHit& b) { return a.row == b.row; }),
                 found->end());
    return found;
  }

  Result<std::vector<TextPlace>> places(int64_t row, const TextPattern& pattern) override {
    std::vector<TextPlace> out;
    auto r = impl_.each(
        "SELECT isnad_places(search_text) FROM search_text WHERE search_text MATCH ? AND rowid = ?",
        [&](const Statement& s) { out = places_from(s.blob(0)); }, expression(pattern), row);
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  Result<std::vector<TextPlace>> places_in_title(int64_t document, const std::string& title,
                                                 const TextPattern& pattern) override {
    std::vector<TextPlace> out;
    int64_t id = 0;
    auto r = impl_.each("SELECT id FROM search_title_row WHERE document = ? AND title = ?",
                        [&](const Statement& s) { id = s.integer(0); }, document, title);
    if (r) {
      r = impl_.each(
          "SELECT isnad_places(search_title) FROM search_title WHERE search_title MATCH ? AND "
          "rowid = ?",
          [&](const Statement& s) { out = places_from(s.blob(0)); }, expression(pattern), id);
    }
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

 private:
  Result<void> drop_title(int64_t document, const std::string& title) {
    struct Old {
      int64_t id;
      std::string forms;
      std::string lemmas;
    };
    std::optional<Old> old;
    auto r = impl_.each(
        "SELECT id, forms, lemmas FROM search_title_row WHERE document = ? AND title = ?",
        [&](const Statement& s) {
          old = Old{s.integer(0), s.text(1), s.text(2)};
        },
        document, title);
    if (!r || !old) return r;
    r = impl_.run(
        "INSERT INTO search_title (search_title, rowid, forms, lemmas) VALUES ('delete',?,?,?)",
        old->id, old->forms, old->lemmas);
    if (!r) return r;
    return impl_.run("DELETE FROM search_title_row WHERE id = ?", old->id);
  }

  static std::string expression(const TextPattern& p) {
    const auto quoted = [](const std::string& token) { return '"' + token + '"'; };
    std::string out;
    if (p.in_a_row) {
      std::string words;
      for (const std::string& f : p.forms) words += (words.empty() ? "" : " ") + f;
      return (p.prefix && p.forms.size() == 1 ? "{forms lemmas} : " : "forms : ") + quoted(words) +
             (p.prefix ? " *" : "");
    }
    for (const std::string& l : p.lemmas) out += (out.empty() ? "lemmas : (" : " OR ") + quoted(l);
    if (!out.empty()) out += ") OR ";
    return out + "forms : " + quoted(p.forms.front());
  }

  Result<std::vector<TextHit>> hits(std::string_view sql, const TextPattern& pattern) {
    std::vector<TextHit> out;
    auto r = impl_.each(
        sql,
        [&](const Statement& s) {
          out.push_back({s.integer(0), static_cast<uint32_t>(s.integer(1))});
        },
        expression(pattern));
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  static std::vector<TextPlace> places_from(std::string_view bytes) {
    std::vector<TextPlace> out;
    for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      out.push_back({unpack(bytes, at), unpack(bytes, at + 4)});
    }
    return out;
  }

  CaseFile::Impl& impl_;
};

}  // namespace

std::unique_ptr<TextIndex> text_index(CaseFile::Impl& impl) {
  return std::make_unique<Fts5Index>(impl);
}

Result<void> index_document(CaseFile::Impl& impl, int64_t document,
                            const std::optional<std::string>& title, const SearchWords& words) {
  const std::unique_ptr<TextIndex> index = text_index(impl);
  const int64_t digest = Digest64().add(words.text.forms).add(words.text.lemmas).value();
  bool here = false;
  bool same = false;
  std::optional<int64_t> round;
  Steps steps;
  steps.then([&] {
    return impl.each(
        "SELECT digest, round FROM searched WHERE document = ?",
        [&](const Statement& row) {
          here = true;
          same = row.integer(0) == digest;
          round = row.optional_integer(1);
        },
        document);
  });
  if (here && !same) {
    steps.then(
        [&] { return impl.run("UPDATE searched SET document = NULL, stale = 0 WHERE document = ?",
                      document); });
  }
  if (!same) {
    steps.then([&] {
      return impl.run("INSERT INTO searched (document, digest, words, round) VALUES (?,?,?,?)",
                      document, digest, words.text.count, round);
    });
    steps.then([&] { return index->add(impl.db.last_id(), words.text); });
  }
  if (title) steps.then([&] { return index->add_title(document, *title, words.title); });
  steps.then([&] { return index->drop_old_titles(document); });
  steps.then([&] { return impl.run("UPDATE searched SET stale = 1 WHERE document = ?", document); });
  return steps.result();
}

}  // namespace isnad
