#include <algorithm>
#include <iterator>
#include <set>

#include "store/text_index.h"
#include "story/packed.h"

namespace isnad {

namespace {

// Beginnings of so many letters at most have rows of their own.
constexpr size_t kPrefixLetters = 4;

size_t letters(std::string_view token) {
  return static_cast<size_t>(std::count_if(token.begin(), token.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The beginnings of two letters and more that forms and lemmas have, each once. FTS5 finds a
// beginning by joining the places of all words that have it, which takes seconds for common ones.
std::string beginnings(const CaseFile::Impl::Unindexed& text) {
  std::set<std::string_view> found;
  for (const std::string_view list :
       {std::string_view(text.forms), std::string_view(text.lemmas)}) {
    for (size_t at = 0; at < list.size();) {
      const std::string_view word = list.substr(at, list.find(' ', at) - at);
      at += word.size() + 1;
      size_t n = 0;
      for (size_t i = 1; i <= word.size() && n < kPrefixLetters; ++i) {
        const bool ends = i == word.size() || (static_cast<unsigned char>(word[i]) & 0xC0) != 0x80;
        if (ends && ++n >= 2) found.insert(word.substr(0, i));
      }
    }
  }
  std::string out;
  for (const std::string_view f : found) {
    if (!out.empty()) out += ' ';
    out += f;
  }
  return out;
}

// FTS5 (sqlite.org/fts5.html). Whatever stands in a query for it was made by search_token: letters,
// digits, stops and low lines, between quotation marks. What is added waits for the end of the
// transaction or for the next question: FTS5 writes a segment to the file whenever a savepoint or a
// statement with a journal of its own begins, with each document many times what its words take.
class Fts5Index : public TextIndex {
 public:
  explicit Fts5Index(CaseFile::Impl& impl) : impl_(impl) {}

  Result<void> add(int64_t row, const SearchColumn& text) override {
    return wait({false, row, text.forms, text.lemmas});
  }

  Result<void> add_title(int64_t document, const std::string& title, const SearchColumn& words,
                         bool fresh) override {
    if (!fresh) {
      bool here = false;
      auto r = impl_.each(
          "SELECT forms = ? AND lemmas = ? FROM search_title_row WHERE document = ? AND title = ?",
          [&](const Statement& row) { here = row.integer(0) != 0; }, words.forms, words.lemmas,
          document, title);
      if (!r || here) return r;
      if (r = drop_title(document, title); !r) return r;
    }
    int64_t id = 0;
    auto r = impl_.give_id("search_title_row", id);
    if (!r) return r;
    r = impl_.run(
        "INSERT INTO search_title_row (id, document, title, forms, lemmas) VALUES (?,?,?,?,?)", id,
        document, title, words.forms, words.lemmas);
    if (!r) return r;
    return wait({true, id, words.forms, words.lemmas});
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
    auto r = write_unindexed(impl_);
    if (r) r = impl_.run("INSERT INTO search_text (search_text) VALUES ('delete-all')");
    if (!r) return r;
    return impl_.run("INSERT INTO search_prefix (search_prefix) VALUES ('delete-all')");
  }

  Result<std::vector<int64_t>> find(const TextPattern& pattern) override {
    if (auto r = write_unindexed(impl_); !r) return tl::unexpected<Error>(r.error());
    std::vector<int64_t> out;
    for (const std::string& e : expressions(pattern)) {
      const bool short_prefix = pattern.prefix && letters(pattern.forms.front()) <= kPrefixLetters;
      std::vector<int64_t> rows;
      auto r = impl_.each(
          short_prefix ? "SELECT rowid FROM search_prefix WHERE search_prefix MATCH ?"
                       : "SELECT rowid FROM search_text WHERE search_text MATCH ?",
          [&](const Statement& s) { rows.push_back(s.integer(0)); },
          short_prefix ? quoted(pattern.forms.front()) : e);
      if (!r) return tl::unexpected<Error>(r.error());
      if (out.empty()) {
        out = std::move(rows);
        continue;
      }
      std::vector<int64_t> both;
      both.reserve(out.size() + rows.size());
      std::set_union(out.begin(), out.end(), rows.begin(), rows.end(), std::back_inserter(both));
      out = std::move(both);
    }
    return out;
  }

  Result<std::vector<TextHit>> count(const TextPattern& pattern) override {
    if (pattern.prefix) {
      Result<std::vector<int64_t>> rows = find(pattern);
      if (!rows) return tl::unexpected<Error>(rows.error());
      std::vector<TextHit> out;
      for (const int64_t row : *rows) out.push_back({row, 1});
      return out;
    }
    return counted(
        "SELECT rowid, isnad_count(search_text) FROM search_text WHERE search_text MATCH ?",
        pattern);
  }

  Result<std::vector<TextHit>> find_in_titles(const TextPattern& pattern) override {
    return counted(
        "SELECT rowid, isnad_count(search_title) FROM search_title WHERE search_title MATCH ?",
        pattern);
  }

  Result<std::vector<TextPlace>> places(int64_t row, const TextPattern& pattern) override {
    std::vector<TextPlace> out;
    auto r = write_unindexed(impl_);
    if (!r) return tl::unexpected<Error>(r.error());
    r = impl_.each(
        "SELECT isnad_places(search_text) FROM search_text WHERE search_text MATCH ? AND rowid = ?",
        [&](const Statement& s) { out = places_from(s.blob(0)); }, expression(pattern), row);
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  Result<std::vector<TextPlace>> places_in_title(int64_t document, const std::string& title,
                                                 const TextPattern& pattern) override {
    std::vector<TextPlace> out;
    int64_t id = 0;
    auto r = write_unindexed(impl_);
    if (r)
      r = impl_.each(
          "SELECT id FROM search_title_row WHERE document = ? AND title = ?",
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
  Result<void> wait(CaseFile::Impl::Unindexed text) {
    impl_.unindexed.push_back(std::make_shared<const CaseFile::Impl::Unindexed>(std::move(text)));
    return {};
  }

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
    const auto waits = [&](const auto& text) { return text->title && text->row == old->id; };
    if (std::erase_if(impl_.unindexed, waits) == 0) {
      r = impl_.run(
          "INSERT INTO search_title (search_title, rowid, forms, lemmas) VALUES ('delete',?,?,?)",
          old->id, old->forms, old->lemmas);
    }
    if (!r) return r;
    return impl_.run("DELETE FROM search_title_row WHERE id = ?", old->id);
  }

  static std::string quoted(const std::string& token) { return '"' + token + '"'; }

  // One expression for each phrase, the form last: a query of one phrase is several times as fast
  // as one that joins some.
  static std::vector<std::string> expressions(const TextPattern& p) {
    if (p.prefix) return {"{forms lemmas} : " + quoted(p.forms.front()) + " *"};
    if (p.in_a_row) {
      std::string words;
      for (const std::string& f : p.forms) words += (words.empty() ? "" : " ") + f;
      return {"forms : " + quoted(words)};
    }
    std::vector<std::string> out;
    for (const std::string& l : p.lemmas) out.push_back("lemmas : " + quoted(l));
    out.push_back("forms : " + quoted(p.forms.front()));
    return out;
  }

  static std::string expression(const TextPattern& p) {
    std::string out;
    for (const std::string& e : expressions(p)) out += (out.empty() ? "(" : " OR (") + e + ')';
    return out;
  }

  // How often rows have the lemmas together, or the form if they have it more often.
  Result<std::vector<TextHit>> counted(std::string_view sql, const TextPattern& pattern) {
    const std::vector<std::string> all = expressions(pattern);
    std::vector<TextHit> out;
    if (auto r = write_unindexed(impl_); !r) return tl::unexpected<Error>(r.error());
    for (size_t i = 0; i < all.size(); ++i) {
      const bool form = i + 1 == all.size();
      std::vector<TextHit> rows;
      auto r = impl_.each(
          sql,
          [&](const Statement& s) {
            rows.push_back({s.integer(0), static_cast<uint32_t>(s.integer(1))});
          },
          all[i]);
      if (!r) return tl::unexpected<Error>(r.error());
      std::vector<TextHit> both;
      both.reserve(out.size() + rows.size());
      auto a = out.begin();
      for (const TextHit& b : rows) {
        while (a != out.end() && a->row < b.row) both.push_back(*a++);
        both.push_back(b);
        if (a != out.end() && a->row == b.row) {
          both.back().count = form ? std::max(a->count, b.count) : a->count + b.count;
          ++a;
        }
      }
      both.insert(both.end(), a, out.end());
      out = std::move(both);
    }
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

Result<void> write_unindexed(CaseFile::Impl& impl) {
  Result<void> r;
  for (size_t i = 0; r && i < impl.unindexed.size(); ++i) {
    const CaseFile::Impl::Unindexed& t = *impl.unindexed[i];
    r = impl.run(t.title ? "INSERT INTO search_title (rowid, forms, lemmas) VALUES (?,?,?)"
                         : "INSERT INTO search_text (rowid, forms, lemmas) VALUES (?,?,?)",
                 t.row, t.forms, t.lemmas);
    if (r && !t.title) {
      r = impl.run("INSERT INTO search_prefix (rowid, beginnings) VALUES (?,?)", t.row,
                   beginnings(t));
    }
  }
  impl.unindexed.clear();
  return r;
}

std::unique_ptr<TextIndex> fts5_index(CaseFile::Impl& impl) {
  return std::make_unique<Fts5Index>(impl);
}

}  // namespace isnad
