#include "answer/why.h"

#include <algorithm>

#include "answer/csv.h"
#include "answer/reports.h"
#include "answer/types.h"
#include "base/utf8.h"
#include "record/json_parts.h"

namespace isnad {

std::string Sentences::of(const std::string& document, const std::vector<Span>& spans) {
  const Read& read = look(document);
  std::string out;
  const Span* last = nullptr;
  for (const Span& s : spans) {
    for (const Span& sentence : read.sentences) {
      if (s.begin < sentence.begin || s.begin >= sentence.end || &sentence == last) continue;
      if (last) out += " / ";
      last = &sentence;
      const size_t end = std::min<size_t>(sentence.end, read.text.size());
      if (sentence.begin < end) {
        out += encode_utf8(
            std::u32string_view(read.text).substr(sentence.begin, end - sentence.begin));
      }
    }
  }
  return out;
}

const Sentences::Read& Sentences::look(const std::string& document) {
  const auto [it, fresh] = read_.try_emplace(document);
  if (fresh) {
    if (const Result<StoredDocument> found = file_.document(document)) {
      it->second.sentences = found->record.sentences;
      if (auto text = decode_utf8(found->text)) it->second.text = std::move(*text);
    }
  }
  return it->second;
}

const char* role_name(Why::Step::Role role) {
  using Role = Why::Step::Role;
  switch (role) {
    case Role::opened:
      return "begun by";
    case Role::shown:
      return "shown by";
    case Role::closed:
      return "ended by";
    case Role::derived:
      return "follows from";
    case Role::end_derived:
      return "its end follows from";
    case Role::beside:
      return "beside it";
  }
  return "";
}

Result<Fluent> fluent_argument(const CaseWorld& world, const CaseFile& file,
                               const std::string& subject, const std::string& relation,
                               const std::optional<std::string>& object) {
  Fluent f;
  const std::optional<FluentKind> kind = fluent_kind_from_name(relation);
  if (!kind) {
    return fail(ErrorCode::bad_argument,
                relation + ": is no relation; it is one of " + joined(fluent_kinds(), ", "));
  }
  f.kind = *kind;
  const Result<Symbol> first = world.symbol(file, subject);
  if (!first) return tl::unexpected<Error>(first.error());
  f.subject = *first;
  if (object) {
    const Result<Symbol> second = world.symbol(file, *object);
    if (!second) return tl::unexpected<Error>(second.error());
    f.object = *second;
    if (is_symmetric(f.kind) && world.code(f.object) < world.code(f.subject)) {
      std::swap(f.subject, f.object);
    }
  }
  return f;
}

void append_why(const CaseWorld& world, const std::string& at_name, Sentences& sentences,
                const Why& why, std::string& out) {
  out += "{\"subject\":";
  append_json_string(world.code(why.fluent.subject), out);
  out += ",\"relation\":";
  append_json_string(fluent_kind_name(why.fluent.kind), out);
  out += ",\"object\":";
  append_json_string_or_null(
      why.fluent.object == kNoSymbol ? std::nullopt : std::optional(world.code(why.fluent.object)),
      out);
  out += ",\"holds\":";
  append_json_string(holds_name(why.holds), out);
  out += ",\"at\":";
  append_json_string(at_name, out);
  out += ",\"since\":";
  append_json_string_or_null(why.period ? std::optional(since(*why.period)) : std::nullopt, out);
  out += ",\"until\":";
  append_json_string_or_null(
      why.period && !why.period->goes_on() ? std::optional(until(*why.period)) : std::nullopt, out);
  out += ",\"steps\":[";
  for (size_t i = 0; i < why.steps.size(); ++i) {
    const Why::Step& s = why.steps[i];
    out += i > 0 ? ",{\"role\":" : "{\"role\":";
    append_json_string(role_name(s.role), out);
    out += ",\"rule\":";
    append_json_string_or_null(s.rule == kNoRule
                                   ? std::nullopt
                                   : std::optional(std::string(world.world().rules().name(s.rule))),
                               out);
    out += ",\"says\":";
    append_json_string_or_null(s.rule == kNoRule
                                   ? std::nullopt
                                   : std::optional(std::string(world.world().rules().says(s.rule))),
                               out);
    if (s.evidence == UINT32_MAX) {
      out += ",\"from\":[";
      for (size_t j = 0; j < s.from.size(); ++j) {
        if (j > 0) out += ',';
        append_why(world, at_name, sentences, s.from[j], out);
      }
      out += "]}";
      continue;
    }
    const FluentEvidence& e = world.world().evidence()[s.evidence];
    const Report& r = report_of(world.corpus(), e.report);
    const Article& a = world.corpus().articles[r.article];
    out += ",\"report\":";
    append_json_string(r.id, out);
    out += ",\"effect\":";
    append_json_string(effect_name(e.effect), out);
    out += ",\"factuality\":";
    append_json_string(factuality_name(e.factuality), out);
    out += ",\"when\":";
    append_json_string_or_null(e.dated ? std::optional(date_of(e.when)) : std::nullopt, out);
    std::vector<std::string> speakers;
    for (const Symbol p : r.source) speakers.push_back(world.code(p));
    out += ",\"source\":";
    append_json_strings(speakers, out);
    out += ",\"sentence\":";
    append_json_string(sentences.of(a.id, r.spans), out);
    out += ",\"doc\":";
    append_where(where_of(world, a), out);
    out += '}';
  }
  out += "]}";
}

void collect_codes(const CaseWorld& world, const Why& why, std::vector<std::string>& codes) {
  codes.push_back(world.code(why.fluent.subject));
  if (why.fluent.object != kNoSymbol) codes.push_back(world.code(why.fluent.object));
  for (const Why::Step& s : why.steps) {
    for (const Why& from : s.from) collect_codes(world, from, codes);
    if (s.evidence == UINT32_MAX) continue;
    for (const Symbol p :
         report_of(world.corpus(), world.world().evidence()[s.evidence].report).source) {
      codes.push_back(world.code(p));
    }
  }
}

}  // namespace isnad
