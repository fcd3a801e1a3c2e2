// Names that no list holds but whose head noun says what they are ("the newspaper X"), glosses in
// brackets that rename a thing for the rest of the document, and short forms (the Kingdom).

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxQuoted = 5;    // words of a name in quotation marks
constexpr uint32_t kMaxForeign = 3;   // foreign words after a head
constexpr uint32_t kMaxDefinite = 4;  // definite words after a head
constexpr uint32_t kMaxGloss = 4;
constexpr std::string_view kIn = "fy";
constexpr std::string_view kFrom = "mn";
constexpr std::string_view kTo = "Aly";

}  // namespace

// The row of the head noun at `token`, which has no article; `skip`: clitic letters before it.
const HeadRow* EntityPass::head_at(uint32_t token, uint32_t* skip) const {
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word) return nullptr;
  for (const Variant& v : Variants(t.key, Enclitic{})) {
    if (v.article) continue;
    const auto rows = impl_.heads.find(v.key);
    if (rows.empty()) continue;
    if (skip) *skip = v.proclitics;
    return &rows[0];
  }
  return nullptr;
}

// A word that no lexicon holds and no list, or a Latin word: what names are made of.
bool EntityPass::foreign_word(uint32_t token) const {
  const Token& t = text_.tokens[token];
  if (name_hit(token) || out_.role_at[token] >= 0 || out_.mention_at[token] >= 0) return false;
  if (t.kind == TokenKind::latin) return true;
  if (t.kind != TokenKind::word || t.key.size() < 3 || impl_.stop.contains(t.key)) return false;
  const Analysis& a = words_[token].best();
  return (!a.known || a.pos == Pos::propn) && a.proclitic_length == 0 && !is_function_word(token);
}

uint32_t EntityPass::add_thing(uint32_t first, uint32_t last, uint32_t skip, EntityKind kind,
                               uint32_t name_from) {
  std::vector<std::string> tokens;
  for (uint32_t i = name_from; i < last; ++i) {
    if (text_.tokens[i].kind == TokenKind::punct) continue;
    tokens.emplace_back(text_.tokens[i].key.substr(i == first ? skip : 0));
  }
  const std::string ar = arabic(name_from, last, name_from == first ? skip : 0);
  const uint32_t e =
      add_entity("ar:" + ar, kind, ar, romanise(impl_.gazetteer, tokens), std::string());
  const Span head = text_.part_of(text_.tokens[name_from], name_from == first ? skip : 0,
                                  text_.tokens[name_from].key.size());
  add_mention(name_from, last, {head.begin, text_.tokens[last - 1].span.end}, e, MentionForm::name);
  return e;
}

// "thing" heads: the name after belongs to a street or a cup and is nobody's mention.
void EntityPass::block_name(uint32_t token) {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  for (uint32_t i = token; i < n && i < token + 4 && same_sentence(token, i); ++i) {
    blocked_[i] = true;
    const int32_t r = out_.role_at[i];
    const bool title =
        r >= 0 && impl_.gazetteer.kind(out_.roles[static_cast<size_t>(r)].lex) >= LexKind::office;
    if (title) continue;
    const uint32_t end = name_end(i, kMaxQuoted);
    for (uint32_t k = i; k < end; ++k) blocked_[k] = true;
    break;
  }
}

void EntityPass::find_things() {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  for (uint32_t i = 0; i + 1 < n; ++i) {
    if (out_.mention_at[i] >= 0 || name_hit(i)) continue;
    uint32_t skip = 0;
    const HeadRow* head = head_at(i, &skip);
    uint32_t at = i + 1;
    if (!head || !same_sentence(i, at)) continue;
    // A short form of a listed thing is found as that, later.
    std::string form(text_.tokens[i].key.substr(skip));
    if (short_form_end(i, form) > at && short_form_lex(form, true) != UINT32_MAX) continue;
    const auto kind = static_cast<HeadKind>(head->kind);
    const bool place = kind == HeadKind::place;
    const Hit* next = name_hit(at);
    const bool person_next =
        (next && impl_.gazetteer.kind(next->lex) == LexKind::person) || evidence(at) == 3;
    const int32_t title = out_.role_at[at];
    const bool title_next =
        title >= 0 &&
        impl_.gazetteer.kind(out_.roles[static_cast<size_t>(title)].lex) != LexKind::organ &&
        impl_.gazetteer.kind(out_.roles[static_cast<size_t>(title)].lex) != LexKind::group;
    if (kind == HeadKind::thing || (place && title_next) ||
        (kind == HeadKind::organization && (person_next || title_next))) {
      if (!next || person_next || title_next) block_name(at);
      if (kind == HeadKind::thing) continue;
    }
    if (const int32_t r = out_.role_at[i]; r >= 0) {
      // An organ of a state or an office is no organisation of its own.
      // But "the leader of the movement" ends in what a name in quotation marks may be of.
      const Hit& role = out_.roles[static_cast<size_t>(r)];
      const bool leads = impl_.gazetteer.kind(role.lex) == LexKind::office && role.last == at &&
                         text_.tokens[at].is(kQuoteOpen);
      if (role.last - role.first > 1 && !leads) continue;
    }
    const EntityKind entity = kind == HeadKind::armed_group ? EntityKind::armed_group
                              : place                       ? EntityKind::place
                                                            : EntityKind::organization;
    if (text_.tokens[at].is(kQuoteOpen)) {
      uint32_t end = at + 1;
      bool listed = false;
      while (end < n && same_sentence(i, end) && !text_.tokens[end].is(kQuoteClose)) {
        listed = listed || out_.mention_at[end] >= 0;
        ++end;
      }
      const uint32_t words = end - at - 1;
      if (end >= n || !text_.tokens[end].is(kQuoteClose) || words == 0 || words > kMaxQuoted) {
        continue;
      }
      if (listed && words == 1) continue;
      bool no_name = false;
      for (uint32_t k = at + 1; k < end; ++k) {
        const TokenKind t = text_.tokens[k].kind;
        no_name = no_name || t == TokenKind::punct || t == TokenKind::number;
      }
      if (no_name) continue;
      add_thing(i, end, skip, entity, at + 1);
      i = end;
      continue;
    }
    uint32_t end = at;
    while (end - at < kMaxForeign && same_sentence(i, end) && foreign_word(end)) ++end;
    // One foreign word may be a word that the lexicon lacks: only where it has no Arabic affixes.
    if (end > at && !(end == at + 1 && text_.tokens[at].key.substr(0, 2) == "Al" && !place)) {
      if (person_next && !place) continue;
      // The name of a place goes on in a construct (Dhahran al-Janub).
      if (place && end == at + 1 && same_sentence(i, end) && out_.mention_at[end] < 0 &&
          words_[end].best().definite && words_[end].best().pos == Pos::noun &&
          words_[end].best().prep == PrepClitic::none && words_[end].best().conj == Conj::none) {
        ++end;
      }
      add_thing(i, end, skip, entity, at);
      i = end - 1;
      continue;
    }
    if (head->reach == kReachQuoted || place) continue;
    end = at;
    while (end - at < kMaxDefinite && same_sentence(i, end)) {
      const Analysis& a = words_[end].best();
      const bool noun = a.pos == Pos::noun || a.pos == Pos::adj || a.pos == Pos::propn;
      if (!noun || !a.definite || a.prep != PrepClitic::none || out_.mention_at[end] >= 0 ||
          out_.role_at[end] >= 0 || impl_.stop.contains(text_.tokens[end].key) ||
          impl_.modifiers.contains(text_.tokens[end].key)) {
        break;
      }
      if (end == at && (a.pos != Pos::noun || a.conj != Conj::none)) break;
      ++end;
    }
    const uint32_t need = head->reach == kReachOne ? 1 : 2;
    if (end - at < need) continue;
    add_thing(i, end, skip, entity, i);
    i = end - 1;
  }
}

// "the Economic Community of West African States (ECOWAS)": the gloss is its name from here on.
void EntityPass::find_glosses() {
  std::map<std::string, uint32_t, std::less<>> names;
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  const size_t mentions = out_.mentions.size();
  for (size_t k = 0; k < mentions; ++k) {
    const EntityMention m = out_.mentions[k];
    const EntityKind kind = out_.entities[m.entity].kind;
    if (kind != EntityKind::organization && kind != EntityKind::armed_group) continue;
    uint32_t open = m.last;
    if (open < n && text_.tokens[open].is(kQuoteClose)) ++open;
    if (open + 2 >= n || !text_.tokens[open].is(kOpen) || !same_sentence(m.first, open)) continue;
    uint32_t first = open + 1;
    if (text_.tokens[first].is(kQuoteOpen)) ++first;
    uint32_t end = first;
    bool fits = true;
    while (end < n && end - first <= kMaxGloss && same_sentence(open, end) &&
           !text_.tokens[end].is(kClose) && !text_.tokens[end].is(kQuoteClose)) {
      const Token& t = text_.tokens[end];
      const bool acronym = t.kind == TokenKind::latin && t.key.size() >= 2 &&
                           text_.text[t.span.begin + 1] >= U'A' &&
                           text_.text[t.span.begin + 1] <= U'Z';
      fits = fits && out_.mention_at[end] < 0 && (acronym || foreign_word(end));
      ++end;
    }
    if (!fits || end == first || end - first > 2 || end >= n) continue;
    std::string key;
    for (uint32_t i = first; i < end; ++i) {
      if (text_.tokens[i].kind != TokenKind::punct) key += std::string(text_.tokens[i].key) + " ";
    }
    names.emplace(std::move(key), m.entity);
  }
  if (names.empty()) return;
  for (uint32_t i = 0; i < n; ++i) {
    if (out_.mention_at[i] >= 0) continue;
    for (const Variant& v : Variants(text_.tokens[i].key, Enclitic{})) {
      std::string key = std::string(v.key) + " ";
      uint32_t last = i + 1;
      auto it = names.find(key);
      if (it == names.end() && last < n && same_sentence(i, last)) {
        key += std::string(text_.tokens[last].key) + " ";
        it = names.find(key);
        ++last;
      }
      if (it == names.end()) continue;
      Hit h;
      h.first = i;
      h.last = last;
      h.proclitics = v.proclitics;
      add_mention(i, last, stem_span(h), it->second, MentionForm::name);
      break;
    }
  }
}

// How often the document names this thing, by its people and places too.
uint32_t EntityPass::weight_of(std::string_view id, std::string_view beside,
                               bool several_words) const {
  const Gazetteer& g = impl_.gazetteer;
  const auto sort = [&](std::string_view of) {
    const uint32_t lex = g.by_id(of);
    return lex == UINT32_MAX ? std::string_view{} : g.str(g.lex(lex).extra);
  };
  // What stands beside speaks for it only where no other of its sort is named, unless the form is
  // of several words.
  const bool named = std::any_of(out_.mentions.begin(), out_.mentions.end(),
                                 [&](const auto& m) { return out_.entities[m.entity].id == id; });
  const bool other = std::any_of(out_.mentions.begin(), out_.mentions.end(), [&](const auto& m) {
    return out_.entities[m.entity].id != id && sort(out_.entities[m.entity].id) == sort(id);
  });
  if (!named && other && !several_words) beside = {};
  uint32_t count = 0;
  for (const EntityMention& m : out_.mentions) {
    const Entity& e = out_.entities[m.entity];
    if (e.id == id) {
      count += 2;
    } else if ((e.of && *e.of == id) || beside.find("," + e.id + ",") != std::string_view::npos) {
      ++count;
    }
  }
  return count;
}

// The longest short form whose first word, without `proclitics` letters, is `key`; its end.
uint32_t EntityPass::short_form_end(uint32_t token, std::string& key) const {
  const auto longest = impl_.short_starts.find(key);
  if (longest.empty()) return token;
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  uint32_t end = impl_.short_forms.contains(key) ? token + 1 : token;
  std::string longer = key;
  const uint32_t last = std::min(n, token + longest[0]);
  for (uint32_t k = token + 1; k < last && same_sentence(token, k); ++k) {
    longer += " " + std::string(text_.tokens[k].key);
    if (!impl_.short_forms.contains(longer)) continue;
    key = longer;
    end = k + 1;
  }
  return end;
}

// Whom the short form means in this document; UINT32_MAX if nobody.
uint32_t EntityPass::short_form_lex(std::string_view key, bool several_words) const {
  uint32_t lex = UINT32_MAX;
  uint32_t best = 0;
  for (const ShortFormRow& row : impl_.short_forms.find(key)) {
    const std::string_view id = impl_.image->str(row.id);
    const uint32_t weight = weight_of(id, impl_.image->str(row.beside), several_words);
    if (weight <= best) continue;
    best = weight;
    lex = impl_.gazetteer.by_id(id);
  }
  return lex;
}

// "The X Kingdom" with another adjective is another thing; a name of three words is complete.
bool EntityPass::short_form_goes_on(uint32_t first, uint32_t last) const {
  if (!same_sentence(first, last)) return false;
  const Analysis& next = words_[last].best();
  if (next.conj != Conj::none || next.prep != PrepClitic::none) return false;
  if (out_.mention_at[last] >= 0) return true;
  return last - first < 3 && next.pos == Pos::adj && next.definite;
}

void EntityPass::find_short_forms() {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  std::map<std::string, uint32_t, std::less<>> settled;  // surface -> lexeme
  for (uint32_t i = 0; i < n; ++i) {
    if (out_.mention_at[i] >= 0 || text_.tokens[i].kind != TokenKind::word) continue;
    for (const Variant& v : Variants(text_.tokens[i].key, Enclitic{})) {
      if (v.article) continue;
      std::string key(v.key);
      const uint32_t last = short_form_end(i, key);
      if (last == i) continue;
      if (short_form_goes_on(i, last)) break;
      auto known = settled.find(key);
      if (known == settled.end()) {
        known = settled.emplace(key, short_form_lex(key, last > i + 1)).first;
      }
      if (known->second == UINT32_MAX) break;
      Hit h;
      h.first = i;
      h.last = last;
      h.proclitics = v.proclitics;
      add_mention(i, last, stem_span(h), entity_of_lex(known->second), MentionForm::name);
      break;
    }
  }
}

// What the word is by its vowel signs as they are written (Amman has a shadda), or none by the word
// behind it (the birthplace, masqat ras, is no Muscat); nullptr if neither tells.
const HomonymRow* EntityPass::settled_by_form(const Hit& hit,
                                              std::span<const HomonymRow> rows) const {
  const Token& t = text_.tokens[hit.first];
  for (const HomonymRow& row : rows) {
    if (row.rule == HomonymRule::not_before && same_sentence(hit.first, hit.last)) {
      if (text_.tokens[hit.last].key == impl_.image->str(row.beside)) return &row;
    }
    if (row.rule != HomonymRule::written) continue;
    const size_t letter = hit.proclitics + size_t{row.sign_at};
    if (letter + 1 >= t.key.size()) continue;
    const Span signs = text_.part_of(t, letter, letter + 1);
    const auto written = text_.text.substr(signs.begin, signs.end - signs.begin);
    if (written.find(static_cast<char32_t>(row.sign)) != std::u32string_view::npos) return &row;
  }
  return nullptr;
}

// What a name is that stands alone in quotation marks: papers are called after towns and regions
// ("told al-Riyadh"), and who is told something takes no part in it. nullptr if the table knows
// nothing else by that name.
const HomonymRow* EntityPass::settled_by_quotes(const Hit& hit) const {
  const auto& tokens = text_.tokens;
  if (hit.first == 0 || hit.last >= tokens.size() || hit.form == NameForm::demonym) return nullptr;
  const Token& before = tokens[hit.first - 1];
  const Token& behind = tokens[hit.last];
  if (!(before.is(kQuoteOpen) || before.is(kQuotePlain)) ||
      !(behind.is(kQuoteClose) || behind.is(kQuotePlain))) {
    return nullptr;
  }
  std::string key;
  for (uint32_t i = hit.first; i < hit.last; ++i) {
    if (i > hit.first) key += ' ';
    key += tokens[i].key;
  }
  const Gazetteer& g = impl_.gazetteer;
  for (const HomonymRow& row : impl_.homonyms.find(key)) {
    if (row.rule == HomonymRule::quoted && impl_.image->str(row.id) == g.str(g.lex(hit.lex).id)) {
      return &row;
    }
  }
  return nullptr;
}

// One written form, two things: the other one where the document names that one's state only; or
// none at all where it does not name what the reading needs.
void EntityPass::settle_homonyms() {
  const Gazetteer& g = impl_.gazetteer;
  // Kept: a long document asks the same of all its hits again and again.
  std::map<std::pair<std::string_view, std::string>, bool> asked;
  const auto named = [&](std::string_view id, std::string_view but) {
    const auto [known, fresh] = asked.try_emplace({id, std::string(but)});
    if (!fresh) return known->second;
    return known->second = std::any_of(name_hits_.begin(), name_hits_.end(), [&](const Hit& h) {
             const std::string_view key = text_.tokens[h.first].key.substr(h.proclitics);
             const bool same =
                 h.last - h.first == 1 && (key == but || text_.tokens[h.first].key == but);
             return !same && !needs_cue(h) &&
                    (g.str(g.lex(h.lex).id) == id || g.str(g.lex(h.lex).of) == id);
           });
  };
  const auto name_as = [&](Hit& h, const HomonymRow& row) {
    h.lex = g.by_id(impl_.image->str(row.other));
    h.form = static_cast<NameForm>(row.form);
    h.flags &= static_cast<uint8_t>(~kAmbiguous);
  };
  std::vector<Hit> kept;
  for (Hit h : name_hits_) {
    bool drop = false;
    if (const HomonymRow* paper = settled_by_quotes(h)) {
      drop = impl_.image->str(paper->other).empty();
      if (!drop) name_as(h, *paper);
    } else if (h.last - h.first == 1 && h.form != NameForm::demonym) {
      const std::string_view key = text_.tokens[h.first].key;
      for (const Variant& v : Variants(key, Enclitic{})) {
        if (v.proclitics + 0u != h.proclitics + 0u) continue;
        const auto rows = impl_.homonyms.find(v.key);
        if (rows.empty()) continue;
        const std::string_view id = g.str(g.lex(h.lex).id);
        if (const HomonymRow* row = settled_by_form(h, rows)) {
          drop = row->rule == HomonymRule::not_before;
          if (drop) break;
          name_as(h, *row);
          break;
        }
        bool any = false;
        bool mine = false;
        bool only_if = false;
        const HomonymRow* row = nullptr;
        for (const HomonymRow& r : rows) {
          if (impl_.image->str(r.id) != id || r.rule > HomonymRule::only_if) continue;
          only_if = r.rule == HomonymRule::only_if;
          mine = true;
          if (!named(impl_.image->str(r.beside), v.key)) continue;
          any = true;
          row = &r;
        }
        if (!mine) continue;
        const std::string_view other = row ? impl_.image->str(row->other) : std::string_view{};
        if (only_if) {
          // "On the (ala al-sa'id) regional level": one is in a stretch of land, not on it.
          const bool region = g.kind(h.lex) == LexKind::region;
          const bool on = h.first > 0 && same_sentence(h.first - 1, h.first) &&
                          words_[h.first - 1].best().word_class == WordClass::preposition &&
                          !after_place_preposition(h);
          drop = !any || (region && on);
        } else if (any && !other.empty() && !named(id, v.key)) {
          name_as(h, *row);
        } else if (head_at(h.first > 0 ? h.first - 1 : 0) && h.first > 0) {
          h.flags &= static_cast<uint8_t>(~kAmbiguous);
        }
      }
    }
    if (!drop) kept.push_back(h);
  }
  name_hits_ = std::move(kept);
}

// Towns of one name in several states: the one whose state the document names most, itself or by
// its people and places; the most populous if it names none more than that one's.
void EntityPass::settle_namesakes() {
  const Gazetteer& g = impl_.gazetteer;
  std::map<std::string_view, uint32_t> named;  // state -> hits that name it or what is in it
  for (const Hit& h : name_hits_) named[g.str(g.lex(h.lex).of)] += needs_cue(h) ? 0 : 1;
  for (Hit& h : name_hits_) {
    if (g.kind(h.lex) != LexKind::place || g.lex(h.lex).namesake == 0) continue;
    const std::string_view own = g.str(g.lex(h.lex).of);
    uint32_t best = named[own] - (needs_cue(h) ? 0 : 1);  // without this hit
    const uint32_t first = h.lex;
    for (uint32_t next = g.lex(first).namesake; next != 0; next = g.lex(next - 1).namesake) {
      const std::string_view of = g.str(g.lex(next - 1).of);
      const auto it = of == own ? named.end() : named.find(of);
      if (it == named.end() || it->second <= best) continue;
      best = it->second;
      h.lex = next - 1;
    }
  }
}

// "in", "from", "to", bi-: what stands before a place.
bool EntityPass::after_place_preposition(const Hit& hit) const {
  const Analysis& a = words_[hit.first].best();
  if (hit.proclitics > 0 && !hit.article && a.prep == PrepClitic::bi) return true;
  if (hit.first == 0 || !same_sentence(hit.first - 1, hit.first)) return false;
  const std::string_view left = text_.tokens[hit.first - 1].key;
  return left == kIn || left == kFrom || left == kTo;
}

// "X, Y", "X and Y", "X (Y)" where the other is a town, region or state that needs no clue.
bool EntityPass::in_list_of_places(const Hit& hit) const {
  const auto n = static_cast<int64_t>(text_.tokens.size());
  for (const int step : {-1, 1}) {
    int64_t k = step < 0 ? static_cast<int64_t>(hit.first) - 1 : hit.last;
    // The conjunction is written together with the later one of the two.
    const int64_t later = step < 0 ? hit.first : k;
    bool parted = later < n && words_[static_cast<size_t>(later)].best().conj != Conj::none;
    if (k >= 0 && k < n) {
      const Token& t = text_.tokens[static_cast<size_t>(k)];
      if (t.is(kComma) || t.is(kOpen) || t.is(kClose)) {
        parted = true;
        k += step;
      }
    }
    if (!parted || k < 0 || k >= n || name_hit_at_[static_cast<size_t>(k)] < 0) continue;
    const Hit& h = name_hits_[static_cast<size_t>(name_hit_at_[static_cast<size_t>(k)])];
    const LexKind kind = impl_.gazetteer.kind(h.lex);
    if (h.form != NameForm::demonym && !needs_cue(h) && (h.flags & kAmbiguous) == 0 &&
        (kind == LexKind::place || kind == LexKind::region || kind == LexKind::state)) {
      return true;
    }
  }
  return false;
}

// The morphology knows the word as another one whose stem begins elsewhere (kabir is no "like
// Bir"), or as a common word with nothing beside it that speaks of a place.
bool EntityPass::is_common_word(const Hit& hit) const {
  if (hit.last - hit.first != 1 || hit.form == NameForm::demonym) return false;
  const LexKind kind = impl_.gazetteer.kind(hit.lex);
  if (kind == LexKind::state) return false;
  const Analysis& a = words_[hit.first].best();
  const bool left_word = hit.first > 0 && same_sentence(hit.first - 1, hit.first);
  const Analysis* left = left_word ? &words_[hit.first - 1].best() : nullptr;
  const bool place = kind == LexKind::place || kind == LexKind::region;
  // After a particle that wants a verb (sawfa tudammir).
  if (place && left &&
      (left->word_class == WordClass::future || left->word_class == WordClass::negation_past ||
       left->word_class == WordClass::negation_future)) {
    return true;
  }
  if (!a.known || a.pos == Pos::propn || a.pos == Pos::x) return false;
  const bool quoted = left_word && text_.tokens[hit.first - 1].is(kQuoteOpen) &&
                      same_sentence(hit.first, hit.last) && text_.tokens[hit.last].is(kQuoteClose);
  if (quoted) return false;
  const size_t stripped = hit.proclitics - (hit.article && hit.proclitics >= 2 ? 2u : 0u);
  const size_t clitics = a.proclitic_length - (a.definite && a.proclitic_length >= 2 ? 2u : 0u);
  // li + al- is written "ll": a name with its article loses one letter, the word two.
  const std::string_view key = text_.tokens[hit.first].key;
  const bool li_al = stripped > 0 && key.substr(stripped - 1, 2) == "ll" && a.definite &&
                     hit.proclitics + 1u == a.proclitic_length;
  if (stripped > 0 && clitics != stripped && hit.proclitics != a.proclitic_length && !li_al) {
    return true;
  }
  // "The intermediate (mutawassit) level", "territorial (turabi) equity": it agrees with the noun
  // right before it, which is no title.
  const bool adjective = a.pos == Pos::adj && a.definite && a.prep == PrepClitic::none && left &&
                         left->known && left->definite && left->pos == Pos::noun &&
                         left->gender == a.gender && left->enclitic.length == 0 &&
                         out_.role_at[hit.first - 1] < 0;
  if (kind == LexKind::region) return a.pos == Pos::verb || adjective;
  // "He chaired (tara'asa)" is no Truss, unless the text names her in full.
  if (kind == LexKind::person && (hit.flags & kShortName)) {
    const bool verb = a.pos == Pos::verb && hit.proclitics == 0;
    return (adjective || verb) &&
           std::none_of(name_hits_.begin(), name_hits_.end(),
                        [&](const Hit& h) { return h.lex == hit.lex && !(h.flags & kShortName); });
  }
  if (kind != LexKind::place) return false;
  const HeadRow* head = left_word ? head_at(hit.first - 1) : nullptr;
  if (head && static_cast<HeadKind>(head->kind) == HeadKind::place) return false;
  // Construct state: something of something.
  const uint32_t next = hit.last;
  if (!a.definite && a.pos == Pos::noun && same_sentence(hit.first, next)) {
    const Analysis& b = words_[next].best();
    if (b.definite && b.pos == Pos::noun && b.conj == Conj::none && b.prep == PrepClitic::none) {
      return true;
    }
  }
  if (after_place_preposition(hit)) return false;
  // A place beside it in a list or in brackets; the word is one clitic away at most.
  for (const int step : {-1, 1}) {
    int64_t k = static_cast<int64_t>(hit.first) + step;
    const auto n = static_cast<int64_t>(text_.tokens.size());
    if (k >= 0 && k < n &&
        (text_.tokens[static_cast<size_t>(k)].is(kComma) ||
         text_.tokens[static_cast<size_t>(k)].is(kOpen) ||
         text_.tokens[static_cast<size_t>(k)].is(kClose))) {
      k += step;
    }
    if (k < 0 || k >= n || name_hit_at_[static_cast<size_t>(k)] < 0) continue;
    const Hit& h = name_hits_[static_cast<size_t>(name_hit_at_[static_cast<size_t>(k)])];
    const LexKind other = impl_.gazetteer.kind(h.lex);
    if (h.form != NameForm::demonym && (other == LexKind::place || other == LexKind::state)) {
      return false;
    }
  }
  return true;
}

}  // namespace isnad
