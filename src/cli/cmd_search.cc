#include <algorithm>
#include <memory>

#include "answer/search_form.h"
#include "cli/query.h"
#include "cli/search_view.h"
#include "engine/engine.h"
#include "export/cells.h"
#include "morph/morph.h"

namespace isnad {

namespace {

constexpr size_t kShown = 20;

// Reads the words of a query; the image is opened when the first word is asked for.
class WordReader {
 public:
  std::vector<SearchWord> read(std::u32string_view piece) {
    if (auto r = open(); !r) {
      if (!error_) error_ = r.error();
      return {};
    }
    return search_words(piece, *analyser_);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  Result<void> open() {
    if (analyser_) return {};
    if (error_) return tl::unexpected<Error>(*error_);
    Result<Image> image = Image::open(find_image());
    if (!image) return tl::unexpected<Error>(image.error());
    image_ = std::make_unique<Image>(std::move(*image));
    Result<Lexicon> lexicon = Lexicon::open(*image_);
    if (!lexicon) return tl::unexpected<Error>(lexicon.error());
    lexicon_ = std::make_unique<Lexicon>(std::move(*lexicon));
    analyser_ = std::make_unique<Analyser>(*lexicon_);
    return {};
  }

  std::unique_ptr<Image> image_;
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Analyser> analyser_;
  std::optional<Error> error_;
};

// The names between commas; nothing if one of them is none.
template <class T>
Result<std::vector<T>> listed(const std::string& names, std::optional<T> (*value)(std::string_view),
                              const std::string& known) {
  std::vector<T> out;
  for (size_t at = 0; at < names.size();) {
    const size_t end = std::min(names.find(',', at), names.size());
    const std::string name = names.substr(at, end - at);
    at = end + 1;
    const std::optional<T> v = value(name);
    if (!v) {
      return fail(ErrorCode::bad_argument, "--facet " + name + ": is none of " + known);
    }
    if (std::find(out.begin(), out.end(), *v) == out.end()) out.push_back(*v);
  }
  return out;
}

std::string facet_names() {
  std::vector<std::string> all;
  for (int i = 0; i <= static_cast<int>(SearchFacet::rel); ++i) {
    all.emplace_back(search_facet_name(static_cast<SearchFacet>(i)));
  }
  return joined(all, ", ");
}

class SearchCommand : public Command {
 public:
  const char* name() const override { return "search"; }
  const char* summary() const override {
    return "Find articles, events, claims and relations by words and fields";
  }
  const char* examples() const override {
    return "A query is words (all of them), \"phrases\", prefix*, OR, -not, parentheses and "
           "fields:\n"
           "actor recipient source via place type mode context rel subject object from to "
           "factuality\n"
           "conflict entity outlet published known lang title copies (docs/search.md).\n"
           "A query that begins with - is written after --, or with NOT.\n\n"
           "Examples:\n"
           "  isnad search 'actor:MLI type:AGREE from:2025-01' -d matter.case\n"
           "  isnad search 'outlet:Gazette copies:no' -d matter.case --facet month,actor\n"
           "  isnad search 'actor:RUS type:ASSAULT' -d matter.case --save attacks\n"
           "  isnad search --saved attacks --new -d matter.case";
  }
  void declare(Options& o) override {
    o.words("QUERY", words_, "What is looked for");
    o.required_text("-d,--case", file_, "CASE", "The case file (isnad read makes one)");
    o.text("--of", of_, "KIND",
           "articles, events, claims or relations (default: what the query's fields are about)");
    o.text("--sort", sort_, "ORDER", "date: articles by date too, not by how well they fit");
    o.text("--facet", facet_, "LIST",
           "Count the hits by these, with commas between: outlet, type, "
           "mode, actor, recipient, source, place, month, factuality, "
           "lang, rel");
    o.number("--facet-limit", facet_limit_, "At most so many values of each (default 10, 0: all)");
    o.text("--limit", limit_, "N", "At most so many hits (default 20; with --new all; 0: all)");
    o.number("--offset", offset_, "Leave out so many hits first");
    o.flag("--count", count_, "Only how many");
    o.flag("--json", json_, "One JSON object a hit, then one a facet");
    o.flag("--csv", csv_, "Comma-separated values with a header; with --facet the counts alone");
    o.text("--save", save_, "NAME", "Keep this query under a name");
    o.text("--saved", saved_, "NAME", "The query that is kept under this name");
    o.flag("--new", new_, "With --saved: only what came in since --new was asked last");
    o.flag("--list-saved", list_, "The queries that are kept");
    o.text("--forget", forget_, "NAME", "Keep a query no more");
  }

  int run() override {
    if (auto r = check(); !r) return report(r.error());
    const bool writes = new_ || save_ || forget_;
    Result<CaseFile> file =
        CaseFile::open(file_, writes ? CaseFile::Mode::write : CaseFile::Mode::read);
    if (!file) return report(file.error());
    if (list_) return list_saved(*file);
    if (forget_) {
      if (auto r = file->forget_search(*forget_); !r) return report(r.error());
      return 0;
    }
    std::string query = joined(words_, " ");
    std::optional<SavedSearch> kept;
    if (saved_) {
      Result<SavedSearch> found = file->saved_search(*saved_);
      if (!found) return report(found.error());
      kept = std::move(*found);
      query = kept->query;
      if (!request_.of) request_.of = kept->of;
      if (new_) request_.after_round = kept->round;
    }
    auto parsed = parse_search(query);
    if (!parsed) {
      std::fflush(stdout);
      const std::string text = query_fault_text(query, parsed.error());
      std::fwrite(text.data(), 1, text.size(), stderr);
      return exit_code(ErrorCode::bad_argument);
    }
    request_.query = std::move(*parsed);
    WordReader reader;
    request_.words = [&](std::u32string_view piece) { return reader.read(piece); };
    const Result<SearchAnswer> answer = file->search(request_);
    if (reader.error()) return report(*reader.error());
    if (!answer) return report(answer.error());
    NameBook names(*file, place_names());
    print(*answer, *file, names);
    if (save_) return keep(*file, {*save_, query, request_.of, answer->round});
    if (new_) return mark(*file, *kept, *answer);
    return 0;
  }

 private:
  Result<void> check() {
    const auto wrong = [](const std::string& what) { return fail(ErrorCode::bad_argument, what); };
    const int doing = (save_ ? 1 : 0) + (saved_ ? 1 : 0) + (list_ ? 1 : 0) + (forget_ ? 1 : 0);
    if (doing > 1) return wrong("--save, --saved, --list-saved and --forget: give one of them");
    if (json_ && csv_) return wrong("--json and --csv: give one of them");
    if (new_ && !saved_) return wrong("--new: goes with --saved NAME");
    if (words_.empty() && !saved_ && !list_ && !forget_) {
      return wrong("a query is missing: isnad search 'WORDS field:value' -d CASE");
    }
    if (!words_.empty() && (saved_ || list_ || forget_)) {
      return wrong("a query and a saved one: give one of them");
    }
    if (save_ && save_->empty()) return wrong("--save: a name is missing");
    if (of_) {
      request_.of = search_target_from_name(*of_);
      if (!request_.of) {
        return wrong("--of " + *of_ + ": is none of articles, events, claims, relations");
      }
    }
    if (sort_) {
      if (*sort_ != "date") return wrong("--sort " + *sort_ + ": can only be date");
      request_.by_date = true;
    }
    request_.limit = new_ ? 0 : kShown;
    if (limit_) {
      if (limit_->empty() || limit_->size() > 9 ||
          limit_->find_first_not_of("0123456789") != std::string::npos) {
        return wrong("--limit " + *limit_ + ": is no number from 0 to 999999999");
      }
      request_.limit = std::stoul(*limit_);
    }
    request_.offset = offset_;
    request_.count_only = count_ || (csv_ && facet_);
    request_.facet_limit = facet_limit_;
    if (!facet_) return {};
    auto facets = listed<SearchFacet>(*facet_, search_facet_from_name, facet_names());
    if (!facets) return tl::unexpected<Error>(facets.error());
    request_.facets = std::move(*facets);
    return {};
  }

  void print(const SearchAnswer& answer, const CaseFile& file, NameBook& names) const {
    for (const std::string& value : answer.unknown) {
      tell(value + ": nothing in " + file.name() + " has this value");
    }
    if (answer.unseen > 0) {
      tell(std::to_string(answer.unseen) + (answer.unseen == 1 ? " article is" : " articles are") +
           " not searched yet; the next isnad read that ends makes up for it");
    }
    const Terminal terminal = Terminal::look();
    if (csv_) return print_csv(answer, names);
    if (json_) {
      if (count_)
        put("{\"of\":\"" + std::string(search_target_name(answer.of)) +
            "\",\"total\":" + std::to_string(answer.total) + "}\n");
      for (const SearchHit& h : answer.hits) put(search_hit_json(h, answer.of, names));
      for (const FacetCounts& f : answer.facets) put(facet_json(f, names));
      return;
    }
    if (count_) {
      put(std::to_string(answer.total) + '\n');
    } else if (answer.total == 0) {
      if (terminal.err) tell("nothing found");
    } else {
      put(summary(answer) + '\n');
    }
    for (size_t i = 0; i < answer.hits.size(); ++i) {
      put('\n' + search_hit_text(answer.hits[i], answer.of, offset_ + i + 1, names, terminal));
    }
    for (const FacetCounts& f : answer.facets) put('\n' + facet_text(f, names, terminal));
  }

  void print_csv(const SearchAnswer& answer, NameBook& names) const {
    std::string out;
    if (facet_) {
      append_csv_row({"facet", "value", "name", "count"}, out);
      for (const FacetCounts& f : answer.facets) append_facet_csv(f, names, out);
    } else if (count_) {
      append_csv_row({"of", "total"}, out);
      append_csv_row({std::string(search_target_name(answer.of)), std::to_string(answer.total)},
                     out);
    } else {
      append_csv_row(search_csv_columns(answer.of), out);
      for (const SearchHit& h : answer.hits) {
        append_csv_row(search_csv_cells(h, answer.of, names), out);
      }
    }
    put(out);
  }

  std::string summary(const SearchAnswer& answer) const {
    std::string kind(search_target_name(answer.of));
    if (answer.total == 1) kind.pop_back();
    std::string out = std::to_string(answer.total) + ' ' + kind;
    if (answer.hits.size() < answer.total) {
      out += answer.hits.empty() ? ", none of them shown"
                                 : ", shown: " + std::to_string(offset_ + 1) + " to " +
                                       std::to_string(offset_ + answer.hits.size());
    }
    return out;
  }

  int keep(CaseFile& file, const SavedSearch& search) const {
    if (auto r = file.save_search(search); !r) return report(r.error());
    return 0;
  }

  // What was shown is not new any more; what was not shown, or not written, still is.
  int mark(CaseFile& file, SavedSearch search, const SearchAnswer& answer) const {
    if (const int code = finish_output(0); code != 0) return code;
    if (request_.count_only) return 0;
    if (answer.hits.size() < answer.total) {
      tell("not all of what is new was shown, so it stays new: leave out --limit and --offset");
      return 0;
    }
    search.round = answer.round;
    return keep(file, search);
  }

  int list_saved(const CaseFile& file) const {
    const Result<std::vector<SavedSearch>> all = file.saved_searches();
    if (!all) return report(all.error());
    static const View<SavedSearch> kView = {
        {"NAME", "QUERY", "OF"},
        [](const SavedSearch& s, NameBook&) -> std::vector<std::string> {
          return {s.name, s.query, s.of ? std::string(search_target_name(*s.of)) : "-"};
        },
        saved_search_form()};
    QueryOptions options;
    options.json = json_;
    options.csv = csv_;
    NameBook names(file, place_names());
    return print_rows(*all, kView, options, names);
  }

  std::vector<std::string> words_;
  std::string file_;
  std::optional<std::string> of_;
  std::optional<std::string> sort_;
  std::optional<std::string> facet_;
  std::optional<std::string> limit_;
  std::optional<std::string> save_;
  std::optional<std::string> saved_;
  std::optional<std::string> forget_;
  size_t facet_limit_ = 10;
  size_t offset_ = 0;
  bool count_ = false;
  bool json_ = false;
  bool csv_ = false;
  bool new_ = false;
  bool list_ = false;
  SearchRequest request_;
};

}  // namespace

std::unique_ptr<Command> make_search() { return std::make_unique<SearchCommand>(); }

}  // namespace isnad
