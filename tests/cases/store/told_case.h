#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "stores.h"

// A small case that has some of everything: copies, a story, a happening and a fact of several
// articles, a contradiction, an article without date and outlet.

namespace isnad {

class ToldTest : public StoreTest {
 protected:
  ToldTest()
      : image_(Image::open(ISNAD_IMAGE_FILE).value()),
        hasher_(WordHasher::open(image_).value()),
        story_(StoryRules::open(image_).value()),
        world_(WorldRules::open(image_).value()) {}

  static Entity entity(const std::string& id, const std::string& ar, const std::string& en) {
    return {id,           EntityKind::state, ar,           en,
            std::nullopt, std::nullopt,      std::nullopt, {{{0, 5}, MentionForm::name}}};
  }

  static Record article(const std::string& id, const std::optional<std::string>& published,
                        const std::optional<std::string>& outlet) {
    Record r;
    r.doc.id = id + std::string(64 - id.size(), '0');
    r.doc.uri = "in/" + id + ".txt";
    r.doc.outlet = outlet;
    r.doc.title = "Title of " + id;
    r.doc.lang = "ar";
    r.doc.published = published;
    r.doc.length = 100;
    r.sentences = {{0, 100}};
    r.entities = {entity("MLI", "\xD9\x85\xD8\xA7\xD9\x84\xD9\x8A", "Mali"),
                  entity("FRA", "\xD9\x81\xD8\xB1\xD9\x86\xD8\xB3\xD8\xA7", "France")};
    return r;
  }

  static Event event(const std::string& id, EventType type, const std::string& actor,
                     const std::string& recipient, const std::optional<std::string>& date) {
    Event e;
    e.id = id;
    e.type = type;
    e.cameo = "010";
    e.actor = {actor};
    e.recipient = {recipient};
    e.date = date;
    e.date_from = date ? DateFrom::stated : DateFrom::none;
    e.triggers = {{4, 8}};
    e.rule = "frames/test.toml:1";
    e.confidence = 0.9;
    return e;
  }

  static Event attack(const std::string& id, int64_t dead, const std::string& place = "Kidal",
                      const std::string& day = "2025-03-01") {
    Event e = event(id, EventType::assault, "JNIM", "MLI", day);
    e.mode = "explosives";
    e.cameo = "183";
    e.place = place;
    e.count = dead;
    e.rule = "frames/assault.toml:1";
    return e;
  }

  static Relation forces(const std::string& id, const std::string& of = "FRA") {
    Relation r;
    r.id = id;
    r.subject = of;
    r.rel = RelationKind::forces_in;
    r.object = "MLI";
    if (of == "FRA") r.to = "2022-08";
    r.span = {4, 12};
    r.rule = "relations/patterns.tsv:1";
    r.confidence = 0.9;
    return r;
  }

  // Words of matter `matter` from number `from` on.
  static std::string words(const std::string& matter, int from, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += matter + std::to_string(from + i) + ' ';
    return out;
  }

  struct Told {
    Record record;
    std::string text;
  };

  // Two articles a day apart tell one attack with two numbers of dead, and one of them has words of
  // the other; a third accuses and supports; a fourth, with words of the first, has neither day nor
  // outlet; a fifth contradicts the third about another attack.
  static std::vector<Told> told() {
    Record a = article("aa", "2025-03-02", "Alpha");
    a.events = {attack("e1", 25)};
    a.quantities = {{{10, 12}, 25, '=', std::nullopt, "person"}};
    a.relations = {forces("r1")};
    Record b = article("bb", "2025-03-03", "Beta");
    b.events = {attack("e2", 10)};
    b.events[0].source = {"MLI"};
    b.quantities = {{{10, 12}, 10, '=', std::nullopt, "person"}};
    b.relations = {forces("r2")};
    b.claims = {{"c1", "MLI", {0, 3}, {3, 4}, {4, 30}, false, {"REUTERS"}, {"e2"}, {}, "rule"}};
    Record c = article("cc", "2025-04-09", "Alpha");
    c.entities.push_back(entity("RUS", "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7", "Russia"));
    c.events = {event("e3", EventType::accuse, "FRA", "MLI", "2025-04-08"),
                event("e4", EventType::support, "RUS", "MLI", "2025-04-09")};
    c.events[0].source = {"FRA"};
    c.events.push_back(attack("e6", 300, "Gao", "2025-04-07"));
    c.quantities = {{{10, 12}, 300, '=', std::nullopt, "person"}};
    c.relations = {forces("r3", "RUS")};
    c.claims = {{"c2", "FRA", {0, 3}, {3, 4}, {4, 30}, true, {}, {"e3"}, {}, "rule"}};
    Record d = article("dd", std::nullopt, std::nullopt);
    d.events = {event("e5", EventType::accuse, "FRA", "MLI", std::nullopt)};
    Record e = article("ee", "2025-04-09", "Beta");
    e.events = {attack("e7", 7, "Gao", "2025-04-07")};
    e.quantities = {{{10, 12}, 7, '=', std::nullopt, "person"}};
    return {{a, words("north", 0, 80)},
            {b, words("own", 0, 20) + words("north", 20, 50)},
            {c, words("south", 0, 80)},
            {d, words("west", 0, 20) + words("north", 0, 40)},
            {e, words("east", 0, 80)}};
  }

  // As Engine::extract makes it, but for lemmas: words are their own.
  Fingerprint print(std::string_view text) const {
    const HashedWords words = hasher_.read(*decode_utf8(text));
    Fingerprint out;
    out.words = static_cast<uint32_t>(words.size());
    out.prints = prints_of(words);
    std::vector<uint32_t> hashes = words.words;
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (const uint32_t h : hashes) out.terms.push_back({h, 1});
    return out;
  }

  CaseFile open(const std::string& name, CaseFile::Mode mode = CaseFile::Mode::create) {
    Result<CaseFile> c = CaseFile::open(at(name), mode);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }

  void add(CaseFile& c, const Told& t) const {
    const Result<Added> added = c.add(t.record, t.text, print(t.text));
    EXPECT_TRUE(added) << (added ? "" : added.error().message);
  }

  void refresh(CaseFile& c) const {
    const Result<Refreshed> r = c.refresh(
        {hasher_, story_, world_, [&](std::string_view t, const auto&) { return print(t); }});
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
  }

  CaseFile read(const std::string& name, const std::vector<Told>& all) {
    CaseFile c = open(name);
    for (const Told& t : all) add(c, t);
    refresh(c);
    return c;
  }
  CaseFile read() { return read("x.case", told()); }

  Image image_;
  WordHasher hasher_;
  StoryRules story_;
  WorldRules world_;
};

}  // namespace isnad
