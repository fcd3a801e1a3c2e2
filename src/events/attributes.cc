// Blocks of the models `date` and `source`, and what both ask of an event.

#include "events/attributes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "events/blocks.h"

namespace isnad {

namespace {

constexpr const char* kWhenWhere = kWhenNames;
constexpr const char* kWhoWhere = kWhoNames;
constexpr const char* kDelta = "unknown same_day day_before week month year older around later";
constexpr const char* kGrain = "day week month year range other";
constexpr const char* kNearest = "before1 before2 before after1 after2 after other";
constexpr const char* kVerbs = "0 1 2 more";
constexpr const char* kDistances = "2 4 8 16 32 far";
constexpr const char* kBearers = "none other party actor same_act";
constexpr const char* kNoYes = "no yes";
constexpr const char* kSome = "1 2 3 more";
constexpr const char* kSpeaks = "none actor recipient both";
// Which tellings no claim stands around: none, those of headline and lead, a later one of the body,
// the first of it.
constexpr const char* kVoices = "none head later first";
// A word of the first person in the clause of the telling.
constexpr const char* kSpeech = "no singular plural";
constexpr const char* kRecent = "behind 0 1 more";
constexpr const char* kSpeakerKinds = "none state unnamed name";

constexpr FeatureBlock kDateBlocks[] = {
    {"bias", "1"},
    {"where", kWhenWhere},
    {"distance", kDistances},
    {"verbs", kVerbs},
    {"nearest", kNearest},
    {"only", kNoYes},
    {"opens", kNoYes, kVerbs},
    {"delta", kDelta},
    {"grain", kGrain},
    {"kind", "date time duration set"},
    {"relative", kNoYes},
    {"rule", "none same other"},
    {"between", kVerbs},  // other acts told between
    {"quoted", "neither event time both"},
    {"mentions", kSome},  // of the same day in the document
    {"variety", kSome},   // of days
    {"bearer", kBearers},
    {"use", kToldUses},
    {"type", kTypeNames},
    {"factuality", kFactualityNames},
    {"clause", kClauseNames},
    {"part", kPartNames},
    {"paragraph", kParagraphs},
    {"type_where", kTypeNames, kWhenWhere},
    {"type_delta", kTypeNames, kDelta},
    {"type_grain", kTypeNames, kGrain},
    {"type_bearer", kTypeNames, kBearers},
    {"use_where", kToldUses, kWhenWhere},
    {"use_bearer", kToldUses, kBearers},
    {"factuality_delta", kFactualityNames, kDelta},
    {"factuality_where", kFactualityNames, kWhenWhere},
    {"clause_where", kClauseNames, kWhenWhere},
    {"part_where", kPartNames, kWhenWhere},
    {"grain_where", kGrain, kWhenWhere},
    {"delta_where", kDelta, kWhenWhere},
    {"delta_grain", kDelta, kGrain},
    {"nearest_verbs", kNearest, kVerbs},
    {"bearer_where", kBearers, kWhenWhere},
    {"distance_where", kDistances, kWhenWhere},
    {"paragraph_where", kParagraphs, kWhenWhere},
};

constexpr FeatureBlock kSourceBlocks[] = {
    {"bias", "1"},
    {"where", kWhoWhere},
    {"direct", kNoYes},
    {"depth", kDistances},
    {"telling", "only first later"},
    {"speaks", kSpeaks},
    {"kind", kSpeakerKinds},
    {"rule", kNoYes, kNoYes},  // the innermost claim around the first telling below the headline
    {"via", kNoYes},
    {"mentions", kSome},  // claims of the speaker
    {"variety", kSome},   // speakers of the document
    {"use", kToldUses},
    {"type", kTypeNames},
    {"factuality", kFactualityNames},
    {"clause", kClauseNames},
    {"part", kPartNames},
    {"paragraph", kParagraphs},
    {"dated", kNoYes},
    {"where_direct", kWhoWhere, kNoYes},
    {"where_telling", kWhoWhere, "only first later"},
    {"where_speaks", kWhoWhere, kSpeaks},
    {"where_kind", kWhoWhere, kSpeakerKinds},
    {"where_depth", kWhoWhere, kDistances},
    {"type_where", kTypeNames, kWhoWhere},
    {"type_speaks", kTypeNames, kSpeaks},
    {"use_where", kToldUses, kWhoWhere},
    {"factuality_where", kFactualityNames, kWhoWhere},
    {"clause_where", kClauseNames, kWhoWhere},
    {"part_where", kPartNames, kWhoWhere},
    {"paragraph_where", kParagraphs, kWhoWhere},
    {"type_use_where", kTypeNames, kToldUses, kWhoWhere},
    {"type_speaks_where", kTypeNames, kSpeaks, kWhoWhere},
    {"voice_where", kVoices, kWhoWhere},
    {"speech_where", kSpeech, kNoYes, kWhoWhere},  // beside it; whether it is in quotation marks
    {"recent_where", kRecent, kNoYes,
     kWhoWhere},                         // claims begun since; whether all are of its speaker
    {"breaks_where", kSome, kWhoWhere},  // paragraphs begun since
};

static_assert(std::size(kDateBlocks) == static_cast<size_t>(DateBlock::count));
static_assert(std::size(kSourceBlocks) == static_cast<size_t>(SourceBlock::count));

constexpr BlockTable kDateTable(kDateBlocks);
constexpr BlockTable kSourceTable(kSourceBlocks);

}  // namespace

uint16_t feature(DateBlock block, size_t first, size_t second, size_t third) {
  return kDateTable.id(static_cast<size_t>(block), first, second, third);
}

uint16_t feature(SourceBlock block, size_t first, size_t second, size_t third) {
  return kSourceTable.id(static_cast<size_t>(block), first, second, third);
}

std::vector<std::string> attribute_names(EventModel model) {
  return model == EventModel::date ? kDateTable.names() : kSourceTable.names();
}

size_t attribute_count(EventModel model) {
  return model == EventModel::date ? kDateTable.size() : kSourceTable.size();
}

size_t telling_use(const EventInput& in, const Telling& t) {
  for (uint32_t i = t.first; i <= t.last; ++i) {
    if (in.syntax.finite_verb[i]) return 0;
  }
  const Analysis& a = in.words[t.last].best();
  if (a.derivation == Derivation::active_participle ||
      a.derivation == Derivation::passive_participle) {
    return 1;
  }
  if (!a.definite) return 2;
  const int32_t phrase = in.syntax.phrase_of[t.last];
  return phrase >= 0 && in.syntax.phrases[static_cast<size_t>(phrase)].last > t.last + 1 ? 3 : 4;
}

uint32_t token_at(const TextView& text, uint32_t at) {
  const auto after = std::partition_point(text.tokens.begin(), text.tokens.end(),
                                          [&](const Token& t) { return t.span.end <= at; });
  return static_cast<uint32_t>(
      std::min<std::ptrdiff_t>(after - text.tokens.begin(), std::ssize(text.tokens) - 1));
}

ToldEvent told_event(const EventInput& in, const Event& event) {
  ToldEvent out;
  out.event = &event;
  for (const Span& t : event.triggers) {
    Telling one;
    one.first = token_at(in.text, t.begin);
    one.last = std::max(one.first, token_at(in.text, t.end - 1));
    one.sentence = in.text.tokens[one.first].sentence;
    out.tellings.push_back(one);
  }
  const Telling& first = out.tellings.front();
  out.use = telling_use(in, first);
  out.clause = static_cast<size_t>(in.syntax.clauses[in.syntax.clause_of[first.first]].kind);
  const Part part = in.text.sentences[first.sentence].part;
  out.part = part == Part::headline ? 0 : part == Part::summary ? 1 : part == Part::body ? 2 : 3;
  for (const uint32_t limit : {0u, 1u, 2u, 4u, 8u, 16u}) {
    out.paragraph += first.sentence > limit ? 1 : 0;
  }
  return out;
}

void AttributeChoice::open(size_t event) {
  options_.clear();
  if (trace_) trace_->attributes.push_back({model_, event, {}});
}

void AttributeChoice::word(WordBlock block, uint32_t token, uint32_t with) {
  const std::string_view lemma = parties_.word(token);
  words_ += weights_.of_word(model_, word_feature(block, lemma, with));
  if (trace_) names_.push_back(word_feature_name(block, lemma, with));
}

void AttributeChoice::put(const std::string& answer, std::vector<std::string> codes,
                          Features features) {
  options_.push_back({answer, std::exp(weights_.score(model_, features) + words_)});
  words_ = 0;
  if (!trace_) return;
  trace_->attributes.back().options.push_back(
      {model_, std::move(codes), std::move(features), std::move(names_)});
  names_.clear();
}

std::optional<size_t> AttributeChoice::best() const {
  std::map<std::string_view, double> sums;
  for (const Option& o : options_) sums[o.answer] += o.odds;
  std::optional<size_t> best;
  double most = 0;
  for (size_t i = 0; i < options_.size(); ++i) {
    const double sum = sums[options_[i].answer];
    // Of equal answers the first: sums differ by their order of adding.
    const bool likelier = sum > most * (1 + 1e-9);
    const bool same = best && options_[i].answer == options_[*best].answer;
    if (!likelier && !(same && options_[i].odds > options_[*best].odds)) continue;
    most = std::max(most, sum);
    best = i;
  }
  if (most < weights_.threshold(model_)) return std::nullopt;
  return best;
}

}  // namespace isnad
