// data/frames/*.toml, light_verbs.tsv, data/factuality/operators.tsv, data/syntax/*.tsv -> frm.*,
// syn.* sections.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "base/archive.h"
#include "base/tsv.h"
#include "compile/compile.h"
#include "compile/frame_check.h"
#include "compile/frame_file.h"
#include "events/frames.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

class FrameCompiler {
 public:
  FrameCompiler(const fs::path& data, ImageWriter& out) : data_(data), out_(out) {}
  Result<void> run();

 private:
  Result<void> frames();
  Result<void> light_verbs();
  Result<void> topics();
  Result<void> no_acts();
  Result<void> operators();

  fs::path data_;
  ImageWriter& out_;
};

// Reads all frame files of a folder. `lexicon`: what compile::lexicon has filled, for the
// morphology.
Result<FrameCheck> read_frames(const fs::path& data, const fs::path& folder, ImageWriter lexicon,
                               std::vector<FrameEntry>& frames) {
  FrameCheck check;
  auto facts = FrameFacts::read(data);
  if (!facts) return tl::unexpected(facts.error());
  auto image = Image::from_bytes(lexicon.finish());
  if (!image) return tl::unexpected(image.error());
  auto words = FrameWords::open(std::move(*image));
  if (!words) return tl::unexpected(words.error());
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (files.empty()) return fail(ErrorCode::not_found, folder.string() + ": no frames");
  std::sort(files.begin(), files.end());
  FrameReader reader(*facts, *words);
  for (const fs::path& path : files) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    if (!in) return fail(ErrorCode::unreadable, path.string() + ": cannot read");
    const SourceText source(path.string(), std::move(bytes).str());
    std::vector<Fault> faults;
    auto read = reader.read(source, path.filename().string(), faults);
    ++check.files;
    check.frames += read.size();
    for (const Fault& f : faults) {
      ++(f.warning ? check.warnings : check.faults);
      check.report += source.show(f);
    }
    std::move(read.begin(), read.end(), std::back_inserter(frames));
  }
  return check;
}

Result<void> FrameCompiler::frames() {
  std::vector<FrameEntry> entries;
  const auto check = read_frames(data_, data_ / "frames", out_, entries);
  if (!check) return tl::unexpected(check.error());
  if (check->faults > 0) {
    return fail(ErrorCode::bad_format, std::to_string(check->faults) +
                                           " fault(s) in the frame files; nothing is compiled\n" +
                                           check->report);
  }
  KeyTableBuilder<FrameRow> index;
  ArchiveWriter archive;
  archive.num(static_cast<uint32_t>(entries.size()));
  std::string packed;
  std::map<std::string, uint32_t> groups;
  for (uint32_t i = 0; i < entries.size(); ++i) {
    Frame& frame = entries[i].frame;
    frame.side_group =
        groups.emplace(frame.side_key(), static_cast<uint32_t>(groups.size())).first->second;
    archive.num(static_cast<uint32_t>(packed.size()));
    ArchiveWriter one;
    frame.write(one);
    packed += one.take();
    for (const auto& [use, words] : entries[i].predicates) {
      const size_t space = words.find(' ');
      FrameRow row;
      row.frame = i;
      row.use = static_cast<uint8_t>(use);
      row.rest = out_.str(space == std::string::npos ? std::string() : words.substr(space + 1));
      index.add(words.substr(0, space), row);
    }
  }
  out_.add("frm.frames", archive.take() + packed);
  index.write(out_, "frm.index");
  return {};
}

Result<void> FrameCompiler::topics() {
  auto tsv = TsvFile::read(data_ / "frames/topics.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  const auto columns = tsv->columns({"lemma", "topic"});
  if (!columns) return tl::unexpected(columns.error());
  const auto [lemma, topic] = std::pair((*columns)[0], (*columns)[1]);
  const std::vector<std::string> names = split_list(kTopicNames, ' ');
  KeyTableBuilder<TopicRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const auto name = std::find(names.begin(), names.end(), r.fields[topic]);
    if (name == names.end()) {
      return tl::unexpected(tsv->error(r, topic, std::string("one of ") + kTopicNames));
    }
    table.add(fold_key(r.fields[lemma]), {static_cast<uint8_t>(name - names.begin()), {}});
  }
  table.write(out_, "frm.topics");
  return {};
}

Result<void> FrameCompiler::no_acts() {
  auto tsv = TsvFile::read(data_ / "frames/no_acts.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  const auto columns = tsv->columns({"words", "kind"});
  if (!columns) return tl::unexpected(columns.error());
  const auto [words, kind] = std::pair((*columns)[0], (*columns)[1]);
  const std::vector<std::string> names = split_list(kNoActNames, ' ');
  KeyTableBuilder<NoActRow> table;
  for (const TsvRow& r : tsv->rows()) {
    const auto name = std::find(names.begin(), names.end(), r.fields[kind]);
    if (name == names.end()) {
      return tl::unexpected(tsv->error(r, kind, std::string("one of ") + kNoActNames));
    }
    const std::string key = fold_key(r.fields[words]);
    const size_t space = key.find(' ');
    NoActRow row;
    row.rest = out_.str(space == std::string::npos ? std::string() : key.substr(space + 1));
    row.kind = static_cast<uint8_t>(name - names.begin());
    table.add(key.substr(0, space), row);
  }
  table.write(out_, "frm.no_acts");
  return {};
}

Result<void> FrameCompiler::light_verbs() {
  auto tsv = TsvFile::read(data_ / "frames/light_verbs.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<LightRow> table;
  const std::map<std::string, uint8_t> roles = {
      {"none", 0}, {"actor", 1}, {"each", 1}, {"recipient", 2}, {"place", 3}};
  for (const TsvRow& r : tsv->rows()) {
    auto role = roles.find(r.fields[2]);
    if (role == roles.end())
      return tl::unexpected(tsv->error(r, 2, "actor, each, recipient, place or none"));
    const auto mutual = static_cast<uint8_t>(role->first == "each");
    table.add(fold_key(r.fields[0]), {out_.str(fold_key(r.fields[1])), role->second, mutual, {}});
  }
  table.write(out_, "frm.light");
  return {};
}

Result<void> FrameCompiler::operators() {
  auto tsv = TsvFile::read(data_ / "factuality/operators.tsv");
  if (!tsv) return tl::unexpected(tsv.error());
  KeyTableBuilder<OperatorRow> table;
  const std::map<std::string, uint8_t> pos = {{"verb", 0}, {"noun", 1}, {"adj", 2}};
  const std::map<std::string, uint8_t> control = {{"none", 0}, {"subject", 1}, {"object", 2}};
  for (const TsvRow& r : tsv->rows()) {
    auto p = pos.find(r.fields[1]);
    auto c = control.find(r.fields[3]);
    const auto f = factuality_from_name(r.fields[2]);
    if (p == pos.end()) return tl::unexpected(tsv->error(r, 1, "verb, noun or adj"));
    if (!f && r.fields[2] != "same") return tl::unexpected(tsv->error(r, 2, "no factuality"));
    if (c == control.end()) return tl::unexpected(tsv->error(r, 3, "subject, object or none"));
    if (!r.fields[4].empty() && (r.fields[4] != "yes" || p->second != 1)) {
      return tl::unexpected(tsv->error(r, 4, "yes, of a noun, or empty"));
    }
    const uint8_t complement = f ? static_cast<uint8_t>(*f) : uint8_t{0xFF};
    const auto told = static_cast<uint8_t>(!r.fields[4].empty());
    table.add(fold_key(r.fields[0]), {p->second, complement, c->second, told});
  }
  table.write(out_, "frm.operators");
  return {};
}

Result<void> FrameCompiler::run() {
  if (auto ok = frames(); !ok) return ok;
  if (auto ok = light_verbs(); !ok) return ok;
  if (auto ok = topics(); !ok) return ok;
  if (auto ok = no_acts(); !ok) return ok;
  return operators();
}

}  // namespace

Result<void> frames(const fs::path& data, ImageWriter& out) {
  return FrameCompiler(data, out).run();
}

Result<FrameCheck> check_frames(const fs::path& data, const fs::path& folder) {
  ImageWriter writer;
  if (auto ok = lexicon(data, writer); !ok) return tl::unexpected(ok.error());
  std::vector<FrameEntry> frames;
  return read_frames(data, folder, std::move(writer), frames);
}

}  // namespace isnad::compile
