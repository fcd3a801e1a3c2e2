#include "claims/claims.h"

#include <algorithm>

#include "claims/impl.h"

namespace isnad {

namespace {

constexpr std::string_view kAttributionFile = "claims/attributions.tsv";
constexpr uint32_t kThatReach = 5;  // tokens from a noun of saying to its clause
constexpr uint32_t kNameWords = 3;  // fewer words between marks are a name, no speech

}  // namespace

ClaimReader::ClaimReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ClaimReader::~ClaimReader() = default;
ClaimReader::ClaimReader(ClaimReader&&) noexcept = default;

Result<ClaimReader> ClaimReader::open(const Image& image) {
  auto impl = std::make_unique<Impl>();
  impl->image = &image;
  impl->cues = KeyTable<CueRow>::open(image, "clm.cues");
  impl->attributions = KeyTable<AttributionRow>::open(image, "clm.attributions");
  impl->connectors = KeyTable<WordsRow>::open(image, "clm.connectors");
  impl->boundaries = KeyTable<WordsRow>::open(image, "clm.boundaries");
  impl->sources = KeyTable<SourceRow>::open(image, "clm.sources");
  impl->private_nouns = KeyTable<WordKindRow>::open(image, "syn.private");
  if (impl->cues.size() == 0) {
    return fail(ErrorCode::bad_format, "image holds no clm.cues; compile data/ again");
  }
  return ClaimReader(std::move(impl));
}

std::vector<ClaimReading> ClaimReader::claims(const TextView& text, const std::vector<Word>& words,
                                              const EntityIndex& entities, const Syntax& syntax,
                                              const Actors& actors) const {
  return ClaimPass(*impl_, text, words, entities, syntax, actors).run();
}

std::vector<ClaimReading> ClaimPass::run() {
  used_.assign(text_.tokens.size(), false);
  quoted_.assign(text_.tokens.size(), false);
  byline_ = byline_end();
  for (uint32_t i = 0; i < text_.sentences.size(); ++i) {
    const Part part = text_.sentences[i].part;
    if (part == Part::furniture || part == Part::byline || part == Part::dateline) continue;
    sentence(i);
  }
  std::stable_sort(out_.begin(), out_.end(), [](const ClaimReading& a, const ClaimReading& b) {
    return a.claim.cue_span.begin < b.claim.cue_span.begin;
  });
  return std::move(out_);
}

void ClaimPass::sentence(uint32_t index) {
  const Sentence& s = text_.sentences[index];
  colon_headline(s);
  for (uint32_t i = s.first; i < s.last; ++i) {
    if (text_.tokens[i].kind != TokenKind::word || used_[i]) continue;
    // Speech inside a quotation is the speaker's own affair.
    if (quoted_[i]) continue;
    if (const uint32_t next = attribution(i, s); next > i) {
      i = next - 1;
      continue;
    }
    if (auto hit = cue_at(i, 'v'); hit && verb_cue(*hit, s)) continue;
    if (auto hit = cue_at(i, 'p'); hit && participle_cue(*hit, s)) continue;
    if (auto hit = cue_at(i, 'm')) masdar_cue(*hit, s);
  }
}

bool ClaimPass::emit(const Speaker& speaker, uint32_t cue_first, uint32_t cue_last,
                     const Content& content, std::string_view rule_file, uint32_t line,
                     const std::vector<std::string>& via, bool act) {
  if (!speaker.valid() || content.first >= content.last) return false;
  uint32_t content_words = 0;
  for (uint32_t k = content.first; k < content.last; ++k) {
    content_words += text_.tokens[k].kind != TokenKind::punct;
  }
  // "said that it (is) 'biased'": the subject is written on "that".
  for (uint32_t k = content.first; k-- > 0 && content.first - k <= 2;) {
    if (is_that(k) && best(k).enclitic.length > 0) ++content_words;
  }
  if (content_words < 2) return false;
  const uint32_t sentence = text_.tokens[cue_first].sentence;
  // Sentences are read in order, so those of this one stand last.
  for (size_t k = said_.size(); k-- > 0 && said_[k].sentence == sentence;) {
    if (said_[k].first == content.first && said_[k].last == content.last) {
      return false;  // said once already: "threatened them, saying"
    }
  }
  ClaimReading r;
  r.sources = speaker.sources;
  r.claim.source = speaker.source;
  r.claim.source_span = speaker.span;
  // The conjunction before a verb of saying is no part of the cue.
  const Token& cue = text_.tokens[cue_first];
  const auto verb = cue_at(cue_first, 'v');
  const bool conjoined = best(cue_first).conj != Conj::none || cue.key.starts_with("ww") ||
                         (verb && verb->analysis->conj == Conj::wa && cue.key.front() == 'w');
  const size_t conjunction = conjoined && cue.key.size() > 1;
  r.claim.cue_span = {text_.part_of(cue, conjunction, cue.key.size()).begin,
                      text_.tokens[cue_last - 1].span.end};
  r.claim.span = {text_.tokens[content.first].span.begin, text_.tokens[content.last - 1].span.end};
  r.claim.direct = content.direct;
  r.claim.via = via;
  r.act = act;
  r.claim.rule = std::string(rule_file) + ":" + std::to_string(line);
  // Told inside somebody else's speech: that speaker passes it on.
  for (size_t k = said_.size(); k-- > 0 && r.claim.via.empty();) {
    const Said& outer = said_[k];
    if (outer.sentence != sentence) break;
    if (outer.first <= cue_first && cue_last <= outer.last &&
        outer.speaker.source != speaker.source) {
      // "he said that his country warned": his own side.
      const auto& own = outer.speaker.sources;
      if (std::find(own.begin(), own.end(), speaker.source) != own.end()) return false;
      r.claim.via = {outer.speaker.source};
    }
  }
  const ClauseKind kind = syntax_.clauses[syntax_.clause_of[cue_first]].kind;
  const bool nested = !r.claim.via.empty() && via.empty();
  out_.push_back(std::move(r));
  for (uint32_t k = cue_first; k < cue_last; ++k) used_[k] = true;
  if (content.direct) {
    std::fill(quoted_.begin() + content.first, quoted_.begin() + content.last, true);
  }
  said_.push_back({speaker, cue_first, content.first, content.last, sentence, out_.size() - 1,
                   nested || kind == ClauseKind::relative || kind == ClauseKind::conditional});
  return true;
}

bool ClaimPass::verb_cue(const CueHit& hit, const Sentence& s) {
  const uint32_t v = hit.token;
  const bool relay = (hit.row->flags & kRelay) != 0;
  if (negated_or_future(v, s)) return false;
  if (hit.analysis->voice == Voice::passive && !relay) return false;
  if (entities_.mention_at[v] >= 0) return false;
  const bool attached = hit.analysis->enclitic.length > 0;
  const Clause& own = syntax_.clauses[syntax_.clause_of[v]];

  // "as the minister said": the verb attributes what stands around it.
  uint32_t connector = v;
  uint8_t strict = 0;
  for (uint32_t back = 1; back <= 3 && v >= s.first + back; ++back) {
    uint8_t flag = 0;
    if (match_words(impl_.connectors, v - back, s, &flag) == back) {
      const uint32_t at = v - back;
      if (!flag && at > s.first && text_.tokens[at - 1].kind != TokenKind::punct) continue;
      connector = v - back;
      strict = flag;
    }
  }
  if (naming(hit, s)) return true;
  // "what the site revealed": its object is what the relative clause describes.
  if (attached && own.kind == ClauseKind::relative && connector == v &&
      !(hit.row->flags & kPatient)) {
    return false;
  }
  // At the head of its sentence "as" has nothing before it: "also".
  if (connector < v && !strict && connector <= s.first) connector = v;
  // "As X said" holds of verbs that tell: "as well as X refused" tells nothing of what precedes.
  if (connector < v && !strict && !attributes(*hit.row)) connector = v;
  Content content = forward(hit, v + 1, s, false);
  // "They also found a card": with subject and object it is complete.
  if (connector < v && !strict && content.kind == ContentKind::object && syntax_.finite_verb[v]) {
    const VerbArguments args = verb_arguments(text_, words_, entities_, syntax_, v);
    const bool subject =
        args.subject >= 0 && syntax_.phrases[static_cast<size_t>(args.subject)].first > v;
    const bool ministry = v + 1 < s.last && elided_ministry(v + 1, s.last);
    if ((subject && args.object >= 0) || ministry || hit.analysis->number == Number::plur) {
      connector = v;
    }
  }
  if (impersonal(hit, content, s) && connector == v) return false;
  if (called(hit, content) || handles(hit, content)) return false;
  // "a report that the source denied": the pronoun is its object.
  if (attached && connector == v && content.kind == ContentKind::object &&
      !(hit.row->flags & kPatient)) {
    return false;
  }
  const bool clause = content.kind == ContentKind::that || content.kind == ContentKind::quote;
  if (attached && !(hit.row->flags & kPatient) && content.kind == ContentKind::quote &&
      content.opener > v + 4) {
    return false;  // "the most notable of them", no verb with its object
  }
  if (!hit.best && best(v).definite) return false;
  if (!hit.best) {
    uint32_t reach = v + 8;
    for (uint32_t k = v + 1; k < std::min(reach, content.opener); ++k) {
      const AttributionRow* row = attribution_at(k, s);
      if (row && row->use == PhraseUse::mouth) reach = v + 24;
    }
    const bool closed_word = best(v).word_class != WordClass::none;
    if (closed_word && !mistaken_preposition(hit, content, s)) return false;
    if (!clause || content.opener > std::max(reach, closed_word ? content.opener : 0)) return false;
  }
  bool post_posed = false;
  if (connector < v && strict && connector <= s.first) {
    if (const uint32_t end = opening_attribution(hit, connector, s); end > 0) return true;
  }
  if (connector < v &&
      (strict || content.kind == ContentKind::none || content.kind == ContentKind::object)) {
    content = backward(connector, s);
    if (content.kind == ContentKind::none) return false;
    post_posed = true;
  } else if (content.kind == ContentKind::none) {
    if (!(hit.row->takes & kTakesQuote) || v <= s.first + 2) return false;
    // "There was, X adds, a review of": inside the clause that it attributes.
    if (text_.tokens[v - 1].is(kComma) && hit.analysis->aspect == Aspect::imperfective &&
        hit.analysis->conj == Conj::none && v + 1 < s.last) {
      const Speaker inside = subject_speaker(hit, Content{}, s, true);
      uint32_t end = v + 1;
      while (end < s.last && text_.tokens[end].span.end <= inside.span.end) ++end;
      for (uint32_t k = end; k < std::min(s.last, end + 3); ++k) {  // "the source itself"
        if (text_.tokens[k].is(kComma)) end = k;
      }
      if (inside.valid() && end < s.last && text_.tokens[end].is(kComma)) {
        content = around(v, end, s);
        if (content.kind != ContentKind::none) {
          return emit(inside, v, v + 1, content, kCueFile, hit.row->line);
        }
      }
    }
    uint32_t mark = v - 1;
    if (text_.tokens[mark].is(kComma) || text_.tokens[mark].is(kStop)) --mark;
    if (!text_.tokens[mark].is(kQuoteClose)) return false;
    content = backward(v, s);
    if (!content.direct) return false;
    post_posed = true;
  }
  Speaker speaker = subject_speaker(hit, post_posed ? Content{} : content, s, connector < v);
  if (!speaker.valid() && !post_posed && content.kind == ContentKind::that &&
      content.opener == v + 1 && hit.analysis->conj == Conj::none &&
      hit.analysis->aspect == Aspect::perfective) {
    speaker = antecedent(hit, s);
  }
  if (connector == v && !clause && repeats_own_speech(hit, speaker)) return false;
  std::vector<std::string> via;
  bool relayed = false;
  const uint32_t relay_end = post_posed ? std::min(s.last, v + 16) : content.opener;
  for (uint32_t k = v + 1; k < relay_end; ++k) {
    const AttributionRow* row = attribution_at(k, s);
    const bool quoted_from = row && row->use == PhraseUse::relay;
    const bool mouth = row && row->use == PhraseUse::mouth;
    const bool of_pronoun = relay && best(k).word_class == WordClass::preposition &&
                            best(k).lemma == preposition::kAbout && best(k).enclitic.length > 0;
    const bool behind_an =
        relay && (of_pronoun || (preposition_bit(k) & (kTakesAn | (hit.row->takes & kTakesMin))));
    if (!quoted_from && !behind_an && !mouth) continue;
    const uint32_t first = of_pronoun ? k : k + (quoted_from || mouth ? row->words : 1u);
    if (first >= s.last) break;
    Speaker told;
    if (of_pronoun) {
      Analysis who = best(k);
      who.gender = who.enclitic.gender;
      who.number = who.enclitic.number;
      told = continued(who, s);
      if (!told.valid()) told = from_participants(actors_.pronoun(k));
    } else {
      told = phrase_speaker(first, std::min(relay_end, phrase_end(first, s)), true);
    }
    if (!told.valid()) break;
    relayed = true;
    if (mouth) {
      // He speaks for the subject of the verb.
      for (const std::string& code : speaker.sources) {
        if (std::find(told.sources.begin(), told.sources.end(), code) == told.sources.end()) {
          told.sources.push_back(code);
        }
      }
    } else if (speaker.valid() && speaker.source != told.source) {
      via = {speaker.source};
    }
    speaker = told;
    for (uint32_t j = k; j < relay_end; ++j) {
      if (cue_at(j, 'm') || j < first) used_[j] = true;
      if (mouth && text_.tokens[j].span.end <= told.span.end) used_[j] = true;
    }
    break;
  }
  // "Knew from sources that" tells, a bare "knew that" does not.
  if (relay && (hit.row->takes & kTakesMin) && !relayed) return false;
  if (!speaker.valid()) return false;
  // "received, as X told, a message": in the middle of the clause that it attributes.
  if (post_posed && connector < v && text_.tokens[connector - 1].is(kComma)) {
    uint32_t end = v + 1;
    while (end < s.last && text_.tokens[end].span.end <= speaker.span.end) ++end;
    const Content whole = around(connector, end, s);
    if (whole.kind != ContentKind::none) content = whole;
  }
  if (content.kind == ContentKind::object) {
    // "announced today, Sunday, the recording of"
    while (content.first + 2 < s.last && source_noun(content.first) &&
           source_noun(content.first)->sort == SourceSort::time) {
      ++content.first;
    }
  }
  if (!post_posed) close(content, s);
  if ((content.kind == ContentKind::object || content.kind == ContentKind::prep) &&
      speaker.source.starts_with("ar:") && speaker.sort != SourceSort::person &&
      !names_body(speaker, s)) {
    return false;
  }
  if (!required_words(*hit.row, content)) {
    // "The director revealed this to the paper, and said": he may go on.
    const uint32_t sentence = text_.tokens[v].sentence;
    if (!post_posed) said_.push_back({speaker, v, v + 1, v + 1, sentence, out_.size(), true});
    return false;
  }
  // What the speaker's description holds is no speech of its own: "an official, who asked not to be
  // named, said that".
  for (uint32_t k = v + 1; !post_posed && k < content.opener; ++k) {
    const uint32_t end = aside_end(k, content.opener + 1, hit.row->takes, s);
    if (end > k) std::fill(used_.begin() + k, used_.begin() + end, true);
  }
  return emit(speaker, connector < v && post_posed ? connector : v, v + 1, content, kCueFile,
              hit.row->line, via, act(*hit.row, content));
}

// "He said that the talks stress": an imperfect verb inside somebody's words, whose speaker stands
// outside of them, tells of something else, or tells nothing new.
bool ClaimPass::repeats_own_speech(const CueHit& hit, const Speaker& speaker) const {
  if (!speaker.valid() || hit.analysis->aspect != Aspect::imperfective) return false;
  for (size_t k = said_.size(); k-- > 0;) {
    const Said& outer = said_[k];
    if (outer.sentence != text_.tokens[hit.token].sentence) break;
    if (outer.first <= hit.token && hit.token < outer.last) {
      return speaker.span.begin < text_.tokens[outer.first].span.begin;
    }
  }
  return false;
}

// Do the words of an unknown source begin with a noun of those that speak: "the council of X".
bool ClaimPass::names_body(const Speaker& speaker, const Sentence& s) const {
  for (uint32_t k = s.first; k < s.last; ++k) {
    if (text_.tokens[k].span.begin < speaker.span.begin) continue;
    const SourceRow* noun = source_noun(k);
    return noun && (noun->sort == SourceSort::body || noun->sort == SourceSort::media) &&
           text_.tokens[k].span.end < speaker.span.end;
  }
  return false;
}

// Classes of verbs that can attribute the clause before them.
bool ClaimPass::attributes(const CueRow& row) const {
  static constexpr std::string_view kTelling[] = {"neutral", "announce", "report",  "reveal",
                                                  "insist",  "claim",    "believe", "predict",
                                                  "admit",   "warn"};
  const std::string_view name = impl_.image->str(row.name);
  return std::find(std::begin(kTelling), std::end(kTelling), name) != std::end(kTelling);
}

// "Announced a state of emergency": what is announced comes to be by it.
bool ClaimPass::declares(const CueRow& row, const Content& content) const {
  static constexpr uint32_t kHead = 2;  // tokens
  if (content.kind != ContentKind::object || impl_.image->str(row.name) != "announce") return false;
  for (uint32_t k = content.first; k < std::min(content.last, content.first + kHead); ++k) {
    // As it is written too: a broken plural may be taken for another word's.
    const std::string_view word = key(k).substr(key(k).starts_with("Al") ? 2 : 0);
    for (const std::string_view lemma : {std::string_view(best(k).lemma), word}) {
      const auto rows = impl_.sources.find(lemma);
      if (!rows.empty() && rows[0].sort == SourceSort::declared) return true;
    }
  }
  return false;
}

// Is the saying itself all that is told: a demand, refusal or thanks without words of the speaker?
bool ClaimPass::act(const CueRow& row, const Content& content) const {
  if (declares(row, content)) return true;
  if (!(row.flags & kAct)) return false;
  if (content.kind == ContentKind::that || content.kind == ContentKind::quote) return false;
  const uint32_t name = (row.flags & kVerbal) ? 0 : kNameWords;
  if (content.direct) return content.last < content.first + name;
  const Sentence& s = text_.sentences[text_.tokens[content.first].sentence];
  for (uint32_t k = content.first; k < content.last; ++k) {
    // "renewed his warning that": his words.
    if (is_that(k) && k < content.first + kThatReach) return false;
    // "welcomes the 'cease-fire'": two words between marks are a name.
    if (text_.tokens[k].is(kQuoteOpen) && quote_end(k, s) > k + name) return false;
  }
  return true;
}

// "It is mentioned that", "which it is believed that it": nobody says so.
bool ClaimPass::impersonal(const CueHit& hit, const Content& content, const Sentence& s) const {
  const uint32_t v = hit.token;
  const Analysis& a = *hit.analysis;
  if (!(hit.row->flags & kImpersonal) || content.kind != ContentKind::that) return false;
  if (a.aspect != Aspect::imperfective || a.number != Number::sing || content.opener != v + 1) {
    return false;
  }
  // "tbyn An" with a feminine prefix is nobody's telling either.
  if (a.gender != Gender::masc && impl_.image->str(hit.row->name) != "neutral") return false;
  if (v <= s.first + 1 || text_.tokens[v - 1].kind == TokenKind::punct) return true;
  const WordClass before = best(v - 1).word_class;
  return (before == WordClass::relative && best(v + 1).enclitic.length > 0) ||
         before == WordClass::subordinator;
}

// Does the content hold what its cue asks for: a quotation or reason, or one of some nouns?
bool ClaimPass::required_words(const CueRow& row, const Content& content) const {
  // "announced that": a bare demonstrative is no content.
  const bool phrase = content.kind == ContentKind::object || content.kind == ContentKind::prep;
  if (phrase && best(content.first).word_class == WordClass::demonstrative &&
      (content.first + 1 >= content.last || !best(content.first + 1).definite)) {
    return false;
  }
  const std::string_view wanted = impl_.image->str(row.requires_lemma);
  if (!(row.flags & kVerbal) && wanted.empty()) return true;
  for (uint32_t k = content.first; k < content.last; ++k) {
    if ((row.flags & kVerbal) && (text_.tokens[k].is(kQuoteOpen) || text_.tokens[k].quoted)) {
      return true;
    }
    for (std::string_view rest = wanted; !rest.empty();) {
      const size_t end = rest.find(';');
      if (best(k).lemma == rest.substr(0, end)) return true;
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }
  return false;
}

bool ClaimPass::participle_cue(const CueHit& hit, const Sentence& s) {
  if (!hal_participle(hit.token, s)) return false;
  Content content = forward(hit, hit.token + 1, s, true);
  Speaker speaker = governing_speaker(hit.token, *hit.analysis, s);
  // "accusing" may be spelt like "the accused (f.)": nobody's subject is its own circumstance.
  if (speaker.span.begin == text_.tokens[hit.token].span.begin) {
    speaker = continued(*hit.analysis, s);
  }
  if (!speaker.valid()) return false;
  close(content, s);
  if (!required_words(*hit.row, content)) return false;
  return emit(speaker, hit.token, hit.token + 1, content, kCueFile, hit.row->line, {},
              act(*hit.row, content));
}

// "his saying that ...": a verbal noun with a possessor.
bool ClaimPass::masdar_cue(const CueHit& hit, const Sentence& s) {
  const uint32_t v = hit.token;
  const bool pronoun = hit.analysis->enclitic.length > 0;
  CueRow row = *hit.row;
  row.takes &= kTakesThat | kTakesQuote;
  CueHit narrow = hit;
  narrow.row = &row;
  Content content = forward(narrow, v + 1, s, true);
  if (content.kind == ContentKind::none || content.opener > v + 8) return false;
  Speaker speaker;
  if (hit.analysis->definite && !pronoun) {
    // "hastened to the saying that": a noun with the article has no possessor, so the subject of
    // the verb that governs it says so.
    const bool governed = hit.analysis->prep != PrepClitic::none ||
                          (v > s.first && best(v - 1).word_class == WordClass::preposition);
    for (uint32_t j = v; governed && j-- > s.first;) {
      if (!is_predicate(j)) continue;
      const ClauseKind kind = syntax_.clauses[syntax_.clause_of[j]].kind;
      if (kind == ClauseKind::relative && j + 4 < v) continue;
      speaker = subject_of(j, s, false);
      break;
    }
    if (governed && !speaker.valid()) speaker = person_before(v, s);
  } else if (pronoun) {
    Analysis who = *hit.analysis;
    who.gender = who.enclitic.gender;
    who.number = who.enclitic.number;
    if (v > s.first) {
      // The noun phrase right before it: "from the minister his saying that".
      const int32_t p = syntax_.phrase_of[v - 1];
      if (p >= 0) {
        const Phrase& phrase = syntax_.phrases[static_cast<size_t>(p)];
        speaker = phrase_speaker(phrase.first, v, true);
      }
    }
    if (!speaker.valid()) speaker = from_participants(actors_.pronoun(v));
    if (!speaker.valid()) speaker = continued(who, s);
  } else if (content.opener > v + 1 && syntax_.phrase_of[v] >= 0) {
    speaker = phrase_speaker(v + 1, content.opener, true);
  }
  if (!speaker.valid()) return false;
  close(content, s);
  return emit(speaker, v, v + 1, content, kCueFile, hit.row->line);
}

uint32_t ClaimPass::attribution(uint32_t i, const Sentence& s) {
  const AttributionRow* row = attribution_at(i, s);
  if (!row) return 0;
  const uint32_t words_end = i + row->words;
  if (row->use == PhraseUse::skip || row->use == PhraseUse::mouth) return words_end;
  if (row->use == PhraseUse::follows) return whole_text(i, *row, s);
  // "according to what X said": the verb does it.
  for (uint32_t back = 0; back <= 1 && i >= s.first + back; ++back) {
    if (match_words(impl_.connectors, i - back, s, nullptr) > row->words) return 0;
  }
  Speaker speaker;
  uint32_t end = words_end;
  const Analysis& tail = best(words_end - 1);
  if (tail.enclitic.length > 0 && row->clitic.length == 0) {
    Analysis who = tail;
    who.gender = tail.enclitic.gender;
    who.number = tail.enclitic.number;
    speaker = continued(who, s);
    if (!speaker.valid()) speaker = from_participants(actors_.pronoun(words_end - 1));
  } else {
    end = phrase_end(words_end, s);
    speaker = phrase_speaker(words_end, end, true);
    if (speaker.valid() && speaker.source.starts_with("ar:") && best(words_end).known &&
        speaker.sort != SourceSort::media && best(words_end).pos != Pos::propn &&
        !source_noun(words_end)) {
      return 0;
    }
  }
  if (!speaker.valid()) return 0;
  for (uint32_t k = end; k < s.last && text_.tokens[k].span.end <= speaker.span.end; ++k)
    end = k + 1;
  if (end < s.last && text_.tokens[end].is(kQuoteClose)) ++end;  // 'the network "X"'

  CueRow that_only;
  that_only.takes = kTakesThat | kTakesQuote;
  CueHit hit;
  hit.token = i;
  hit.row = &that_only;
  hit.analysis = &best(i);
  if (row->use == PhraseUse::text) {
    Content content = forward(hit, end, s, false);
    if (content.kind == ContentKind::none) return 0;
    close(content, s);
    return emit(speaker, i, words_end, content, kAttributionFile, row->line) ? end : 0;
  }

  // At the head of its clause it attributes what follows, else what precedes.
  uint32_t start = s.first;
  for (uint32_t k = i; k-- > s.first;) {
    if (text_.tokens[k].is(kSemicolon) || text_.tokens[k].is(kStop)) {
      start = k + 1;
      break;
    }
  }
  const bool at_head = i <= start + 1 && row->use == PhraseUse::source;
  Content content;
  if (at_head) {
    for (uint32_t k = end; k < std::min(s.last, end + 16); ++k) {
      const Token& t = text_.tokens[k];
      // "according to an official who asked not to be named, the delegation left"
      if (k + 1 < s.last && best(k + 1).word_class == WordClass::without && k < end + 2) {
        while (k + 1 < s.last && !text_.tokens[k + 1].is(kComma)) ++k;
        continue;
      }
      if (is_that(k) || best(k).conj == Conj::fa || t.is(kComma) || t.is(kColon) ||
          t.is(kQuoteOpen) || (is_predicate(k) && k == end)) {
        content.kind = ContentKind::that;
        content.opener = k;
        const bool own = !t.is(kQuoteOpen) && !is_that(k) && t.kind == TokenKind::word;
        content.first = own ? k : k + 1;
        if (t.is(kComma) && k + 2 < s.last && is_that(k + 1)) content.first = k + 2;
        break;
      }
      if (is_predicate(k) && syntax_.clauses[syntax_.clause_of[k]].kind != ClauseKind::relative) {
        content.kind = ContentKind::that;
        content.opener = content.first = k;
        break;
      }
    }
    if (content.kind == ContentKind::none) return 0;
    close(content, s);
  } else if (content = around(i, end, s); content.kind == ContentKind::none) {
    content = backward(i, s);
    if (content.kind == ContentKind::none) return 0;
    // Already said by somebody in this sentence: then this is who passes it on.
    for (Said& said : said_) {
      if (said.sentence != text_.tokens[i].sentence || said.first >= i) continue;
      const uint32_t from = std::max(said.first, content.first);
      const uint32_t to = std::min(said.last, content.last);
      const uint32_t size = content.last - content.first;
      if (to <= from || (to - from) * 10 < size * 3) continue;
      Claim& claim = out_[said.claim].claim;
      if (claim.source != speaker.source && claim.via.empty()) claim.via = {speaker.source};
      return end;
    }
  }
  if (!emit(speaker, i, words_end, content, kAttributionFile, row->line)) return 0;
  return at_head ? end : end;
}

}  // namespace isnad
