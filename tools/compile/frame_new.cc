#include "compile/frame_new.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "compile/frame_facts.h"
#include "entities/entities.h"
#include "morph/ud.h"
#include "numbers/numbers.h"
#include "syntax/prepositions.h"
#include "syntax/syntax.h"
#include "text/fold.h"
#include "text/parts.h"
#include "time/time.h"

namespace isnad::compile {

namespace {

// The stages down to syntax over one sentence.
struct Read {
  std::u32string points;  // of which `text` is a view
  TextView text;
  std::vector<Word> words;
  EntityIndex entities;
  Syntax syntax;
};

class Drafter {
 public:
  // REQUIRES: open() was good.
  Result<void> open(const Image& image, const std::filesystem::path& data) {
    auto lexicon = Lexicon::open(image);
    if (!lexicon) return tl::unexpected(lexicon.error());
    lexicon_ = std::make_unique<Lexicon>(std::move(*lexicon));
    analyser_ = std::make_unique<Analyser>(*lexicon_);
    auto facts = FrameFacts::read(data);
    if (!facts) return tl::unexpected(facts.error());
    facts_ = std::move(*facts);
    return {};
  }

  Result<void> read(const Image& image, const std::string& sentence) {
    const auto parts = PartReader::open(image);
    const auto numbers = NumberReader::open(image);
    const auto times = TimeReader::open(image);
    const auto entities = EntityReader::open(image);
    const auto syntax = SyntaxReader::open(image);
    for (const Error* e : {parts ? nullptr : &parts.error(), numbers ? nullptr : &numbers.error(),
                           times ? nullptr : &times.error(), entities ? nullptr : &entities.error(),
                           syntax ? nullptr : &syntax.error()}) {
      if (e) return tl::unexpected(*e);
    }
    auto points = decode_utf8(sentence);
    if (!points) return tl::unexpected(points.error());
    r_.points = std::move(*points);
    r_.text = read_text(r_.points);
    parts->mark(r_.text);
    r_.words = analyse_words(r_.text, *analyser_);
    const auto found = numbers->numbers(r_.text, r_.words);
    const auto told = times->times(r_.text, r_.words, found, Anchor{});
    r_.entities = entities->entities(r_.text, r_.words);
    r_.syntax = syntax->syntax(r_.text, r_.words, r_.entities, told, found);
    return {};
  }

  // The token of the word; without one the first finite verb.
  uint32_t find(const std::string& word) const {
    const std::string key = fold_key(word);
    for (uint32_t i = 0; i < r_.text.tokens.size(); ++i) {
      if (word.empty() ? r_.syntax.finite_verb[i] : r_.text.tokens[i].key == key) return i;
    }
    return kNone;
  }

  std::string draft(uint32_t token, const std::string& type, const std::string& sentence) const {
    const Analysis& a = r_.words[token].best();
    const bool verbal = r_.syntax.finite_verb[token];
    const std::string_view list = verbal                                          ? "verb"
                                  : a.derivation == Derivation::masdar            ? "masdar"
                                  : a.derivation == Derivation::active_participle ? "participle"
                                                                                  : "noun";
    const auto [actors, recipients, object] = verbal ? around_verb(token) : around_noun(token);
    std::string file = type;
    for (char& c : file) c = static_cast<char>(c - 'A' + 'a');
    std::string out =
        fmt::format("# For data/frames/{}.toml; docs/frames.md says what each line means.\n", file);
    out += "[[frame]]\n";
    out += fmt::format("id         = \"{}-{}\"  # better: the act in English\n", file,
                       in_ascii(a.lemma));
    out += fmt::format("type       = \"{}\"\n", type);
    out += fmt::format("mode       = \"\"{}\n", offered(facts_.modes, type));
    out += fmt::format("contexts   = []  # of {}\n", joined(facts_.contexts));
    out += cameo(type);
    out += fmt::format("{:<10} = [{}]\n", list, quoted(lemma_of(token)));
    if (!object.empty()) {
      out += fmt::format(
          "# object   = {{ head = [{}], required = true }}  # if the word has other senses with "
          "other objects\n",
          quoted(object));
    }
    out += fmt::format("actor      = [{}]\n", positions(actors, {"subject"}));
    out += fmt::format("recipient  = [{}]\n", positions(recipients, {"object"}));
    if (list == "masdar")
      out += "idafa      = \"subject\"  # or \"object\": what the genitive behind it is\n";
    out += "require    = [\"actor\", \"recipient\"]  # [\"any\"] where one side is enough\n";
    out += "confidence = 0.7  # how many of ten such sentences in political news are this act\n";
    out += fmt::format("yes        = [{}]\n", quoted(sentence));
    out += "no         = []  # a sentence with the same word that is no such act\n";
    return out;
  }

 private:
  struct Around {
    std::vector<std::string> actors;
    std::vector<std::string> recipients;
    std::string object;  // its head in dictionary form
  };

  const Phrase& phrase(int32_t index) const {
    return r_.syntax.phrases[static_cast<size_t>(index)];
  }

  // As frames name a preposition: as syntax's table writes it, else as the sentence does.
  std::string preposition(const Phrase& p) const {
    const auto known = facts_.prepositions.find(p.prep);
    if (known != facts_.prepositions.end()) return known->second;
    const Token& first = r_.text.tokens[p.first];
    const bool clitic = r_.words[p.first].best().prep != PrepClitic::none;
    const Span span = clitic ? r_.text.part_of(first, 0, 1) : first.span;
    return encode_utf8(r_.text.text.substr(span.begin, span.end - span.begin));
  }

  bool names_party(const Phrase& p) const {
    for (uint32_t i = p.first; i < p.last; ++i) {
      if (r_.entities.mention_at[i] >= 0 || r_.entities.role_at[i] >= 0) return true;
    }
    return false;
  }

  // "By" tells who acts, all else whom it is done to.
  void complements(const std::vector<int32_t>& list, Around& out) const {
    for (const int32_t c : list) {
      if (!names_party(phrase(c))) continue;
      const bool by = phrase(c).prep == preposition::kAgent;
      (by ? out.actors : out.recipients).push_back("prep:" + preposition(phrase(c)));
    }
  }

  Around around_verb(uint32_t token) const {
    Around out;
    const VerbArguments v = verb_arguments(r_.text, r_.words, r_.entities, r_.syntax, token);
    if (v.subject >= 0) (v.passive ? out.recipients : out.actors).push_back("subject");
    if (v.object >= 0) {
      if (names_party(phrase(v.object))) out.recipients.push_back("object");
      out.object = lemma_of(phrase(v.object).head);
    }
    complements(v.complements, out);
    return out;
  }

  Around around_noun(uint32_t token) const {
    Around out;
    const NounArguments n = noun_arguments(r_.text, r_.words, r_.entities, r_.syntax, token);
    out.actors.push_back("subject");
    if (n.second >= 0 && names_party(phrase(n.second))) out.recipients.push_back("object");
    complements(n.complements, out);
    return out;
  }

  // In dictionary form and Arabic letters: the longest of its syntactic words, which is no clitic.
  std::string lemma_of(uint32_t token) const {
    std::string out;
    for (const SyntacticWord& w :
         syntactic_words(*lexicon_, r_.text, r_.words, token, r_.words[token].best())) {
      if (w.lemma.size() > out.size()) out = w.lemma;
    }
    return out;
  }

  static std::string in_ascii(std::string_view lemma) {
    std::string out;
    for (char c : folded_to_ascii(lemma)) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out.empty() ? "act" : out;
  }

  static std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }

  static std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : " ") + one;
    return out;
  }

  static std::string offered(const std::map<std::string, std::vector<std::string>>& modes,
                             const std::string& type) {
    const auto known = modes.find(type);
    return known == modes.end() ? "" : "  # or " + joined(known->second);
  }

  std::string cameo(const std::string& type) const {
    std::vector<std::string> codes;
    for (const auto& [code, types] : facts_.cameo) {
      if (types.contains(type)) codes.push_back(code);
    }
    if (codes.empty()) return {};
    return fmt::format("cameo      = \"{}\"  # of {}\n", codes.front(), joined(codes));
  }

  static std::string positions(std::vector<std::string> found, std::vector<std::string> otherwise) {
    if (found.empty()) found = std::move(otherwise);
    std::string out;
    std::set<std::string> seen;
    for (const std::string& one : found) {
      if (seen.insert(one).second) out += (out.empty() ? "" : ", ") + quoted(one);
    }
    return out;
  }

  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Analyser> analyser_;
  FrameFacts facts_;
  Read r_;
};

}  // namespace

Result<void> check_type(const std::string& type) {
  for (int k = 0; k <= static_cast<int>(EventType::assault); ++k) {
    if (event_type_name(static_cast<EventType>(k)) == type) return {};
  }
  return fail(ErrorCode::bad_argument, type + ": no type of PLOVER (AGREE, CONSULT, ... ASSAULT)");
}

Result<std::string> new_frame(const std::filesystem::path& data, const Image& image,
                              const std::string& type, const std::string& sentence,
                              const std::string& word) {
  Drafter drafter;
  if (auto ok = drafter.open(image, data); !ok) return tl::unexpected(ok.error());
  if (auto ok = drafter.read(image, sentence); !ok) return tl::unexpected(ok.error());
  const uint32_t token = drafter.find(word);
  if (token == kNone) {
    return fail(ErrorCode::not_found,
                word.empty()
                    ? "no finite verb in the sentence: name the word that tells the act with --word"
                    : word + ": the sentence has no such word; write it as it stands there");
  }
  return drafter.draft(token, type, sentence);
}

}  // namespace isnad::compile
