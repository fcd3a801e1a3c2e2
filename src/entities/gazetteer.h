#pragma once
#include <array>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "morph/morph.h"
#include "text/text.h"

// Names of data/kb and role words of data/gazetteers as the image holds them, and where they occur
// in a text.

namespace isnad {

enum class LexKind : uint8_t {
  state,
  organization,
  armed_group,
  person,
  place,
  region,
  weapon,  // things with a name
  organ,
  office,
  rank,
  honorific,
  group  // words for roles
};

struct LexRow {
  StrRef id;     // code as records write it; for organs and groups their kind
  StrRef ar;     // usual Arabic name
  StrRef en;     // usual English name, English office
  StrRef of;     // state or organisation it belongs to
  StrRef extra;  // people: roles; groups: actor|speaker|both|victim; offices: level; organs: the
                 // body of a state that it names (bodies.tsv); states: capital; other things: kind
  StrRef wikidata;  // item of a thing with a name, may be empty
  uint8_t kind = 0;
  uint8_t rank = 0;  // offices: 1 = head of state or government; groups: kLocalGroup; organs:
                     // OrganSort
  uint16_t pad = 0;
  uint32_t namesake = 0;  // places: 1 + the next, less populous place of this name; 0 if none
};

enum class NameForm : uint8_t { name, demonym, capital, metonym };

enum class OrganSort : uint8_t { body, person, machine, other };

inline constexpr uint8_t kLocalGroup = 1;     // LexRow::rank of people who belong where they are
inline constexpr uint8_t kGroupOfStates = 2;  // ... of groups of states, which belong to none

inline constexpr uint8_t kAllowArticle = 1;  // the surface may carry the article
inline constexpr uint8_t kAmbiguous = 2;     // a second clue is needed
inline constexpr uint8_t kPlural = 4;        // a plural form of a role word
inline constexpr uint8_t kDual = 8;
inline constexpr uint8_t kShortName = 16;   // a person's surname alone
inline constexpr uint8_t kAlsoPerson = 16;  // of a nationality word: also the name of people
inline constexpr uint8_t kNeedsHead = 32;   // a place only after a noun that says so (city)
inline constexpr uint8_t kNeedsCue = 64;    // ... or after "in", or in a list of places
inline constexpr uint8_t kGenerated = 128;  // a regular form of a role word that no table lists

// A surface that begins with the table's key; `rest` holds the further words, space-joined.
struct NameRow {
  uint32_t lex = 0;
  StrRef rest;
  uint16_t words = 1;
  uint8_t form = 0;
  uint8_t flags = 0;
};

// Whose office it is where its title names the body (data/relations/office_bodies.tsv).
struct OfficeBodyRow {
  StrRef body;
};

// Spelling of a letter (data/names/letters.tsv).
struct LetterRow {
  StrRef first;
  StrRef inside;
  StrRef last;
  StrRef arabic;
};

// One way to read the outside of a word: what is left after taking off clitics.
struct Variant {
  std::string_view key;    // into the form, or into the Variants that gave it
  uint8_t proclitics = 0;  // letters taken off the front
  uint8_t enclitic = 0;    // letters taken off the end
  bool article = false;
  PrepClitic prep = PrepClitic::none;
};

// All orthographic readings of a word, the unstripped first. Valid as long as the form is. Asked
// for several times a word, so nearly all of them are made without memory from the heap.
class Variants {
 public:
  // `enclitic` as the morphology found it.
  Variants(std::string_view form, const Enclitic& enclitic);
  Variants(const Variants&) = delete;  // the keys point into it
  Variants& operator=(const Variants&) = delete;
  const Variant* begin() const { return all_.data(); }
  const Variant* end() const { return all_.data() + count_; }

 private:
  void add(const Variant& v) { all_[count_++] = v; }
  void add_with_article(Variant v);
  void add_with_preposition(const Variant& base);
  void add_without_pronoun(size_t letters);

  // With a conjunction and without: the word, with the article off, with a preposition off in four
  // ways at most; each of them without a pronoun in two.
  static constexpr size_t kMost = 2 * (2 + 4) * 3;
  std::array<Variant, kMost> all_;
  size_t count_ = 0;
  std::forward_list<std::string> respelt_;  // keys that are no part of the form
};

// One occurrence. Tokens [first, last); quotation marks inside are covered.
struct Hit {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t lex = 0;
  NameForm form = NameForm::name;
  uint8_t flags = 0;
  uint8_t proclitics = 0;
  uint8_t enclitic = 0;
  bool article = false;
  uint32_t group = UINT32_MAX;  // of an office: the group that the same words name, if any
};

inline bool needs_cue(const Hit& h) { return (h.flags & (kNeedsHead | kNeedsCue)) != 0; }

class Gazetteer {
 public:
  static Result<Gazetteer> open(const Image& image);

  const LexRow& lex(uint32_t i) const { return lex_[i]; }
  std::string_view str(StrRef r) const { return image_->str(r); }
  LexKind kind(uint32_t i) const { return static_cast<LexKind>(lex_[i].kind); }

  // Occurrences of names (states, organisations, people, places, demonyms) and of role words
  // (organs, offices, ranks, groups), each longest first and not overlapping within its layer.
  struct Hits {
    std::vector<Hit> names;
    std::vector<Hit> roles;
    std::vector<Hit> inner;  // offices inside other roles: "the office of the prime minister"
  };
  Hits find(const TextView& text, const std::vector<Word>& words) const;

  // Latin spelling of one Arabic name token, empty if unknown; count says how often it was seen.
  std::string_view latin(std::string_view token, uint32_t* count = nullptr) const;

  // The person, state or other named thing with exactly this folded name (first word and the
  // further ones); UINT32_MAX if none. People come first.
  uint32_t exact(std::string_view first, std::string_view rest) const;

  // How one folded letter is spelt in Latin; `first`, `last`: it opens or closes the word,
  // `arabic`: the word has the article. Empty if it is not spelt.
  std::string sound(char letter, bool first, bool last, bool arabic) const;

  // The lexeme with this id among named things; UINT32_MAX if none.
  uint32_t by_id(std::string_view id) const;
  // Is this the code of a state? (AES and ICC have three letters too.)
  bool is_state(std::string_view id) const;

 private:
  void candidates(const TextView& text, const std::vector<Word>& words, uint32_t i, Hit* name,
                  Hit* role) const;
  uint32_t match_rest(const TextView& text, uint32_t next, std::string_view rest) const;

  const Image* image_ = nullptr;
  std::span<const LexRow> lex_;
  KeyTable<NameRow> names_;
  struct IdRow {
    uint32_t lex;
  };
  KeyTable<IdRow> ids_;
  struct TokenRow {
    StrRef latin;
    uint32_t count;
  };
  KeyTable<TokenRow> tokens_;
  KeyTable<LetterRow> letters_;
};

}  // namespace isnad
