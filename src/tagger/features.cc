#include "tagger/features.h"

#include <cstring>
#include <unordered_map>

namespace isnad::tagger {

namespace {

constexpr uint32_t kRoleReach = 5;  // tokens to the left in which a word for a role is looked for

uint32_t class_of(const Word& word) {
  const Analysis& a = word.best();
  uint32_t c = static_cast<uint32_t>(a.pos);
  c = c * 2 + (a.definite ? 1 : 0);
  c = c * 2 + (a.known ? 1 : 0);
  c = c * 2 + (a.conj != Conj::none ? 1 : 0);
  c = c * 2 + (a.prep != PrepClitic::none ? 1 : 0);
  c = c * 2 + (a.enclitic.length > 0 ? 1 : 0);
  return c * 2 + (a.derivation == Derivation::nisba ? 1 : 0) + 1;
}

uint32_t shape_of(const Token& t, bool starts) {
  uint32_t s = static_cast<uint32_t>(t.kind);
  s = s * 8 + static_cast<uint32_t>(std::min<size_t>(t.key.size(), 7));
  s = s * 2 + (t.alef_maqsura ? 1 : 0);
  s = s * 2 + (t.quoted ? 1 : 0);
  return s * 2 + (starts ? 1 : 0);
}

// Where in a hint of `n` tokens the k-th stands: 0 alone, 1 first, 2 inside, 3 last.
uint32_t place_in(uint32_t k, uint32_t n) { return n == 1 ? 0 : k == 0 ? 1 : k + 1 == n ? 3 : 2; }

void apply(std::span<const NameHint> hints, std::vector<Facts>& facts) {
  for (const NameHint& h : hints) {
    if (h.kind == HintKind::none) continue;
    for (uint32_t i = h.first; i < h.last && i < facts.size(); ++i) {
      uint32_t& slot = h.kind >= HintKind::organ ? facts[i].role : facts[i].hint;
      if (slot != 0) continue;
      slot = (static_cast<uint32_t>(h.kind) * 2 + (h.doubtful ? 1 : 0)) * 4 +
             place_in(i - h.first, h.last - h.first);
    }
  }
}

}  // namespace

Value text_part(std::string_view folded) {
  uint64_t h = 0;
  if (folded.size() <= 8) {
    if (!folded.empty()) std::memcpy(&h, folded.data(), folded.size());
    h = mix(h + folded.size() * 0x9E3779B97F4A7C15ull);
  } else {
    h = hash_bytes(folded);
  }
  return {h, folded, 0, true};
}

std::string template_name(Template t, int offset) {
  std::string name(kTemplates[static_cast<size_t>(t)].name);
  if (offset > 0) name += '+';
  if (offset != 0) name += std::to_string(offset);
  return name;
}

std::optional<uint64_t> named_feature(std::string_view name, std::string_view folded_value) {
  int offset = 0;
  const size_t n = name.size();
  if (n > 2 && (name[n - 2] == '+' || name[n - 2] == '-')) {
    offset = name[n - 1] - '0';
    if (offset < 1 || offset > 2) return std::nullopt;
    if (name[n - 2] == '-') offset = -offset;
    name = name.substr(0, n - 2);
  }
  const auto row = std::find_if(kTemplates.begin(), kTemplates.end(),
                                [&](const TemplateRow& r) { return r.name == name; });
  if (row == kTemplates.end()) return std::nullopt;
  uint64_t joined = 0;
  for (size_t k = 0; k < row->parts.size(); ++k) {
    const size_t space = folded_value.find(' ');
    const std::string_view part = folded_value.substr(0, space);
    const bool last = k + 1 == row->parts.size();
    if (part.empty() || last != (space == std::string_view::npos)) return std::nullopt;
    uint64_t hash = 0;
    if (row->parts[k] == 't') {
      hash = text_part(part).hash;
    } else {
      uint32_t number = 0;
      for (const char c : part) {
        if (c < '0' || c > '9' || number > 100'000'000) return std::nullopt;
        number = number * 10 + static_cast<uint32_t>(c - '0');
      }
      hash = number_part(number).hash;
    }
    joined = k == 0 ? hash : join_parts(joined, hash);
    folded_value = last ? std::string_view{} : folded_value.substr(space + 1);
  }
  return feature_hash(static_cast<Template>(row - kTemplates.begin()), offset, joined);
}

const Facts& edge_facts() {
  static const Facts edge = [] {
    Facts f;
    f.word = f.bare = text_part("..");
    return f;
  }();
  return edge;
}

std::vector<Facts> facts_of(const TextView& text, std::span<const Word> words,
                            std::span<const NameHint> hints, std::span<const FormSlot> forms) {
  std::vector<Facts> facts(text.tokens.size());
  apply(hints, facts);
  const auto form_at = [&](uint64_t hash) {
    const size_t at = find(forms, hash);
    return at == kNoSlot ? nullptr : &forms[at];
  };
  for (size_t i = 0; i < facts.size(); ++i) facts[i].word = text_part(text.tokens[i].key);
  constexpr size_t kAhead = 8;  // a form's slot is asked for before it is read
  for (const Sentence& s : text.sentences) {
    uint32_t role_end = UINT32_MAX;  // the token after the last word for a role
    uint32_t role = 0;
    for (uint32_t i = s.first; i < s.last; ++i) {
      const Token& t = text.tokens[i];
      const Analysis& a = words[i].best();
      Facts& f = facts[i];
      if (i + kAhead < facts.size() && !forms.empty()) {
        __builtin_prefetch(&forms[slot_of(facts[i + kAhead].word.hash, forms.size())]);
      }
      f.bare = f.word;
      if (t.kind == TokenKind::word && a.proclitic_length + a.enclitic.length > 0 &&
          t.key.size() > a.proclitic_length + a.enclitic.length + 1u) {
        f.bare = text_part(t.key.substr(a.proclitic_length,
                                        t.key.size() - a.proclitic_length - a.enclitic.length));
      }
      const FormSlot* form = form_at(f.word.hash);
      if (form) {
        for (size_t k = 0; k < kGrains; ++k) f.clusters[k] = form->clusters[k];
        f.lists = form->lists;
      }
      if ((!form || f.lists == 0 || f.clusters[0] == 0) && f.bare.hash != f.word.hash) {
        if (const FormSlot* bare = form_at(f.bare.hash)) {
          if (f.clusters[0] == 0) {
            for (size_t k = 0; k < kGrains; ++k) f.clusters[k] = bare->clusters[k];
          }
          if (f.lists == 0 && bare->lists != 0) f.lists = bare->lists | kWithoutClitic;
        }
      }
      f.word_class = class_of(words[i]);
      f.shape = shape_of(t, i == s.first);
      if (role_end != UINT32_MAX && i - role_end < kRoleReach) {
        f.left_role = role * kRoleReach + (i - role_end) + 1;
      }
      if (f.role != 0) {
        role_end = i + 1;
        role = f.role;
      }
    }
  }
  return facts;
}

void mark_seen(std::span<const uint8_t> tags, std::vector<Facts>& facts) {
  struct Uses {
    uint32_t all = 0;
    uint32_t inside = 0;
    std::array<uint32_t, 4> kinds{};
  };
  std::unordered_map<uint64_t, Uses> named;
  const auto kind_of = [](uint8_t tag) { return static_cast<size_t>((tag - 1) / 2); };
  for (size_t i = 0; i < facts.size(); ++i) {
    if (tags[i] == 0) continue;
    Uses& u = named[facts[i].bare.hash];
    ++u.kinds[kind_of(tags[i])];
    u.inside += tags[i] % 2 == 0;
  }
  for (Facts& f : facts) {
    f.seen = 0;
    if (const auto at = named.find(f.bare.hash); at != named.end()) ++at->second.all;
  }
  for (size_t i = 0; i < facts.size(); ++i) {
    const auto at = named.find(facts[i].bare.hash);
    if (at == named.end() || at->second.all < 2) continue;
    Uses u = at->second;  // without this occurrence
    --u.all;
    if (tags[i] != 0) {
      --u.kinds[kind_of(tags[i])];
      u.inside -= tags[i] % 2 == 0;
    }
    const auto top = std::max_element(u.kinds.begin(), u.kinds.end());
    if (*top == 0) {
      facts[i].seen = 1;  // elsewhere it is no name
      continue;
    }
    const uint32_t share = *top == u.all ? 2 : *top * 2 >= u.all ? 1 : 0;
    const uint32_t kind = static_cast<uint32_t>(top - u.kinds.begin());
    facts[i].seen = 2 + (kind * 3 + share) * 2 + (u.inside * 2 > *top ? 1 : 0);
  }
}

}  // namespace isnad::tagger
