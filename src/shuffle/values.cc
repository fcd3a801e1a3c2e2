#include "shuffle/values.h"

#include <fmt/format.h>

#include "record/json_parts.h"

namespace isnad {

bool ValueReader::parse(std::string_view value) {
  const size_t tab = value.find('\t');
  rest_ = tab == std::string_view::npos ? std::string_view() : value.substr(tab + 1);
  const std::string_view json = value.substr(0, tab);
  // The library copies what it is given, which nothing at all cannot be.
  return !json.empty() && parser_.parse(json.data(), json.size()).get(root_) == simdjson::SUCCESS &&
         root_.is_object();
}

std::string_view ValueReader::kind() const {
  simdjson::dom::object object;
  if (root_.get(object) != simdjson::SUCCESS || object.size() == 0) return {};
  return (*object.begin()).key;
}

simdjson::simdjson_result<simdjson::dom::element> ValueReader::at(std::string_view key) const {
  return root_[key];
}

std::string_view ValueReader::text(std::string_view key) const {
  std::string_view v;
  return root_[key].get(v) == simdjson::SUCCESS ? v : std::string_view();
}

uint64_t ValueReader::number(std::string_view key) const {
  uint64_t v = 0;
  return root_[key].get(v) == simdjson::SUCCESS ? v : 0;
}

std::string article_value(const ArticleValue& article) {
  std::string out = "{\"article\":";
  append_json_string(article.id, out);
  out += ",\"published\":";
  append_json_string(article.published, out);
  out += ",\"words\":" + std::to_string(article.words);
  out += ",\"prints\":\"" + to_base64(article.prints) + '"';
  out += ",\"terms\":\"" + to_base64(article.terms) + "\",\"text\":";
  append_json_string(article.text, out);
  out += '}';
  return out;
}

std::optional<ArticleValue> article_of(const ValueReader& of) {
  auto prints = of.bytes("prints");
  auto terms = of.bytes("terms");
  ArticleValue out;
  out.id = of.text("article");
  if (out.id.size() <= kShortId || !prints || !terms) return std::nullopt;
  out.published = of.text("published");
  out.words = static_cast<uint32_t>(of.number("words"));
  out.prints = std::move(*prints);
  out.terms = std::move(*terms);
  out.text = of.text("text");
  return out;
}

std::string bytes_of_numbers(const std::vector<uint32_t>& numbers) {
  std::string out;
  out.reserve(numbers.size() * 4);
  for (const uint32_t n : numbers) pack(n, out);
  return out;
}

std::vector<uint32_t> numbers_from(std::string_view bytes) {
  std::vector<uint32_t> out;
  out.reserve(bytes.size() / 4);
  for (size_t at = 0; at + 4 <= bytes.size(); at += 4) out.push_back(unpack(bytes, at));
  return out;
}

Result<void> Kept::add(size_t bytes) {
  bytes_ += bytes;
  if (bytes_ <= run_.options.most_mb << 20) return {};
  return run_.in.fail_here(
      ErrorCode::too_large,
      fmt::format("the group {} has more than {} MB; give more buckets (--buckets) or a shorter "
                  "window of time to the job, or more memory (--most-mb)",
                  run_.in.key(), run_.options.most_mb));
}

}  // namespace isnad
