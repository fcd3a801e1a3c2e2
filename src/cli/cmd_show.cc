#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/bidi.h"
#include "cli/marked_text.h"
#include "cli/query.h"
#include "record/json.h"

namespace isnad {

namespace {

class Show : public Command {
 public:
  const char* name() const override { return "show"; }
  const char* summary() const override {
    return "A document with what was read marked in its text";
  }
  const char* examples() const override {
    return "On a terminal entities are underlined, event words bold, times and quantities cyan, "
           "claims\n"
           "green; elsewhere they stand as [words|label]. The records follow.\n\n"
           "Examples:\n"
           "  isnad show article.txt -d matter.case\n"
           "  isnad show 3f9a1c -d matter.case --json\n"
           "  isnad show 3f9a1c -d matter.case --raw > page.html";
  }
  void declare(Options& o) override {
    o.required_text("DOC", key_, "",
                    "Its uri, file name, or the beginning of one of them or of its id");
    o.required_text("-d,--case", file_, "CASE", "The case file");
    o.flag("--evidence", evidence_,
           "Where its bytes came from: hash, size, time, address, headers");
    o.flag("--raw", raw_, "The bytes as they came, if they were kept (isnad read --keep-raw)");
    o.flag("--json", json_, "The record as isnad extract prints it");
  }
  int run() override {
    Result<CaseFile> file = CaseFile::open(file_, CaseFile::Mode::read);
    if (!file) return report(file.error());
    const Result<StoredDocument> found = file->document(key_);
    if (!found) return report(found.error());
    if (raw_ || evidence_) return show_evidence(*file);
    if (json_) {
      std::string line;
      write_json(found->record, line);
      put(line);
      return 0;
    }
    NameBook names(*file, place_names());
    put(head(*found));
    put(marked_text(found->record, found->text, Terminal::look()));
    put(records(*found, names));
    return 0;
  }

 private:
  int show_evidence(const CaseFile& file) const {
    const auto rows = file.evidence(key_);
    if (!rows) return report(rows.error());
    if (rows->empty()) {
      return report(
          {ErrorCode::not_found, file_ + ": nothing is known of the bytes of " + key_ +
                                     "; an older isnad read it, isnad read INPUT -d CASE adds it"});
    }
    if (raw_) {
      const EvidenceRow* kept = nullptr;
      for (const EvidenceRow& row : *rows) {
        if (row.kept && (!kept || row.uri == key_)) kept = &row;
      }
      const auto bytes = file.raw_bytes((kept ? *kept : rows->front()).evidence.sha256);
      if (!bytes) return report(bytes.error());
      put(*bytes);
      return 0;
    }
    std::string out;
    for (const EvidenceRow& row : *rows) {
      const Evidence& e = row.evidence;
      if (!out.empty()) out += '\n';
      out += "in        " + isolated(row.uri) + '\n';
      out += "sha256    " + safe_line(e.sha256) + '\n';
      out += fmt::format("bytes     {}{}\n", e.size, row.kept ? ", kept" : "");
      out += "type      " + safe_line(e.media_type) + '\n';
      if (e.url) out += "address   " + isolated(*e.url) + '\n';
      if (e.fetched) out += "fetched   " + safe_line(*e.fetched) + '\n';
      for (const auto& [name, value] : e.headers) {
        out += "header    " + safe_line(name) + ": " + isolated(value) + '\n';
      }
    }
    put(out);
    return 0;
  }

  static std::string head(const StoredDocument& d) {
    std::string out = "document  " + d.record.doc.id + '\n';
    for (const Appearance& a : d.appearances) {
      out += "in        " + isolated(a.uri);
      if (a.outlet) out += ", " + isolated(*a.outlet);
      if (a.published) out += ", " + isolated(*a.published);
      if (a.url) out += ", " + isolated(*a.url);
      out += '\n';
    }
    return out + '\n';
  }

  static std::string records(const StoredDocument& d, NameBook& names) {
    const Record& r = d.record;
    const Result<std::u32string> text = decode_utf8(d.text);
    const auto words = [&](const Span& s) {
      if (!text || s.begin >= s.end || s.end > text->size()) return std::string();
      return isolated(encode_utf8(std::u32string_view(*text).substr(s.begin, s.length())));
    };
    const auto sides = [&](const std::vector<std::string>& codes) {
      std::vector<std::string> all;
      for (const std::string& c : codes) all.push_back(isolated(names.label(c)));
      return joined(all, ", ");
    };
    std::string out = fmt::format("\nevents ({})\n", r.events.size());
    for (const Event& e : r.events) {
      out += fmt::format("  {} {}", safe_line(e.date.value_or("-")), event_type_name(e.type));
      if (!e.mode.empty()) out += ' ' + safe_line(e.mode);
      out += ": " + (e.actor.empty() ? std::string("?") : sides(e.actor));
      if (!e.recipient.empty()) out += " -> " + sides(e.recipient);
      if (e.place) out += " at " + isolated(*e.place);
      if (e.factuality != Factuality::actual)
        out += fmt::format(" ({})", factuality_name(e.factuality));
      if (!e.source.empty()) out += ", says " + sides(e.source);
      if (!e.triggers.empty()) out += "  " + words(e.triggers[0]);
      out += "  [" + safe_line(e.rule) + "]\n";
    }
    out += fmt::format("relations ({})\n", r.relations.size());
    for (const Relation& rel : r.relations) {
      out += fmt::format("  {} {} {}", isolated(names.label(rel.subject)),
                         relation_kind_name(rel.rel), isolated(names.label(rel.object)));
      if (rel.from || rel.to)
        out += fmt::format(" ({}/{})", rel.from.value_or(".."), rel.to.value_or(".."));
      out += "  " + words(rel.span) + "  [" + safe_line(rel.rule) + "]\n";
    }
    out += fmt::format("claims ({})\n", r.claims.size());
    for (const Claim& c : r.claims) {
      out += "  " + (c.source.empty() ? words(c.source_span) : isolated(names.label(c.source)));
      if (!c.via.empty()) out += " via " + sides(c.via);
      out += ": " + words(c.span) + "  [" + safe_line(c.rule) + "]\n";
    }
    out += fmt::format("times ({})\n", r.times.size());
    for (const TimeExpression& t : r.times) {
      out += "  " + safe_line(t.value) + "  " + words(t.span) + '\n';
    }
    out += fmt::format("quantities ({})\n", r.quantities.size());
    for (const Quantity& q : r.quantities) {
      out += fmt::format("  {}{}{} {}  {}\n", q.bound == '=' ? "" : std::string(1, q.bound),
                         q.value, q.upper ? fmt::format("-{}", *q.upper) : "", safe_line(q.unit),
                         words(q.span));
    }
    out += fmt::format("entities ({})\n", r.entities.size());
    for (const Entity& e : r.entities) {
      out += "  " + isolated(e.id);
      if (e.name_en != e.id && !e.name_en.empty()) out += ' ' + isolated(e.name_en);
      out += fmt::format("  {} x{}\n", isolated(e.name_ar), e.mentions.size());
    }
    return out;
  }

  std::string key_;
  std::string file_;
  bool json_ = false;
  bool evidence_ = false;
  bool raw_ = false;
};

}  // namespace

std::unique_ptr<Command> make_show() { return std::make_unique<Show>(); }

}  // namespace isnad
