#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "store/search.h"
#include "stores.h"

// A case of four small articles that searches are tried on, over each store.

namespace isnad {

// What an event of a test article is; empty fields are left as they are.
struct SearchAct {
  EventType type = EventType::agree;
  std::vector<std::string> actor;
  std::vector<std::string> recipient;
  std::optional<std::string> date;
  std::vector<std::string> source;
  Factuality factuality = Factuality::actual;
};

struct SearchArticle {
  std::string id;  // one letter
  std::string published;
  std::string outlet;
  std::string title;
  std::string text;
  std::vector<SearchAct> acts;
};

inline SearchColumn column(const std::string& text) {
  // Words are their own lemmas, but for a plural s.
  SearchColumn out;
  std::string word;
  const auto put = [&] {
    if (word.empty()) return;
    const bool plural = word.size() > 3 && word.back() == 's';
    out.forms += (out.count ? " " : "") + word;
    out.lemmas += (out.count ? " " : "") + (plural ? word.substr(0, word.size() - 1) : word);
    ++out.count;
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '.') {
      put();
    } else {
      word += c;
    }
  }
  put();
  return out;
}

inline std::vector<SearchWord> words_of(std::u32string_view piece) {
  std::string text;
  for (const char32_t c : piece) text += c == '.' || c > 127 ? ' ' : static_cast<char>(c);
  const SearchColumn c = column(text);
  std::vector<SearchWord> out;
  size_t form = 0;
  size_t lemma = 0;
  for (uint32_t i = 0; i < c.count; ++i) {
    const size_t form_end = std::min(c.forms.find(' ', form), c.forms.size());
    const size_t lemma_end = std::min(c.lemmas.find(' ', lemma), c.lemmas.size());
    out.push_back(
        {c.forms.substr(form, form_end - form), {c.lemmas.substr(lemma, lemma_end - lemma)}});
    form = form_end + 1;
    lemma = lemma_end + 1;
  }
  return out;
}

inline Record record_of(const SearchArticle& a) {
  Record r;
  r.doc.id = std::string(64, a.id[0]);
  r.doc.uri = a.id + ".txt";
  if (!a.outlet.empty()) r.doc.outlet = a.outlet;
  if (!a.title.empty()) r.doc.title = a.title;
  if (!a.published.empty()) r.doc.published = a.published;
  r.doc.lang = "ar";
  r.doc.length = static_cast<uint32_t>(a.text.size());
  r.sentences = {{0, r.doc.length}};
  for (const SearchAct& act : a.acts) {
    Event e;
    e.id = "e" + a.id + std::to_string(r.events.size());
    e.type = act.type;
    e.actor = act.actor;
    e.recipient = act.recipient;
    e.date = act.date;
    e.source = act.source;
    e.factuality = act.factuality;
    e.triggers = {{0, 3}};
    e.rule = "test:1";
    r.events.push_back(e);
    for (const auto* codes : {&act.actor, &act.recipient, &act.source}) {
      for (const std::string& c : *codes) {
        const bool there = std::any_of(r.entities.begin(), r.entities.end(),
                                       [&](const Entity& x) { return x.id == c; });
        if (!there) {
          r.entities.push_back({c,
                                EntityKind::state,
                                "ar " + c,
                                "Land " + c,
                                std::nullopt,
                                std::nullopt,
                                std::nullopt,
                                {{{0, 3}, MentionForm::name}}});
        }
      }
    }
  }
  return r;
}

inline Fingerprint print_of(const std::string& text, const std::string& title) {
  Fingerprint out;
  out.words = 1;
  out.search.text = column(text);
  out.search.title = column(title);
  return out;
}

inline const std::vector<SearchArticle>& articles() {
  static const std::vector<SearchArticle> kAll = {
      {"a",
       "2025-01-10",
       "Gazette",
       "forces move",
       "the forces of the north move north.",
       {{EventType::mobilize, {"MLI"}, {}, "2025-01-09", {}, Factuality::actual}}},
      {"b",
       "2025-02-10",
       "Herald",
       "a treaty",
       "both sign a treaty about one force.",
       {{EventType::agree, {"MLI", "NER"}, {"RUS"}, "2025-02", {"RUS"}, Factuality::actual},
        {EventType::assault, {"RUS"}, {"UKR"}, "2024-12-01", {}, Factuality::denied}}},
      {"c",
       "2025-02-10",
       "Gazette",
       "",
       "nothing about soldiers. sign the north treaty.",
       {{EventType::assault, {"MLI"}, {"NER"}, std::nullopt, {}, Factuality::actual},
        {EventType::agree, {"UKR"}, {"RUS"}, "2025-03-01", {}, Factuality::planned}}},
      {"d", "", "", "undated", "force force force.", {}}};
  return kAll;
}

class SearchTest : public StoreTest {
 protected:
  SearchTest()
      : image_(Image::open(ISNAD_IMAGE_FILE).value()),
        hasher_(WordHasher::open(image_).value()),
        story_(StoryRules::open(image_).value()),
        world_(WorldRules::open(image_).value()) {}

  CaseFile open(const std::string& name = "x.case") {
    Result<CaseFile> c = CaseFile::open(at(name), CaseFile::Mode::create);
    EXPECT_TRUE(c) << (c ? "" : c.error().message);
    return std::move(*c);
  }

  static void add(CaseFile& c, const SearchArticle& a) {
    const auto added = c.add(record_of(a), a.text, print_of(a.text, a.title));
    EXPECT_TRUE(added) << (added ? "" : added.error().message);
  }

  void refresh(CaseFile& c) const {
    const auto printer = [](std::string_view text, const std::optional<std::string>& title) {
      return print_of(std::string(text), title.value_or(""));
    };
    const Result<Refreshed> r = c.refresh({hasher_, story_, world_, printer});
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
  }

  CaseFile filled(const std::string& name = "x.case") {
    CaseFile c = open(name);
    for (const SearchArticle& a : articles()) add(c, a);
    refresh(c);
    return c;
  }

  static SearchRequest request(const std::string& query,
                               std::optional<SearchTarget> of = std::nullopt) {
    SearchRequest r;
    auto parsed = parse_search(query);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
    if (parsed) r.query = std::move(*parsed);
    r.of = of;
    r.words = words_of;
    return r;
  }

  static SearchAnswer ask(const CaseFile& c, const SearchRequest& r) {
    Result<SearchAnswer> answer = c.search(r);
    EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
    return answer.value_or(SearchAnswer{});
  }

  // The articles of the hits in their order: "a c".
  static std::string found(const CaseFile& c, const std::string& query,
                           std::optional<SearchTarget> of = SearchTarget::articles) {
    std::string out;
    for (const SearchHit& h : ask(c, request(query, of)).hits) {
      out += (out.empty() ? "" : " ") + h.where.uri.substr(0, 1);
    }
    return out;
  }

  Image image_;
  WordHasher hasher_;
  StoryRules story_;
  WorldRules world_;
};

}  // namespace isnad
