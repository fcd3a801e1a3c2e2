#include "relations/relations.h"

#include <algorithm>

#include "relations/impl.h"

namespace isnad {

namespace {

constexpr int kSportsWords = 5;  // of a text about sports

void write_side(ArchiveWriter& out, const std::vector<RelationSide>& list) {
  out.num(static_cast<uint32_t>(list.size()));
  for (const RelationSide& s : list) {
    out.num(static_cast<uint8_t>(s.where));
    out.str(s.prep);
    out.num(static_cast<uint8_t>(s.joined));
  }
}

std::vector<RelationSide> read_side(ArchiveReader& in) {
  std::vector<RelationSide> out;
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    RelationSide s;
    s.where = static_cast<RelationSide::Where>(in.num<uint8_t>());
    s.prep = in.str();
    s.joined = in.num<uint8_t>() != 0;
    out.push_back(std::move(s));
  }
  return out;
}

RelationKind read_kind(ArchiveReader& in) {
  return static_cast<RelationKind>(in.num<uint8_t>() % kRelationKindCount);
}

// A relation told twice: the first telling is kept, what it leaves open is taken from the second.
void merge_into(std::vector<Relation>& out, Relation r) {
  for (Relation& known : out) {
    if (known.rel != r.rel || known.subject != r.subject || known.object != r.object) continue;
    if (known.factuality != r.factuality) {
      // "may deploy", then "deployed": the surer telling counts.
      if (r.factuality == Factuality::actual && known.factuality != Factuality::denied) {
        std::swap(known, r);
      } else {
        return;
      }
    }
    if (!known.from) known.from = r.from;
    if (!known.to || (known.to == kEnded && r.to)) known.to = r.to;
    if (!known.count) known.count = r.count;
    return;
  }
  out.push_back(std::move(r));
}

}  // namespace

void RelationPattern::write(ArchiveWriter& out) const {
  out.num(static_cast<uint8_t>(rel));
  out.strings(self);
  out.num(static_cast<uint32_t>(needs.size()));
  for (const RelationNeed& n : needs) {
    out.num(static_cast<uint8_t>(n.where));
    out.num(static_cast<uint8_t>(n.absent));
    out.str(n.prep);
    out.strings(n.words);
  }
  write_side(out, subject);
  write_side(out, object);
  out.str(subject_kinds);
  out.str(object_kinds);
  out.num(flags);
  out.num(line);
}

RelationPattern RelationPattern::read(ArchiveReader& in) {
  RelationPattern p;
  p.rel = read_kind(in);
  p.self = in.strings();
  const auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    RelationNeed need;
    need.where = static_cast<RelationNeed::Where>(in.num<uint8_t>());
    need.absent = in.num<uint8_t>() != 0;
    need.prep = in.str();
    need.words = in.strings();
    p.needs.push_back(std::move(need));
  }
  p.subject = read_side(in);
  p.object = read_side(in);
  p.subject_kinds = in.str();
  p.object_kinds = in.str();
  p.flags = in.num<uint8_t>();
  p.line = in.num<uint32_t>();
  return p;
}

RelationReader::RelationReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RelationReader::~RelationReader() = default;
RelationReader::RelationReader(RelationReader&&) noexcept = default;

Result<RelationReader> RelationReader::open(const Image& image) {
  auto gazetteer = Gazetteer::open(image);
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto impl = std::make_unique<Impl>(std::move(*gazetteer), &image);
  impl->index = KeyTable<RelationIndexRow>::open(image, "rel.index");
  impl->operators = KeyTable<OperatorRow>::open(image, "frm.operators");
  impl->office_bodies = KeyTable<OfficeBodyRow>::open(image, "rel.office_bodies");
  ArchiveReader in(image.section("rel.rules"));
  auto n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) impl->patterns.push_back(RelationPattern::read(in));
  n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    OfficeRule r;
    r.level = in.str();
    r.body = in.num<uint8_t>() != 0;
    r.max_rank = in.num<uint8_t>();
    r.words = in.strings();
    r.none = in.num<uint8_t>() != 0;
    r.opens = in.num<uint8_t>() != 0;
    r.drop = in.num<uint8_t>() != 0;
    r.told = in.num<uint8_t>() != 0;
    r.seated = in.num<uint8_t>() != 0;
    r.open = in.num<uint8_t>() != 0;
    r.rel = read_kind(in);
    r.line = in.num<uint32_t>();
    impl->offices.push_back(std::move(r));
  }
  n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    EventRule r;
    r.type = static_cast<EventType>(in.num<uint8_t>() % kEventTypeCount);
    r.mode = in.str();
    r.frames = in.strings();
    r.rel = read_kind(in);
    r.object_is_place = in.num<uint8_t>() != 0;
    r.subject_kinds = in.str();
    r.object_kinds = in.str();
    r.flags = in.num<uint8_t>();
    r.line = in.num<uint32_t>();
    impl->events.push_back(std::move(r));
  }
  impl->place_words = in.strings();
  impl->parliaments = in.strings();
  impl->presided_words = in.strings();
  impl->unfinished_words = in.strings();
  impl->begun_words = in.strings();
  impl->among_words = in.strings();
  impl->title_links = in.strings();
  impl->public_words = in.strings();
  impl->private_words = in.strings();
  impl->beside_preps = in.strings();
  impl->beside_words = in.strings();
  impl->alliance_words = in.strings();
  impl->founding_words = in.strings();
  impl->sports_words = in.strings();
  impl->department_words = in.strings();
  impl->region_words = in.strings();
  for (auto* list : {&impl->forces_words, &impl->being_words, &impl->making_words,
                     &impl->denial_words, &impl->chance_words, &impl->lasting_preps,
                     &impl->host_words, &impl->land_words, &impl->done_words}) {
    *list = in.strings();
  }
  n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    std::string region = in.str();
    impl->regions.emplace_back(std::move(region), in.strings());
  }
  n = in.num<uint32_t>();
  for (uint32_t i = 0; i < n && in.ok(); ++i) {
    const std::string state = in.str();
    for (std::string& group : in.strings()) impl->homes.emplace(std::move(group), state);
  }
  for (auto* list : {&impl->agreements.heads, &impl->agreements.kinds}) {
    n = in.num<uint32_t>();
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      std::string word = in.str();
      list->emplace_back(std::move(word), in.str());
    }
  }
  impl->agreements.begin = in.strings();
  impl->agreements.end = in.strings();
  impl->agreements.suspend = in.strings();
  impl->agreements.signed_words = in.strings();
  impl->agreements.line = in.num<uint32_t>();
  if (!in.ok() || impl->patterns.empty()) {
    return fail(ErrorCode::corrupt, "the image holds no rules for relations: build it anew");
  }
  return RelationReader(std::move(impl));
}

std::vector<Relation> RelationReader::relations(
    const TextView& text, const std::vector<Word>& words, const EntityIndex& entities,
    const Syntax& syntax, const Actors& actors, const std::vector<TimeExpression>& times,
    const std::vector<Quantity>& quantities, const std::vector<Event>& events) const {
  const auto sports = std::count_if(words.begin(), words.end(), [&](const Word& w) {
                        const auto& list = impl_->sports_words;
                        return std::find(list.begin(), list.end(), w.best().lemma) != list.end();
                      }) >= kSportsWords;
  const RelationInput in{text, words, entities, syntax, actors, times, quantities, events, sports};
  std::vector<Relation> told = office_relations(*impl_, in);
  for (Relation& r : PatternMatcher(*impl_, in).run()) told.push_back(std::move(r));
  for (Relation& r : event_relations(*impl_, in)) told.push_back(std::move(r));
  std::stable_sort(told.begin(), told.end(), [](const Relation& a, const Relation& b) {
    return a.span.begin < b.span.begin;
  });
  std::vector<Relation> out;
  for (Relation& r : told) merge_into(out, std::move(r));
  return out;
}

}  // namespace isnad
