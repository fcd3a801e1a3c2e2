#include <algorithm>
#include <charconv>
#include <map>

#include "store/text_index.h"

namespace isnad {

namespace {

// What a tsvector may hold: below this many bytes (PostgreSQL's limit is 1 MB), no place beyond
// this, and at most so many places of a word. A text that has more is kept in parts.
constexpr size_t kMostVectorBytes = 700000;
constexpr size_t kLastPlace = 16383;
constexpr size_t kMostPlaces = 255;
// A part begins so many words before the last one ends, or half of it, which is 127 words at least:
// every phrase of up to kWholePhrase words stands wholly in one of them.
constexpr size_t kOverlap = 255;
constexpr size_t kWholePhrase = 128;

std::string lexeme(char kind, std::string_view token) {
  std::string out = {'\'', kind, ':'};
  for (const char c : token) {
    if (c == '\'' || c == '\\') out += c;  // search_token makes none; a doubled one is itself
    out += c;
  }
  return out + '\'';
}

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < list.size();) {
    out.push_back(list.substr(at, list.find(' ', at) - at));
    at += out.back().size() + 1;
  }
  return out;
}

struct Part {
  size_t first = 0;    // place of its first word in the text, from 0
  std::string vector;  // as PostgreSQL writes a tsvector
};

// Forms (f:) and lemmas (l:) with their places. One part at least.
class Parts {
 public:
  explicit Parts(const SearchColumn& text)
      : forms_(words_of(text.forms)), lemmas_(words_of(text.lemmas)) {}

  std::vector<Part> all() const {
    std::vector<Part> out;
    const size_t words = std::max(forms_.size(), lemmas_.size());
    for (size_t first = 0;;) {
      Part& part = out.emplace_back();
      part.first = first;
      const size_t end = fill(part, words);
      if (end >= words) return out;
      first = end - std::min(kOverlap, (end - first) / 2);
    }
  }

 private:
  // One past the last word that the part has room for.
  size_t fill(Part& part, size_t words) const {
    std::map<std::string, std::vector<size_t>> places;
    size_t bytes = 0;
    size_t at = part.first;
    for (; at < words && at - part.first < kLastPlace; ++at) {
      bool room = true;
      for (const auto& [kind, list] : {std::pair{'f', &forms_}, std::pair{'l', &lemmas_}}) {
        if (at >= list->size()) continue;
        std::vector<size_t>& of = places[lexeme(kind, (*list)[at])];
        bytes += 2 + (of.empty() ? (*list)[at].size() + 12 : 0);
        of.push_back(at - part.first + 1);
        room = room && of.size() < kMostPlaces;
      }
      if (!room || bytes > kMostVectorBytes) {
        ++at;
        break;
      }
    }
    for (const auto& [key, of] : places) {
      if (!part.vector.empty()) part.vector += ' ';
      part.vector += key;
      for (size_t i = 0; i < of.size(); ++i) {
        part.vector += (i > 0 ? "," : ":") + std::to_string(of[i]);
      }
    }
    return at;
  }

  std::vector<std::string_view> forms_;
  std::vector<std::string_view> lemmas_;
};

// Places of words in a text, from 1, ascending.
using Places = std::map<std::string, std::vector<uint32_t>>;

// Adds the lexemes of a part as the server writes its tsvector, without their quotation marks, with
// the places of each in the text. REQUIRES: parts come in their order.
void add_places(std::string_view vector, size_t first, Places& to) {
  size_t at = 0;
  while ((at = vector.find('\'', at)) != std::string_view::npos) {
    const size_t end = vector.find('\'', at + 1);
    if (end == std::string_view::npos) break;
    std::vector<uint32_t>& places = to[std::string(vector.substr(at + 1, end - at - 1))];
    at = end + 1;
    while (at < vector.size() && (vector[at] == ':' || vector[at] == ',')) {
      uint32_t place = 0;
      const auto read =
          std::from_chars(vector.data() + at + 1, vector.data() + vector.size(), place);
      place += static_cast<uint32_t>(first);
      if (places.empty() || places.back() < place) places.push_back(place);  // parts overlap
      at = static_cast<size_t>(read.ptr - vector.data());
      while (at < vector.size() && vector[at] >= 'A' && vector[at] <= 'D') ++at;  // the weight
    }
  }
}

// PostgreSQL's tsvector, made of our own words: no configuration of the server's touches them.
class ServerTextIndex : public TextIndex {
 public:
  explicit ServerTextIndex(CaseFile::Impl& impl) : impl_(impl) {}

  Result<void> add(int64_t row, const SearchColumn& text) override {
    for (const Part& p : Parts(text).all()) {
      auto r = impl_.run("INSERT INTO search_vector (id, first, vector) VALUES (?,?,?)", row,
                         p.first, p.vector);
      if (!r) return r;
    }
    return {};
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
    for (const Part& p : Parts(words).all()) {
      r = impl_.run("INSERT INTO search_title_vector (id, first, vector) VALUES (?,?,?)", id,
                    p.first, p.vector);
      if (!r) return r;
    }
    return {};
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
    if (is_long(pattern)) {
      const auto hits = counted("search_vector", pattern);
      if (!hits) return tl::unexpected<Error>(hits.error());
      for (const TextHit& h : *hits) out.push_back(h.row);
      return out;
    }
    auto r = impl_.each(
        "SELECT id FROM search_vector WHERE vector @@ CAST(? AS tsquery) ORDER BY id",
        [&](const Statement& s) {
          if (out.empty() || out.back() != s.integer(0)) out.push_back(s.integer(0));
        },
        query_of(pattern));
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
  // A phrase of which query_of() is the beginning alone: its end may stand in the next part.
  static bool is_long(const TextPattern& p) { return p.in_a_row && p.forms.size() > kWholePhrase; }

  static std::string query_of(const TextPattern& p) {
    if (p.prefix)
      return lexeme('f', p.forms.front()) + ":* | " + lexeme('l', p.forms.front()) + ":*";
    std::string out;
    if (p.in_a_row) {
      for (size_t i = 0; i < p.forms.size() && i < kWholePhrase; ++i) {
        out += (i == 0 ? "" : " <-> ") + lexeme('f', p.forms[i]);
      }
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

  static std::vector<TextPlace> matches(const TextPattern& p, const Places& places) {
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
  static uint32_t count_in(const TextPattern& p, const Places& places) {
    if (p.in_a_row) return static_cast<uint32_t>(matches(p, places).size());
    size_t lemmas = 0;
    size_t forms = 0;
    for (const auto& [key, at] : places) (key[0] == 'l' ? lemmas : forms) += at.size();
    return static_cast<uint32_t>(std::max(lemmas, forms));
  }

  Result<std::vector<TextHit>> counted(const std::string& table, const TextPattern& pattern) {
    std::vector<TextHit> out;
    if (pattern.prefix) {
      const auto r = impl_.each(
          "SELECT id FROM " + table + " WHERE vector @@ CAST(? AS tsquery) ORDER BY id",
          [&](const Statement& s) {
            if (out.empty() || out.back().row != s.integer(0)) out.push_back({s.integer(0), 1});
          },
          query_of(pattern));
      if (!r) return tl::unexpected<Error>(r.error());
      return out;
    }
    const std::string fits = "vector @@ CAST(? AS tsquery)";
    Places places;  // of the last row
    const auto count = [&] {
      if (out.empty()) return;
      out.back().count = count_in(pattern, places);
      if (out.back().count == 0) out.pop_back();
      places.clear();
    };
    const auto r = impl_.each(
        std::string("SELECT id, first, ") + kPart + " FROM " + table + " WHERE " +
            (is_long(pattern) ? "id IN (SELECT id FROM " + table + " WHERE " + fits + ")" : fits) +
            " ORDER BY id, first",
        [&](const Statement& s) {
          if (out.empty() || out.back().row != s.integer(0)) {
            count();
            out.push_back({s.integer(0), 0});
          }
          add_places(s.blob(2), static_cast<size_t>(s.integer(1)), places);
        },
        keys_of(pattern), query_of(pattern));
    count();
    if (!r) return tl::unexpected<Error>(r.error());
    return out;
  }

  template <class... Values>
  Result<std::vector<TextPlace>> placed(const std::string& table, const std::string& row,
                                        const TextPattern& pattern, const Values&... values) {
    Places places;
    const auto r = impl_.each(
        std::string("SELECT first, ") + kPart + " FROM " + table + " WHERE " + row +
            " ORDER BY first",
        [&](const Statement& s) {
          add_places(s.blob(1), static_cast<size_t>(s.integer(0)), places);
        },
        keys_of(pattern), values...);
    if (!r) return tl::unexpected<Error>(r.error());
    return matches(pattern, places);
  }

  CaseFile::Impl& impl_;
};

}  // namespace

std::unique_ptr<TextIndex> server_text_index(CaseFile::Impl& impl) {
  return std::make_unique<ServerTextIndex>(impl);
}

}  // namespace isnad
