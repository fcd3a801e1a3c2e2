#include "story/fingerprint.h"

#include <algorithm>
#include <map>
#include <set>

#include "story/hash.h"

namespace isnad {

namespace {

// Before an entity's id, so that no lemma hashes like it.
constexpr unsigned char kEntityMark = '@';

uint32_t entity_hash(std::string_view id) {
  Fnv h;
  h.add(kEntityMark);
  h.add(id);
  return h.value();
}

bool carries_meaning(const Analysis& a) {
  const bool open =
      a.pos == Pos::noun || a.pos == Pos::propn || a.pos == Pos::adj || a.pos == Pos::verb;
  return open && a.word_class == WordClass::none && a.lemma.size() > 1;
}

}  // namespace

Fingerprint fingerprint(const TextView& view, const std::vector<Word>& words,
                        const EntityIndex& entities,
                        const std::optional<DatelineReading>& dateline) {
  const HashedWords hashed = hashed_words(view, dateline);
  Fingerprint out;
  out.words = static_cast<uint32_t>(hashed.size());
  out.prints = prints_of(hashed);
  std::map<uint32_t, uint32_t> count;
  std::set<std::string> credits;
  for (uint32_t i = 0; i < view.tokens.size(); ++i) {
    const Token& t = view.tokens[i];
    const Part part = view.sentences[t.sentence].part;
    const EntityMention* m = entities.mention(i);
    if (!is_article(part) || (dateline && i >= dateline->first && i < dateline->last)) {
      if (part == Part::furniture || !m) continue;
      const Entity& e = entities.entities[m->entity];
      if (e.kind == EntityKind::organization) credits.insert(e.id);
      continue;
    }
    const uint32_t times = part == Part::headline ? 2 : 1;
    if (m) {
      if (m->first == i) count[entity_hash(entities.entities[m->entity].id)] += times;
      continue;
    }
    if (t.kind == TokenKind::word && carries_meaning(words[i].best())) {
      count[hash_of(words[i].best().lemma)] += times;
    }
  }
  for (const auto& [hash, n] : count) {
    out.terms.push_back({hash, static_cast<uint16_t>(std::min<uint32_t>(n, UINT16_MAX))});
  }
  out.credits.assign(credits.begin(), credits.end());
  return out;
}

}  // namespace isnad
