#include "entities/entities.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "entities/impl.h"

namespace isnad {

namespace {

EntityKind kind_of(LexKind k) {
  switch (k) {
    case LexKind::state:
      return EntityKind::state;
    case LexKind::organization:
      return EntityKind::organization;
    case LexKind::armed_group:
      return EntityKind::armed_group;
    case LexKind::person:
      return EntityKind::person;
    case LexKind::place:
    case LexKind::region:
      return EntityKind::place;
    case LexKind::weapon:
      return EntityKind::weapon;
    default:
      return EntityKind::generic;
  }
}

}  // namespace

uint32_t EntityIndex::entity(const std::string& id) const {
  for (uint32_t i = 0; i < entities.size(); ++i) {
    if (entities[i].id == id) return i;
  }
  return UINT32_MAX;
}

EntityPass::EntityPass(const EntityReader::Impl& impl, const TextView& text,
                       const std::vector<Word>& words)
    : impl_(impl), text_(text), words_(words) {
  const size_t n = text.tokens.size();
  out_.mention_at.assign(n, -1);
  out_.role_at.assign(n, -1);
  out_.office_at.assign(n, -1);
  name_hit_at_.assign(n, -1);
  blocked_.assign(n, false);
}

Span EntityPass::stem_span(const Hit& hit) const {
  const Token& a = text_.tokens[hit.first];
  const Token& b = text_.tokens[hit.last - 1];
  // The article belongs to the name's span (al-Rusi), conjunctions and prepositions do not.
  const size_t skip = hit.proclitics - (hit.article && hit.proclitics >= 2 ? 2 : 0);
  const Span head = text_.part_of(a, std::min<size_t>(skip, a.key.size() - 1), a.key.size());
  const size_t tail = b.key.size() - (hit.last - hit.first == 1 ? hit.enclitic : 0);
  return {head.begin, text_.part_of(b, 0, tail).end};
}

std::string EntityPass::arabic(uint32_t first, uint32_t last, uint32_t skip) const {
  std::string out;
  for (uint32_t i = first; i < last; ++i) {
    const Token& t = text_.tokens[i];
    if (t.kind == TokenKind::punct) continue;
    const Span s =
        text_.part_of(t, i == first ? std::min<size_t>(skip, t.key.size() - 1) : 0, t.key.size());
    if (!out.empty()) out += ' ';
    for (uint32_t c = s.begin; c < s.end; ++c) {
      if (fold_code_point(text_.text[c]) != 0) append_utf8(out, text_.text[c]);
    }
  }
  return out;
}

uint32_t EntityPass::add_entity(const std::string& id, EntityKind kind, std::string ar,
                                std::string en, std::string of) {
  const uint32_t found = out_.entity(id);
  if (found != UINT32_MAX) return found;
  Entity e;
  e.id = id;
  e.kind = kind;
  e.name_ar = std::move(ar);
  e.name_en = std::move(en);
  if (!of.empty()) e.of = std::move(of);
  out_.entities.push_back(std::move(e));
  return static_cast<uint32_t>(out_.entities.size() - 1);
}

uint32_t EntityPass::entity_of_lex(uint32_t lex) {
  const Gazetteer& g = impl_.gazetteer;
  const LexRow& row = g.lex(lex);
  const LexKind kind = g.kind(lex);
  std::string of(g.str(row.of));
  if (kind == LexKind::state) of.clear();
  const uint32_t e = add_entity(std::string(g.str(row.id)), kind_of(kind),
                                std::string(g.str(row.ar)), std::string(g.str(row.en)), of);
  if (row.wikidata.length > 0) out_.entities[e].wikidata = std::string(g.str(row.wikidata));
  return e;
}

void EntityPass::add_mention(uint32_t first, uint32_t last, Span span, uint32_t entity,
                             MentionForm form) {
  EntityMention m;
  m.span = span;
  m.first = first;
  m.last = last;
  m.entity = entity;
  m.form = form;
  out_.mentions.push_back(m);
  for (uint32_t i = first; i < last; ++i) {
    out_.mention_at[i] = static_cast<int32_t>(out_.mentions.size() - 1);
  }
}

// A name that is also a common word needs a second clue: a preposition or a role word before it,
// a neighbour in a list that names the same kind of thing, or an unambiguous name elsewhere.
bool EntityPass::accept_ambiguous(const Hit& hit, const std::vector<Hit>& hits) const {
  // Inside a longer role word (minister of finance) it is part of that.
  if (const Hit* role = out_.role(hit.first); role && role->last - role->first > 1) return false;
  const bool elsewhere = std::any_of(hits.begin(), hits.end(), [&](const Hit& h) {
    return h.lex == hit.lex && !(h.flags & kAmbiguous);
  });
  const bool adjective = hit.form == NameForm::demonym || hit.article;
  const auto before = [&](uint32_t i) -> const Token* {
    return i > 0 && same_sentence(i - 1, hit.first) ? &text_.tokens[i - 1] : nullptr;
  };
  const Token* left = before(hit.first);
  const Analysis* left_word = left ? &words_[hit.first - 1].best() : nullptr;
  const bool after_role = left && out_.role_at[hit.first - 1] >= 0;
  // "The Turkish shelling": what stands behind a common noun with the article describes it.
  const bool describes = (hit.flags & kAlsoPerson) != 0 && hit.article && left_word &&
                         left_word->pos == Pos::noun && left_word->known && left_word->definite &&
                         !name_hit(hit.first - 1);
  if (adjective) {
    return after_role || describes || (elsewhere && left_word && left_word->pos == Pos::propn);
  }
  const bool after_preposition =
      (left_word && left_word->word_class == WordClass::preposition) ||
      (hit.proclitics > 0 && !hit.article && words_[hit.first].best().prep != PrepClitic::none);
  bool in_list = false;
  for (const int step : {-1, 1}) {
    const int64_t at = step < 0 ? static_cast<int64_t>(hit.first) - 1 : hit.last;
    for (int64_t k = at;
         k >= 0 && k < static_cast<int64_t>(name_hit_at_.size()) && std::abs(k - at) < 2;
         k += step) {
      const int32_t other = name_hit_at_[static_cast<size_t>(k)];
      if (other < 0) continue;
      const Hit& h = name_hits_[static_cast<size_t>(other)];
      in_list = in_list || (impl_.gazetteer.kind(h.lex) == impl_.gazetteer.kind(hit.lex) &&
                            h.form != NameForm::demonym);
    }
  }
  // Right after a verb in the feminine a state's name is its subject ("Mali cut").
  const bool after_verb = left_word && left_word->pos == Pos::verb &&
                          left_word->gender == Gender::fem && left_word->enclitic.length == 0;
  // An indefinite noun before it makes it an adjective (financial support).
  const bool after_noun = left_word && left_word->pos == Pos::noun && !left_word->definite &&
                          !after_role && left->key.size() > 2 && left->key.back() == 'A';
  // An adjective would agree with the definite feminine before it ("the French forces left Mali").
  const bool disagrees = left_word && left_word->known && left_word->definite &&
                         left_word->gender == Gender::fem && left_word->number == Number::sing &&
                         words_[hit.first].best().gender != Gender::fem && hit.proclitics == 0;
  // No adjective describes a body's name ("in 2019 MINUSMA left Mali").
  const int32_t name = left ? name_hit_at_[hit.first - 1] : -1;
  const Hit* body = name >= 0 ? &name_hits_[static_cast<size_t>(name)] : nullptr;
  const bool after_body = body && body->form != NameForm::demonym && body->last == hit.first &&
                          (impl_.gazetteer.kind(body->lex) == LexKind::organization ||
                           impl_.gazetteer.kind(body->lex) == LexKind::armed_group);
  return (after_role || after_body || after_preposition || after_verb || in_list || elsewhere ||
          disagrees) &&
         !after_noun;
}

// A nationality word of a state that the document never names means the state with which writers
// mix it up, if that one is named.
void EntityPass::settle_confusable() {
  const Gazetteer& g = impl_.gazetteer;
  const auto named = [&](std::string_view id) {
    return std::any_of(name_hits_.begin(), name_hits_.end(), [&](const Hit& h) {
      return h.form != NameForm::demonym && g.str(g.lex(h.lex).id) == id;
    });
  };
  for (Hit& h : name_hits_) {
    if (h.form != NameForm::demonym) continue;
    const std::string_view id = g.str(g.lex(h.lex).id);
    const auto rows = impl_.confusable.find(id);
    if (rows.empty() || named(id)) continue;
    for (const ConfusableRow& row : rows) {
      const std::string_view other = impl_.image->str(row.other);
      if (named(other)) h.lex = g.by_id(other);
    }
  }
}

// A month beside another month or a number is no place (Ab is August and Ibb).
bool EntityPass::is_month(const Hit& hit) const {
  const auto month = [&](std::string_view key) {
    const auto rows = impl_.stop.find(key);
    return !rows.empty() && rows[0].month;
  };
  if (hit.last - hit.first != 1) return false;
  const std::string_view key = text_.tokens[hit.first].key;
  if (!month(key) && !month(key.substr(std::min<size_t>(hit.proclitics, key.size())))) return false;
  for (const int step : {-1, 1}) {
    int64_t k = static_cast<int64_t>(hit.first) + step;
    while (k >= 0 && k < static_cast<int64_t>(text_.tokens.size()) &&
           text_.tokens[static_cast<size_t>(k)].kind == TokenKind::punct) {
      k += step;
    }
    if (k < 0 || k >= static_cast<int64_t>(text_.tokens.size())) continue;
    const Token& t = text_.tokens[static_cast<size_t>(k)];
    if (t.kind == TokenKind::number || month(t.key)) return true;
  }
  return false;
}

void EntityPass::add_name_hits() {
  settle_confusable();
  settle_homonyms();
  settle_namesakes();
  for (const Hit& h : name_hits_) {
    for (uint32_t i = h.first; i < h.last; ++i) {
      name_hit_at_[i] = static_cast<int32_t>(&h - name_hits_.data());
    }
  }
  std::vector<Hit> kept;
  for (const Hit& h : name_hits_) {
    const bool bad = (h.flags & kAmbiguous) && !accept_ambiguous(h, name_hits_);
    // The preposition ala is written with alef maqsura, the name Ali is not.
    const bool preposition = h.last - h.first == 1 && text_.tokens[h.first].alef_maqsura &&
                             words_[h.first].best().word_class == WordClass::preposition;
    if (bad || preposition || lacks_cue(h) || is_common_word(h) || is_month(h)) continue;
    (impl_.gazetteer.kind(h.lex) == LexKind::weapon ? weapons_ : kept).push_back(h);
  }
  name_hits_ = std::move(kept);
  for (const Hit& h : weapons_) {
    std::fill(blocked_.begin() + h.first, blocked_.begin() + h.last, true);
  }
  std::fill(name_hit_at_.begin(), name_hit_at_.end(), -1);
  for (const Hit& h : name_hits_) {
    for (uint32_t i = h.first; i < h.last; ++i) {
      name_hit_at_[i] = static_cast<int32_t>(&h - name_hits_.data());
    }
  }
  for (const Hit& h : name_hits_) {
    if (impl_.gazetteer.kind(h.lex) == LexKind::person) continue;  // with their titles, below
    if (out_.mention_at[h.first] >= 0) continue;
    const uint32_t e = entity_of_lex(h.lex);
    add_mention(h.first, h.last, stem_span(h), e,
                h.form == NameForm::demonym ? MentionForm::demonym : MentionForm::name);
    if (h.form == NameForm::capital || h.form == NameForm::metonym) {
      EntityMention& m = out_.mentions.back();
      m.capital = true;
      if (h.form == NameForm::capital) {
        m.place = std::string(impl_.gazetteer.str(impl_.gazetteer.lex(h.lex).extra));
        m.place = m.place.substr(0, m.place.find(';'));
      }
    }
  }
}

// The name of a town that is a word or a person's name as well, or that is hardly known, without
// what tells that it is the town (column cue of data/kb/places.tsv).
bool EntityPass::lacks_cue(const Hit& hit) const {
  if (!needs_cue(hit)) return false;
  if (hit.proclitics == (hit.article ? 2 : 0) && hit.first > 0 &&
      same_sentence(hit.first - 1, hit.first)) {
    const HeadRow* head = head_at(hit.first - 1);
    if (head && static_cast<HeadKind>(head->kind) == HeadKind::place) return false;
  }
  if (hit.flags & kNeedsHead) return true;
  return !after_place_preposition(hit) && !in_list_of_places(hit);
}

// Weapons are entities of the record and nothing else: they neither act, speak nor hold anything,
// so no later stage sees their mentions.
void EntityPass::add_weapons() {
  for (const Hit& h : weapons_) {
    if (std::any_of(out_.mention_at.begin() + h.first, out_.mention_at.begin() + h.last,
                    [](int32_t m) { return m >= 0; })) {
      continue;
    }
    out_.entities[entity_of_lex(h.lex)].mentions.push_back({stem_span(h), MentionForm::name});
  }
}

// "The Russian foreign ministry": the body as an entity of the record, of that state. In all else
// the words stay an organ of the state, and the state is who acts.
void EntityPass::add_bodies() {
  const Gazetteer& g = impl_.gazetteer;
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  for (const Hit& role : out_.roles) {
    const std::string_view body = g.str(g.lex(role.lex).extra);
    if (g.kind(role.lex) != LexKind::organ || body.empty() || (role.flags & (kPlural | kDual)) ||
        role.last >= n || !same_sentence(role.first, role.last)) {
      continue;
    }
    const EntityMention* m = out_.mention(role.last);
    if (!m || m->first != role.last || m->capital ||
        out_.entities[m->entity].kind != EntityKind::state || out_.mention(role.first)) {
      continue;
    }
    const uint32_t lex = g.by_id(out_.entities[m->entity].id + "_" + std::string(body));
    if (lex == UINT32_MAX) continue;
    const Span span{stem_span(role).begin, m->span.end};
    out_.entities[entity_of_lex(lex)].mentions.push_back({span, MentionForm::nominal});
  }
}

void EntityPass::finish() {
  std::vector<uint32_t> order(out_.mentions.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const EntityMention& x = out_.mentions[a];
    const EntityMention& y = out_.mentions[b];
    return x.span.begin != y.span.begin ? x.span.begin < y.span.begin : x.last > y.last;
  });
  std::vector<EntityMention> sorted;
  std::fill(out_.mention_at.begin(), out_.mention_at.end(), -1);
  for (uint32_t i : order) {
    const EntityMention& m = out_.mentions[i];
    if (out_.mention_at[m.first] >= 0) continue;
    if (!sorted.empty() && m.span.begin < sorted.back().span.end) continue;
    for (uint32_t t = m.first; t < m.last; ++t) {
      if (out_.mention_at[t] < 0) out_.mention_at[t] = static_cast<int32_t>(sorted.size());
    }
    sorted.push_back(m);
  }
  out_.mentions = std::move(sorted);
  for (const EntityMention& m : out_.mentions) {
    out_.entities[m.entity].mentions.push_back({m.span, m.form});
  }
  drop_unmentioned();
  add_weapons();
  add_bodies();
  for (const OfficeMention& o : out_.offices) {
    if (o.person < 0) continue;
    Entity& e = out_.entities[static_cast<size_t>(o.person)];
    if (!e.role && !o.office.empty()) e.role = o.office;
    if (!e.of && !o.at.empty()) e.of = o.at;
  }
}

// One word that is a title elsewhere: a verb, an adverb ("pointing out", no field marshals) or the
// adjective of the noun before it (the economic council, no economist).
bool EntityPass::is_no_title(const Hit& hit) const {
  const LexKind kind = impl_.gazetteer.kind(hit.lex);
  // "Cameras" are no "like princes": the lexicon knows the whole word, without a clitic.
  const Analysis& whole = words_[hit.first].best();
  if (hit.last - hit.first == 1 && hit.proclitics > 0 && !hit.article && whole.known &&
      whole.proclitic_length == 0) {
    return true;
  }
  if (hit.last - hit.first != 1 || hit.enclitic > 0 ||
      (kind != LexKind::office && kind != LexKind::rank)) {
    return false;
  }
  const Analysis& a = words_[hit.first].best();
  if (a.known && a.pos == Pos::verb && kind == LexKind::rank) return true;
  const bool more = same_sentence(hit.first, hit.last);
  const std::string_view key = text_.tokens[hit.first].key;
  if ((hit.flags & kDual) && key.back() == 'A' && more) {
    return words_[hit.last].best().word_class != WordClass::none;
  }
  if (!a.definite || a.pos != Pos::adj || a.conj != Conj::none || hit.first == 0 ||
      !same_sentence(hit.first - 1, hit.first)) {
    return false;
  }
  const Analysis& left = words_[hit.first - 1].best();
  return left.known && left.definite && left.pos == Pos::noun && left.gender == a.gender &&
         !(more && evidence_of(text_.tokens[hit.last].key, words_[hit.last].best()) >= 1);
}

// Entities whose mentions have all gone to longer names.
void EntityPass::drop_unmentioned() {
  std::vector<uint32_t> at(out_.entities.size(), UINT32_MAX);
  std::vector<bool> used(out_.entities.size(), false);
  for (const EntityMention& m : out_.mentions) used[m.entity] = true;
  std::vector<Entity> kept;
  for (size_t i = 0; i < at.size(); ++i) {
    if (!used[i]) continue;
    at[i] = static_cast<uint32_t>(kept.size());
    kept.push_back(std::move(out_.entities[i]));
  }
  out_.entities = std::move(kept);
  for (EntityMention& m : out_.mentions) m.entity = at[m.entity];
  for (OfficeMention& o : out_.offices) {
    if (o.person < 0) continue;
    const uint32_t e = at[static_cast<size_t>(o.person)];
    o.person = e == UINT32_MAX ? -1 : static_cast<int32_t>(e);
  }
}

EntityIndex EntityPass::run() {
  Gazetteer::Hits hits = impl_.gazetteer.find(text_, words_);
  tag_names(hits);
  name_hits_ = std::move(hits.names);
  out_.roles = std::move(hits.roles);
  std::erase_if(out_.roles, [&](const Hit& h) { return is_no_title(h); });
  for (uint32_t r = 0; r < out_.roles.size(); ++r) {
    for (uint32_t i = out_.roles[r].first; i < out_.roles[r].last; ++i) {
      out_.role_at[i] = static_cast<int32_t>(r);
    }
  }
  inner_ = std::move(hits.inner);
  add_name_hits();
  find_shared_heads();
  find_things();
  find_offices();
  find_untitled_people();
  join_short_people();
  attach_following_titles();
  find_glosses();
  find_nisba_surnames();
  find_short_names();
  find_short_forms();
  find_tagged_rest();
  inherit_counterparts();
  default_states();
  finish();
  return std::move(out_);
}

Result<EntityReader> EntityReader::open(const Image& image) {
  auto gazetteer = Gazetteer::open(image);
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto tagger = NameTagger::open(image);
  if (!tagger) return tl::unexpected(tagger.error());
  auto impl = std::make_unique<Impl>();
  impl->image = &image;
  impl->gazetteer = std::move(*gazetteer);
  impl->tagger = std::move(*tagger);
  impl->modifiers = KeyTable<ModifierRow>::open(image, "ent.modifiers");
  impl->confusable = KeyTable<ConfusableRow>::open(image, "ent.confusable");
  impl->connectors = KeyTable<ConnectorRow>::open(image, "ent.connectors");
  impl->given = KeyTable<GivenRow>::open(image, "ent.given");
  impl->stop = KeyTable<StopRow>::open(image, "ent.stop");
  impl->heads = KeyTable<HeadRow>::open(image, "ent.heads");
  impl->short_forms = KeyTable<ShortFormRow>::open(image, "ent.short_forms");
  impl->short_starts = KeyTable<uint32_t>::open(image, "ent.short_starts");
  impl->homonyms = KeyTable<HomonymRow>::open(image, "ent.homonyms");
  impl->respelt = KeyTable<RespeltRow>::open(image, "ent.respelt");
  impl->office_bodies = KeyTable<OfficeBodyRow>::open(image, "rel.office_bodies");
  impl->spelling = Spelling::open(image);
  return EntityReader(std::move(impl));
}

EntityReader::EntityReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EntityReader::EntityReader(EntityReader&&) noexcept = default;
EntityReader::~EntityReader() = default;

EntityIndex EntityReader::entities(const TextView& text, const std::vector<Word>& words) const {
  return EntityPass(*impl_, text, words).run();
}

const Gazetteer& EntityReader::gazetteer() const { return impl_->gazetteer; }

}  // namespace isnad
