// data/syntax/*.tsv -> syn.* sections.

#include <charconv>
#include <map>

#include "base/tsv.h"
#include "compile/compile.h"
#include "syntax/actors.h"
#include "syntax/government.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

Result<void> prepositions(const fs::path& file, ImageWriter& out) {
  auto tsv = TsvFile::read(file);
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<PrepositionRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const std::string key = fold_key(r.fields[0]);
    const size_t space = key.find(' ');
    table.add(key.substr(0, space),
              {out.str(space == std::string::npos ? std::string() : key.substr(space + 1)),
               out.str(fold_key(r.fields[1]))});
  }
  table.write(out, "syn.prepositions");
  return {};
}

// A file of words (first column) of one of several kinds (second column).
Result<void> kinds(const fs::path& file, const std::map<std::string, uint8_t>& values,
                   const char* section, ImageWriter& out) {
  auto tsv = TsvFile::read(file);
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<WordKindRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const auto kind = values.find(r.fields[1]);
    if (kind == values.end()) {
      std::string known;
      for (const auto& [name, value] : values) known += (known.empty() ? "" : ", ") + name;
      return tl::unexpected(tsv->error(r, 1, "unknown kind; one of " + known));
    }
    const std::string key = fold_key(r.fields[0]);
    if (!table.contains(key)) table.add(key, {kind->second, {}});
  }
  table.write(out, section);
  return {};
}

template <class Kind>
uint8_t code_of(Kind k) {
  return static_cast<uint8_t>(k);
}

std::string folded_list(const std::string& list) {
  std::string out;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(';', at), list.size());
    if (!out.empty()) out += ';';
    out += fold_key(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

Result<void> anaphors(const fs::path& file, ImageWriter& out) {
  auto tsv = TsvFile::read(file);
  if (!tsv) return tl::unexpected(tsv.error());
  const std::map<std::string, AnaphorKind> values = {{"pair", AnaphorKind::pair},
                                                     {"sides", AnaphorKind::sides},
                                                     {"many", AnaphorKind::many},
                                                     {"country", AnaphorKind::country},
                                                     {"organisation", AnaphorKind::organisation},
                                                     {"person", AnaphorKind::person},
                                                     {"honorific", AnaphorKind::honorific},
                                                     {"last", AnaphorKind::last}};
  KeyTableBuilder<AnaphorRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const auto kind = values.find(r.fields[1]);
    if (kind == values.end()) return tl::unexpected(tsv->error(r, 1, "unknown kind"));
    const std::string key = fold_key(r.fields[0]);
    if (table.contains(key)) continue;
    AnaphorRow row;
    std::string sorts = r.fields[2];
    // Of an honorific they are words of the text.
    if (kind->second == AnaphorKind::honorific) sorts = folded_list(sorts);
    row.sorts = out.str(sorts.empty() ? std::string() : ";" + sorts + ";");
    row.kind = kind->second;
    table.add(key, row);
  }
  table.write(out, "syn.anaphors");
  return {};
}

Result<void> government(const fs::path& file, ImageWriter& out) {
  auto tsv = TsvFile::read(file);
  if (!tsv) return tl::unexpected(tsv.error());
  const std::map<std::string, Governor> values = {
      {"verb", Governor::verb}, {"noun", Governor::noun}, {"adj", Governor::adj}};
  KeyTableBuilder<GovernmentRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const auto kind = values.find(r.fields[0]);
    if (kind == values.end()) return tl::unexpected(tsv->error(r, 0, "one of verb, noun, adj"));
    uint32_t counts[2] = {0, 0};
    for (size_t k = 0; k < 2; ++k) {
      const std::string& field = r.fields[3 + k];
      const auto [end, code] =
          std::from_chars(field.data(), field.data() + field.size(), counts[k]);
      if (code != std::errc() || end != field.data() + field.size()) {
        return tl::unexpected(tsv->error(r, 3 + k, "not a count"));
      }
    }
    if (counts[0] > counts[1]) return tl::unexpected(tsv->error(r, 3, "more than its places"));
    // "*" and "=" stand for themselves; folding would make them some symbol.
    const auto key = [](const std::string& field) {
      return field.size() == 1 ? field : fold_key(field);
    };
    table.add(Government::key(kind->second, key(r.fields[1])),
              {out.str(key(r.fields[2])), counts[0], counts[1]});
  }
  table.write(out, "syn.government");
  return {};
}

}  // namespace

Result<void> syntax(const fs::path& data, ImageWriter& out) {
  const fs::path dir = data / "syntax";
  if (auto ok = prepositions(dir / "prepositions.tsv", out); !ok) return ok;
  if (auto ok = government(dir / "government.tsv", out); !ok) return ok;
  if (auto ok = anaphors(dir / "anaphors.tsv", out); !ok) return ok;
  if (auto ok = kinds(dir / "pronoun_hosts.tsv",
                      {{"emphatic", code_of(HostKind::emphatic)},
                       {"part", code_of(HostKind::part)},
                       {"own", code_of(HostKind::own)}},
                      "syn.pronoun_hosts", out);
      !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "place_nouns.tsv", {{"place", uint8_t{1}}}, "syn.place_nouns", out);
      !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "borders.tsv", {{"border", uint8_t{1}}}, "syn.borders", out); !ok) {
    return ok;
  }
  if (auto ok =
          kinds(dir / "adverbials.tsv",
                {{"manner", code_of(AdverbKind::manner)}, {"ground", code_of(AdverbKind::ground)}},
                "syn.adverbials", out);
      !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "loyalty.tsv",
                      {{"loyal", code_of(LoyaltyKind::loyal)},
                       {"part", code_of(LoyaltyKind::part)},
                       {"against", code_of(LoyaltyKind::against)}},
                      "syn.loyalty", out);
      !ok) {
    return ok;
  }
  if (auto ok =
          kinds(dir / "apposition.tsv",
                {{"name", code_of(AppositionKind::name)}, {"body", code_of(AppositionKind::body)}},
                "syn.apposition", out);
      !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "partitives.tsv", {{"part", uint8_t{1}}}, "syn.partitives", out); !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "voice.tsv",
                      {{"told", code_of(VoiceKind::told)},
                       {"undergoes", code_of(VoiceKind::undergoes)},
                       {"mutual", code_of(VoiceKind::mutual)}},
                      "syn.voice", out);
      !ok) {
    return ok;
  }
  if (auto ok = kinds(dir / "utterances.tsv",
                      {{"text", code_of(UtteranceKind::text)},
                       {"talk", code_of(UtteranceKind::talk)},
                       {"addresses", code_of(UtteranceKind::addresses)},
                       {"relays", code_of(UtteranceKind::relays)}},
                      "syn.utterances", out);
      !ok) {
    return ok;
  }
  return kinds(dir / "private.tsv",
               {{"body", code_of(PrivateKind::body)},
                {"relation", code_of(PrivateKind::relation)},
                {"calling", code_of(PrivateKind::calling)}},
               "syn.private", out);
}

}  // namespace isnad::compile
