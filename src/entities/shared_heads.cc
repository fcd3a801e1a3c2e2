// One noun for several names: "the militias of the Houthis and Saleh", "the two movements Fatah and
// Hamas". A name that is listed only with the noun is found where the noun is its neighbour's.

#include <algorithm>

#include "entities/impl.h"

namespace isnad {

namespace {

constexpr uint32_t kMaxShared = 4;  // words of a name behind the noun that it shares
constexpr char kAnd = 'w';

}  // namespace

// One past the longest listed organisation or armed group whose name is `head` and the words from
// `token` on, `skip` letters inside the first; `token` if there is none.
uint32_t EntityPass::shared_name(std::string_view head, uint32_t token, uint32_t skip,
                                 uint32_t* lex) const {
  const auto n = static_cast<uint32_t>(text_.tokens.size());
  uint32_t end = token;
  std::string rest;
  for (uint32_t i = token; i < std::min(n, token + kMaxShared) && same_sentence(token, i); ++i) {
    const Token& t = text_.tokens[i];
    if (t.kind != TokenKind::word || t.key.size() <= skip + 1) break;
    rest += i == token ? std::string(t.key.substr(skip)) : " " + std::string(t.key);
    const uint32_t found = impl_.gazetteer.exact(head, rest);
    if (found == UINT32_MAX) continue;
    const LexKind kind = impl_.gazetteer.kind(found);
    if (kind != LexKind::organization && kind != LexKind::armed_group) continue;
    *lex = found;
    end = i + 1;
  }
  return end;
}

// Adds the name at `token` that shares one of the heads and returns its end; `token` if none does.
uint32_t EntityPass::add_shared(const std::vector<std::string>& heads, uint32_t token,
                                bool conjunct) {
  if (token >= text_.tokens.size() || out_.mention_at[token] >= 0) return token;
  if (conjunct && text_.tokens[token].key[0] != kAnd) return token;
  // "And" may stand apart.
  const uint32_t from = token;
  if (conjunct && text_.tokens[token].key.size() == 1 && same_sentence(token, token + 1)) {
    conjunct = false;
    ++token;
    if (out_.mention_at[token] >= 0) return from;
  }
  for (const std::string& head : heads) {
    uint32_t lex = UINT32_MAX;
    const uint32_t end = shared_name(head, token, conjunct ? 1 : 0, &lex);
    if (end == token) continue;
    const Token& t = text_.tokens[token];
    Span span = text_.part_of(t, conjunct ? 1 : 0, t.key.size());
    span.end = text_.tokens[end - 1].span.end;
    add_mention(token, end, span, entity_of_lex(lex), MentionForm::name);
    return end;
  }
  return from;
}

// The word as it is written, without clitics and article, and its dictionary form.
std::vector<std::string> EntityPass::heads_at(uint32_t token) const {
  std::vector<std::string> out;
  const Token& t = text_.tokens[token];
  if (t.kind != TokenKind::word || words_[token].best().pos != Pos::noun) return out;
  for (const Variant& v : Variants(t.key, Enclitic{})) {
    out.emplace_back(v.key);
  }
  out.emplace_back(words_[token].best().lemma);
  return out;
}

void EntityPass::find_shared_heads() {
  const size_t named = out_.mentions.size();
  for (size_t k = 0; k < named; ++k) {
    const EntityMention m = out_.mentions[k];
    const EntityKind kind = out_.entities[m.entity].kind;
    if (kind != EntityKind::organization && kind != EntityKind::armed_group) continue;
    const bool before =
        m.first > 0 && same_sentence(m.first - 1, m.first) && out_.mention_at[m.first - 1] < 0;
    std::vector<std::string> heads;
    if (m.last > m.first + 1) heads = heads_at(m.first);
    if (before) {
      for (std::string& head : heads_at(m.first - 1)) heads.push_back(std::move(head));
    }
    uint32_t at = m.last;
    if (same_sentence(m.first, at) && text_.tokens[at].is(kComma)) ++at;
    while (same_sentence(m.first, at)) {
      const uint32_t end = add_shared(heads, at, true);
      if (end == at) break;
      at = end;
    }
  }
  // "The two movements X and Y": the first one too.
  for (uint32_t i = 0; i + 1 < text_.tokens.size(); ++i) {
    const Analysis& a = words_[i].best();
    if (a.pos != Pos::noun || a.number != Number::dual || out_.mention_at[i] >= 0) continue;
    const std::vector<std::string> heads{std::string(a.lemma)};
    for (uint32_t at = i + 1; same_sentence(i, at);) {
      const uint32_t end = add_shared(heads, at, at > i + 1);
      if (end == at) break;
      at = end;
    }
  }
}

}  // namespace isnad
