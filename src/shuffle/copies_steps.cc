#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "record/json_parts.h"
#include "shuffle/values.h"
#include "story/across.h"
#include "story/overlap.h"

// The finder of copies in steps: texts by their prints, pairs by what they share, texts to the
// pairs that are worth comparing, and the comparison.

namespace isnad {

namespace {

// A text of a bucket; texts of one date of publication are of one day.
struct PrintedText {
  std::string id;  // short
  uint32_t all = 0;
  uint32_t day = 0;
};

}  // namespace

// In: articles. Out: B<bucket> for prints.
Result<void> step_spread_prints(StepRun& run) {
  ValueReader value;
  const auto buckets = static_cast<uint32_t>(std::max<size_t>(1, run.options.buckets));
  return each_group(run, [&] {
    return each_value(run, "spread-prints", value, [&](std::string_view) -> Result<void> {
      const auto article = article_of(value);
      if (!article) return bad_value(run, "spread-prints");
      const std::vector<uint32_t> hashes = hashes_of(prints_from(article->prints));
      std::map<uint32_t, std::vector<uint32_t>> dealt;
      for (const uint32_t h : hashes) dealt[h % buckets].push_back(h);
      for (const auto& [bucket, list] : dealt) {
        std::string line = fmt::format("B{:05}\t{{\"id\":\"{}\",\"all\":{},\"published\":", bucket,
                                       article->short_id(), hashes.size());
        append_json_string(article->published, line);
        line += ",\"prints\":\"" + to_base64(bytes_of_numbers(list)) + "\"}";
        if (auto r = put(run, line); !r) return r;
      }
      return {};
    });
  });
}

// In: a bucket of prints. Out: P<two ids> for pairs, F<id> for copies: its prints that are
// formulas.
Result<void> step_prints(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    Kept kept(run);
    std::vector<PrintedText> texts;
    std::vector<std::vector<uint32_t>> prints;
    std::map<std::string, uint32_t, std::less<>> days;
    auto r = each_value(run, "prints", value, [&](std::string_view line) -> Result<void> {
      const auto bytes = value.bytes("prints");
      if (value.kind() != "id" || !bytes) return bad_value(run, "prints");
      const auto number = static_cast<uint32_t>(days.size());
      const uint32_t day =
          days.try_emplace(std::string(value.text("published")), number).first->second;
      texts.push_back(
          {std::string(value.text("id")), static_cast<uint32_t>(value.number("all")), day});
      prints.push_back(numbers_from(*bytes));
      return kept.add(line.size());
    });
    if (!r) return r;
    // Lines are sorted, and so are texts, by id.
    for (const SharedPrints& p : shared_prints(prints)) {
      const PrintedText& a = texts[p.a];
      const PrintedText& b = texts[p.b];
      r = put(run, fmt::format("P{}{}\t{{\"shared\":{},\"all\":[{},{}]}}", a.id, b.id, p.prints,
                               a.all, b.all));
      if (!r) return r;
    }
    std::vector<uint32_t> day_of;
    for (const PrintedText& t : texts) day_of.push_back(t.day);
    const std::vector<uint32_t> formulas = formulas_of(prints, day_of);
    for (size_t i = 0; i < texts.size(); ++i) {
      std::vector<uint32_t> those;
      for (const uint32_t h : prints[i]) {
        if (std::binary_search(formulas.begin(), formulas.end(), h)) those.push_back(h);
      }
      if (those.empty()) continue;
      r = put(run, fmt::format("F{}\t{{\"formulas\":\"{}\"}}", texts[i].id,
                               to_base64(bytes_of_numbers(those))));
      if (!r) return r;
    }
    return {};
  });
}

// In: what a pair shares in each bucket. Out: T<id> for texts: to whom the text is to be sent, the
// second of a pair to the first, and the first to itself.
Result<void> step_pairs(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    uint32_t shared = 0;
    size_t all[2] = {0, 0};
    auto r = each_value(run, "pairs", value, [&](std::string_view) -> Result<void> {
      simdjson::dom::array sizes;
      uint64_t n = 0;
      if (value.kind() != "shared" || value.at("all").get(sizes) || sizes.size() != 2) {
        return bad_value(run, "pairs");
      }
      shared += static_cast<uint32_t>(value.number("shared"));
      for (size_t i = 0; i < 2; ++i) all[i] = sizes.at(i).get(n) ? 0 : n;
      return {};
    });
    if (!r) return r;
    const std::string_view key = run.in.key();
    if (key.size() != 2 * kShortId) return bad_value(run, "pairs");
    if (!worth_comparing(shared, all[0], all[1])) return {};
    const std::string_view a = key.substr(0, kShortId);
    const std::string_view b = key.substr(kShortId);
    for (const std::string_view from : {a, b}) {
      r = put(run, fmt::format("T{}\t{{\"to\":\"{}\"}}", from, a));
      if (!r) return r;
    }
    return {};
  });
}

// In: an article and to whom it is to be sent. Out: C<id> for copies: {"article":...} for the text
// itself, {"other":...} for those that it is compared with.
Result<void> step_texts(StepRun& run) {
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    std::optional<ArticleValue> article;
    std::string last;
    return each_value(run, "texts", value, [&](std::string_view) -> Result<void> {
      if (value.kind() == "article") {
        article = article_of(value);
        if (!article) return bad_value(run, "texts");
        return {};
      }
      const std::string to(value.text("to"));
      if (!article || to.empty()) return bad_value(run, "texts");
      if (to == last) return {};  // asked for by several pairs
      last = to;
      if (to == article->short_id()) return put(run, "C" + to + '\t' + article_value(*article));
      std::string line = "C" + to + "\t{\"other\":";
      append_json_string(article->id, line);
      line += ",\"published\":";
      append_json_string(article->published, line);
      line += ",\"words\":" + std::to_string(article->words) + ",\"text\":";
      append_json_string(article->text, line);
      return put(run, line + '}');
    });
  });
}

// In: an article, its formulas, the texts that it is compared with. Out: O<id>: its copies among
// texts of greater ids.
Result<void> step_copies(StepRun& run) {
  const Result<const WordHasher*> hasher = run.image.hasher();
  if (!hasher) return tl::unexpected<Error>(hasher.error());
  const auto words_of = [&](std::string_view utf8) -> Result<ShingledText> {
    const Result<std::u32string> text = decode_utf8(utf8);
    if (!text) return tl::unexpected<Error>(text.error());
    return ShingledText((*hasher)->read(*text));
  };
  ValueReader value;
  return each_group(run, [&]() -> Result<void> {
    std::optional<ArticleValue> a;
    std::optional<ShingledText> first;
    std::optional<Comparer> comparer;
    std::vector<Print> prints;
    std::vector<uint32_t> formulas;
    bool begun = false;  // no formulas come after the first text
    return each_value(run, "copies", value, [&](std::string_view) -> Result<void> {
      if (value.kind() == "article") {
        a = article_of(value);
        if (!a) return bad_value(run, "copies");
        Result<ShingledText> words = words_of(a->text);
        if (!words) return bad_value(run, "copies");
        first.emplace(std::move(*words));
        comparer.emplace(*first);
        prints = prints_from(a->prints);
        return {};
      }
      if (value.kind() == "formulas") {  // also of texts that are in no pair
        const auto bytes = value.bytes("formulas");
        if (!bytes || begun) return bad_value(run, "copies");
        const std::vector<uint32_t> some = numbers_from(*bytes);
        formulas.insert(formulas.end(), some.begin(), some.end());
        return {};
      }
      if (value.kind() != "other" || !a) return bad_value(run, "copies");
      if (!begun) std::sort(formulas.begin(), formulas.end());
      begun = true;
      const Result<ShingledText> second = words_of(value.text("text"));
      if (!second) return bad_value(run, "copies");
      const Overlap shared = comparer->with(*second);
      const uint32_t told = told_words(shared, prints, formulas);
      if (!is_copy(shared.words, told, a->words, value.number("words"))) return {};
      const std::string b(value.text("other"));
      std::string line = "O" + a->short_id() + "\t{\"copy\":[";
      append_json_string(a->id, line);
      line += ',';
      append_json_string(b, line);
      line += fmt::format("],\"words\":{},\"told\":{},\"runs\":[", shared.words, told);
      std::vector<SharedRun> runs = shared.runs;
      std::sort(runs.begin(), runs.end(),
                [](const SharedRun& x, const SharedRun& y) { return x.a < y.a; });
      const HashedWords& x = first->words;
      const HashedWords& y = second->words;
      for (size_t i = 0; i < runs.size(); ++i) {
        const uint32_t end = runs[i].words - 1;
        line += fmt::format("{}[{},{},{},{}]", i ? "," : "", x.spans[runs[i].a].begin,
                            x.spans[runs[i].a + end].end, y.spans[runs[i].b].begin,
                            y.spans[runs[i].b + end].end);
      }
      return put(run, line + "]}");
    });
  });
}

}  // namespace isnad
