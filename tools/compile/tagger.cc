// models/clusters.tsv, models/names.tsv, data/names and the proper nouns of data/lexicon -> tag.*.

#include <charconv>
#include <map>

#include "base/tsv.h"
#include "compile/compile.h"
#include "tagger/features.h"
#include "tagger/rows.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;
using namespace isnad::tagger;

constexpr double kRoom = 1.25;  // slots for each row
constexpr uint32_t kOftenName = 60;
constexpr uint32_t kSeenName = 3;

constexpr std::string_view kTagNames[kTags] = {"O",     "B-PERS", "I-PERS", "B-LOC", "I-LOC",
                                               "B-ORG", "I-ORG",  "B-MISC", "I-MISC"};

std::optional<size_t> tag_named(std::string_view name) {
  for (size_t t = 0; t < kTags; ++t) {
    if (kTagNames[t] == name) return t;
  }
  return std::nullopt;
}

std::optional<int> number(std::string_view s) {
  int value = 0;
  const auto r = std::from_chars(s.data(), s.data() + s.size(), value);
  if (r.ec != std::errc() || r.ptr != s.data() + s.size()) return std::nullopt;
  return value;
}

// "O:-3 B-PERS:40", each weight within `most`.
Result<void> read_weights(const TsvFile& file, const TsvRow& row, int most, int16_t* out) {
  for (const std::string& part : split_list(row.fields[2], ' ')) {
    const size_t colon = part.find(':');
    const auto tag = tag_named(std::string_view(part).substr(0, colon));
    const auto weight = colon == std::string::npos
                            ? std::nullopt
                            : number(std::string_view(part).substr(colon + 1));
    if (!tag || !weight || *weight < -most || *weight > most) {
      return tl::unexpected(file.error(row, 2, "not a list of TAG:WEIGHT"));
    }
    out[*tag] = static_cast<int16_t>(*weight);
  }
  return {};
}

template <class Slot>
std::vector<Slot> room_for(size_t rows) {
  return std::vector<Slot>(static_cast<size_t>(static_cast<double>(rows) * kRoom) + 16, Slot{});
}

class Forms {
 public:
  // `rows`: calls f(fields, form) for each row of a file, form by its first column.
  template <class F>
  Result<void> each(const fs::path& path, size_t columns, F f) {
    const auto file = TsvFile::read(path);
    if (!file) return tl::unexpected(file.error());
    for (const TsvRow& row : file->rows()) {
      const std::string key = row.fields.size() < columns ? std::string() : fold_key(row.fields[0]);
      if (key.empty()) return tl::unexpected(file->error(row, 0, "too few fields"));
      if (!f(row.fields, forms_[key])) {
        return tl::unexpected(file->error(row, 1, "not a value that this column may have"));
      }
    }
    return {};
  }

  Result<void> read(const fs::path& data, const fs::path& models) {
    auto ok = each(models / "clusters.tsv", 1 + kGrains, [](const auto& f, FormSlot& slot) {
      for (size_t k = 0; k < kGrains; ++k) {
        const auto id = number(f[k + 1]);
        if (!id || *id < 0 || *id > 65000) return false;
        slot.clusters[k] = static_cast<uint16_t>(*id + 1);
      }
      return true;
    });
    if (!ok) return ok;
    const auto flag = [](FormSlot& slot, uint16_t list) {
      slot.lists = static_cast<uint16_t>(slot.lists | list);
      return true;
    };
    const fs::path names = data / "names";
    ok = each(names / "given.tsv", 2, [&](const auto& f, FormSlot& slot) {
      return flag(slot, f[1] == "strong" ? kGivenStrong : kGivenCommon);
    });
    if (!ok) return ok;
    ok = each(names / "tokens.tsv", 3, [&](const auto& f, FormSlot& slot) {
      const auto n = number(f[2]);
      if (!n) return false;
      return flag(slot, static_cast<uint32_t>(*n) >= kOftenName  ? kNameFrequent
                        : static_cast<uint32_t>(*n) >= kSeenName ? kNameSeen
                                                                 : uint16_t{0});
    });
    if (!ok) return ok;
    ok = each(names / "connectors.tsv", 2, [&](const auto& f, FormSlot& slot) {
      return flag(slot, f[1] == "open" ? kOpens : f[1] == "close" ? kCloses : kJoins);
    });
    if (!ok) return ok;
    ok = each(names / "heads.tsv", 2, [&](const auto& f, FormSlot& slot) {
      return flag(slot, f[1] == "organization"  ? kHeadOrganization
                        : f[1] == "armed_group" ? kHeadArmedGroup
                        : f[1] == "place"       ? kHeadPlace
                                                : kHeadThing);
    });
    if (!ok) return ok;
    ok = each(names / "stop.tsv", 1,
              [&](const auto&, FormSlot& slot) { return flag(slot, kNeverName); });
    if (!ok) return ok;
    return each(data / "lexicon" / "proper.tsv", 5, [&](const auto& f, FormSlot& slot) {
      return f[4] != "person" || flag(slot, kProperPerson);
    });
  }

  void write(ImageWriter& out) const {
    auto table = room_for<FormSlot>(forms_.size());
    for (const auto& [key, slot] : forms_) {
      const uint64_t hash = text_part(key).hash;
      // Two forms with one check in one run would be one chance in millions; the first stands.
      if (const size_t at = free_slot(table, hash); at != kNoSlot) {
        table[at] = slot;
        table[at].check = check_of(hash);
      }
    }
    out.add_rows("tag.forms", table);
  }

 private:
  std::map<std::string, FormSlot> forms_;
};

}  // namespace

Result<void> tagger(const fs::path& data, ImageWriter& out) {
  const fs::path models = data.parent_path() / "models";
  Forms forms;
  if (auto ok = forms.read(data, models); !ok) return ok;
  forms.write(out);

  const auto file = TsvFile::read(models / "names.tsv");
  if (!file) return tl::unexpected(file.error());
  if (auto at = file->columns({"feature", "value", "weights"}); !at) {
    return tl::unexpected(at.error());
  }
  Scale scale{1};
  std::vector<TransitionRow> transitions(kTags + 1);
  auto checks = room_for<uint32_t>(file->rows().size());
  std::vector<FeatureWeights> table(checks.size());
  for (const TsvRow& row : file->rows()) {
    const std::string& name = row.fields[0];
    const std::string& value = row.fields[1];
    if (name == "step") {  // weights to one natural logarithm
      const auto n = number(value);
      if (!n || *n < 1) return tl::unexpected(file->error(row, 1, "not a number above 0"));
      scale.step = 1.0F / static_cast<float>(*n);
    } else if (name == "after") {
      const auto tag = value == "START" ? kTags : tag_named(value);
      if (!tag) return tl::unexpected(file->error(row, 1, "not START or a tag"));
      auto ok = read_weights(*file, row, 30000, transitions[*tag].weights.data());
      if (!ok) return ok;
    } else {
      const auto hash = named_feature(name, fold_key(value));
      if (!hash) return tl::unexpected(file->error(row, 1, "no feature of this kind"));
      std::array<int16_t, kTags> weights{};
      if (auto ok = read_weights(*file, row, 127, weights.data()); !ok) return ok;
      const size_t at = free_slot(checks, *hash);
      if (at == kNoSlot) {
        return tl::unexpected(file->error(row, 1, "the feature stands in the file twice"));
      }
      checks[at] = check_of(*hash);
      for (size_t t = 0; t < kTags; ++t) {
        table[at].raised[t] = static_cast<uint8_t>(weights[t] + kRaise);
      }
    }
  }
  out.add_rows("tag.checks", checks);
  out.add_rows("tag.weights", table);
  out.add_rows("tag.transitions", transitions);
  out.add_rows("tag.scale", std::vector<Scale>{scale});
  return {};
}

}  // namespace isnad::compile
