#include <algorithm>

#include "store/query.h"

namespace isnad {

namespace {

constexpr size_t kHeadlineLetters = 80;  // of an article without a title

constexpr const char* kStories =
    "SELECT s.key, d.title, "
    "CASE WHEN d.title IS NULL THEN (SELECT t.text FROM document_text t WHERE t.document = d.id) "
    "END, s.first_day, s.last_day, s.id FROM story s JOIN document d ON d.id = s.central";

Result<std::vector<StoryRow>> read_stories(CaseFile::Impl& impl, const Query& q) {
  std::vector<int64_t> ids;
  auto rows = collect<StoryRow>(q, impl.db, [&](const Statement& s) {
    StoryRow row;
    row.id = s.text(0);
    row.headline = s.is_null(1) ? opening_of(s.text(2)) : s.text(1);
    row.first_day = s.optional_text(3);
    row.last_day = s.optional_text(4);
    ids.push_back(s.integer(5));
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < rows->size(); ++i) {
    auto r = impl.each(
        "SELECT d.sha, d.uri, d.outlet, d.published FROM story_article t "
        "JOIN document d ON d.id = t.document WHERE t.story = ? "
        "ORDER BY d.published_first IS NULL, d.published_first, d.sha",
        [&](const Statement& s) { (*rows)[i].articles.push_back(where_of(s)); }, ids[i]);
    if (!r) return tl::unexpected<Error>(r.error());
  }
  return rows;
}

}  // namespace

std::string opening_of(const std::string& text) {
  const size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string::npos) return {};
  std::string line = text.substr(start, text.find_first_of("\r\n", start) - start);
  size_t letters = 0;
  size_t word = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) ++letters;
    if (line[i] == ' ') word = i;
    if (letters > kHeadlineLetters) return line.substr(0, word > 0 ? word : i);
  }
  return line;
}

Result<std::vector<CopyRow>> CaseFile::copies(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<CopyRow>();
  Query q(
      "SELECT d.sha, d.uri, d.outlet, d.published, e.sha, e.uri, e.outlet, e.published, "
      "c.first, c.words, c.told, f.words, g.words, c.a, c.b FROM copy c "
      "JOIN document d ON d.id = c.a JOIN document e ON e.id = c.b "
      "JOIN fingerprint f ON f.document = c.a JOIN fingerprint g ON g.document = c.b");
  const auto later = [](const std::string& column) {
    const std::string d = "coalesce(d." + column + ", '')";
    const std::string e = "coalesce(e." + column + ", '')";
    return "CASE WHEN " + d + " > " + e + " THEN " + d + " ELSE " + e + " END";
  };
  if (auto r = q.days(f, later("published_first"), later("published_last")); !r) {
    return tl::unexpected<Error>(r.error());
  }
  if (f.outlet) {
    q.where("d.outlet = ? COLLATE NOCASE OR e.outlet = ? COLLATE NOCASE", {*f.outlet, *f.outlet});
  }
  q.order("ORDER BY c.told DESC, d.uri, e.uri", f);
  struct Ids {
    int64_t a;
    int64_t b;
    bool swapped;
  };
  std::vector<Ids> ids;
  auto rows = collect<CopyRow>(q, impl_->db, [&](const Statement& s) {
    CopyRow row;
    row.first = {s.text(0), s.text(1), s.optional_text(2), s.optional_text(3)};
    row.second = {s.text(4), s.text(5), s.optional_text(6), s.optional_text(7)};
    row.words = s.integer(9);
    row.told = s.integer(10);
    row.first_words = s.integer(11);
    row.second_words = s.integer(12);
    row.ordered = !s.is_null(8);
    const int64_t a = s.integer(13);
    const bool swapped = row.ordered ? s.integer(8) != a : row.second.uri < row.first.uri;
    if (swapped) {
      std::swap(row.first, row.second);
      std::swap(row.first_words, row.second_words);
    }
    ids.push_back({a, s.integer(14), swapped});
    return row;
  });
  if (!rows) return rows;
  for (size_t i = 0; i < rows->size(); ++i) {
    CopyRow& row = (*rows)[i];
    auto r = impl_->each(
        "SELECT a_begin, a_end, b_begin, b_end FROM shared_run WHERE a = ? AND b = ?",
        [&](const Statement& s) {
          const auto at = [&](int column) { return static_cast<uint32_t>(s.integer(column)); };
          SharedText run{{at(0), at(1)}, {at(2), at(3)}};
          if (ids[i].swapped) std::swap(run.first, run.second);
          row.runs.push_back(run);
        },
        ids[i].a, ids[i].b);
    if (!r) return tl::unexpected<Error>(r.error());
    std::sort(row.runs.begin(), row.runs.end(),
              [](const SharedText& x, const SharedText& y) { return x.first < y.first; });
  }
  return rows;
}

Result<std::vector<StoryRow>> CaseFile::stories(const Filter& f) const {
  const Snapshot snapshot(*impl_);
  if (impl_->older) return std::vector<StoryRow>();
  Query q(kStories);
  if (auto r = q.days(f, "s.first_day", "s.last_day", "s.days"); !r)
    return tl::unexpected<Error>(r.error());
  if (f.outlet) {
    q.where(std::string("s.id IN (SELECT story FROM story_article WHERE document IN (") +
                Query::kOfOutlet + "))",
            {*f.outlet});
  }
  if (!f.alone) q.where("s.articles > 1");
  q.order("ORDER BY s.last_day IS NULL, s.last_day DESC, s.articles DESC, s.key", f);
  return read_stories(*impl_, q);
}

Result<StoryRow> CaseFile::story(const std::string& id) const {
  const Snapshot snapshot(*impl_);
  if (!impl_->older) {
    std::string key = id;
    auto r = impl_->each(
        "SELECT key FROM story_alias WHERE old = ?", [&](const Statement& s) { key = s.text(0); },
        id);
    if (!r) return tl::unexpected<Error>(r.error());
    Query q(kStories);
    q.where("s.key = ?", {key});
    auto found = read_stories(*impl_, q);
    if (!found) return tl::unexpected<Error>(found.error());
    if (!found->empty()) return std::move(found->front());
  }
  return fail(ErrorCode::not_found, impl_->name + ": no story " + id + "; isnad stories -d " +
                                        impl_->name + " lists them");
}

}  // namespace isnad
