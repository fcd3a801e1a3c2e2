// Nouns that stand for somebody named before: "the two countries", "the three states", "the
// movement", "the Malian minister", "the latter".

#include <algorithm>

#include "syntax/actors.h"
#include "text/fold.h"

namespace isnad {

namespace {

constexpr uint32_t kTitleWords = 8;  // words of titles before a name
constexpr size_t kMostStates = 40;   // of a document that names all the world

void add_unique_code(std::vector<Participant>& out, Participant p) {
  for (const Participant& q : out) {
    if (q.code == p.code) return;
  }
  out.push_back(std::move(p));
}

}  // namespace

// Two states that a sentence names together, by name or through people who act for them: this
// sentence so far, else one before that names exactly two; failing that, the two that the document
// so far names most. Where something happens is no party.
std::vector<Participant> Actors::last_pair(uint32_t before, bool groups) const {
  const auto is_where = [&](const EntityMention& m) {
    const int32_t own = syntax_.phrase_of[m.first];
    if (own < 0) return false;
    const std::string& prep = syntax_.phrases[static_cast<size_t>(own)].prep;
    return prep == preposition::kIn || (m.capital && prep == preposition::kBi);
  };
  const auto state = [&](const EntityMention& m) -> std::optional<Participant> {
    Participant p = from_entity(m.entity, m);
    const bool acts = gazetteer_.is_state(p.code) &&
                      (p.kind == EntityKind::state || p.kind == EntityKind::person);
    const bool group = groups && !p.media && !p.code.empty() &&
                       (p.kind == EntityKind::armed_group || p.kind == EntityKind::organization);
    if ((!acts && !group) || is_where(m)) return std::nullopt;
    return p;
  };
  const uint32_t sentence = text_.tokens[before].sentence;
  for (uint32_t back = 0; back <= 3 && back <= sentence; ++back) {
    std::vector<Participant> found;
    const uint32_t end = std::min(before, text_.sentences[sentence - back].last);
    for (size_t k = entities_.mentions_before(text_.sentences[sentence - back].first);
         k < entities_.mentions.size() && entities_.mentions[k].first < end; ++k) {
      if (auto p = state(entities_.mentions[k])) add_unique_code(found, std::move(*p));
    }
    if (found.size() == 2) return found;
    if (found.size() > 2) break;
  }
  // Most named first; among equals the one named first.
  std::vector<std::pair<uint32_t, Participant>> counts;
  for (size_t k = entities_.mentions_before(before); k-- > 0;) {
    if (before - entities_.mentions[k].first > kFarReach) break;
    auto p = state(entities_.mentions[k]);
    if (!p) continue;
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& c) { return c.second.code == p->code; });
    if (known == counts.end()) {
      if (counts.size() < kMostStates) counts.emplace_back(1, std::move(*p));
    } else {
      ++known->first;
      known->second = std::move(*p);
    }
  }
  std::stable_sort(counts.begin(), counts.end(), [](const auto& x, const auto& y) {
    return std::pair(y.first, x.second.token) < std::pair(x.first, y.second.token);
  });
  if (counts.size() < 2) return last_states(before, 2);
  return {std::move(counts[0].second), std::move(counts[1].second)};
}

// The last list of at least three states, wherever it stands before.
std::vector<Participant> Actors::last_list(uint32_t token) const {
  std::vector<Participant> out;
  const auto behind = std::partition_point(syntax_.phrases.begin(), syntax_.phrases.end(),
                                           [&](const Phrase& p) { return p.first < token; });
  for (auto k = static_cast<size_t>(behind - syntax_.phrases.begin()); k-- > 0 && out.empty();) {
    const Phrase& p = syntax_.phrases[k];
    if (token - p.first > 8 * kReach) break;
    if (p.coordinated < 0) continue;
    std::vector<Participant> list;
    for (size_t j = static_cast<size_t>(p.coordinated); j <= k; ++j) {
      const Phrase& q = syntax_.phrases[j];
      if (static_cast<int32_t>(j) != p.coordinated && q.coordinated != p.coordinated) continue;
      // The first conjunct may be a longer phrase that ends in the name ("the ministers of Mali and
      // ...").
      for (uint32_t i = q.first; i < q.last; ++i) {
        const EntityMention* m = entities_.mention(i);
        if (m && m->first == i && m->form != MentionForm::demonym &&
            entities_.entities[m->entity].kind == EntityKind::state) {
          add_unique(list, from_entity(m->entity, *m));
        }
      }
    }
    if (list.size() >= 3) {
      out = std::move(list);
      break;
    }
  }
  return out;
}

// "X, which is linked with Y": the text goes on about X.
bool Actors::is_affiliate(const EntityMention& m) const {
  const int32_t index = syntax_.phrase_of[m.first];
  if (index < 0) return false;
  const Phrase& p = syntax_.phrases[static_cast<size_t>(index)];
  if (p.prep.empty()) return false;
  const uint32_t begin = text_.sentences[text_.tokens[m.first].sentence].first;
  for (uint32_t back = 1; back <= 2 && p.first >= begin + back; ++back) {
    if (affiliates(p.first - back)) return true;
  }
  return false;
}

// "The two companies": the organisations named last that the noun may stand for, in the order of
// the text; none if there are fewer. Those that are mere affiliates of another come last, but for
// those that the text called so itself.
std::vector<Participant> Actors::last_organisations(uint32_t token, std::string_view sorts,
                                                    size_t count) const {
  std::vector<Participant> out;
  std::vector<Participant> affiliates_too;
  const std::string_view noun = words_[token].best().lemma;
  for (size_t k = entities_.mentions_before(token); k-- > 0 && out.size() < count;) {
    const EntityMention& m = entities_.mentions[k];
    if (token - m.first > kFarReach) break;
    if (!may_be_called(m, token, sorts)) continue;
    const bool called_so = words_[m.first].best().lemma == noun ||
                           (m.first > 0 && words_[m.first - 1].best().lemma == noun);
    const bool aside = !called_so && is_affiliate(m);
    add_unique_code(aside ? affiliates_too : out, from_entity(m.entity, m));
  }
  for (Participant& p : affiliates_too) {
    if (out.size() < count) add_unique_code(out, std::move(p));
  }
  if (out.size() < count) return {};
  std::reverse(out.begin(), out.end());
  return out;
}

// "The council" behind "the transitional military council in Chad": an organ by its first noun
// alone, unless an organisation that it may stand for was named since.
void Actors::shorter_organ(uint32_t token, std::vector<Participant>& out) const {
  const Question question(*this);
  if (!question.may_go_on() || depth_ >= kMaxDepth) return;
  const uint32_t since = out.empty() ? 0 : out[0].token;
  for (size_t k = entities_.roles_before(token); k-- > 0;) {
    const Hit& r = entities_.roles[k];
    if (token - r.first > kFarReach || r.first < since) break;
    if (lex_kind(r) != LexKind::organ || r.last == r.first + 1 ||
        words_[r.first].best().lemma != words_[token].best().lemma ||
        syntax_.phrase_of[r.first] < 0) {
      continue;
    }
    ++depth_;
    auto organ =
        at(r.first, r.first, syntax_.phrases[static_cast<size_t>(syntax_.phrase_of[r.first])].last);
    --depth_;
    if (!organ) continue;
    out = {std::move(*organ)};
    return;
  }
}

AnaphorRow Actors::anaphor_row(uint32_t token) const {
  std::optional<AnaphorRow>& known = anaphor_rows_[token];
  if (known) return *known;
  known.emplace();
  for (const Variant& v : Variants(text_.tokens[token].key, Enclitic{})) {
    const auto rows = anaphors_.find(v.key);
    if (rows.empty() || v.article) continue;
    known = rows[0];
    break;
  }
  return *known;
}

bool Actors::is_anaphor(uint32_t token) const {
  return anaphor_row(token).kind != AnaphorKind::none;
}

// May the noun at `token` ("the company", "the movement") stand for this organisation?
bool Actors::may_be_called(const EntityMention& m, uint32_t token, std::string_view sorts) const {
  const Entity& e = entities_.entities[m.entity];
  if (e.kind != EntityKind::organization && e.kind != EntityKind::armed_group) return false;
  const auto bare = [](std::string_view word) {
    return word.substr(0, 2) == "Al" && word.size() > 4 ? word.substr(2) : word;
  };
  const std::string_view noun = words_[token].best().lemma;
  const std::string name = fold_key(e.name_ar);
  const std::string_view first = std::string_view(name).substr(0, name.find(' '));
  if (bare(first) == noun || bare(words_[m.first].best().lemma) == noun) return true;
  if (m.first > 0 && words_[m.first - 1].best().lemma == noun) return true;
  const uint32_t lex = gazetteer_.by_id(e.id);
  if (lex == UINT32_MAX) return false;
  const std::string sort = ";" + std::string(gazetteer_.str(gazetteer_.lex(lex).extra)) + ";";
  return sorts.find(sort) != std::string_view::npos;
}

// "The developing countries (buldan)", "for the countries": a form in -An that stands where a dual
// would have -yn, or whose adjective is no dual, is the plural.
bool Actors::is_no_dual(uint32_t token, uint32_t last) const {
  const std::string_view key = text_.tokens[token].key;
  if (key.size() < 3 || key.substr(key.size() - 2) != "An") return false;
  if (words_[token].best().prep != PrepClitic::none) return true;
  if (token + 1 < last) {
    const Analysis& next = words_[token + 1].best();
    if (next.pos == Pos::adj && next.number == Number::sing && next.gender == Gender::fem) {
      return true;
    }
  }
  if (token == 0 || text_.tokens[token - 1].sentence != text_.tokens[token].sentence) return false;
  const Analysis& left = words_[token - 1].best();
  const bool governs = left.word_class == WordClass::preposition ||
                       (left.pos == Pos::noun && left.known && !left.definite);
  return governs && left.enclitic.length == 0 && words_[token].best().conj == Conj::none;
}

// Does one of these words stand among the titles before the name?
bool Actors::introduced_as(const EntityMention& m, std::string_view titles) const {
  const uint32_t first = text_.sentences[text_.tokens[m.first].sentence].first;
  for (uint32_t k = m.first; k-- > first && m.first - k <= kTitleWords;) {
    if (text_.tokens[k].kind != TokenKind::word || syntax_.finite_verb[k]) return false;
    const EntityMention* other = entities_.mention(k);
    if (other && entities_.entities[other->entity].kind == EntityKind::person) return false;
    const std::string word = ";" + std::string(words_[k].best().lemma) + ";";
    if (titles.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// The people whom the text introduced before `token` by one of these titles.
std::set<uint32_t> Actors::introduced_before(uint32_t token, std::string_view titles) const {
  std::set<uint32_t> out;
  if (titles.empty()) return out;
  for (size_t k = entities_.mentions_before(token); k-- > 0;) {
    const EntityMention& m = entities_.mentions[k];
    if (token - m.first > kFarReach) break;
    if (entities_.entities[m.entity].kind != EntityKind::person || out.contains(m.entity)) continue;
    if (introduced_as(m, titles)) out.insert(m.entity);
  }
  return out;
}

std::vector<Participant> Actors::anaphor(uint32_t token, uint32_t last) const {
  const AnaphorRow row = anaphor_row(token);
  const AnaphorKind kind = row.kind;
  if (kind == AnaphorKind::none) return {};
  // Words of this kind with a name of their own beside them name that, not what was before.
  std::string of;  // "the Russian company": whose it must be
  for (uint32_t i = token; i < last; ++i) {
    const EntityMention* m = entities_.mention(i);
    if (m && kind == AnaphorKind::organisation && m->form == MentionForm::demonym && of.empty()) {
      of = entities_.entities[m->entity].id;
      continue;
    }
    if (m && kind != AnaphorKind::person) return {};
    // ... although it is a name that nobody knows ("the researcher Nicolas Shkaidze").
    const Analysis& a = words_[i].best();
    if (i > token && kind == AnaphorKind::person && entities_.mention_at[i] < 0 &&
        text_.tokens[i].kind == TokenKind::word && (a.pos == Pos::propn || !a.known)) {
      return {};
    }
  }
  std::vector<Participant> out;
  const Span span{text_
                      .part_of(text_.tokens[token], words_[token].best().conj != Conj::none ? 1 : 0,
                               text_.tokens[token].key.size())
                      .begin,
                  text_.tokens[std::max(last, token + 1) - 1].span.end};
  switch (kind) {
    case AnaphorKind::sides:
    case AnaphorKind::pair: {
      if (is_no_dual(token, last)) break;
      if (row.sorts.length > 0) {
        out = last_organisations(token, image_.str(row.sorts), 2);
        break;
      }
      out = last_pair(token, kind == AnaphorKind::sides);
      break;
    }
    case AnaphorKind::many: {
      size_t want = 3;
      bool numbered = false;
      for (uint32_t i = token + 1; i < last; ++i) {
        numbered = numbered || words_[i].best().pos == Pos::num ||
                   text_.tokens[i].kind == TokenKind::number;
      }
      const bool demonstrative =
          token > 0 && words_[token - 1].best().word_class == WordClass::demonstrative;
      if (!numbered && !demonstrative) return {};
      out = last_list(token);
      if (out.empty() && numbered) out = last_states(token, want);
      break;
    }
    case AnaphorKind::country:
      // "His country" is that of the person meant.
      if (words_[token].best().enclitic.length > 0) {
        for (Participant& p : pronoun(token)) {
          if (gazetteer_.is_state(p.code)) out = {std::move(p)};
        }
      }
      if (out.empty()) out = last_states(token, 1);
      break;
    case AnaphorKind::organisation:
      out = last_organisations(token, image_.str(row.sorts), 1);
      if (!of.empty() && !out.empty()) {
        const uint32_t entity = entities_.mention(out[0].token)->entity;
        if (entities_.entities[entity].of != of) out.clear();
      }
      if (of.empty()) shorter_organ(token, out);
      break;
    case AnaphorKind::person: {
      std::string state;
      for (const Participant& a : adjectives(token, last)) state = a.code;
      // "The secretary-general of the United Nations" is none of another's; a person named in the
      // words is meant himself.
      for (uint32_t i = token; i < last; ++i) {
        const EntityMention* m = entities_.mention(i);
        if (!m || m->form == MentionForm::demonym) continue;
        const Entity& e = entities_.entities[m->entity];
        if (e.kind == EntityKind::person) return {};
        if (e.kind == EntityKind::organization || e.kind == EntityKind::state) state = e.id;
      }
      for (size_t k = entities_.mentions_before(token); k-- > 0;) {
        const EntityMention& m = entities_.mentions[k];
        if (token - m.first > kFarReach) break;
        const Entity& e = entities_.entities[m.entity];
        if (e.kind != EntityKind::person) continue;
        if (!state.empty() && e.of != state) continue;
        out.push_back(from_entity(m.entity, m));
        break;
      }
      break;
    }
    case AnaphorKind::honorific: {
      const std::set<uint32_t> fitting = introduced_before(token, image_.str(row.sorts));
      const EntityMention* latest = nullptr;
      for (size_t k = entities_.mentions_before(token); k-- > 0 && out.empty();) {
        const EntityMention& m = entities_.mentions[k];
        if (token - m.first > kFarReach) break;
        if (entities_.entities[m.entity].kind != EntityKind::person) continue;
        if (!fitting.empty() && !fitting.contains(m.entity)) continue;
        if (!latest) latest = &m;
        const int32_t own = syntax_.phrase_of[m.first];
        if (own < 0) continue;
        // A conjunct stands where the first one of its list does.
        const Phrase& p = syntax_.phrases[static_cast<size_t>(own)];
        const Phrase& head =
            p.coordinated < 0 ? p : syntax_.phrases[static_cast<size_t>(p.coordinated)];
        if (head.prep.empty() && p.prep.empty()) out.push_back(from_entity(m.entity, m));
      }
      if (out.empty() && latest) out.push_back(from_entity(latest->entity, *latest));
      break;
    }
    case AnaphorKind::last:
      for (size_t k = entities_.mentions_before(token); k-- > 0;) {
        const EntityMention& m = entities_.mentions[k];
        if (m.form == MentionForm::demonym) continue;
        if (token - m.first > kFarReach) break;
        if (entities_.entities[m.entity].kind == EntityKind::place) continue;
        out.push_back(from_entity(m.entity, m));
        break;
      }
      break;
    default:
      break;
  }
  for (Participant& p : out) {
    p.span = span;
    p.token = token;
  }
  return out;
}

}  // namespace isnad
