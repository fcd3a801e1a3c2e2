#pragma once
#include <filesystem>
#include <string>

#include "record/record.h"

namespace isnad {

// A folder that is new and goes with the test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "isnad-store-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() {
    std::error_code ec;
    std::filesystem::remove_all(path_, ec);
  }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// "Moscow received Mali's minister" told by Sergei Lavrov; all spans lie in sample_text(n).
inline Record sample_record(int n) {
  const std::string number = std::to_string(n);
  Record r;
  r.doc.id = std::string(60, 'a') + std::string(4 - number.size(), '0') + number;
  r.doc.uri = "in/" + number + ".txt";
  r.doc.outlet = n % 2 ? "Odd News" : "Even Post";
  r.doc.title = "title " + number;
  r.doc.published =
      "2025-04-" + std::string(n % 28 + 1 < 10 ? "0" : "") + std::to_string(n % 28 + 1);
  r.doc.published_from = DocumentInfo::PublishedFrom::metadata;
  r.doc.lang = "ar";
  r.doc.length = 20;
  r.sentences = {{0, 20}};
  r.entities = {{"RUS",
                 EntityKind::state,
                 "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7",
                 "Russia",
                 std::nullopt,
                 std::nullopt,
                 std::nullopt,
                 {{{0, 5}, MentionForm::name}}},
                {"Sergei Lavrov",
                 EntityKind::person,
                 "x",
                 "Sergei Lavrov",
                 std::nullopt,
                 "RUS",
                 "foreign minister",
                 {{{6, 9}, MentionForm::nominal}}}};
  r.times = {{{6, 9}, TimeType::date, "2025-04", "2025-04"}};
  r.quantities = {{{6, 9}, 42, '>', std::nullopt, "person"}};
  Event e;
  e.id = "e" + number;
  e.type = n % 2 ? EventType::consult : EventType::assault;
  e.mode = "visit";
  e.contexts = {"military", "diplomatic"};
  e.cameo = "042";
  e.actor = {"MLI", "NER"};
  e.recipient = {"RUS"};
  e.date = n % 3 == 0 ? std::optional<std::string>() : n % 3 == 1 ? "2024" : "2025-03";
  e.date_from = DateFrom::stated;
  e.source = {"Sergei Lavrov"};
  e.triggers = {{0, 5}};
  e.rule = "frames.tsv:1";
  e.confidence = 0.5;
  r.events = {e};
  Relation rel;
  rel.id = "r" + number;
  rel.subject = "MLI";
  rel.object = "AES";
  rel.from = "2023-09-16";
  rel.source = {"RUS"};
  rel.span = {0, 5};
  r.relations = {rel};
  r.claims = {{"c" + number,
               "Sergei Lavrov",
               {6, 9},
               {10, 12},
               {12, 20},
               n % 2 == 0,
               {"TASS"},
               {"e" + number},
               {"r" + number},
               "claims.tsv:2"}};
  return r;
}

inline std::string sample_text(int n) {
  std::string t = "\xD8\xB1\xD9\x88\xD8\xB3\xD9\x8A\xD8\xA7 one two and three 000";
  const std::string number = std::to_string(n);
  return t.replace(t.size() - number.size(), number.size(), number);
}

}  // namespace isnad
