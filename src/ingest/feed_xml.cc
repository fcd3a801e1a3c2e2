#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>
#include <unordered_set>

#include "ingest/feed_date.h"
#include "ingest/feed_impl.h"
#include "ingest/fragment.h"
#include "ingest/url.h"

// RSS, RDF, Atom and OPML. pugixml reads no document types, so that no entity of one is expanded.

namespace isnad {

namespace {

using pugi::xml_node;

// An element's namespace, as far as feeds use it.
enum class Space : uint8_t { plain, atom, content, dc, dcterms, sy, rdf, xhtml, other };

struct Name {
  Space space = Space::plain;
  std::string_view local;
};

Space space_of(std::string_view uri) {
  static constexpr std::array<std::pair<std::string_view, Space>, 12> kSpaces = {{
      {"http://www.w3.org/2005/Atom", Space::atom},
      {"http://purl.org/atom/ns#", Space::atom},
      {"http://purl.org/rss/1.0/modules/content/", Space::content},
      {"http://purl.org/dc/elements/1.1/", Space::dc},
      {"http://purl.org/dc/terms/", Space::dcterms},
      {"http://purl.org/rss/1.0/modules/syndication/", Space::sy},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::rdf},
      {"http://www.w3.org/1999/xhtml", Space::xhtml},
      {"http://purl.org/rss/1.0/", Space::plain},
      {"http://my.netscape.com/rdf/simple/0.9/", Space::plain},
      {"http://channel.netscape.com/rdf/simple/0.9/", Space::plain},
      {"", Space::plain},
  }};
  for (const auto& [known, space] : kSpaces) {
    if (uri == known) return space;
  }
  return Space::other;
}

// What a prefix means that nobody declared.
Space space_of_prefix(std::string_view prefix) {
  static constexpr std::array<std::pair<std::string_view, Space>, 8> kPrefixes = {{
      {"", Space::plain},
      {"atom", Space::atom},
      {"content", Space::content},
      {"dc", Space::dc},
      {"dcterms", Space::dcterms},
      {"sy", Space::sy},
      {"rdf", Space::rdf},
      {"xhtml", Space::xhtml},
  }};
  for (const auto& [known, space] : kPrefixes) {
    if (prefix == known) return space;
  }
  return Space::other;
}

Name name_of(xml_node node) {
  std::string_view whole = node.name();
  std::string_view prefix;
  if (const size_t colon = whole.find(':'); colon != std::string_view::npos) {
    prefix = whole.substr(0, colon);
    whole.remove_prefix(colon + 1);
  }
  const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  // Feeds declare on the root, the channel or the element; deeper nesting is somebody's trick.
  int height = 0;
  for (xml_node n = node; n && height < 16; n = n.parent(), ++height) {
    if (const auto a = n.attribute(declaration.c_str())) return {space_of(a.value()), whole};
  }
  return {space_of_prefix(prefix), whole};
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x | 32) == (y | 32); });
}

// All text directly inside: text and CDATA sections, one after the other.
std::string text_of(xml_node node) {
  std::string out;
  for (const xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

// The inside with its markup, where it is XML and no text.
std::string markup_of(xml_node node) {
  std::ostringstream out;
  for (const xml_node child : node.children()) {
    child.print(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  }
  return out.str();
}

bool has_elements(xml_node node) {
  return std::any_of(node.begin(), node.end(),
                     [](xml_node c) { return c.type() == pugi::node_element; });
}

// HTML inside, escaped, as CDATA or as elements.
std::string html_of(xml_node node) { return has_elements(node) ? markup_of(node) : text_of(node); }

// An Atom text construct (RFC 4287, 3.1) or content (4.1.3) as plain text.
std::string atom_text(xml_node node, bool one_line) {
  const std::string_view type = node.attribute("type").value();
  if (type == "xhtml" || type == "application/xhtml+xml" || has_elements(node)) {
    const std::string markup = markup_of(node);
    return one_line ? fragment_line(markup) : fragment_text(markup);
  }
  const std::string text = text_of(node);
  if (type == "html" || type == "text/html") {
    return one_line ? fragment_line(text) : fragment_text(text);
  }
  if (!type.empty() && type != "text" && type.substr(0, 5) != "text/") return {};  // base64
  return one_line ? plain_line(text) : plain_text(text);
}

// The base that xml:base attributes around a node make of that of the feed.
std::string base_of(xml_node node, const std::string& feed_base) {
  std::vector<std::string> bases;
  int height = 0;
  for (xml_node n = node; n && height < 8; n = n.parent(), ++height) {
    if (const auto a = n.attribute("xml:base")) bases.emplace_back(a.value());
  }
  std::string base = feed_base;
  for (auto it = bases.rbegin(); it != bases.rend(); ++it) {
    if (const auto url = resolve_http_url(base, *it)) base = url->text;
  }
  return base;
}

std::optional<std::string> link_at(const std::string& base, std::string_view reference) {
  const auto url = resolve_http_url(base, reference);
  if (!url) return std::nullopt;
  return url->text;
}

void set_first(std::optional<std::string>& to, std::string value) {
  if (!to) to = some(std::move(value));
}

// The person of an RSS author: "mail@example.org (Name)" or whatever stands there.
std::string rss_author(std::string text) {
  text = fragment_line(text);
  const size_t open = text.find('(');
  const size_t close = text.rfind(')');
  if (text.find('@') < open && open != std::string::npos && close != std::string::npos &&
      close > open + 1) {
    return text.substr(open + 1, close - open - 1);
  }
  return text;
}

// Links of an element of Atom: the best is "alternate", and HTML among several.
class AtomLinks {
 public:
  void see(xml_node link, const std::string& feed_base) {
    const std::string_view rel = link.attribute("rel").as_string("alternate");
    const std::string_view type = link.attribute("type").value();
    int rank = 0;
    if (rel == "alternate" || rel == "http://www.iana.org/assignments/relation/alternate") {
      rank = type.empty() ? 3 : type.find("html") != std::string_view::npos ? 4 : 2;
    } else if (rel == "related") {
      rank = 1;
    }
    if (rank <= rank_) return;
    auto url = link_at(base_of(link, feed_base), link.attribute("href").value());
    if (!url) return;
    rank_ = rank;
    best_ = std::move(url);
  }
  const std::optional<std::string>& best() const { return best_; }

 private:
  int rank_ = 0;
  std::optional<std::string> best_;
};

class XmlFeed {
 public:
  XmlFeed(Feed& feed, std::string base) : feed_(feed), list_(feed), base_(std::move(base)) {}

  void rss(xml_node root) {
    for (const xml_node node : root.children()) {
      const Name name = name_of(node);
      if (same(name.local, "channel")) {
        channel(node);
      } else if (same(name.local, "item")) {
        list_.add(rss_item(node));
      }
    }
  }

  void atom(xml_node root) {
    AtomLinks links;
    for (const xml_node node : root.children()) {
      const Name name = name_of(node);
      if (name.local == "entry") {
        list_.add(atom_entry(node));
      } else if (name.local == "title") {
        set_first(feed_.title, atom_text(node, true));
      } else if (name.local == "link") {
        links.see(node, base_);
      } else if (name.local == "author") {
        add_person(feed_author_, node);
      } else if (name.space == Space::sy) {
        period(name, node);
      }
    }
    feed_.link = links.best();
    feed_.language = some(plain_line(root.attribute("xml:lang").value()));
    // RFC 4287, 4.1.1: an entry without an author has that of its feed.
    for (FeedItem& item : feed_.items) {
      if (!item.author && !feed_author_.empty()) item.author = feed_author_;
    }
  }

  // The last item may have lost its end; it comes again whole with the next poll.
  void drop_last() {
    if (!feed_.items.empty()) feed_.items.pop_back();
  }

  void finish() {
    if (per_ != 0) feed_.minutes = per_ / std::max(1u, times_);
    if (ttl_) feed_.minutes = std::max(feed_.minutes.value_or(0), *ttl_);
    list_.finish();
  }

 private:
  void channel(xml_node channel) {
    for (const xml_node node : channel.children()) {
      const Name name = name_of(node);
      if (name.space == Space::sy) {
        period(name, node);
      } else if (name.space == Space::dc) {
        if (name.local == "language") set_first(feed_.language, fragment_line(text_of(node)));
      } else if (name.space != Space::plain) {
        continue;
      } else if (same(name.local, "item")) {
        list_.add(rss_item(node));
      } else if (same(name.local, "title")) {
        set_first(feed_.title, fragment_line(html_of(node)));
      } else if (same(name.local, "link")) {
        if (!feed_.link) feed_.link = link_at(base_of(node, base_), text_of(node));
      } else if (same(name.local, "language")) {
        set_first(feed_.language, fragment_line(text_of(node)));
      } else if (same(name.local, "ttl")) {
        ttl_ = number(text_of(node));
      }
    }
  }

  FeedItem rss_item(xml_node item) {
    FeedItem out;
    AtomLinks links;
    std::optional<std::string> guid_link;
    std::string date;
    for (const xml_node node : item.children()) {
      const Name name = name_of(node);
      switch (name.space) {
        case Space::content:
          if (name.local == "encoded") set_first(out.content, fragment_text(html_of(node)));
          break;
        case Space::dc:
          if (name.local == "creator") set_first(out.author, fragment_line(html_of(node)));
          [[fallthrough]];
        case Space::dcterms:
          if (date.empty() &&
              (name.local == "date" || name.local == "created" || name.local == "issued")) {
            date = text_of(node);
          }
          break;
        case Space::atom:
          if (name.local == "link") links.see(node, base_);
          if (date.empty() && name.local == "published") date = text_of(node);
          break;
        case Space::xhtml:
          if (name.local == "body") set_first(out.content, fragment_text(markup_of(node)));
          break;
        case Space::plain:
          rss_field(name.local, node, out, guid_link, date);
          break;
        default:
          break;
      }
    }
    // A permalink is an address that stays; a link may be one of an advertiser's counter.
    if (!out.link) out.link = guid_link ? guid_link : links.best();
    if (const auto about = item.attribute("rdf:about"); about && out.id.empty()) {
      out.id = plain_line(about.value());
      if (!out.link) out.link = link_at(base_of(item, base_), about.value());
    }
    out.published = feed_day(date);
    return out;
  }

  void rss_field(std::string_view name, xml_node node, FeedItem& out,
                 std::optional<std::string>& guid_link, std::string& date) {
    if (same(name, "title")) {
      set_first(out.title, fragment_line(html_of(node)));
    } else if (same(name, "link")) {
      std::string reference = text_of(node);
      if (reference.empty()) reference = node.attribute("href").value();
      if (!out.link) out.link = link_at(base_of(node, base_), reference);
    } else if (same(name, "guid")) {
      out.id = plain_line(text_of(node));
      if (!same(node.attribute("isPermaLink").as_string("true"), "false")) {
        guid_link = link_at({}, out.id);
      }
    } else if (same(name, "pubdate")) {
      date = text_of(node);
    } else if (same(name, "description")) {
      set_first(out.summary, fragment_text(html_of(node)));
    } else if (same(name, "author")) {
      set_first(out.author, rss_author(html_of(node)));
    }
  }

  FeedItem atom_entry(xml_node entry) {
    FeedItem out;
    AtomLinks links;
    std::string published;
    std::string updated;
    std::string people;
    for (const xml_node node : entry.children()) {
      const Name name = name_of(node);
      if (name.local == "id") {
        out.id = plain_line(text_of(node));
      } else if (name.local == "title" && name.space != Space::other) {
        set_first(out.title, atom_text(node, true));
      } else if (name.local == "link") {
        links.see(node, base_);
      } else if (name.local == "published" || name.local == "issued") {
        published = text_of(node);
      } else if (name.local == "updated" || name.local == "modified") {
        updated = text_of(node);
      } else if (name.local == "author") {
        add_person(people, node);
      } else if (name.local == "summary") {
        set_first(out.summary, atom_text(node, false));
      } else if (name.local == "content" && name.space != Space::other) {
        if (const auto src = node.attribute("src"); src && !links.best()) {
          out.link = link_at(base_of(node, base_), src.value());
        } else {
          set_first(out.content, atom_text(node, false));
        }
      }
    }
    if (links.best()) out.link = links.best();
    if (!out.link) out.link = link_at({}, out.id);
    out.author = some(std::move(people));
    out.published = feed_day(published);
    if (!out.published) out.published = feed_day(updated);
    return out;
  }

  static void add_person(std::string& people, xml_node person) {
    for (const xml_node node : person.children()) {
      if (name_of(node).local != "name") continue;
      const std::string name = plain_line(text_of(node));
      if (name.empty()) continue;
      if (!people.empty()) people += ", ";
      people += name;
    }
  }

  static std::optional<uint32_t> number(const std::string& text) {
    const std::string s = plain_line(text);
    uint32_t value = 0;
    const auto read = std::from_chars(s.data(), s.data() + s.size(), value);
    if (read.ec != std::errc() || value == 0) return std::nullopt;
    return value;
  }

  // RDF Site Summary 1.0 Modules: Syndication.
  void period(const Name& name, xml_node node) {
    const std::string value = plain_line(text_of(node));
    if (name.local == "updateFrequency") times_ = number(value).value_or(1);
    if (name.local != "updatePeriod") return;
    static constexpr std::array<std::pair<std::string_view, uint32_t>, 5> kPeriods = {{
        {"hourly", 60},
        {"daily", 1440},
        {"weekly", 10080},
        {"monthly", 43200},
        {"yearly", 525600},
    }};
    for (const auto& [word, minutes] : kPeriods) {
      if (value == word) per_ = minutes;
    }
  }

  Feed& feed_;
  FeedItems list_;
  std::string base_;
  std::string feed_author_;
  std::optional<uint32_t> ttl_;
  uint32_t per_ = 0;  // minutes of sy:updatePeriod
  uint32_t times_ = 1;
};

constexpr unsigned kParse = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol;

}  // namespace

Result<Feed> read_xml_feed(std::string& text, const FeedHints& hints, const std::string& where) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(text.data(), text.size(), kParse, pugi::encoding_utf8);
  const xml_node root = document.document_element();
  Feed feed;
  XmlFeed reader(feed, hints.url.value_or(""));
  const Name name = name_of(root);
  if (name.local == "feed") {
    feed.kind = Feed::Kind::atom;
    reader.atom(root);
  } else {
    feed.kind = same(name.local, "rdf") ? Feed::Kind::rdf : Feed::Kind::rss;
    reader.rss(root);
  }
  if (!parsed) {
    const size_t before = feed.items.size();
    reader.drop_last();
    const std::string broken =
        fmt::format("broken XML at byte {} ({})", parsed.offset, parsed.description());
    if (feed.items.empty()) {
      return fail(ErrorCode::bad_format, fmt::format("{}: {}, before its {} item ended", where,
                                                     broken, before == 0 ? "first" : "only"));
    }
    add_note(feed.note,
             fmt::format("{}; items before it that are read: {}", broken, feed.items.size()));
  }
  reader.finish();
  return feed;
}

Result<std::vector<FeedAddress>> read_opml(std::string_view bytes, const std::string& where,
                                           size_t* skipped) {
  std::string note;
  Result<std::string> text = feed_text(bytes, {}, where, note);
  if (!text) return tl::unexpected<Error>(text.error());
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(text->data(), text->size(), kParse, pugi::encoding_utf8);
  if (!parsed) {
    return fail(ErrorCode::bad_format, fmt::format("{}: broken XML at byte {} ({})", where,
                                                   parsed.offset, parsed.description()));
  }
  const xml_node root = document.document_element();
  if (!same(root.name(), "opml")) {
    return fail(ErrorCode::bad_format, where + ": is no OPML list");
  }
  std::vector<FeedAddress> out;
  std::unordered_set<std::string> seen;
  size_t bad = 0;
  // Depth first without recursion: nesting has no bound.
  for (xml_node node = root; node;) {
    if (same(node.name(), "outline")) {
      auto address = node.attribute("xmlUrl");
      if (!address) address = node.attribute("xmlurl");
      if (address && *address.value()) {
        if (const auto url = parse_http_url(address.value())) {
          if (seen.insert(url->text).second) {
            std::string title = plain_line(node.attribute("title").value());
            if (title.empty()) title = plain_line(node.attribute("text").value());
            out.push_back({url->text, some(std::move(title))});
          }
        } else {
          ++bad;
        }
      }
    }
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling()) node = node.parent();
    node = node == root ? xml_node() : node.next_sibling();
  }
  if (skipped) *skipped = bad;
  if (out.empty()) {
    return fail(ErrorCode::bad_format,
                where + ": names no feed (no outline has an xmlUrl of http or https)");
  }
  return out;
}

}  // namespace isnad
