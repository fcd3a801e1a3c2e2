#include "serve/params.h"

#include <algorithm>
#include <charconv>

#include "answer/csv.h"
#include "answer/types.h"
#include "base/utf8.h"
#include "record/edtf.h"

namespace isnad {

namespace {

constexpr size_t kMostLetters = 1024;  // of one value

}  // namespace

std::string wrong_text(const std::string& value) {
  const auto letters = decode_utf8(value);
  if (!letters) return "is not UTF-8";
  if (letters->size() > kMostLetters) {
    return "is longer than " + std::to_string(kMostLetters) + " letters";
  }
  return value.find('\0') == std::string::npos ? "" : "holds a NUL";
}

Params::Params(const std::vector<std::pair<std::string, std::string>>& given) {
  for (const auto& [name, value] : given) {
    const bool twice = std::any_of(given_.begin(), given_.end(),
                                   [&wanted = name](const Given& g) { return g.name == wanted; });
    if (!fault_ && twice) fault_ = bad_parameter(name, "is given twice").value();
    if (const std::string wrong = wrong_text(value); !fault_ && !wrong.empty()) {
      fault_ = bad_parameter(name, wrong).value();
    }
    given_.push_back({name, value, false});
  }
}

const std::string* Params::find(const char* name) {
  known_.emplace_back(name);
  for (Given& g : given_) {
    if (g.name != name) continue;
    g.read = true;
    return g.value.empty() ? nullptr : &g.value;
  }
  return nullptr;
}

void Params::wrong(const char* name, const std::string& what) {
  if (!fault_) fault_ = bad_parameter(name, what).value();
}

std::optional<std::string> Params::text(const char* name) {
  const std::string* value = find(name);
  return value ? std::optional(*value) : std::nullopt;
}

size_t Params::number(const char* name, size_t otherwise, size_t least, size_t most) {
  const std::string* value = find(name);
  if (!value) return otherwise;
  size_t n = 0;
  const char* end = value->data() + value->size();
  const auto [at, error] = std::from_chars(value->data(), end, n);
  if (error != std::errc() || at != end || n < least || n > most) {
    wrong(name,
          *value + " is no number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
  }
  return n;
}

bool Params::flag(const char* name) {
  const std::string* value = find(name);
  if (!value || *value == "false") return false;
  if (*value != "true") wrong(name, *value + " is neither true nor false");
  return true;
}

std::optional<std::string> Params::date(const char* name) {
  const std::string* value = find(name);
  if (!value) return std::nullopt;
  if (!edtf_days(*value)) {
    wrong(name, *value + " is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025");
  }
  return *value;
}

std::optional<std::string> Params::one_of(const char* name, const std::vector<std::string>& list) {
  const std::string* value = find(name);
  if (!value) return std::nullopt;
  const auto at = std::find_if(list.begin(), list.end(),
                               [&](const std::string& s) { return same_word(s, *value); });
  if (at != list.end()) return *at;
  wrong(name, *value + " is none of " + joined(list, ", "));
  return std::nullopt;
}

std::vector<std::string> Params::many_of(const char* name, const std::vector<std::string>& list) {
  std::vector<std::string> out;
  const std::string* value = find(name);
  for (size_t at = 0; value && at < value->size();) {
    const size_t end = std::min(value->find(',', at), value->size());
    const std::string one = value->substr(at, end - at);
    at = end + 1;
    const auto found = std::find(list.begin(), list.end(), one);
    if (found == list.end()) {
      wrong(name, one + " is none of " + joined(list, ", "));
    } else if (std::find(out.begin(), out.end(), one) == out.end()) {
      out.push_back(one);
    }
  }
  return out;
}

Answer<void> Params::check() {
  if (!fault_) {
    for (const Given& g : given_) {
      if (g.read) continue;
      fault_ = bad_parameter(g.name, known_.empty() ? "this path takes no parameters"
                                                    : "this path takes " + joined(known_, ", "))
                   .value();
      break;
    }
  }
  if (fault_) return tl::unexpected<Fault>(*fault_);
  return {};
}

void read_dates(Params& params, Filter& filter) {
  filter.from = params.date("from");
  filter.to = params.date("to");
  filter.outlet = params.text("outlet");
}

void read_filter(Params& params, const std::vector<std::string>& types, Filter& filter) {
  filter.actor = params.text("actor");
  if (!types.empty()) filter.type = params.one_of("type", types);
  filter.source = params.text("source");
  read_dates(params, filter);
}

void read_page(Params& params, Filter& filter) {
  filter.limit = params.number("limit", kPageRows, 1, kMostRows);
  filter.offset = params.number("offset", 0, 0, kMostOffset);
}

}  // namespace isnad
