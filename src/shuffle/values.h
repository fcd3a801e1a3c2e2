#pragma once
#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"
#include "record/record.h"
#include "shuffle/steps.h"
#include "story/fingerprint.h"
#include "story/packed.h"

// The values of lines between steps: written by hand, read with simdjson. Of src/shuffle alone.

namespace isnad {

// Hexadecimal digits of a document's id that stand for it in keys; step_articles proves that no two
// documents of a job share them.
inline constexpr size_t kShortId = 16;

// A document as the steps after `articles` see it.
struct ArticleValue {
  std::string id;         // whole
  std::string published;  // EDTF, or empty
  uint32_t words = 0;
  std::string prints;  // packed (story/packed.h)
  std::string terms;   // packed
  std::string text;    // UTF-8

  std::string short_id() const { return id.substr(0, kShortId); }
};

// One value at a time. Strings that it gives stay until the next parse().
class ValueReader {
 public:
  // False for what is no JSON object; what stands behind a tab is in rest().
  bool parse(std::string_view value);
  std::string_view rest() const { return rest_; }
  // The first key of the object says what the value is.
  std::string_view kind() const;
  simdjson::simdjson_result<simdjson::dom::element> at(std::string_view key) const;
  std::string_view text(std::string_view key) const;
  uint64_t number(std::string_view key) const;
  // Nothing for what is no base64.
  std::optional<std::string> bytes(std::string_view key) const { return from_base64(text(key)); }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
  std::string_view rest_;
};

std::string article_value(const ArticleValue& article);
// Nothing for a value that article_value did not write. `of` has been parsed.
std::optional<ArticleValue> article_of(const ValueReader& of);

// Packed 32-bit numbers.
std::string bytes_of_numbers(const std::vector<uint32_t>& numbers);
std::vector<uint32_t> numbers_from(std::string_view bytes);

// Sums up what a step keeps of a group. Error too_large says what to do.
class Kept {
 public:
  explicit Kept(const StepRun& run) : run_(run) {}
  Result<void> add(size_t bytes);

 private:
  const StepRun& run_;
  size_t bytes_ = 0;
};

inline tl::unexpected<Error> bad_value(const StepRun& run, std::string_view step) {
  return run.in.fail_here(ErrorCode::bad_format,
                          "no value that isnad reduce " + std::string(step) + " reads");
}

// The caller's stream knows why.
inline tl::unexpected<Error> cannot_write() {
  return fail(ErrorCode::full, "the output takes no more lines");
}

// Lines of one group, read by a function of one value.
template <class Visit>
Result<void> each_value(StepRun& run, const char* step, ValueReader& value, Visit visit) {
  std::string_view line;
  while (true) {
    const Result<bool> more = run.in.next(line);
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) return {};
    if (!value.parse(line)) return bad_value(run, step);
    if (Result<void> r = visit(line); !r) return r;
  }
}

// All groups, one after the other.
template <class Group>
Result<void> each_group(StepRun& run, Group group) {
  while (true) {
    const Result<bool> more = run.in.next_group();
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) return {};
    if (Result<void> r = group(); !r) return r;
  }
}

inline Result<void> put(const StepRun& run, std::string_view line) {
  if (!run.out(line)) return cannot_write();
  return {};
}

}  // namespace isnad
