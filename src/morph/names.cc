#include <array>

#include "morph/rows.h"

namespace isnad {

std::string_view pos_name(Pos pos) {
  static constexpr std::array<std::string_view, 16> kNames = {
      "NOUN",  "PROPN", "ADJ", "VERB", "AUX",  "ADV",  "ADP",   "CCONJ",
      "SCONJ", "PRON",  "DET", "NUM",  "PART", "INTJ", "PUNCT", "X"};
  return kNames[static_cast<size_t>(pos)];
}

std::string_view word_class_name(WordClass c) {
  static constexpr std::array<std::string_view, 25> kNames = {
      "none",          "negation_past", "negation_future", "negation_present",
      "negation_verb", "future",        "maybe",           "qad",
      "that_clause",   "relative",      "demonstrative",   "subordinator",
      "conditional",   "conjunction",   "preposition",     "topic",
      "copula",        "passive_light", "question",        "pronoun",
      "quantifier",    "vocative",      "exception",       "without",
      "continuing"};
  return kNames[static_cast<size_t>(c)];
}

namespace morph {

std::string_view group_name(Group g) {
  static constexpr std::array<std::string_view, kGroups> kNames = {
      "perfective", "imperfective", "imperative", "noun", "adj", "propn", "function"};
  return kNames[static_cast<size_t>(g)];
}

std::string_view tag_name(Tag t) {
  static constexpr std::array<std::string_view, kTags> kNames = {"edge",
                                                                 "punct",
                                                                 "perfective",
                                                                 "imperfective",
                                                                 "imperative",
                                                                 "noun",
                                                                 "noun_prep",
                                                                 "noun_def",
                                                                 "noun_def_prep",
                                                                 "noun_pron",
                                                                 "noun_pron_prep",
                                                                 "adj",
                                                                 "adj_def",
                                                                 "propn",
                                                                 "propn_prep",
                                                                 "num",
                                                                 "adv",
                                                                 "prep",
                                                                 "prep_pron",
                                                                 "anna",
                                                                 "an",
                                                                 "neg_past",
                                                                 "neg_future",
                                                                 "neg_ma",
                                                                 "neg",
                                                                 "particle",
                                                                 "relative",
                                                                 "subord",
                                                                 "conj",
                                                                 "pron",
                                                                 "dem",
                                                                 "quant",
                                                                 "copula",
                                                                 "other"};
  return kNames[static_cast<size_t>(t)];
}

namespace {

Tag verb_tag(const Analysis& a) {
  switch (a.aspect) {
    case Aspect::perfective:
      return Tag::perfective;
    case Aspect::imperative:
      return Tag::imperative;
    default:
      return Tag::imperfective;
  }
}

Tag noun_tag(const Analysis& a) {
  const bool prep = a.prep != PrepClitic::none;
  if (a.definite) return prep ? Tag::noun_def_prep : Tag::noun_def;
  if (a.enclitic.length != 0) return prep ? Tag::noun_pron_prep : Tag::noun_pron;
  return prep ? Tag::noun_prep : Tag::noun;
}

}  // namespace

Tag tag_of(const Analysis& a) {
  switch (a.word_class) {
    case WordClass::negation_past:
      return a.lemma == "mA" ? Tag::neg_ma : Tag::neg_past;
    case WordClass::negation_future:
      return Tag::neg_future;
    case WordClass::negation_present:
      return Tag::neg;
    case WordClass::future:
    case WordClass::qad:
      return Tag::particle;
    // "an" takes a verb, "anna" a nominal; undiacritised they look the same, so the bare word
    // counts as "anna" and the rule of the table is mild. With a pronoun it is "anna" for sure.
    case WordClass::that_clause:
      return a.pos == Pos::part ? Tag::an : Tag::anna;
    case WordClass::relative:
      return Tag::relative;
    case WordClass::demonstrative:
      return Tag::dem;
    case WordClass::subordinator:
    case WordClass::conditional:
      return Tag::subord;
    case WordClass::conjunction:
      return Tag::conj;
    case WordClass::pronoun:
      return Tag::pron;
    case WordClass::quantifier:
      return Tag::quant;
    case WordClass::preposition:
      return a.enclitic.length != 0 ? Tag::prep_pron : Tag::prep;
    default:
      break;
  }
  switch (a.pos) {
    case Pos::verb:
    case Pos::aux:
      return verb_tag(a);
    case Pos::noun:
      return noun_tag(a);
    case Pos::adj:
      return a.definite ? Tag::adj_def : a.prep != PrepClitic::none ? noun_tag(a) : Tag::adj;
    case Pos::propn:
      return a.prep != PrepClitic::none ? Tag::propn_prep : Tag::propn;
    case Pos::num:
      return Tag::num;
    case Pos::adv:
      return Tag::adv;
    case Pos::adp:
      return a.enclitic.length != 0 ? Tag::prep_pron : Tag::prep;
    case Pos::sconj:
      return Tag::subord;
    case Pos::cconj:
      return Tag::conj;
    case Pos::pron:
      return Tag::pron;
    case Pos::det:
      return Tag::dem;
    case Pos::punct:
      return Tag::punct;
    default:
      return Tag::other;
  }
}

}  // namespace morph
}  // namespace isnad
