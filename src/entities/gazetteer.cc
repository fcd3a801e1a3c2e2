#include "entities/gazetteer.h"

namespace isnad {

namespace {

bool starts_with(std::string_view s, std::string_view p) { return s.substr(0, p.size()) == p; }

// Smaller is better when one place of the text has several readings of the same length.
int preference(LexKind kind, NameForm form) {
  switch (kind) {
    case LexKind::state:
      return form == NameForm::capital ? 3 : 0;
    case LexKind::organization:
    case LexKind::armed_group:
      return 1;
    case LexKind::person:
      return 2;
    case LexKind::region:
      return 4;
    case LexKind::place:
      return 5;
    case LexKind::weapon:
      return 6;
    case LexKind::office:
      return 0;
    case LexKind::organ:
      return 1;
    case LexKind::group:
      return 2;
    case LexKind::rank:
      return 3;
    case LexKind::honorific:
      return 4;
  }
  return 9;
}

bool is_role(LexKind kind) { return kind >= LexKind::organ; }

}  // namespace

void Variants::add_with_article(Variant v) {
  add(v);
  if (v.key.size() > 4 && starts_with(v.key, "Al")) {
    v.key.remove_prefix(2);
    v.proclitics = static_cast<uint8_t>(v.proclitics + 2);
    v.article = true;
    add(v);
  }
}

void Variants::add_with_preposition(const Variant& base) {
  add_with_article(base);
  if (base.key.size() < 4) return;
  const char c = base.key[0];
  if (c != 'b' && c != 'l' && c != 'k') return;
  Variant v = base;
  v.prep = c == 'b' ? PrepClitic::bi : c == 'l' ? PrepClitic::li : PrepClitic::ka;
  if (starts_with(base.key, "ll")) {  // li + al- is written with one alef less
    v.key = respelt_.emplace_front("Al").append(base.key.substr(2));
    v.proclitics = static_cast<uint8_t>(base.proclitics + 1);
    add(v);
    v.key = base.key.substr(2);
    v.proclitics = static_cast<uint8_t>(base.proclitics + 2);
    v.article = true;
    add(v);
    // Before a word that begins with lam (li + al- + lajna, li + Lubnan) two of three are written.
    v.key = base.key.substr(1);
    v.proclitics = static_cast<uint8_t>(base.proclitics + 1);
    add(v);
    v.article = false;
    add(v);
    return;
  }
  v.key.remove_prefix(1);
  v.proclitics = static_cast<uint8_t>(base.proclitics + 1);
  add_with_article(v);
}

void Variants::add_without_pronoun(size_t letters) {
  const size_t n = count_;
  for (size_t i = 0; i < n; ++i) {
    if (all_[i].article || all_[i].key.size() <= letters + 1) continue;
    Variant v = all_[i];
    v.key.remove_suffix(letters);
    v.enclitic = static_cast<uint8_t>(letters);
    if (v.key.back() == 't') {  // ta marbuta opens before a pronoun
      Variant feminine = v;
      std::string& key = respelt_.emplace_front(v.key);
      key.back() = 'p';
      feminine.key = key;
      add(feminine);
    }
    add(v);
  }
}

Variants::Variants(std::string_view form, const Enclitic& enclitic) {
  Variant v;
  v.key = form;
  add_with_preposition(v);
  if (form.size() >= 4 && (form[0] == 'w' || form[0] == 'f')) {
    v.key.remove_prefix(1);
    v.proclitics = 1;
    add_with_preposition(v);
  }
  if (enclitic.length > 0 && form.size() > enclitic.length + 2u) {
    add_without_pronoun(enclitic.length);
  }
}

Result<Gazetteer> Gazetteer::open(const Image& image) {
  Gazetteer g;
  g.image_ = &image;
  g.lex_ = image.rows<LexRow>("ent.lex");
  g.names_ = KeyTable<NameRow>::open(image, "ent.names");
  g.ids_ = KeyTable<IdRow>::open(image, "ent.ids");
  g.letters_ = KeyTable<LetterRow>::open(image, "ent.letters");
  g.tokens_ = KeyTable<TokenRow>::open(image, "ent.tokens");
  if (g.lex_.empty()) return fail(ErrorCode::corrupt, "language image has no gazetteers");
  for (size_t i = 0; i < g.lex_.size(); ++i) {
    const uint32_t next = g.lex_[i].namesake;
    if (next != 0 && (next <= i + 1 || next > g.lex_.size())) {
      return fail(ErrorCode::corrupt, "gazetteer row out of bounds");
    }
  }
  for (const NameRow& row : image.rows<NameRow>("ent.names.rows")) {
    if (row.lex >= g.lex_.size()) return fail(ErrorCode::corrupt, "gazetteer row out of bounds");
  }
  return g;
}

// Token index after the words of `rest`, which must follow from `next`; 0 if they do not.
uint32_t Gazetteer::match_rest(const TextView& text, uint32_t next, std::string_view rest) const {
  const auto n = static_cast<uint32_t>(text.tokens.size());
  while (!rest.empty()) {
    while (next < n && (text.tokens[next].is(kQuoteOpen) || text.tokens[next].is(kQuoteClose) ||
                        text.tokens[next].is(kOpen))) {
      ++next;
    }
    if (next >= n) return 0;
    const std::string_view key = text.tokens[next].key;
    if (!starts_with(rest, key)) return 0;
    if (rest.size() > key.size() && rest[key.size()] != ' ') return 0;
    rest.remove_prefix(std::min(rest.size(), key.size() + 1));
    ++next;
  }
  return next;
}

void Gazetteer::candidates(const TextView& text, const std::vector<Word>& words, uint32_t i,
                           Hit* name, Hit* role) const {
  const Token& token = text.tokens[i];
  // "the general X": before a name a word for an organ or a group is a title, if it can be one.
  bool before_name = false;
  if (i + 1 < text.tokens.size() && text.tokens[i + 1].sentence == token.sentence &&
      text.tokens[i + 1].kind == TokenKind::word) {
    const Analysis& next = words[i + 1].best();
    before_name = next.pos == Pos::propn || (!next.known && next.proclitic_length == 0);
  }
  const auto title = [&](const Hit& h) {
    return kind(h.lex) == LexKind::rank || kind(h.lex) == LexKind::honorific;
  };
  Hit group;
  auto better = [&](const Hit& a, const Hit& b) {  // is a better than b
    if (b.last == 0) return true;
    // A name that needs a clue hides none that needs none.
    if (needs_cue(a) != needs_cue(b)) return needs_cue(b);
    if (a.last != b.last) return a.last > b.last;
    if (a.proclitics + a.enclitic != b.proclitics + b.enclitic) {
      return a.proclitics + a.enclitic < b.proclitics + b.enclitic;
    }
    // "Opposition" is no woman who opposes, where a table lists the word itself.
    if ((a.flags & kGenerated) != (b.flags & kGenerated)) return (b.flags & kGenerated) != 0;
    if (before_name && a.article && title(a) != title(b) && is_role(kind(a.lex))) return title(a);
    return preference(kind(a.lex), a.form) < preference(kind(b.lex), b.form);
  };
  for (const Variant& v : Variants(token.key, words[i].best().enclitic)) {
    for (const NameRow& row : names_.find(v.key)) {
      if (v.article && !(row.flags & kAllowArticle)) continue;
      const bool is_role_word = is_role(kind(row.lex));
      // A pronoun hangs on role words (its army), hardly ever on names.
      if (v.enclitic > 0 && (!is_role_word || row.words > 1)) continue;
      const uint32_t last = row.words == 1 ? i + 1 : match_rest(text, i + 1, image_->str(row.rest));
      if (last == 0 || text.tokens[last - 1].sentence != token.sentence) continue;
      Hit h{i,         last,         row.lex,    static_cast<NameForm>(row.form),
            row.flags, v.proclitics, v.enclitic, v.article};
      if (kind(row.lex) == LexKind::group && better(h, group)) group = h;
      Hit* best = is_role_word ? role : name;
      if (better(h, *best)) *best = h;
    }
  }
  if (role->last > 0 && kind(role->lex) == LexKind::office && group.last == role->last) {
    role->group = group.lex;
  }
}

Gazetteer::Hits Gazetteer::find(const TextView& text, const std::vector<Word>& words) const {
  Hits out;
  uint32_t name_free = 0;  // first token not covered by a name
  uint32_t role_free = 0;
  for (uint32_t i = 0; i < text.tokens.size(); ++i) {
    const TokenKind k = text.tokens[i].kind;
    if (k != TokenKind::word && k != TokenKind::latin && k != TokenKind::number) continue;
    Hit name;
    Hit role;
    candidates(text, words, i, &name, &role);
    if (name.last > 0 && i >= name_free) {
      out.names.push_back(name);
      name_free = name.last;
    }
    if (role.last > 0 && i >= role_free) {
      out.roles.push_back(role);
      role_free = role.last;
    } else if (role.last > 0 && kind(role.lex) == LexKind::office && !out.roles.empty() &&
               kind(out.roles.back().lex) == LexKind::organ && role.last == out.roles.back().last) {
      out.inner.push_back(role);
    }
  }
  return out;
}

std::string_view Gazetteer::latin(std::string_view token, uint32_t* count) const {
  const auto rows = tokens_.find(token);
  if (rows.empty()) return {};
  const TokenRow* best = &rows[0];
  for (const TokenRow& r : rows) {
    if (r.count > best->count) best = &r;
  }
  if (count) *count = best->count;
  return image_->str(best->latin);
}

uint32_t Gazetteer::exact(std::string_view first, std::string_view rest) const {
  uint32_t found = UINT32_MAX;
  for (const NameRow& row : names_.find(first)) {
    if (is_role(kind(row.lex)) || image_->str(row.rest) != rest) continue;
    if (kind(row.lex) == LexKind::person) return row.lex;
    found = row.lex;
  }
  return found;
}

std::string Gazetteer::sound(char letter, bool first, bool last, bool arabic) const {
  const auto rows = letters_.find(std::string_view(&letter, 1));
  if (rows.empty()) return std::string(1, is_latin_byte(letter) ? latin_letter(letter) : letter);
  const std::string_view with_article = image_->str(rows[0].arabic);
  if (arabic && !with_article.empty()) return std::string(with_article);
  return std::string(image_->str(first ? rows[0].first : last ? rows[0].last : rows[0].inside));
}

uint32_t Gazetteer::by_id(std::string_view id) const {
  const auto rows = ids_.find(id);
  return rows.empty() || rows[0].lex >= lex_.size() ? UINT32_MAX : rows[0].lex;
}

bool Gazetteer::is_state(std::string_view id) const {
  const uint32_t i = by_id(id);
  return i != UINT32_MAX && kind(i) == LexKind::state;
}

}  // namespace isnad
