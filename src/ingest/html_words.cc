#include "ingest/html_words.h"

#include <algorithm>

#include "base/tsv.h"
#include "ingest/html_bytes.h"
#include "text/fold.h"

namespace isnad {

// Generated: tools/embed/embed.cmake.
std::string_view embedded_page();
std::string_view embedded_furniture();

namespace {

constexpr size_t kMaxName = 80;   // bytes of one class name that are looked at
constexpr size_t kMaxNames = 40;  // class names of one element
constexpr size_t kMaxPhrase = 4;  // words of a cue

// The words of a name: cut at whatever is no letter and before capitals inside.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out(1);
  char before = '\0';
  for (const char c : name.substr(0, kMaxName)) {
    const bool letter = is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool capital = c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z';
    if ((!letter || capital) && !out.back().empty()) out.emplace_back();
    if (letter) out.back().push_back(ascii_lower(c));
    before = c;
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& words, size_t from, size_t to) {
  std::string out;
  for (size_t i = from; i < to; ++i) {
    if (i > from) out.push_back('-');
    out += words[i];
  }
  return out;
}

}  // namespace

std::vector<std::vector<std::string_view>> embedded_rows(std::string_view tsv) {
  std::vector<std::vector<std::string_view>> out;
  bool header = true;
  while (!tsv.empty()) {
    const size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line[0] == '#') continue;
    if (header) {
      header = false;
      continue;
    }
    std::vector<std::string_view> fields;
    for (size_t at = 0; at <= line.size();) {
      const size_t tab = std::min(line.find('\t', at), line.size());
      fields.push_back(line.substr(at, tab - at));
      at = tab + 1;
    }
    out.push_back(std::move(fields));
  }
  return out;
}

const PageWords& PageWords::get() {
  static const PageWords words;
  return words;
}

PageWords::PageWords() {
  for (const auto& row : embedded_rows(embedded_page())) {
    if (row.size() < 2) continue;
    const std::string kind(row[0]);
    const std::string value(row[1]);
    if (kind == "drop") {
      add_cue(value, kCueDrop);
    } else if (kind == "hard") {
      add_cue(value, kCueHard);
    } else if (kind == "body") {
      add_cue(value, kCueBody);
    } else if (kind == "post") {
      add_cue(value, kCuePost);
    } else if (kind == "skip") {
      skip_.insert(value);
    } else if (kind == "notice") {
      furniture_[fold_key(value)] = {14, true, false, false};
    } else if (kind == "keep") {
      furniture_[fold_key(value)].keep = true;
    } else {
      lists_[kind].push_back(value);
    }
  }
  for (const auto& row : embedded_rows(embedded_furniture())) {
    if (row.size() < 4) continue;
    FurniturePhrase& f = furniture_[fold_key(row[0])];
    if (f.opens) continue;  // a notice
    f.opens = row[1] == "opens";
    f.block = row[3] == "1";
    for (const char c : row[2]) f.max_words = static_cast<uint8_t>(f.max_words * 10 + (c - '0'));
  }
  for (const auto& [key, phrase] : furniture_) furniture_lengths_.push_back(key.size());
  std::sort(furniture_lengths_.rbegin(), furniture_lengths_.rend());
  furniture_lengths_.erase(std::unique(furniture_lengths_.begin(), furniture_lengths_.end()),
                           furniture_lengths_.end());
}

void PageWords::add_cue(const std::string& value, uint8_t cue) {
  std::string key = value;
  std::replace(key.begin(), key.end(), ' ', '-');
  if (!key.empty() && key[0] == '=') {
    whole_[key.substr(1)] |= cue;
  } else {
    words_[key] |= cue;
  }
}

uint8_t PageWords::token_cues(std::string_view name) const {
  const std::vector<std::string> words = words_of(name);
  if (words.empty() || (words.size() > 1 && skip_.count(words[0]) != 0)) return kCueNone;
  uint8_t out = kCueNone;
  if (const auto it = whole_.find(joined(words, 0, words.size())); it != whole_.end()) {
    out |= it->second;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t n = 1; n <= kMaxPhrase && i + n <= words.size(); ++n) {
      const auto it = words_.find(joined(words, i, i + n));
      if (it != words_.end()) out |= it->second;
    }
  }
  return out;
}

uint8_t PageWords::cues(std::string_view attribute) const {
  uint8_t out = kCueNone;
  size_t names = 0;
  for (size_t i = 0; i < attribute.size() && names < kMaxNames; ++names) {
    while (i < attribute.size() && is_ascii_space(attribute[i])) ++i;
    const size_t begin = i;
    while (i < attribute.size() && !is_ascii_space(attribute[i])) ++i;
    if (i > begin) out |= token_cues(attribute.substr(begin, i - begin));
  }
  return out;
}

const std::vector<std::string>& PageWords::list(const std::string& kind) const {
  static const std::vector<std::string> none;
  const auto it = lists_.find(kind);
  return it == lists_.end() ? none : it->second;
}

bool PageWords::in(const std::string& kind, std::string_view value) const {
  const auto& values = list(kind);
  return std::find(values.begin(), values.end(), value) != values.end();
}

const FurniturePhrase* PageWords::furniture(std::string_view folded, size_t& end) const {
  for (const size_t length : furniture_lengths_) {
    if (length > folded.size()) continue;
    if (length < folded.size() &&
        (is_arabic_letter_byte(folded[length]) || is_latin_byte(folded[length]))) {
      continue;
    }
    const auto it = furniture_.find(std::string(folded.substr(0, length)));
    if (it == furniture_.end()) continue;
    end = length;
    return &it->second;
  }
  return nullptr;
}

}  // namespace isnad
