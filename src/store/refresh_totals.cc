#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "store/case_refresh.h"
#include "store/entity_totals.h"
#include "store/name_words.h"

namespace isnad {

Result<bool> totals_stand(CaseFile::Impl& impl) {
  bool stand = false;
  auto r = impl.each(
      "SELECT last_entity = (SELECT max(id) FROM entity) AND "
      "NOT EXISTS (SELECT 1 FROM searched WHERE stale = 1) FROM entity_total_state",
      [&](const Statement& s) { stand = s.integer(0) != 0; });
  if (!r) return tl::unexpected<Error>(r.error());
  return stand;
}

Result<bool> totals_lack_new_ones_only(CaseFile::Impl& impl) {
  bool begun = false;
  auto r = impl.each("SELECT 1 FROM entity_total_state", [&](const Statement&) { begun = true; });
  if (!r) return tl::unexpected<Error>(r.error());
  return begun;
}

namespace {

// Adds to name_word the names ever read for a code, of the new documents' codes or of all.
Result<void> refresh_name_words(CaseFile::Impl& impl, bool new_ones_only) {
  std::string select = "SELECT code, ar, en FROM known_name";
  if (new_ones_only) {
    select += std::string(" WHERE code IN (SELECT code FROM entity WHERE document IN ") +
              kNewDocuments + ")";
  } else if (auto r = impl.run("DELETE FROM name_word"); !r) {
    return r;
  }
  // Not while they are read: a statement would see its own rows.
  std::vector<std::pair<std::string, std::string>> words;  // of codes
  auto r = impl.each(select, [&](const Statement& s) {
    for (int column = 0; column < 3; ++column) {
      for (std::string& w : name_words(s.text(column))) {
        words.emplace_back(std::move(w), s.text(0));
      }
    }
  });
  std::sort(words.begin(), words.end());  // many begin alike: pages are filled in their order
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (const auto& [word, code] : words) {
    if (r) r = impl.run("INSERT INTO name_word VALUES (?,?) ON CONFLICT DO NOTHING", word, code);
  }
  return r;
}

}  // namespace

// Adds what the new documents have. Where an older one was read anew there is no state, and all are
// counted.
Result<void> refresh_entity_totals(CaseFile::Impl& impl) {
  const Result<bool> stand = totals_stand(impl);
  if (!stand) return tl::unexpected<Error>(stand.error());
  if (*stand) return {};
  const Result<bool> state = totals_lack_new_ones_only(impl);
  if (!state) return tl::unexpected<Error>(state.error());
  const bool begun = *state;
  Result<void> r;
  if (!begun) r = impl.run("DELETE FROM entity_total");
  std::string add =
      "INSERT INTO entity_total (code, kind, name_ar, name_en, wikidata, acts_for, role, "
      "documents, mentions, events, claims) SELECT code, min(kind), min(name_ar), min(name_en), "
      "min(wikidata), min(acts_for), min(role), count(*), sum(mentions), sum(events), "
      "sum(claims) FROM entity ";
  if (begun) {
    add += std::string("WHERE document IN ") + kNewDocuments + " ";
  }
  add += "GROUP BY code";
  if (begun) {
    std::string set;
    for (const char* c : {"documents", "mentions", "events", "claims"}) {
      const std::string name = c;
      set += (set.empty() ? "" : ", ") + name + " = entity_total." + name + " + excluded." + name;
    }
    for (const char* c : {"kind", "name_ar", "name_en", "wikidata", "acts_for", "role"}) {
      const std::string mine = std::string("entity_total.") + c;
      const std::string other = std::string("excluded.") + c;
      set += std::string(", ") + c + " = CASE WHEN " + mine + " IS NULL OR " + other + " < " +
             mine + " THEN " + other + " ELSE " + mine + " END";
    }
    add += " ON CONFLICT (code) DO UPDATE SET " + set;
  }
  if (r) r = impl.run(add);
  if (r) r = refresh_name_words(impl, begun);
  if (r) r = impl.run("DELETE FROM entity_total_state");
  if (!r) return r;
  return impl.run(
      "INSERT INTO entity_total_state SELECT 1, max(id) FROM entity HAVING max(id) > 0");
}

}  // namespace isnad
