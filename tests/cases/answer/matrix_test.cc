// Who says, denies and relays what.

#include "answer/matrix.h"

#include <algorithm>

#include "../store/told_case.h"
#include "store/case_file.h"

namespace isnad {
namespace {

class MatrixTest : public ToldTest {
 protected:
  template <class T>
  static T got(Result<T> r) {
    EXPECT_TRUE(r) << (r ? "" : r.error().message);
    return r ? std::move(*r) : T();
  }
  static Matrix matrix(const CaseFile& c, const Filter& f, size_t sources) {
    return matrix_of(got(c.happenings(f)), sources);
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, MatrixTest, kStores, store_name);

TEST_P(MatrixTest, TheMatrixSaysWhoSaysWhat) {
  CaseFile c = read();
  const Matrix m = matrix(c, {}, 20);
  ASSERT_EQ(m.happenings.size(), 2u);
  const auto cell = [&](const Matrix& of, const std::string& report, SourceKind kind,
                        const std::string& name) -> std::string {
    const std::string id = got(c.happening(report)).id;
    for (const MatrixRow& row : of.happenings) {
      if (row.happening.id != id) continue;
      for (const MatrixCell& x : row.cells) {
        if (of.sources[x.source].kind != kind || of.sources[x.source].name != name) continue;
        return std::string(stance_name(x.stance)) + ' ' + std::to_string(x.reports) + ' ' +
               x.first + ' ' + x.document.substr(0, 2);
      }
    }
    return "silence";
  };
  EXPECT_EQ(cell(m, "e1", SourceKind::outlet, "Alpha"), "says 1 e1 aa");
  EXPECT_EQ(cell(m, "e1", SourceKind::outlet, "Beta"), "relays 1 e2 bb") << "Mali says so there";
  EXPECT_EQ(cell(m, "e1", SourceKind::speaker, "MLI"), "says 1 e2 bb");
  EXPECT_EQ(cell(m, "e1", SourceKind::agency, "REUTERS"), "relays 1 e2 bb");
  EXPECT_EQ(cell(m, "e6", SourceKind::speaker, "MLI"), "silence");
  EXPECT_EQ(cell(m, "e6", SourceKind::outlet, "Beta"), "says 1 e7 ee");
  const auto attack = std::find_if(m.happenings.begin(), m.happenings.end(), [&](const auto& row) {
    return row.happening.id == got(c.happening("e1")).id;
  });
  EXPECT_EQ(attack->happening.best.event.type, EventType::assault);
  EXPECT_EQ(attack->happening.best.event.actor, std::vector<std::string>{"JNIM"});
  std::string json;
  append_matrix(m, json);
  EXPECT_NE(json.find("\"dates\":[\"2025-03-01\"]"), std::string::npos) << json;
  std::vector<std::string> codes;
  collect_codes(m, codes);
  for (const char* code : {"JNIM", "MLI", "REUTERS"}) {
    EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code;
  }
  EXPECT_EQ(std::find(codes.begin(), codes.end(), "Alpha"), codes.end()) << "an outlet is no code";

  const Matrix two = matrix(c, {}, 2);
  ASSERT_EQ(two.sources.size(), 2u);
  EXPECT_EQ(two.sources[0].name, "Alpha");
  EXPECT_EQ(two.sources[0].happenings, 2) << "stands behind both";
  EXPECT_EQ(two.sources[1].name, "Beta");
  Filter f;
  f.from = "2025-04";
  EXPECT_EQ(matrix(c, f, 20).happenings.size(), 1u);
}

TEST_P(MatrixTest, TheMatrixSaysWhoDenies) {
  auto all = told();
  // Mali denies what Alpha tells; Beta tells it in one article and denies it in another.
  all[1].record.events[0].factuality = Factuality::denied;
  Told again{article("ff", "2025-04-10", "Beta"), words("five", 0, 80)};
  again.record.events = {attack("e8", 7, "Gao", "2025-04-07")};
  again.record.events[0].factuality = Factuality::denied;
  all.push_back(again);
  CaseFile c = read("x.case", all);
  ASSERT_EQ(got(c.happening("e7")).reports.size(), 3u) << "they are one act";
  const Matrix m = matrix(c, {}, 20);
  std::string shown;
  for (const MatrixRow& row : m.happenings) {
    for (const MatrixCell& x : row.cells) {
      shown += m.sources[x.source].name + ' ' + std::string(stance_name(x.stance)) + ' ' + x.first +
               "; ";
    }
  }
  EXPECT_NE(shown.find("MLI denies e2"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Beta relays e2"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Beta disputed e7"), std::string::npos) << shown;
}

}  // namespace
}  // namespace isnad
