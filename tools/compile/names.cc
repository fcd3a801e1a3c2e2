#include "compile/names.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/tokens.h"

namespace isnad::compile {

namespace {

bool ends_with(const std::string& s, char c) { return !s.empty() && s.back() == c; }

// Inflected forms of a role noun: dual, sound plurals, construct forms before a genitive.
std::vector<std::pair<std::string, uint8_t>> inflect_noun(const std::string& base) {
  const bool fem = ends_with(base, 'p');
  const std::string stem = fem ? base.substr(0, base.size() - 1) : base;
  const std::string t = fem ? stem + "t" : stem;
  std::vector<std::pair<std::string, uint8_t>> out = {
      {base, 0},
      {t + "An", kDual},
      {t + "yn", static_cast<uint8_t>(fem ? kDual : kPlural)},
      {t + "A", kDual}};
  out.push_back({stem + "At", kPlural});
  if (!fem) {
    out.push_back({stem + "wn", kPlural});
    out.push_back({stem + "w", kPlural});
    out.push_back({stem + "y", kPlural});
    out.push_back({stem + "p", 0});
    out.push_back({stem + "wA", kPlural});
  }
  for (size_t i = 1; i < out.size(); ++i) out[i].second |= kGenerated;
  return out;
}

}  // namespace

std::vector<std::string> words_of(const std::string& folded) { return split_list(folded, ' '); }

std::string join(const std::vector<std::string>& words, size_t from) {
  std::string out;
  for (size_t i = from; i < words.size(); ++i) out += (i > from ? " " : "") + words[i];
  return out;
}

std::vector<std::string> inflect_adjective(const std::string& base) {
  const std::string stem = ends_with(base, 'p') ? base.substr(0, base.size() - 1) : base;
  return {base,         stem + "p",  stem + "An", stem + "yn", stem + "tAn",
          stem + "tyn", stem + "wn", stem + "At", stem + "A"};
}

void NameTable::mark_unformed(const std::string& ar) { unformed_.insert(fold_key(ar)); }

void NameTable::mark_ambiguous(const std::string& ar, bool inflected) {
  const std::string k = fold_key(ar);
  ambiguous_.insert(k);
  if (!inflected) {
    of_people_.insert(k);
    return;
  }
  for (const auto& form : inflect_adjective(k)) {
    if (form != k + "A") ambiguous_.insert(form);  // the accusative of one is another's name
  }
}

uint32_t NameTable::add_lex(LexKind kind, const std::string& id, const std::string& ar,
                            const std::string& en, const std::string& of, const std::string& extra,
                            uint8_t rank, const std::string& wikidata) {
  LexRow r;
  r.id = out_.str(id);
  r.ar = out_.str(ar);
  r.en = out_.str(en);
  r.of = out_.str(of);
  r.extra = out_.str(extra);
  r.wikidata = out_.str(wikidata);
  r.kind = static_cast<uint8_t>(kind);
  r.rank = rank;
  lex_.push_back(r);
  return static_cast<uint32_t>(lex_.size() - 1);
}

void NameTable::add_id(const std::string& id, uint32_t lex) {
  if (!ids_.contains(id)) ids_.add(id, {lex});
}

void NameTable::add_name(const std::string& folded, uint32_t lex, NameForm form, uint8_t flags) {
  const auto words = words_of(folded);
  if (words.empty() || words.size() > 12) return;
  if (!seen_.insert({folded, lex, form}).second) return;
  if (ambiguous_.count(folded)) flags |= kAmbiguous;
  if (form == NameForm::demonym && of_people_.count(folded)) flags |= kAlsoPerson;
  NameRow row;
  row.lex = lex;
  row.rest = out_.str(join(words, 1));
  row.words = static_cast<uint16_t>(words.size());
  row.form = static_cast<uint8_t>(form);
  row.flags = flags;
  names_.push_back({words[0], row});
  // Egypt and the Saudi Press Agency write the hamza before a long u on a seat of its own (shu'un,
  // "affairs"; mas'ul).
  std::string seated = folded;
  for (size_t at = 0; (at = seated.find("&w", at)) != std::string::npos;) seated[at] = '}';
  if (seated != folded) add_name(seated, lex, form, flags);
}

void NameTable::add_surface(const std::string& ar, uint32_t lex, NameForm form, uint8_t flags) {
  const std::string folded = fold_key(ar);
  const bool weapon = lex_[lex].kind == static_cast<uint8_t>(LexKind::weapon);
  if (folded.find(kDash) == std::string::npos && !weapon) {
    add_name(folded, lex, form, flags);
    return;
  }
  // "F-16" in Arabic letters is three tokens, and is written "F 16" as well.
  std::string dashed;
  std::string spaced;
  const auto append = [](std::string& to, std::string_view word) {
    if (!to.empty()) to += ' ';
    to += word;
  };
  const auto text = decode_utf8(ar);
  if (!text) return;
  const Folded letters = fold(*text);
  const Token* before = nullptr;
  const std::vector<Token> tokens = tokenise(letters);
  for (const Token& t : tokens) {
    if (weapon && before && before->kind == TokenKind::word && t.kind == TokenKind::number) {
      append(dashed, std::string_view(&kDash, 1));
    }
    append(dashed, t.key);
    if (t.key != std::string_view(&kDash, 1)) append(spaced, t.key);
    before = &t;
  }
  add_name(dashed, lex, form, flags);
  add_name(spaced, lex, form, flags);
}

// Regular nisbas inflect in every word; other words (plurals, "Britons") stand as they are.
void NameTable::add_demonym(const std::string& ar, uint32_t lex) {
  const auto words = words_of(fold_key(ar));
  if (words.empty()) return;
  if (!ends_with(words.back(), 'y') && !ends_with(words.back(), 'p')) {
    add_name(join(words, 0), lex, NameForm::demonym, kAllowArticle);
    return;
  }
  std::vector<std::vector<std::string>> forms;
  forms.reserve(words.size());
  for (const auto& w : words) forms.push_back(inflect_adjective(w));
  for (size_t k = 0; k < forms[0].size(); ++k) {
    std::string plain;
    std::string definite;
    for (size_t w = 0; w < forms.size(); ++w) {
      plain += (w ? " " : "") + forms[w][k];
      definite += (w ? " Al" : "Al") + forms[w][k];
    }
    add_name(plain, lex, NameForm::demonym, kAllowArticle);
    if (words.size() > 1) add_name(definite, lex, NameForm::demonym, 0);
  }
}

void NameTable::add_role(const std::string& singular, const std::string& plurals, uint32_t lex) {
  auto add_forms = [&](const std::string& ar, bool plural) {
    const auto words = words_of(fold_key(ar));
    if (words.empty()) return;
    const std::string rest = join(words, 1);
    std::vector<std::pair<std::string, uint8_t>> heads;
    if (plural) {
      heads = {{words[0], kPlural}};
      // Sound plurals lose their n before a genitive.
      if (words[0].size() > 4 && (words[0].substr(words[0].size() - 2) == "wn" ||
                                  words[0].substr(words[0].size() - 2) == "yn")) {
        heads.push_back({words[0].substr(0, words[0].size() - 1), kPlural});
        heads.push_back({words[0].substr(0, words[0].size() - 2) + "yn", kPlural});
        heads.push_back({words[0].substr(0, words[0].size() - 2) + "y", kPlural});
      }
    } else {
      heads = inflect_noun(words[0]);
    }
    for (const auto& [head, flag] : heads) {
      if ((flag & kGenerated) && unformed_.count(rest.empty() ? head : head + " " + rest)) continue;
      const uint8_t flags = static_cast<uint8_t>(flag | (words.size() == 1 ? kAllowArticle : 0));
      add_name(rest.empty() ? head : head + " " + rest, lex, NameForm::name, flags);
      if (words.size() == 1) continue;
      // Adjective phrases take the article on every word (al-majlis al-askari).
      bool adjectives = true;
      std::string definite = "Al" + head;
      for (size_t w = 1; w < words.size(); ++w) {
        adjectives = adjectives && words[w].substr(0, 2) != "Al" && words[w].size() > 2;
        definite.append(" Al").append(words[w]);
      }
      if (adjectives) add_name(definite, lex, NameForm::name, flag);
      // ... or on the adjective before a fixed complement too (al-mumaththil al-a'la lil-siyasa),
      if (words.size() > 2 && words[1].substr(0, 2) != "Al") {
        add_name("Al" + head + " Al" + rest, lex, NameForm::name, flag);
      }
      // ... or the title with the article before a fixed complement (al-mutahaddith bi-ism).
      add_name("Al" + head + " " + rest, lex, NameForm::name, flag);
    }
  };
  add_forms(singular, false);
  for (const auto& p : split_list(plurals)) add_forms(p, true);
}

void NameTable::write() {
  KeyTableBuilder<NameRow> table;
  for (const Name& n : names_) table.add(n.key, n.row);
  table.write(out_, "ent.names");
  ids_.write(out_, "ent.ids");
  out_.add_rows("ent.lex", lex_);
}

}  // namespace isnad::compile
