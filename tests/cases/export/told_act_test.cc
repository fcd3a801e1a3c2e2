#include "export/told_act.h"

#include <gtest/gtest.h>

namespace isnad {
namespace {

class ToldActTest : public ::testing::Test {
 protected:
  ToldActTest()
      : image_(Image::open(ISNAD_IMAGE_FILE)),
        places_(PlaceTable::open(*image_)),
        codings_(Codings::open(*image_)) {}

  EventRow& report(const char* actor, const char* published) {
    EventRow& r = row_.reports.emplace_back();
    r.event.type = EventType::assault;
    r.event.mode = "aerial";
    r.event.cameo = "195";
    r.event.actor = {actor};
    r.event.recipient = {"GEN:civilians:SYR"};
    r.where.published = published;
    return r;
  }
  ToldAct told() { return told_act(row_, *places_, *codings_); }

  Result<Image> image_;
  Result<PlaceTable> places_;
  Result<Codings> codings_;
  HappeningRow row_;
};

TEST_F(ToldActTest, SidesOfMostReportsStand) {
  report("RUS", "2025-04-06");
  report("SYR", "2025-04-05");
  report("SYR", "2025-04-04");
  const ToldAct act = told();
  EXPECT_EQ(act.actor, std::vector<std::string>{"SYR"});
  EXPECT_EQ(act.lead, &row_.reports[1]);
  EXPECT_EQ(act.first_published, "2025-04-04");
  EXPECT_EQ(act.last_published, "2025-04-06");
}

TEST_F(ToldActTest, OfSidesThatAreToldEquallyOftenTheFullestStand) {
  report("RUS", "2025-04-06").event.recipient.clear();
  report("RUS", "2025-04-05").event.mode = "";
  report("SYR", "2025-04-04");
  EXPECT_EQ(&lead_of(row_), &row_.reports[2]);  // as full as the second, and with a mode
  row_.reports[1].event.date = "2025-04-05";
  const ToldAct act = told();
  EXPECT_EQ(act.lead, &row_.reports[1]);
  EXPECT_EQ(act.actor, std::vector<std::string>{"RUS"});
}

TEST_F(ToldActTest, IsTheSameEventForEveryFormat) {
  report("RUS", "2025-04-06").event.place = "SYR";
  row_.reports.back().event.factuality = Factuality::planned;
  row_.reports.back().event.date = "2025-04/..";
  report("RUS", "2025-04-06").event.place = "Idlib";
  row_.reports.back().event.count = 3;
  const Event event = told_event(row_, &*places_);
  const ToldAct act = told();
  EXPECT_EQ(event.factuality, Factuality::actual);
  EXPECT_EQ(event.factuality, act.factuality);
  EXPECT_EQ(event.place, act.place);
  EXPECT_EQ(event.count, act.count);
  EXPECT_EQ(event.actor, act.actor);
  ASSERT_TRUE(days_of_act(event));
  EXPECT_EQ(days_of_act(event)->last, kOpenEnd);
  EXPECT_FALSE(act.days);  // which counts days
}

TEST_F(ToldActTest, NarrowestPlaceAndFewestDays) {
  report("RUS", "2025-04-06").event.place = "SYR";
  row_.reports.back().event.date = "2025-04";
  report("RUS", "2025-04-06").event.place = "SYR";
  report("RUS", "2025-04-06").event.place = "Idlib";
  row_.reports.back().event.date = "2025-04-05";
  const ToldAct act = told();
  EXPECT_EQ(act.place, "Idlib");
  ASSERT_TRUE(act.days);
  EXPECT_EQ(act.days->first, "2025-04-05");
}

TEST_F(ToldActTest, OpenAndImpossibleDaysAreNone) {
  report("RUS", "0000").event.date = "2023/..";
  report("RUS", "2025-13-40").event.date = "9999-12-31";
  const ToldAct act = told();
  EXPECT_FALSE(act.days);
  EXPECT_EQ(act.first_published, "");
  EXPECT_EQ(length_of({"2025-02-27", "2025-03-01"}), 3);
  EXPECT_EQ(length_of({"2025-02-30", "2025-03-01"}), 0);
  EXPECT_EQ(middle_of({"2025-04-01", "2025-04-30"}), "2025-04-15");
  EXPECT_EQ(day_number("1970-01-02"), 1);
  EXPECT_FALSE(day_number("1970-1-2"));
  EXPECT_FALSE(day_number("0000-05-05"));
}

TEST_F(ToldActTest, DoneIfOneReportTellsItDoneAndTheLowestCount) {
  report("RUS", "2025-04-06").event.factuality = Factuality::planned;
  row_.reports.back().event.count = 7;
  report("RUS", "2025-04-06").event.factuality = Factuality::planned;
  EXPECT_TRUE(told().announced);
  report("RUS", "2025-04-06").event.count = 3;
  const ToldAct act = told();
  EXPECT_EQ(act.factuality, Factuality::actual);
  EXPECT_FALSE(act.announced);
  EXPECT_EQ(act.type, EventType::assault);
  EXPECT_EQ(act.count, 3);
}

TEST_F(ToldActTest, PlanIsAnAnnouncement) {
  report("RUS", "2025-04-06").event.factuality = Factuality::planned;
  const ToldAct harm = told();
  EXPECT_EQ(harm.type, EventType::threaten);
  EXPECT_EQ(harm.mode, "violence");
  EXPECT_EQ(harm.cameo, "138");
  row_.reports.back().event.type = EventType::request;
  row_.reports.back().event.mode = "meet";
  EXPECT_EQ(told().type, EventType::request);
  EXPECT_FALSE(told().announced);
}

TEST_F(ToldActTest, CodingsOfTheTables) {
  EXPECT_EQ(codings_->state("MLI").cow, "432");
  EXPECT_EQ(codings_->state("ROU").cameo, "ROM");
  EXPECT_EQ(codings_->state("nobody").alpha2, "");
  EXPECT_EQ(codings_->goldstein("195"), "-10.0");
  EXPECT_EQ(codings_->goldstein("999"), "");
  EXPECT_EQ(codings_->plover(EventType::assault, "no such mode").intensity, "-9");
  EXPECT_EQ(codings_->actor("organization:no such kind").ftm, "Organization");
  EXPECT_EQ(codings_->actor("GEN:no_such_kind").ftm, "LegalEntity");
  EXPECT_EQ(codings_->actor("GEN:rebels").inter, "Rebel group");
  ASSERT_TRUE(codings_->acled(EventType::assault, "", "190", "civilians"));
  EXPECT_EQ(codings_->acled(EventType::assault, "", "190", "civilians")->sub_event_type, "Attack");
  EXPECT_FALSE(codings_->acled(EventType::assault, "", "190", ""));
  EXPECT_FALSE(codings_->acled(EventType::consult, "visit", "042", "armed"));
}

TEST_F(ToldActTest, GazaAndTheWestBankHaveCodesOfTheirOwn) {
  EXPECT_EQ(codings_->fips("Gaza", "PSE"), "GZ");
  EXPECT_EQ(codings_->fips("Beit Hanoun", "PSE"), "GZ");
  EXPECT_EQ(codings_->fips("Nablus Governorate", "PSE"), "WE");
  EXPECT_EQ(codings_->fips("PSE", "PSE"), "");  // FIPS has none for both
  EXPECT_EQ(codings_->fips("Gao", "MLI"), "ML");
}

TEST_F(ToldActTest, KindsOfPeopleSayNoMoreThanTheReport) {
  EXPECT_EQ(codings_->actor("GEN:military").cameo, "MIL");  // not the state itself
  EXPECT_EQ(codings_->actor("GEN:military").plover, "MIL");
  EXPECT_EQ(codings_->actor("organization:party").cameo, "");  // OPP would be opposition
  EXPECT_EQ(codings_->actor("GEN:former_officials").plover, "ELI");
}

TEST_F(ToldActTest, EveryStateOfTheKnowledgeBaseHasItsAlpha2) {
  for (const char* code : {"SAU", "XKX", "PSE", "ESH", "TWN", "SSD"}) {
    EXPECT_EQ(codings_->state(code).alpha2.size(), 2u) << code;
  }
}

}  // namespace
}  // namespace isnad
