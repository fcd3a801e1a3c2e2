#include "eval/score.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "base/utf8.h"
#include "eval/names.h"
#include "eval/python_json.h"

namespace isnad {

namespace {

namespace fs = std::filesystem;
using Json = OrderedJson;
using Spans = std::vector<std::pair<int64_t, int64_t>>;

constexpr int64_t kNear = 40;       // code points between a trigger and gold's
constexpr double kSameName = 0.75;  // similarity of two spellings of a name
constexpr const char* kUnordered[] = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT"};
constexpr const char* kKinds[] = {"events", "relations", "claims", "times"};

bool generic(const std::string& code) { return code.compare(0, 4, "GEN:") == 0; }

std::string text_or_empty(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::vector<std::string> texts(const Json& object, const char* key) {
  std::vector<std::string> out;
  const auto it = object.find(key);
  if (it != object.end() && it->is_array()) {
    for (const Json& s : *it) {
      if (s.is_string()) out.push_back(s.get<std::string>());
    }
  }
  return out;
}

std::pair<int64_t, int64_t> span(const Json& s) {
  if (!s.is_array() || s.size() != 2) return {-1, -1};
  return {s[0].get<int64_t>(), s[1].get<int64_t>()};
}

int64_t overlap(const std::pair<int64_t, int64_t>& a, const std::pair<int64_t, int64_t>& b) {
  return std::max<int64_t>(0, std::min(a.second, b.second) - std::max(a.first, b.first));
}

bool near(const Spans& a, const Spans& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& x) {
    return std::any_of(b.begin(), b.end(), [&](const auto& y) {
      return x.first <= y.second + kNear && y.first <= x.second + kNear;
    });
  });
}

// One gold document with its text and what the engine named.
class Judge {
 public:
  Judge(std::u32string text, std::map<std::string, std::string> names)
      : text_(std::move(text)), names_(std::move(names)) {}

  bool matches(const std::string& kind, const Json& gold, const Json& found) const {
    if (kind == "events") return event(gold, found);
    if (kind == "relations") return relation(gold, found);
    if (kind == "claims") return claim(gold, found);
    return time(gold, found);
  }

  // Equal codes, or names of people and agreements spelt nearly alike.
  bool same(const std::string& gold, const std::string& found) const {
    if (generic(gold) || gold == found) return true;
    if (is_upper(gold)) return false;
    const std::u32string want = plain_name(gold);
    if (similarity(want, plain_name(found)) >= kSameName) return true;
    const auto name = names_.find(found);
    return name != names_.end() && !name->second.empty() &&
           similarity(want, plain_name(name->second)) >= kSameName;
  }

 private:
  Spans occurrences(const std::string& part) const {
    std::u32string p;
    if (!decode_as_python(part, p)) return {};
    Spans out;
    for (size_t at = text_.find(p); at != std::u32string::npos; at = text_.find(p, at + 1)) {
      out.emplace_back(static_cast<int64_t>(at), static_cast<int64_t>(at + p.size()));
    }
    return out;
  }

  bool touches(const std::vector<std::string>& gold, const std::vector<std::string>& found) const {
    bool named = false;
    for (const std::string& g : gold) {
      if (generic(g)) continue;
      named = true;
      for (const std::string& f : found) {
        if (same(g, f)) return true;
      }
    }
    return !named;
  }

  // Shares a participant, and at least half of the named participants given are right.
  bool side(const std::vector<std::string>& gold, const std::vector<std::string>& found) const {
    if (!touches(gold, found)) return false;
    const bool constrained =
        std::any_of(gold.begin(), gold.end(), [](const auto& g) { return !generic(g); });
    if (!constrained) return true;
    size_t named = 0;
    size_t right = 0;
    for (const std::string& f : found) {
      if (generic(f)) continue;
      ++named;
      right += std::any_of(gold.begin(), gold.end(),
                           [&](const auto& g) { return !generic(g) && same(g, f); });
    }
    return 2 * right >= named;
  }

  // Type equal (or one of gold's `alt`), the sides, and a trigger near a gold trigger. Types
  // without direction match whichever side is which.
  bool event(const Json& g, const Json& s) const {
    const std::string type = text_or_empty(g, "type");
    const std::string got = text_or_empty(s, "type");
    const std::vector<std::string> alt = texts(g, "alt");
    if (got != type && std::find(alt.begin(), alt.end(), got) == alt.end()) return false;
    const auto actor = texts(g, "actor");
    const auto recipient = texts(g, "recipient");
    auto everyone = texts(s, "actor");
    const auto found_recipient = texts(s, "recipient");
    bool fits = side(actor, everyone) && side(recipient, found_recipient);
    const bool unordered =
        std::find(std::begin(kUnordered), std::end(kUnordered), type) != std::end(kUnordered);
    if (!fits && unordered) {
      auto pooled = actor;
      pooled.insert(pooled.end(), recipient.begin(), recipient.end());
      everyone.insert(everyone.end(), found_recipient.begin(), found_recipient.end());
      fits = side(pooled, everyone) && touches(actor, everyone) && touches(recipient, everyone);
    }
    if (!fits) return false;
    Spans want;
    for (const std::string& t : texts(g, "trigger")) {
      const Spans at = occurrences(t);
      want.insert(want.end(), at.begin(), at.end());
    }
    Spans have;
    if (const auto it = s.find("triggers"); it != s.end()) {
      for (const Json& t : *it) have.push_back(span(t));
    }
    return near(want, have);
  }

  // An office is its state and one word of it.
  bool object(const std::string& rel, const std::string& gold, const std::string& found) const {
    const size_t at = gold.rfind('@');
    const size_t at_found = found.rfind('@');
    if (rel == "holds_office" && at != std::string::npos && at_found != std::string::npos) {
      if (gold.substr(at + 1) != found.substr(at_found + 1)) return false;
      const auto words = split_words(plain_name(gold.substr(0, at)));
      const auto words_found = split_words(plain_name(found.substr(0, at_found)));
      return std::any_of(words.begin(), words.end(), [&](const auto& w) {
        return std::find(words_found.begin(), words_found.end(), w) != words_found.end();
      });
    }
    return rel == "party_to" || same(gold, found);
  }

  bool relation(const Json& g, const Json& s) const {
    const std::string rel = text_or_empty(g, "rel");
    return rel == text_or_empty(s, "rel") &&
           same(text_or_empty(g, "subject"), text_or_empty(s, "subject")) &&
           object(rel, text_or_empty(g, "object"), text_or_empty(s, "object")) &&
           near(occurrences(text_or_empty(g, "evidence")), {span(s.at("span"))});
  }

  // Half of the gold span covered, and the source named by the same code or the same words.
  bool claim(const Json& g, const Json& s) const {
    const auto found = span(s.at("span"));
    const Spans spans = occurrences(text_or_empty(g, "span"));
    if (std::none_of(spans.begin(), spans.end(),
                     [&](const auto& o) { return overlap(o, found) * 2 >= o.second - o.first; })) {
      return false;
    }
    const std::string source = text_or_empty(g, "source");
    const std::string source_found = text_or_empty(s, "source");
    if (!source_found.empty() && same(source, source_found) && !generic(source)) return true;
    const auto words = s.find("source_span");
    if (words == s.end() || !words->is_array() || words->empty()) return false;
    const auto at = span(*words);
    const Spans want = occurrences(text_or_empty(g, "source_text"));
    return std::any_of(want.begin(), want.end(), [&](const auto& o) { return overlap(o, at) > 0; });
  }

  bool time(const Json& g, const Json& s) const {
    if (s.at("value") != g.at("value")) return false;
    const auto at = span(s.at("span"));
    const Spans want = occurrences(text_or_empty(g, "text"));
    return std::any_of(want.begin(), want.end(), [&](const auto& o) { return overlap(o, at) > 0; });
  }

  std::u32string text_;
  std::map<std::string, std::string> names_;
};

bool core(const Json& gold) {
  const auto it = gold.find("core");
  return it == gold.end() || it->get<bool>();
}

struct Pairs {
  std::map<size_t, size_t> of;   // gold item -> found item
  std::vector<size_t> in_order;  // gold items as they were paired: core ones first
  std::vector<size_t> spurious;
};

// Greedy one to one, core items first. A second report of a found item is not spurious.
Pairs pair(const Judge& judge, const std::string& kind, const Json& gold, const Json& found) {
  Pairs pairs;
  std::vector<size_t> order;
  for (const bool wanted : {true, false}) {
    for (size_t i = 0; i < gold.size(); ++i) {
      if (core(gold[i]) == wanted) order.push_back(i);
    }
  }
  std::vector<size_t> free(found.size());
  for (size_t j = 0; j < free.size(); ++j) free[j] = j;
  for (const size_t i : order) {
    const auto hit = std::find_if(free.begin(), free.end(),
                                  [&](size_t j) { return judge.matches(kind, gold[i], found[j]); });
    if (hit == free.end()) continue;
    pairs.of[i] = *hit;
    pairs.in_order.push_back(i);
    free.erase(hit);
  }
  for (const size_t j : free) {
    if (std::none_of(gold.begin(), gold.end(),
                     [&](const Json& g) { return judge.matches(kind, g, found[j]); })) {
      pairs.spurious.push_back(j);
    }
  }
  return pairs;
}

double rounded(double v) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.3f", v);
  return std::strtod(buffer, nullptr);
}

// What the run over all documents gathers.
class Tally {
 public:
  void count(const std::string& kind, const char* what, int n) { kinds_[kind][what] += n; }

  void count_type(const std::string& type, const char* what, int n) {
    auto& counts = scores_.by_type[type];
    const auto it =
        std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == what; });
    if (it == counts.end()) {
      counts.emplace_back(what, n);
    } else {
      it->second += n;
    }
  }

  void attribute(const char* name, double credit) {
    auto it = std::find_if(attributes_.begin(), attributes_.end(),
                           [&](const auto& a) { return a.first == name; });
    if (it == attributes_.end()) it = attributes_.insert(it, {name, {}});
    it->second.push_back(credit);
  }

  void fault(const std::string& doc, const char* what, const std::string& kind, const Json& item) {
    scores_.faults.push_back(doc + ' ' + what + ' ' + kind + ": " + python_dump(item));
  }

  Scores finish() {
    for (const char* kind : kKinds) {
      auto& c = kinds_[kind];
      Score s;
      s.gold = c["gold"];
      s.found = c["found"];
      s.spurious = c["spurious"];
      const int given = s.found + s.spurious;
      const double p = given ? static_cast<double>(s.found) / given : 0.0;
      const double r = s.gold ? static_cast<double>(s.found) / s.gold : 0.0;
      s.precision = rounded(p);
      s.recall = rounded(r);
      s.f1 = p + r != 0 ? rounded(2 * p * r / (p + r)) : 0.0;
      scores_.kinds.emplace_back(kind, s);
    }
    for (const auto& [name, credits] : attributes_) {
      double sum = 0;
      for (const double c : credits) sum += c;
      scores_.attributes.emplace_back(name, rounded(sum / static_cast<double>(credits.size())));
    }
    return std::move(scores_);
  }

 private:
  std::map<std::string, std::map<std::string, int>> kinds_;
  std::vector<std::pair<std::string, std::vector<double>>> attributes_;
  Scores scores_;
};

void score_event_attributes(const Judge& judge, const Json& want, const Json& have, Tally& tally) {
  if (want.contains("date") && want["date"].is_string()) {
    const std::string gold = want["date"].get<std::string>();
    const auto it = have.find("date");
    double credit = 0;
    if (it != have.end() && it->is_string()) {
      const std::string found = it->get<std::string>();
      credit =
          gold == found ? 1.0
          : gold.compare(0, found.size(), found) == 0 || found.compare(0, gold.size(), gold) == 0
              ? 0.5
              : 0.0;
    }
    tally.attribute("date", credit);
  }
  tally.attribute(
      "factuality",
      text_or_empty(want, "factuality") == text_or_empty(have, "factuality") ? 1.0 : 0.0);
  const auto a = texts(want, "source");
  const auto b = texts(have, "source");
  bool right = a.empty() && b.empty();
  for (const std::string& x : a) {
    for (const std::string& y : b) right = right || judge.same(x, y);
  }
  tally.attribute("source", right ? 1.0 : 0.0);
}

void score_document(const Json& gold, const Json& got, std::u32string text, Tally& tally) {
  const std::string doc = gold.at("doc").get<std::string>();
  std::map<std::string, std::string> names;
  if (const auto it = got.find("entities"); it != got.end()) {
    for (const Json& e : *it) {
      const auto name = e.find("name");
      names[text_or_empty(e, "id")] =
          name != e.end() && name->is_object() ? text_or_empty(*name, "en") : std::string();
    }
  }
  const Judge judge(std::move(text), std::move(names));
  const std::string published = text_or_empty(gold, "published");
  if (!published.empty()) {
    const auto it = got.find("doc");
    const bool equal = it != got.end() && text_or_empty(*it, "published") == published;
    tally.attribute("published", equal ? 1.0 : 0.0);
  }
  const Json none = Json::array();
  for (const char* kind : kKinds) {
    const bool events = kind == std::string_view("events");
    const Json& want = gold.at(kind);
    const auto given = got.find(kind);
    const Json& have = given != got.end() ? *given : none;
    const Pairs pairs = pair(judge, kind, want, have);
    for (size_t i = 0; i < want.size(); ++i) {
      if (!core(want[i])) continue;
      const int found = pairs.of.count(i) ? 1 : 0;
      tally.count(kind, "gold", 1);
      tally.count(kind, "found", found);
      if (events) {
        tally.count_type(text_or_empty(want[i], "type"), "gold", 1);
        tally.count_type(text_or_empty(want[i], "type"), "found", found);
      }
      if (!found) tally.fault(doc, "missed", kind, want[i]);
    }
    tally.count(kind, "spurious", static_cast<int>(pairs.spurious.size()));
    for (const size_t j : pairs.spurious) {
      if (events) tally.count_type(text_or_empty(have[j], "type"), "spurious", 1);
      tally.fault(doc, "spurious", kind, have[j]);
    }
    if (!events) continue;
    for (const size_t i : pairs.in_order) {
      score_event_attributes(judge, want[i], have[pairs.of.at(i)], tally);
    }
  }
}

Result<std::string> file_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(ErrorCode::not_found, path.string() + ": no such file, or it cannot be read");
  std::ostringstream s;
  s << in.rdbuf();
  return std::move(s).str();
}

Result<std::u32string> decoded(const std::string& bytes, const std::string& name) {
  std::u32string text;
  if (!decode_as_python(bytes, text)) return fail(ErrorCode::bad_encoding, name + ": is not UTF-8");
  return text;
}

Result<Json> parsed(const std::string& bytes, const std::string& where) {
  Json v = Json::parse(bytes, nullptr, false);
  if (v.is_discarded() || !v.is_object()) {
    return fail(ErrorCode::bad_format, where + ": not a JSON object");
  }
  return v;
}

}  // namespace

Result<Scores> score(const std::vector<std::string>& records, const fs::path& gold_folder,
                     const TextOf& text_of) {
  std::error_code ec;
  if (!fs::is_directory(gold_folder, ec)) {
    return fail(ErrorCode::not_found, gold_folder.string() + ": no such folder of gold files");
  }
  std::vector<fs::path> gold_files;
  for (const auto& entry : fs::directory_iterator(gold_folder, ec)) {
    if (entry.path().extension() == ".json") gold_files.push_back(entry.path());
  }
  if (gold_files.empty()) {
    return fail(ErrorCode::empty, gold_folder.string() + ": a folder without gold files (.json)");
  }
  std::sort(gold_files.begin(), gold_files.end());
  try {  // nlohmann reports wrong types as exceptions
    std::map<std::string, Json> found;
    for (size_t i = 0; i < records.size(); ++i) {
      if (records[i].find_first_not_of(" \t\r\n") == std::string::npos) continue;
      Result<Json> record = parsed(records[i], "record " + std::to_string(i + 1));
      if (!record) return tl::unexpected<Error>(record.error());
      const std::string stem = path_stem(record->at("doc").at("uri").get<std::string>());
      found[stem] = std::move(*record);
    }
    Tally tally;
    const Json nothing = Json::object();
    for (const fs::path& file : gold_files) {
      const Result<std::string> bytes = file_bytes(file);
      if (!bytes) return tl::unexpected<Error>(bytes.error());
      const Result<Json> gold = parsed(*bytes, file.string());
      if (!gold) return tl::unexpected<Error>(gold.error());
      const std::string doc = gold->at("doc").get<std::string>();
      Result<std::u32string> text = text_of(doc);
      if (!text) return tl::unexpected<Error>(text.error());
      const auto got = found.find(doc);
      score_document(*gold, got == found.end() ? nothing : got->second, std::move(*text), tally);
    }
    return tally.finish();
  } catch (const nlohmann::json::exception& e) {
    return fail(ErrorCode::bad_format,
                std::string("a record or gold file has a field of the wrong kind: ") + e.what());
  }
}

Result<TextOf> texts_of(const fs::path& texts) {
  std::error_code ec;
  if (fs::is_directory(texts, ec)) {
    return TextOf([texts](const std::string& doc) -> Result<std::u32string> {
      const fs::path file = texts / (doc + ".txt");
      const Result<std::string> bytes = file_bytes(file);
      if (!bytes) return tl::unexpected<Error>(bytes.error());
      return decoded(*bytes, file.string());
    });
  }
  const Result<std::string> bytes = file_bytes(texts);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  auto by_name = std::make_shared<std::map<std::string, std::string>>();
  std::istringstream lines(*bytes);
  std::string line;
  for (size_t n = 1; std::getline(lines, line); ++n) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string where = texts.string() + ':' + std::to_string(n);
    const Result<Json> item = parsed(line, where);
    if (!item) return tl::unexpected<Error>(item.error());
    if (!item->contains("uri") || !item->contains("text")) {
      return fail(ErrorCode::missing_field, where + ": needs the fields \"uri\" and \"text\"");
    }
    (*by_name)[path_stem(text_or_empty(*item, "uri"))] = text_or_empty(*item, "text");
  }
  return TextOf([by_name, texts](const std::string& doc) -> Result<std::u32string> {
    const auto it = by_name->find(doc);
    if (it == by_name->end()) {
      return fail(ErrorCode::not_found, texts.string() + ": no text of gold document " + doc);
    }
    return decode_utf8(it->second);
  });
}

}  // namespace isnad
