#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

// The nouns that all stages share: what is read out of a document. Types only; the JSON form and
// the meaning of each field is the contract in docs/records.md. Codes (states, organisations,
// people, GEN: groups) are strings as the contract writes them. All spans are code points of the
// document's text.

namespace isnad {

struct DocumentInfo {
  std::string id;  // SHA-256 of the text's UTF-8, hex
  std::string uri;
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::optional<std::string> title;
  std::optional<std::string> published;  // EDTF: 2025-04-04, 2024-04, 2024
  enum class PublishedFrom : uint8_t { none, text, metadata, option };
  PublishedFrom published_from = PublishedFrom::none;
  std::string lang;     // BCP 47, "und" if unknown
  uint32_t length = 0;  // code points
};

enum class EntityKind : uint8_t {
  state,
  organization,
  armed_group,
  person,
  place,
  weapon,
  generic
};
std::string_view entity_kind_name(EntityKind kind);

enum class MentionForm : uint8_t { name, demonym, nominal, pronoun };
std::string_view mention_form_name(MentionForm form);

struct Mention {
  Span span;
  MentionForm form = MentionForm::name;
};

struct Entity {
  std::string id;
  EntityKind kind = EntityKind::generic;
  std::string name_ar;
  std::string name_en;
  std::optional<std::string> wikidata;
  std::optional<std::string> of;    // state or organisation acted for
  std::optional<std::string> role;  // English office
  std::vector<Mention> mentions;
};

enum class TimeType : uint8_t { date, time, duration, set };
std::string_view time_type_name(TimeType type);

struct TimeExpression {
  Span span;
  TimeType type = TimeType::date;
  std::string value;                // TIMEX3 value; years not known are XXXX
  std::optional<std::string> date;  // EDTF, only if it names a calendar date or range; else null
  // Calendar in which it is told, where it is not the Gregorian one: "islamic-umalqura" (BCP 47).
  std::optional<std::string> calendar = std::nullopt;
};

struct Quantity {
  Span span;
  double value = 0;
  char bound = '=';             // '=', '>', '<' or '~'
  std::optional<double> upper;  // upper end of a range ("between 70 and 80")
  std::string unit;             // person, soldier, tank, USD, percent, ... (data/numbers)
};

enum class EventType : uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault
};
constexpr int kEventTypeCount = 16;
std::string_view event_type_name(EventType type);  // "AGREE"
std::optional<EventType> event_type_from_name(std::string_view name);

enum class Factuality : uint8_t { actual, planned, denied, possible };
std::string_view factuality_name(Factuality f);
std::optional<Factuality> factuality_from_name(std::string_view name);

// How an event's date was got.
enum class DateFrom : uint8_t { none, stated, relative, inherited };
std::string_view date_from_name(DateFrom d);
std::optional<DateFrom> date_from_from_name(std::string_view name);

struct Event {
  std::string id;
  EventType type = EventType::agree;
  std::string mode;
  std::vector<std::string> contexts;
  std::string cameo;
  std::vector<std::string> actor;
  std::vector<std::string> recipient;
  std::optional<std::string> place;
  std::optional<std::string> date;  // EDTF
  DateFrom date_from = DateFrom::none;
  Factuality factuality = Factuality::actual;
  std::vector<std::string> source;  // last speaker first
  std::optional<int64_t> count;
  std::vector<Span> triggers;
  std::string rule;  // data file:line of the frame
  double confidence = 0;
};

enum class RelationKind : uint8_t {
  member_of,
  party_to,
  forces_in,
  hosts_base,
  subordinate_to,
  successor_of,
  holds_office,
  leads,
  allied_with,
  controls,
  at_odds_with
};
constexpr int kRelationKindCount = 11;
std::string_view relation_kind_name(RelationKind kind);
std::optional<RelationKind> relation_kind_from_name(std::string_view name);

struct Relation {
  std::string id;
  std::string subject;
  RelationKind rel = RelationKind::member_of;
  std::string object;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<int64_t> count;
  Factuality factuality = Factuality::actual;
  std::vector<std::string> source;
  Span span;
  std::string rule;
  double confidence = 0;
};

struct Claim {
  std::string id;
  std::string source;
  Span source_span;
  Span cue_span;
  Span span;
  bool direct = false;
  std::vector<std::string> via;
  std::vector<std::string> events;     // ids of events told inside the claim
  std::vector<std::string> relations;  // ids of relations told inside the claim
  std::string rule;
};

struct Record {
  DocumentInfo doc;
  std::vector<Span> sentences;
  std::vector<Entity> entities;
  std::vector<TimeExpression> times;
  std::vector<Quantity> quantities;
  std::vector<Event> events;
  std::vector<Relation> relations;
  std::vector<Claim> claims;
};

}  // namespace isnad
