#include <algorithm>
#include <charconv>
#include <map>

#include "store/text_index.h"

namespace isnad {

namespace {

// What a tsvector may hold is below this (PostgreSQL's limit is 1 MB): words behind it are found by
// nothing but their earlier places.
constexpr size_t kMostVectorBytes = 700000;
// A tsvector numbers no place beyond this, and keeps at most so many of a word.
constexpr uint32_t kLastPlace = 16383;
constexpr size_t kMostPlaces = 255;

std::string lexeme(char kind, std::string_view token) {
  std::string out = {'\'', kind, ':'};
  for (const char c : token) {
    if (c == '\'' || c == '\\') out += c;  // search_token makes none; a doubled one is itself
    out += c;
  }
  return out + '\'';
}

// Forms (f:) and lemmas (l:) with their places, as PostgreSQL writes a tsvector.
std::string vector_of(const SearchColumn& text) {
  std::map<std::string, std::vector<uint32_t>> places;
  size_t bytes = 0;
  for (const auto& [kind, list] : {std::pair{'f', std::string_view(text.forms)},
                                   std::pair{'l', std::string_view(text.lemmas)}}) {
    uint32_t place = 1;
    for (size_t at = 0; at < list.size() && place <= kLastPlace; ++place) {
      const std::string_view word = list.substr(at, list.find(' ', at) - at);
      at += word.size() + 1;
      const std::string key = lexeme(kind, word);
      const auto found = places.find(key);
      if (found == places.end()) {
        if (bytes + key.size() + 8 > kMostVectorBytes) continue;
        bytes += key.size() + 8;
        places.emplace(key, std::vector<uint32_t>{place});
      } else if (found->second.size() < kMostPlaces && bytes + 2 <= kMostVectorBytes) {
        bytes += 2;
        found->second.push_back(place);
      }
    }
  }
  std::string out;
  for (const auto& [key, at] : places) {
    if (!out.empty()) out += ' ';
    out += key;
    for (size_t i = 0; i < at.size(); ++i) out += (i > 0 ? "," : ":") + std::to_string(at[i]);
  }
  return out;
}

// The lexemes of a tsvector as the server writes it, without their quotation marks, and the places
// of each.
std::map<std::string, std::vector<uint32_t>> places_in(std::string_view vector) {
  std::map<std::string, std::vector<uint32_t>> out;
  size_t at = 0;
  while ((at = vector.find('\'', at)) != std::string_view::npos) {
    const size_t end = vector.find('\'', at + 1);
    if (end == std::string_view::npos) break;
    std::vector<uint32_t>& places = out[std::string(vector.substr(at + 1, end - at - 1))];
    at = end + 1;
    while (at < vector.size() && (vector[at] == ':' || vector[at] == ',')) {
      uint32_t place = 0;
      const auto read =
          std::from_chars(vector.data() + at + 1, vector.data() + vector.size(), place);
      places.push_back(place);
      at = static_cast<size_t>(read.ptr - vector.data());
      while (at < vector.size() && vector[at] >= 'A' && vector[at] <= 'D') ++at;  // the weight
    }
  }
  return out;
}

// PostgreSQL's tsvector, made of our own words: no configuration of the server's touches them.
class ServerTextIndex : public TextIndex {
 public:
  explicit ServerTextIndex(CaseFile::Impl& impl) : impl_(impl) {}

  Result<void> add(int64_t row, const SearchColumn& text) override {
    return impl_.run("INSERT INTO search_vector (id, vector) VALUES (?,?)", row, vector_of(text));
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
      r = impl_.run("DELETE FROM search_title_row WHERE document = ? AND title = ?", document,
                    title);
      if (!r) return r;
    }
    int64_t id = 0;
    auto r = impl_.give_id("search_title_row", id);
    if (!r) return r;
    r = impl_.run(
        "INSERT INTO search_title_row (id, document, title, forms, lemmas) VALUES (?,?,?,?,?)", id,
        document, title, words.forms, words.lemmas);
    if (!r) return r;
    return impl_.run("INSERT INTO search_title_vector (id, vector) VALUES (?,?)", id,
                     vector_of(words));
  }

  Result<void> drop_old_titles(int64_t document) override {
    return impl_.run(
        "DELETE FROM search_title_row WHERE document = ? AND title NOT IN (SELECT title FROM "
        "appearance WHERE document = ? AND title IS NOT NULL)",
        document, document);
  }

  Result<void> clear() override { return impl_.run("DELETE FROM search_vector"); }

  Result<std::vector<int64_t>> find(const TextPattern& pattern) override {
    std::vector<int64_t> out;
    auto r = impl_.each(
        "SELECT id FROM search_vector WHERE vector @@ CAST(? AS tsquery) ORDER BY id",
        [&](const Statement& s) { out.push_back(s.integer(0)); }, query_of(pattern));
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  Result<std::vector<TextHit>> count(const TextPattern& pattern) override {
    return counted("search_vector", pattern);
  }
  Result<std::vector<TextHit>> find_in_titles(const TextPattern& pattern) override {
    return counted("search_title_vector", pattern);
  }

  Result<std::vector<TextPlace>> places(int64_t row, const TextPattern& pattern) override {
    return placed("search_vector", "id = ?", pattern, row);
  }
  Result<std::vector<TextPlace>> places_in_title(int64_t document, const std::string& title,
                                                 const TextPattern& pattern) override {
    return placed("search_title_vector",
                  "id IN (SELECT id FROM search_title_row WHERE document = ? AND title = ?)",
                  pattern, document, title);
  }

 private:
  static std::string query_of(const TextPattern& p) {
    if (p.prefix)
      return lexeme('f', p.forms.front()) + ":* | " + lexeme('l', p.forms.front()) + ":*";
    std::string out;
    if (p.in_a_row) {
      for (const std::string& f : p.forms) out += (out.empty() ? "" : " <-> ") + lexeme('f', f);
      return out;
    }
    for (const std::string& l : p.lemmas) out += lexeme('l', l) + " | ";
    return out + lexeme('f', p.forms.front());
  }

  // What of a vector bears on the pattern: SQL with one value, keys_of.
  static constexpr const char* kPart =
      "CAST(ts_filter(setweight(vector, 'A', CAST(? AS text[])), '{a}') AS text)";
  static std::string keys_of(const TextPattern& p) {
    std::string out = "{";
    const auto add = [&](char kind, const std::string& word) {
      out += (out.size() > 1 ? ",\"" : "\"") + std::string({kind, ':'});
      for (const char c : word) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
      }
      out += '"';
    };
    for (const std::string& f : p.forms) add('f', f);
    if (!p.in_a_row) {
      for (const std::string& l : p.lemmas) add('l', l);
    }
    return out + '}';
  }

  static std::vector<TextPlace> matches(const TextPattern& p, std::string_view vector) {
    const auto places = places_in(vector);
    std::vector<TextPlace> out;
    if (!p.in_a_row) {
      for (const auto& [key, at] : places) {
        for (const uint32_t place : at) out.push_back({place - 1, 1});
      }
    } else if (const auto first = places.find("f:" + p.forms.front()); first != places.end()) {
      for (const uint32_t begin : first->second) {
        bool all = true;
        for (size_t i = 1; all && i < p.forms.size(); ++i) {
          const auto next = places.find("f:" + p.forms[i]);
          all = next != places.end() && std::binary_search(next->second.begin(), next->second.end(),
                                                           begin + static_cast<uint32_t>(i));
        }
        if (all) out.push_back({begin - 1, static_cast<uint32_t>(p.forms.size())});
      }
    }
    std::sort(out.begin(), out.end(),
              [](const TextPlace& a, const TextPlace& b) { return a.first < b.first; });
    out.erase(
        std::unique(out.begin(), out.end(),
                    [](const TextPlace& a, const TextPlace& b) { return a.first == b.first; }),
        out.end());
    return out;
  }

  // As often as the lemmas together, or the form if it stands more often.
  static uint32_t count_in(const TextPattern& p, std::string_view vector) {
    if (p.in_a_row) return static_cast<uint32_t>(matches(p, vector).size());
    size_t lemmas = 0;
    size_t forms = 0;
    for (const auto& [key, at] : places_in(vector)) (key[0] == 'l' ? lemmas : forms) += at.size();
    return static_cast<uint32_t>(std::max(lemmas, forms));
  }

  Result<std::vector<TextHit>> counted(const std::string& table, const TextPattern& pattern) {
    std::vector<TextHit> out;
    const std::string where = " FROM " + table + " WHERE vector @@ CAST(? AS tsquery) ORDER BY id";
    const auto r =
        pattern.prefix
            ? impl_.each(
                  "SELECT id" + where,
                  [&](const Statement& s) {
                    out.push_back({s.integer(0), 1});
                  },
                  query_of(pattern))
            : impl_.each(
                  std::string("SELECT id, ") + kPart + where,
                  [&](const Statement& s) {
                    out.push_back({s.integer(0), std::max(count_in(pattern, s.blob(1)), 1U)});
                  },
                  keys_of(pattern), query_of(pattern));
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  template <class... Values>
  Result<std::vector<TextPlace>> placed(const std::string& table, const std::string& row,
                                        const TextPattern& pattern, const Values&... values) {
    std::vector<TextPlace> out;
    const auto r = impl_.each(
        std::string("SELECT ") + kPart + " FROM " + table + " WHERE " + row,
        [&](const Statement& s) { out = matches(pattern, s.blob(0)); }, keys_of(pattern),
        values...);
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  CaseFile::Impl& impl_;
};

}  // namespace

std::unique_ptr<TextIndex> server_text_index(CaseFile::Impl& impl) {
  return std::make_unique<ServerTextIndex>(impl);
}

}  // namespace isnad
