#pragma once
// Private to the claims stage.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claims.h"
#include "claims/rows.h"
#include "syntax/prepositions.h"

namespace isnad {

struct ClaimReader::Impl {
  const Image* image = nullptr;
  KeyTable<CueRow> cues;
  KeyTable<AttributionRow> attributions;
  KeyTable<WordsRow> connectors;
  KeyTable<WordsRow> boundaries;
  KeyTable<SourceRow> sources;
  KeyTable<WordKindRow> private_nouns;  // data/syntax/private.tsv
};

enum class ContentKind : uint8_t { none, that, quote, prep, object };

// Where the attributed text stands. Tokens [first, last).
struct Content {
  ContentKind kind = ContentKind::none;
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t opener = 0;  // complementiser, quotation mark, colon, preposition
  bool direct = false;
  bool patient = false;  // object of "accused", "described": what is said of it follows
};

// Who is meant by the words of a source.
struct Speaker {
  std::string source;
  std::vector<std::string> sources;
  Span span;
  Gender gender = Gender::none;
  Number number = Number::none;
  SourceSort sort = SourceSort::body;
  bool valid() const { return !source.empty(); }
};

struct CueHit {
  uint32_t token = 0;
  const CueRow* row = nullptr;
  const Analysis* analysis = nullptr;
  bool best = false;  // the reading that the morphology chose
};

inline constexpr std::string_view kCueFile = "claims/cues.tsv";
inline constexpr std::string_view kUnnamed = "GEN:sources";  // people who are not named, no text

inline bool is_generic(std::string_view code) { return code.starts_with("GEN:"); }

inline void add_code(std::vector<std::string>& codes, const std::string& code) {
  if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) {
    codes.push_back(code);
  }
}

// Work in progress of one document.
class ClaimPass {
 public:
  ClaimPass(const ClaimReader::Impl& impl, const TextView& text, const std::vector<Word>& words,
            const EntityIndex& entities, const Syntax& syntax, const Actors& actors)
      : impl_(impl),
        text_(text),
        words_(words),
        entities_(entities),
        syntax_(syntax),
        actors_(actors) {}
  std::vector<ClaimReading> run();

 private:
  // claims.cc
  void sentence(uint32_t index);
  bool verb_cue(const CueHit& hit, const Sentence& s);
  bool participle_cue(const CueHit& hit, const Sentence& s);
  bool masdar_cue(const CueHit& hit, const Sentence& s);
  uint32_t attribution(uint32_t token, const Sentence& s);  // one past its words, 0 if none
  bool is_item(const Sentence& s) const;
  uint32_t whole_text(uint32_t token, const AttributionRow& row, const Sentence& s);
  void colon_headline(const Sentence& s);
  uint32_t byline_end() const;
  bool repeats_own_speech(const CueHit& hit, const Speaker& speaker) const;
  bool mistaken_preposition(const CueHit& hit, const Content& content, const Sentence& s) const;
  uint32_t opening_attribution(const CueHit& hit, uint32_t connector, const Sentence& s);
  bool impersonal(const CueHit& hit, const Content& content, const Sentence& s) const;
  bool names_body(const Speaker& speaker, const Sentence& s) const;
  bool attributes(const CueRow& row) const;
  bool act(const CueRow& row, const Content& content) const;
  bool declares(const CueRow& row, const Content& content) const;
  bool required_words(const CueRow& row, const Content& content) const;
  bool emit(const Speaker& speaker, uint32_t cue_first, uint32_t cue_last, const Content& content,
            std::string_view rule_file, uint32_t line, const std::vector<std::string>& via = {},
            bool act = false);

  // content.cc
  std::optional<CueHit> cue_at(uint32_t token, char kind) const;
  bool negated_or_future(uint32_t verb, const Sentence& s) const;
  Content forward(const CueHit& hit, uint32_t from, const Sentence& s, bool participle) const;
  Content backward(uint32_t before, const Sentence& s) const;
  void close(Content& content, const Sentence& s) const;
  bool boundary(uint32_t token, const Sentence& s, bool after_comma) const;
  bool resumes_voice(uint32_t token, const Sentence& s) const;
  uint32_t somebody_says(uint32_t token, const Sentence& s) const;
  bool opens_clause(const CueHit& verb, const Sentence& s) const;
  bool says_something(uint32_t open, uint32_t close) const;
  bool speech_quote(uint32_t open, uint32_t close, uint32_t from) const;
  uint32_t quote_end(uint32_t open, const Sentence& s) const;
  uint32_t aside_end(uint32_t comma, uint32_t end, uint16_t takes, const Sentence& s) const;
  uint32_t short_aside(uint32_t comma, uint32_t end, uint16_t takes) const;
  bool topic_before_aside(uint32_t first, const Sentence& s) const;
  Content around(uint32_t first, uint32_t last, const Sentence& s) const;
  uint32_t match_words(const KeyTable<WordsRow>& table, uint32_t token, const Sentence& s,
                       uint8_t* flag) const;
  const AttributionRow* attribution_at(uint32_t token, const Sentence& s) const;
  bool first_person(uint32_t token) const;
  bool hal_participle(uint32_t token, const Sentence& s) const;
  uint16_t preposition_bit(uint32_t token) const;
  bool is_that(uint32_t token) const;
  bool is_predicate(uint32_t token) const;
  uint32_t skip_punctuation(uint32_t token, uint32_t end) const;

  // objects.cc
  uint32_t subject_end(const Phrase& phrase) const;
  bool names_person(const Phrase& p) const;
  bool said_noun(const CueHit& hit, int32_t subject) const;
  Content object_of(const CueHit& hit, const Sentence& s, bool participle) const;

  // relatives.cc
  Speaker subject_of(uint32_t verb, const Sentence& s, bool behind) const;
  bool resumes(const CueHit& hit, const Sentence& s) const;
  Speaker antecedent(const CueHit& hit, const Sentence& s) const;
  Speaker sayer_before(uint32_t participle, const Analysis& a, const Sentence& s) const;
  bool naming(const CueHit& hit, const Sentence& s);
  bool called(const CueHit& hit, const Content& content) const;
  bool handles(const CueHit& hit, const Content& content) const;
  uint32_t object_behind_aside(uint32_t comma, const Sentence& s) const;
  bool subject_behind(const CueHit& hit, const Sentence& s) const;
  bool elided_ministry(uint32_t head, uint32_t last) const;

  // speakers.cc
  // `connected`: the verb stands behind "as", so that its subject follows it.
  Speaker subject_speaker(const CueHit& hit, const Content& content, const Sentence& s,
                          bool connected) const;
  bool own_voice(uint32_t head, uint32_t last, const std::vector<Participant>& found) const;
  Speaker private_speaker(uint32_t first, uint32_t head, uint32_t last) const;
  Speaker phrase_speaker(uint32_t first, uint32_t last, bool report) const;
  Speaker text_speaker(uint32_t first, uint32_t last, const SourceRow& row) const;
  Speaker with_name(Speaker title, uint32_t first, uint32_t from, uint32_t limit) const;
  Speaker from_participants(const std::vector<Participant>& found) const;
  Speaker continued(const Analysis& verb, const Sentence& s) const;
  bool resumptive(const CueHit& hit, const Sentence& s) const;
  Speaker governing_speaker(uint32_t participle, const Analysis& a, const Sentence& s) const;
  std::optional<Speaker> last_of(SourceSort sort, Gender gender) const;
  std::optional<Speaker> issuer(uint32_t noun, uint32_t last) const;
  Speaker namesake(uint32_t noun) const;
  Speaker person_before(uint32_t verb, const Sentence& s) const;
  Speaker only_person_before(const CueHit& hit, const Sentence& s) const;
  Speaker topic_before(const CueHit& hit, const Sentence& s) const;
  Speaker sender_before(uint32_t verb, const Sentence& s) const;
  bool no_speaker(const Participant& p) const;
  bool takes_up(uint32_t token) const;
  uint32_t phrase_end(uint32_t token, const Sentence& s) const;
  const SourceRow* source_noun(uint32_t token) const;
  bool can_name(uint32_t head) const;
  std::string surface(uint32_t first, uint32_t last) const;

  const Analysis& best(uint32_t token) const { return words_[token].best(); }
  std::string_view key(uint32_t token) const { return text_.tokens[token].key; }
  // The word without its conjunction proclitic, if the morphology reads one.
  std::string_view bare_key(uint32_t token) const;

  const ClaimReader::Impl& impl_;
  const TextView& text_;
  const std::vector<Word>& words_;
  const EntityIndex& entities_;
  const Syntax& syntax_;
  const Actors& actors_;
  std::vector<ClaimReading> out_;
  struct Said {
    Speaker speaker;
    uint32_t cue = 0;
    uint32_t first = 0;  // content tokens
    uint32_t last = 0;
    uint32_t sentence = 0;
    size_t claim = 0;
    bool nested = false;  // inside a subordinate clause or somebody else's speech
  };
  std::vector<Said> said_;
  uint32_t byline_ = 0;       // one past a byline on the text's own line
  std::vector<bool> used_;    // token is a cue already
  std::vector<bool> quoted_;  // token stands inside direct speech found so far
};

}  // namespace isnad
