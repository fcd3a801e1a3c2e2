#include "serve/feeds.h"

#include <pugixml.hpp>
#include <sstream>

#include "answer/reports.h"
#include "record/edtf.h"
#include "record/json_parts.h"
#include "serve/uri.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr const char* kNoDay = "1970-01-01";

// RFC 3339, at the beginning of the first day on which it may have been published.
std::string moment_of(const std::optional<std::string>& published, const std::string& otherwise) {
  const auto days = published ? edtf_days(*published) : std::nullopt;
  return (days ? days->first : otherwise) + "T00:00:00Z";
}

struct Entry {
  std::string id;
  std::string title;
  std::string link;
  std::string summary;
  std::string updated;
  std::optional<std::string> author;
};

std::string title_of(const SearchHit& hit, NameBook& names) {
  for (const EventRow& row : hit.events) {
    std::string out = act_of(row.event) + ": ";
    out += row.event.actor.empty() ? "?" : names.english(row.event.actor);
    if (!row.event.recipient.empty()) out += " - " + names.english(row.event.recipient);
    return out;
  }
  for (const RelationRow& row : hit.relations) {
    return names.english({row.relation.subject}) + ' ' +
           std::string(relation_kind_name(row.relation.rel)) + ' ' +
           names.english({row.relation.object});
  }
  for (const ClaimRow& row : hit.claims) {
    return row.claim.source.empty() ? row.source_words : names.english({row.claim.source});
  }
  return hit.title.value_or(short_uri(hit.where.uri));
}

Entry entry_of(const SearchHit& hit, SearchTarget of, const std::string& newest, NameBook& names) {
  Entry e;
  std::string mark;
  e.id = "urn:isnad:document:" + hit.where.id;
  const auto of_record = [&](const char* kind, const std::string& id) {
    e.id = std::string("urn:isnad:") + kind + ':' + id;
    mark = "?mark=" + percent_encoded(id);
  };
  if (of == SearchTarget::events && !hit.events.empty()) of_record("event", hit.events[0].event.id);
  if (of == SearchTarget::claims && !hit.claims.empty()) of_record("claim", hit.claims[0].claim.id);
  if (of == SearchTarget::relations && !hit.relations.empty()) {
    of_record("relation", hit.relations[0].relation.id);
  }
  e.title = safe_line(of == SearchTarget::articles ? hit.title.value_or(short_uri(hit.where.uri))
                                                   : title_of(hit, names));
  e.link = "/articles/" + hit.where.id + mark;
  for (const Passage& p : hit.passages) {
    if (p.title) continue;
    e.summary += (e.summary.empty() ? "" : " / ") + safe_line(p.words);
  }
  e.updated = moment_of(hit.where.published, newest);
  e.author = hit.where.outlet;
  return e;
}

std::string atom_of(const SavedSearch& search, const std::vector<Entry>& entries,
                    const std::string& updated) {
  pugi::xml_document doc;
  pugi::xml_node feed = doc.append_child("feed");
  feed.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
  const auto add = [](pugi::xml_node to, const char* name, const std::string& text) {
    to.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
  };
  const std::string at = "/api/v1/searches/" + percent_encoded(search.name) + "/feed.atom";
  add(feed, "id", "urn:isnad:search:" + percent_encoded(search.name));
  add(feed, "title", safe_line(search.name));
  add(feed, "subtitle", safe_line(search.query));
  add(feed, "updated", updated);
  pugi::xml_node self = feed.append_child("link");
  self.append_attribute("rel") = "self";
  self.append_attribute("href") = at.c_str();
  add(feed, "generator", "isnad");
  for (const Entry& e : entries) {
    pugi::xml_node entry = feed.append_child("entry");
    add(entry, "id", e.id);
    add(entry, "title", e.title);
    add(entry, "updated", e.updated);
    pugi::xml_node link = entry.append_child("link");
    link.append_attribute("rel") = "alternate";
    link.append_attribute("href") = e.link.c_str();
    add(entry.append_child("author"), "name", safe_line(e.author.value_or("-")));
    if (!e.summary.empty()) add(entry, "summary", e.summary);
  }
  std::ostringstream out;
  doc.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

std::string json_feed_of(const SavedSearch& search, const std::vector<Entry>& entries) {
  std::string b = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":";
  append_json_string(safe_line(search.name), b);
  b += ",\"description\":";
  append_json_string(safe_line(search.query), b);
  b += ",\"items\":[";
  for (const Entry& e : entries) {
    b += b.back() == '[' ? "{\"id\":" : ",{\"id\":";
    append_json_string(e.id, b);
    b += ",\"url\":";
    append_json_string(e.link, b);
    b += ",\"title\":";
    append_json_string(e.title, b);
    b += ",\"content_text\":";
    append_json_string(e.summary.empty() ? e.title : e.summary, b);
    b += ",\"date_published\":";
    append_json_string(e.updated, b);
    if (e.author) {
      b += ",\"authors\":[{\"name\":";
      append_json_string(safe_line(*e.author), b);
      b += "}]";
    }
    b += '}';
  }
  return b + "]}";
}

}  // namespace

ApiResponse feed_of(const SavedSearch& search, const SearchAnswer& answer, NameBook& names,
                    FeedForm form) {
  std::string newest = kNoDay;
  for (const SearchHit& hit : answer.hits) {
    const auto days = hit.where.published ? edtf_days(*hit.where.published) : std::nullopt;
    if (days && newest < days->first) newest = days->first;
  }
  std::vector<Entry> entries;
  for (const SearchHit& hit : answer.hits) {
    entries.push_back(entry_of(hit, answer.of, newest, names));
  }
  ApiResponse out;
  if (form == FeedForm::atom) {
    out.type = "application/atom+xml; charset=utf-8";
    out.body = atom_of(search, entries, newest + "T00:00:00Z");
  } else {
    out.type = "application/feed+json";
    out.body = json_feed_of(search, entries);
  }
  return out;
}

}  // namespace isnad
