// data/relations/*.tsv -> rel.* sections.

#include <map>
#include <set>
#include <utility>

#include "base/tsv.h"
#include "compile/compile.h"
#include "compile/frame_ids.h"
#include "relations/impl.h"
#include "text/fold.h"

namespace isnad::compile {

namespace {

namespace fs = std::filesystem;

class Relations {
 public:
  Relations(const fs::path& data, ImageWriter& out) : data_(data / "relations"), out_(out) {}

  Result<void> run() {
    if (auto r = word_sets(); !r) return r;
    if (auto r = patterns(); !r) return r;
    if (auto r = offices(); !r) return r;
    if (auto r = office_bodies(); !r) return r;
    if (auto r = events(); !r) return r;
    index_.write(out_, "rel.index");
    for (const char* set : {"places",  "parliaments", "presided", "unfinished", "begun",
                            "among",   "links",       "public",   "private",    "beside_preps",
                            "beside",  "alliances",   "founding", "sports",     "departments",
                            "regions", "forces",      "being",    "making",     "denials",
                            "chances", "lasting",     "hosts",    "lands",      "done"})
      rules_.strings(sets_[set]);
    if (auto r = regions(); !r) return r;
    if (auto r = homes(); !r) return r;
    if (auto r = agreements(); !r) return r;
    out_.add("rel.rules", rules_.take());
    return {};
  }

 private:
  // Reads a file and calls row(file, columns, fields) for each line.
  template <class F>
  Result<size_t> each(const char* name, std::initializer_list<std::string_view> names, F row) {
    auto file = TsvFile::read(data_ / name);
    if (!file) return tl::unexpected(file.error());
    const auto at = file->columns(names);
    if (!at) return tl::unexpected(at.error());
    for (const TsvRow& r : file->rows()) {
      if (auto ok = row(*file, r, *at); !ok) return tl::unexpected(ok.error());
    }
    return file->rows().size();
  }

  Result<void> word_sets() {
    auto r =
        each("words.tsv", {"set", "words"},
             [&](const TsvFile&, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
               for (const std::string& w : split_list(row.fields[at[1]])) {
                 sets_[row.fields[at[0]]].push_back(fold_key(w));
               }
               return {};
             });
    if (!r) return tl::unexpected(r.error());
    return {};
  }

  static bool position(const std::string& s, RelationSide* side) {
    static const std::map<std::string, RelationSide::Where> kNames = {
        {"subj", RelationSide::subj},
        {"obj", RelationSide::obj},
        {"gen", RelationSide::gen},
        {"nisba", RelationSide::nisba},
        {"pron", RelationSide::pron},
        {"topic", RelationSide::topic},
        {"name", RelationSide::name},
        {"list", RelationSide::list},
        {"after", RelationSide::after},
        {"near", RelationSide::near},
        {"around", RelationSide::around},
        {"before", RelationSide::before},
        {"later", RelationSide::later},
        {"brackets", RelationSide::brackets},
        {"genname", RelationSide::genname},
        {"self", RelationSide::self},
        {"among", RelationSide::among},
        {"subjnisba", RelationSide::subjnisba},
        {"objnisba", RelationSide::objnisba},
        {"owner", RelationSide::owner},
        {"agent", RelationSide::agent},
        {"objname", RelationSide::objname},
        {"described", RelationSide::described},
        {"bearer", RelationSide::bearer},
        {"adjnisba", RelationSide::adjnisba},
        {"theme", RelationSide::theme},
        {"founders", RelationSide::founders},
        {"agentname", RelationSide::agentname},
        {"asked", RelationSide::asked},
        {"ownland", RelationSide::ownland},
        {"keeper", RelationSide::keeper},
        {"host", RelationSide::host},
        {"insentence", RelationSide::insentence}};
    if (s.size() > 1 && (s[0] == '@' || s[0] == '=')) {
      side->where = s[0] == '@' ? RelationSide::complement : RelationSide::adjacent;
      side->prep = fold_key(s.substr(1));
      return true;
    }
    const auto it = kNames.find(s);
    if (it == kNames.end()) return false;
    side->where = it->second;
    return true;
  }

  bool need(std::string s, RelationNeed* out) const {
    out->absent = !s.empty() && s[0] == '!';
    if (out->absent) s.erase(0, 1);
    const size_t colon = s.find(':');
    if (colon == std::string::npos) return false;
    const std::string where = s.substr(0, colon);
    const auto set = sets_.find(s.substr(colon + 1));
    if (set == sets_.end()) return false;
    out->words = set->second;
    if (where == "here") {
      out->where = RelationNeed::here;
    } else if (where == "next") {
      out->where = RelationNeed::next;
    } else if (where == "prev") {
      out->where = RelationNeed::prev;
    } else if (where == "gov") {
      out->where = RelationNeed::governor;
    } else if (where == "subj") {
      out->where = RelationNeed::subj;
    } else if (where == "soon") {
      out->where = RelationNeed::soon;
    } else if (where == "head") {
      out->where = RelationNeed::head;
    } else if (where == "agent") {
      out->where = RelationNeed::agent;
    } else if (where == "word") {
      out->where = RelationNeed::self;
    } else if (where == "obj") {
      out->where = RelationNeed::obj;
    } else if (where.size() > 1 && where[0] == '@') {
      out->where = RelationNeed::complement;
      out->prep = fold_key(where.substr(1));
    } else {
      return false;
    }
    return true;
  }

  static bool kinds(const std::string& s, std::string* subject, std::string* object) {
    const size_t arrow = s.find('>');
    if (arrow == std::string::npos || arrow == 0 || arrow + 1 >= s.size()) return false;
    *subject = s.substr(0, arrow);
    *object = s.substr(arrow + 1);
    return (*subject + *object).find_first_not_of("soapctlgumr") == std::string::npos;
  }

  static bool flags(const std::string& list, uint8_t* out) {
    static const std::map<std::string, uint8_t> kNames = {
        {"start", kRelationStart}, {"end", kRelationEnd},   {"count", kRelationCount},
        {"many", kRelationMany},   {"pair", kRelationPair}, {"named", kRelationNamed},
        {"each", kRelationEach},   {"plan", kRelationPlan}, {"defence", 0}};
    for (const std::string& f : split_list(list)) {
      const auto it = kNames.find(f);
      if (it == kNames.end()) return false;
      *out = static_cast<uint8_t>(*out | it->second);
    }
    return true;
  }

  Result<void> patterns() {
    std::vector<RelationPattern> list;
    auto r = each(
        "patterns.tsv",
        {"rel", "use", "lemma", "self", "when", "subject", "object", "kinds", "flags"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const auto field = [&](size_t i) -> const std::string& { return row.fields[at[i]]; };
          const auto bad = [&](size_t i, const char* message) {
            return tl::unexpected(f.error(row, at[i], message));
          };
          RelationPattern p;
          p.line = row.line;
          const auto kind = relation_kind_from_name(field(0));
          if (!kind) return bad(0, "no such relation");
          p.rel = *kind;
          for (const std::string& s : split_list(field(3))) {
            p.self.push_back(s == "-" ? s : fold_key(s));
          }
          for (const std::string& s : split_list(field(4))) {
            RelationNeed n;
            if (!need(s, &n)) return bad(4, "want POSITION:SET with a set of words.tsv");
            p.needs.push_back(std::move(n));
          }
          for (size_t i : {5u, 6u}) {
            for (const std::string& alternative : split_list(field(i), '|')) {
              bool joined = false;
              for (const std::string& s : split_list(alternative, '+')) {
                RelationSide side;
                if (!position(s, &side)) return bad(i, "no such position");
                side.joined = std::exchange(joined, true);
                (i == 5 ? p.subject : p.object).push_back(std::move(side));
              }
            }
          }
          if (p.subject.empty()) return bad(5, "no position");
          if (p.object.empty()) return bad(6, "no position");
          if (!kinds(field(7), &p.subject_kinds, &p.object_kinds)) {
            return bad(7, "want SUBJECT>OBJECT of the letters soapctlgumr");
          }
          if (!flags(field(8), &p.flags)) return bad(8, "no such flag");
          const RelationIndexRow index{static_cast<uint32_t>(list.size())};
          const std::string& use = field(1);
          if (use == "name") {
            index_.add("name", index);
          } else if (use == "verb" || use == "noun" || use == "copula") {
            std::vector<std::string> lemmas;
            for (const std::string& l : split_list(field(2))) {
              if (l[0] != '$') {
                lemmas.push_back(fold_key(l));
                continue;
              }
              const auto set = sets_.find(l.substr(1));
              if (set == sets_.end()) return bad(2, "no such set in words.tsv");
              lemmas.insert(lemmas.end(), set->second.begin(), set->second.end());
            }
            if (lemmas.empty()) return bad(2, "no lemma");
            for (const std::string& l : lemmas) index_.add(use.substr(0, 1) + " " + l, index);
          } else {
            return bad(1, "want verb, noun, copula or name");
          }
          list.push_back(std::move(p));
          return {};
        });
    if (!r) return tl::unexpected(r.error());
    rules_.num(static_cast<uint32_t>(list.size()));
    for (const RelationPattern& p : list) p.write(rules_);
    return {};
  }

  Result<void> offices() {
    ArchiveWriter body;
    auto r = each(
        "offices.tsv", {"level", "at", "max_rank", "words", "rel"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const std::string& level = row.fields[at[0]];
          const std::string& where = row.fields[at[1]];
          const std::string& rank = row.fields[at[2]];
          const std::string& words = row.fields[at[3]];
          const std::string& rel = row.fields[at[4]];
          if (where != "state" && where != "body") {
            return tl::unexpected(f.error(row, at[1], "want state or body"));
          }
          if (rank.size() != 1 || rank[0] < '1' || rank[0] > '9') {
            return tl::unexpected(f.error(row, at[2], "want a rank from 1 to 9"));
          }
          const auto kind = relation_kind_from_name(rel);
          if (!kind && rel != "none" && rel != "opens" && rel != "drop" && rel != "told" &&
              rel != "seated" && rel != "open")
            return tl::unexpected(f.error(row, at[4], "no such relation"));
          body.str(level == "*" ? "" : level);
          body.num(static_cast<uint8_t>(where == "body"));
          body.num(static_cast<uint8_t>(rank[0] - '0'));
          body.strings(words == "*" ? std::vector<std::string>{} : split_list(words));
          body.num(static_cast<uint8_t>(rel == "none"));
          body.num(static_cast<uint8_t>(rel == "opens"));
          body.num(static_cast<uint8_t>(rel == "drop"));
          body.num(static_cast<uint8_t>(rel == "told"));
          body.num(static_cast<uint8_t>(rel == "seated"));
          body.num(static_cast<uint8_t>(rel == "open"));
          body.num(static_cast<uint8_t>(kind.value_or(RelationKind::holds_office)));
          body.num(row.line);
          return {};
        });
    if (!r) return tl::unexpected(r.error());
    append(*r, body);
    return {};
  }

  Result<void> office_bodies() {
    KeyTableBuilder<OfficeBodyRow> table;
    auto r =
        each("office_bodies.tsv", {"office", "body"},
             [&](const TsvFile&, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
               table.add(row.fields[at[0]], {out_.str(row.fields[at[1]])});
               return {};
             });
    if (!r) return tl::unexpected(r.error());
    table.write(out_, "rel.office_bodies");
    return {};
  }

  Result<void> events() {
    ArchiveWriter body;
    const auto ids = frame_rules(data_.parent_path() / "frames");
    auto r = each(
        "events.tsv", {"type", "mode", "frames", "rel", "subject", "object", "kinds", "bound"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const auto field = [&](size_t i) -> const std::string& { return row.fields[at[i]]; };
          const auto type = event_type_from_name(field(0));
          const auto kind = relation_kind_from_name(field(3));
          uint8_t bound = 0;
          std::string subject, object;
          if (!type) return tl::unexpected(f.error(row, at[0], "no such event type"));
          if (!kind) return tl::unexpected(f.error(row, at[3], "no such relation"));
          std::vector<std::string> frames;
          for (const std::string& id : split_list(field(2) == "*" ? "" : field(2))) {
            const auto rule = ids.find(id);
            if (rule == ids.end()) {
              return tl::unexpected(f.error(row, at[2], "no frame has the id " + id));
            }
            frames.push_back(rule->second);
          }
          if (field(4) != "actor") return tl::unexpected(f.error(row, at[4], "want actor"));
          if (field(5) != "place" && field(5) != "recipient") {
            return tl::unexpected(f.error(row, at[5], "want place or recipient"));
          }
          if (!kinds(field(6), &subject, &object)) {
            return tl::unexpected(f.error(row, at[6], "want SUBJECT>OBJECT of letters"));
          }
          if (!flags(field(7), &bound)) return tl::unexpected(f.error(row, at[7], "no such flag"));
          body.num(static_cast<uint8_t>(*type));
          body.str(field(1) == "*" ? "" : field(1));
          body.strings(frames);
          body.num(static_cast<uint8_t>(*kind));
          body.num(static_cast<uint8_t>(field(5) == "place"));
          body.str(subject);
          body.str(object);
          body.num(bound);
          body.num(row.line);
          return {};
        });
    if (!r) return tl::unexpected(r.error());
    append(*r, body);
    return {};
  }

  Result<void> regions() {
    ArchiveWriter body;
    auto r =
        each("../world/regions.tsv", {"region", "states"},
             [&](const TsvFile&, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
               body.str(row.fields[at[0]]);
               body.strings(split_list(row.fields[at[1]]));
               return {};
             });
    if (!r) return tl::unexpected(r.error());
    append(*r, body);
    return {};
  }

  Result<void> homes() {
    auto groups = TsvFile::read(data_ / "../kb/armed_groups.tsv");
    if (!groups) return tl::unexpected(groups.error());
    const auto id = groups->columns({"id"});
    if (!id) return tl::unexpected(id.error());
    std::set<std::string> known;
    for (const TsvRow& row : groups->rows()) known.insert(row.fields[id->front()]);
    ArchiveWriter body;
    auto r = each(
        "homes.tsv", {"state", "groups"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const std::vector<std::string> list = split_list(row.fields[at[1]]);
          for (const std::string& g : list) {
            if (known.count(g)) continue;
            return tl::unexpected(f.error(row, at[1], "no armed group has the id " + g));
          }
          body.str(row.fields[at[0]]);
          body.strings(list);
          return {};
        });
    if (!r) return tl::unexpected(r.error());
    append(*r, body);
    return {};
  }

  Result<void> agreements() {
    std::vector<std::pair<std::string, std::string>> heads, kinds;
    std::map<std::string, std::vector<std::string>> acts;
    uint32_t line = 0;
    auto r = each(
        "agreements.tsv", {"use", "words", "en"},
        [&](const TsvFile& f, const TsvRow& row, const std::vector<size_t>& at) -> Result<void> {
          const std::string& use = row.fields[at[0]];
          const std::string& en = row.fields[at[2]];
          const bool named = use == "head" || use == "kind";
          if (!named && use != "begin" && use != "end" && use != "suspend" && use != "signed") {
            return tl::unexpected(
                f.error(row, at[0], "want head, kind, begin, end, suspend or signed"));
          }
          if (named == en.empty()) {
            return tl::unexpected(f.error(row, at[2], "want English for a head or kind alone"));
          }
          if (use == "head" && line == 0) line = row.line;
          for (const std::string& w : split_list(row.fields[at[1]])) {
            if (named) {
              (use == "head" ? heads : kinds).emplace_back(fold_key(w), en);
            } else {
              acts[use].push_back(fold_key(w));
            }
          }
          return {};
        });
    if (!r) return tl::unexpected(r.error());
    for (const auto* list : {&heads, &kinds}) {
      rules_.num(static_cast<uint32_t>(list->size()));
      for (const auto& [word, en] : *list) {
        rules_.str(word);
        rules_.str(en);
      }
    }
    for (const char* use : {"begin", "end", "suspend", "signed"}) rules_.strings(acts[use]);
    rules_.num(line);
    return {};
  }

  // Adds a table whose rows are written already, its length first.
  void append(size_t rows, ArchiveWriter& body) {
    rules_.num(static_cast<uint32_t>(rows));
    for (char c : body.take()) rules_.num(c);
  }

  fs::path data_;
  ImageWriter& out_;
  std::map<std::string, std::vector<std::string>> sets_;
  KeyTableBuilder<RelationIndexRow> index_;
  ArchiveWriter rules_;
};

}  // namespace

Result<void> relations(const std::filesystem::path& data, ImageWriter& out) {
  return Relations(data, out).run();
}

}  // namespace isnad::compile
