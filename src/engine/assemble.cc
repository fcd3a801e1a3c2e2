#include "engine/assemble.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "base/image.h"
#include "base/sha256.h"
#include "base/span_index.h"
#include "base/utf8.h"
#include "engine/engine.h"

namespace isnad {

namespace {

constexpr std::string_view kUnnamed = "GEN:";  // docs/records.md, identifiers

std::string hex(const unsigned char* bytes, size_t n) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < n; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

// Twelve hex digits over all that makes the item itself.
std::string short_id(char prefix, const std::string& material, std::set<std::string>& taken) {
  std::string text = material;
  for (;;) {
    const uint64_t h = hash_bytes(text);
    unsigned char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(h >> (8 * (7 - i)));
    std::string id = prefix + hex(bytes, 6);
    if (taken.insert(id).second) return id;
    text += '+';
  }
}

std::string place_of(const Span& s) {
  return std::to_string(s.begin) + "-" + std::to_string(s.end);
}

}  // namespace

DocumentInfo document_info(const RawDocument& document) {
  DocumentInfo info;
  info.id = sha256_hex(document.text_utf8);
  info.uri = document.uri;
  info.url = document.url;
  info.outlet = document.outlet;
  info.title = document.title;
  info.published = document.published;
  if (document.published) {
    info.published_from = document.published_by_option ? DocumentInfo::PublishedFrom::option
                                                       : DocumentInfo::PublishedFrom::metadata;
  }
  info.length = static_cast<uint32_t>(document.text.size());
  return info;
}

void settle_published(const PublishedInText& found, DocumentInfo& info) {
  if (info.published_from == DocumentInfo::PublishedFrom::metadata) return;
  info.published = found.date;
  info.published_from = DocumentInfo::PublishedFrom::text;
}

void settle_title(const RawDocument& document, const TextView& text, DocumentInfo& info) {
  if (info.title) return;
  for (const Sentence& s : text.sentences) {
    if (s.part != Part::headline) continue;
    info.title =
        encode_utf8(std::u32string_view(document.text).substr(s.span.begin, s.span.length()));
    return;
  }
}

SearchWords search_words_of(const TextView& text, const std::vector<Word>& words,
                            const DocumentInfo& info, Analyser& analyser) {
  SearchWords out;
  out.text = search_column(text, words);
  if (!info.title) return out;
  const Result<std::u32string> title = decode_utf8(*info.title);
  if (!title) return out;
  const TextView view = read_text(*title);
  const bool arabic = info.lang == "ar";
  out.title = search_column(view, arabic ? analyse_words(view, analyser) : std::vector<Word>());
  return out;
}

std::vector<Actors::Speech> speech_of(const std::vector<ClaimReading>& claims,
                                      const EntityIndex& entities, const Gazetteer& gazetteer) {
  std::vector<Actors::Speech> out;
  for (const ClaimReading& c : claims) {
    if (c.sources.empty()) continue;
    Actors::Speech s;
    s.span = c.claim.span;
    // The last of the sources is the state or organisation that the speaker speaks for.
    s.code = c.sources.back();
    for (const Entity& e : entities.entities) {
      if (e.kind == EntityKind::person && (e.id == c.claim.source || e.name_en == c.claim.source)) {
        s.person = e.id;
        if (e.of && gazetteer.is_state(*e.of)) s.code = *e.of;
      }
    }
    if (s.code.rfind("GEN:", 0) == 0) continue;
    out.push_back(std::move(s));
  }
  return out;
}

void join_claims(const std::vector<ClaimReading>& claims, const std::vector<int32_t>& told_by,
                 Record& record) {
  record.claims.clear();
  // The innermost claim around a trigger is the one that speaks; an act says nothing.
  const SpanIndex spans(claims, [](const ClaimReading& c) { return c.claim.span; });
  const auto innermost = [&](const Span& s) {
    int best = -1;
    for (const size_t i : spans.around(s.begin)) {
      const Span& c = claims[i].claim.span;
      if (claims[i].act) continue;
      if (best < 0 || c.length() < claims[static_cast<size_t>(best)].claim.span.length()) {
        best = static_cast<int>(i);
      }
    }
    return best;
  };
  std::vector<std::vector<size_t>> events_of(claims.size());
  std::vector<std::vector<size_t>> relations_of(claims.size());
  for (size_t k = 0; k < record.events.size(); ++k) {
    for (const Span& t : record.events[k].triggers) {
      const int c = innermost(t);
      if (c >= 0) events_of[static_cast<size_t>(c)].push_back(k);
    }
    if (told_by[k] >= 0) events_of[static_cast<size_t>(told_by[k])].push_back(k);
  }
  for (size_t k = 0; k < record.relations.size(); ++k) {
    Relation& r = record.relations[k];
    const int c = innermost(r.span);
    if (c < 0) continue;
    relations_of[static_cast<size_t>(c)].push_back(k);
    // Who holds an office is the outlet's own knowledge wherever the title stands.
    if (r.rel != RelationKind::holds_office && r.rel != RelationKind::leads) {
      r.source = claims[static_cast<size_t>(c)].sources;
    }
  }
  for (size_t i = 0; i < claims.size(); ++i) {
    Claim claim = claims[i].claim;
    // Indices for now; name_everything turns them into ids.
    for (size_t k : events_of[i]) claim.events.push_back(std::to_string(k));
    for (size_t k : relations_of[i]) claim.relations.push_back(std::to_string(k));
    if (!claims[i].act) record.claims.push_back(std::move(claim));
  }
}

void join_references(const std::vector<Reference>& references, const RawDocument& document,
                     const Gazetteer& gazetteer, Record& record) {
  std::unordered_map<std::string, size_t> at;
  for (size_t i = 0; i < record.entities.size(); ++i) at.emplace(record.entities[i].id, i);
  std::vector<std::vector<Mention>> added(record.entities.size());
  const auto group = [&](const std::string& id, const Span& words) {
    const auto known = at.find(id);
    if (known != at.end()) return known->second;
    // GEN:kind or GEN:kind:STATE
    Entity e;
    e.id = id;
    const size_t colon = id.find(':', kUnnamed.size());
    e.name_en = id.substr(kUnnamed.size(), colon - kUnnamed.size());
    std::replace(e.name_en.begin(), e.name_en.end(), '_', ' ');
    if (colon != std::string::npos) {
      e.of = id.substr(colon + 1);
      const uint32_t lex = gazetteer.by_id(*e.of);
      if (lex != UINT32_MAX) {
        e.name_en += " (" + std::string(gazetteer.str(gazetteer.lex(lex).en)) + ")";
      }
    }
    e.name_ar = encode_utf8(std::u32string_view(document.text).substr(words.begin, words.length()));
    record.entities.push_back(std::move(e));
    added.emplace_back();
    return at.emplace(id, record.entities.size() - 1).first->second;
  };
  // Both lists of an entity's mentions are in text order: a neighbour is all that can overlap.
  const auto mention = [&](size_t entity, const Mention& m) {
    const auto& named = record.entities[entity].mentions;
    const auto next = std::partition_point(
        named.begin(), named.end(), [&](const Mention& o) { return o.span.end <= m.span.begin; });
    if (next != named.end() && next->span.overlaps(m.span)) return;
    auto& others = added[entity];
    if (others.empty() || !others.back().span.overlaps(m.span)) others.push_back(m);
  };
  for (const Reference& r : references) {
    const auto known = at.find(r.id);
    if (r.kind == EntityKind::generic) {
      mention(group(r.id, r.span), {r.span, r.form});
    } else if (known != at.end()) {
      mention(known->second, {r.span, r.form});
    }
  }
  // "A coup in Mali" is the soldiers' act although it does not say so: its own words name them.
  for (const Event& event : record.events) {
    for (const auto* side : {&event.actor, &event.recipient}) {
      for (const std::string& id : *side) {
        if (id.rfind(kUnnamed, 0) != 0 || event.triggers.empty()) continue;
        const size_t e = group(id, event.triggers[0]);
        if (record.entities[e].mentions.empty() && added[e].empty()) {
          mention(e, {event.triggers[0], MentionForm::nominal});
        }
      }
    }
  }
  for (size_t i = 0; i < added.size(); ++i) {
    if (added[i].empty()) continue;
    std::vector<Mention>& all = record.entities[i].mentions;
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), added[i].begin(), added[i].end());
    std::inplace_merge(all.begin(), all.begin() + middle, all.end(),
                       [](const Mention& a, const Mention& b) { return a.span < b.span; });
  }
}

void name_everything(uint64_t rules, Record& record) {
  std::set<std::string> taken;
  const std::string base = record.doc.id + ":" + std::to_string(rules) + ":";
  for (Event& e : record.events) {
    std::string material = base + std::string(event_type_name(e.type));
    for (const Span& t : e.triggers) material += ":" + place_of(t);
    e.id = short_id('e', material, taken);
  }
  for (Relation& r : record.relations) {
    r.id = short_id('r',
                    base + std::string(relation_kind_name(r.rel)) + ":" + r.subject + ":" +
                        r.object + ":" + place_of(r.span),
                    taken);
  }
  for (Claim& c : record.claims) {
    c.id = short_id('c', base + "claim:" + place_of(c.cue_span) + ":" + place_of(c.span), taken);
    for (std::string& e : c.events) e = record.events[std::stoul(e)].id;
    for (std::string& r : c.relations) r = record.relations[std::stoul(r)].id;
    std::sort(c.events.begin(), c.events.end());
    c.events.erase(std::unique(c.events.begin(), c.events.end()), c.events.end());
  }
}

}  // namespace isnad
