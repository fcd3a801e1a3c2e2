#include "export/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/utf8.h"
#include "morph/conllu.h"
#include "record/json_parts.h"
#include "text/bidi.h"

namespace isnad {

namespace {

constexpr size_t kIdLength = 16;  // of the SHA-256 in a sentence's id

// What MISC, and the fields of an Entity in it, keep for themselves, percent-encoded.
std::string escaped(std::string_view s) {
  std::string out;
  for (const char c : s) {
    if (std::string_view(" \t\r\n%|=()-,[]").find(c) != std::string_view::npos) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

// The words of a sentence that a span covers, at least in part: [first, last).
std::pair<size_t, size_t> covered(const std::vector<ConlluWord>& words, const Span& span) {
  size_t first = 0;
  while (first < words.size() && words[first].span.end <= span.begin) ++first;
  size_t last = first;
  while (last < words.size() && words[last].span.begin < span.end) ++last;
  return {first, last};
}

class Marker {
 public:
  // `number` of the article in the file: entities of two articles must not share an id.
  Marker(const Record& record, size_t number, ExportTally& tally)
      : record_(record), number_(number), tally_(tally) {
    for (size_t i = 0; i < record.entities.size(); ++i) {
      for (const Mention& m : record.entities[i].mentions) mentions_.push_back({m.span, i});
    }
    std::sort(mentions_.begin(), mentions_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.span, a.entity) < std::tie(b.span, b.entity);
    });
  }

  // Puts Entity and Event into the misc of the words.
  void mark(const Sentence& sentence, std::vector<ConlluWord>& words) {
    entities(sentence, words);
    for (size_t i = 0; i < record_.events.size(); ++i) {
      const Event& e = record_.events[i];
      for (const Span& t : e.triggers) {
        if (t.begin < sentence.span.begin || t.begin >= sentence.span.end) continue;
        const auto [first, last] = covered(words, t);
        for (size_t w = first; w < last; ++w) {
          const std::string mark = fmt::format("{}:{}", i + 1, event_type_name(e.type));
          auto& misc = words[w].misc;
          const auto there = std::find_if(misc.begin(), misc.end(), [](const std::string& m) {
            return m.starts_with("Event=");
          });
          if (there == misc.end()) {
            misc.push_back("Event=" + mark);
          } else if (*there != "Event=" + mark && !there->ends_with(',' + mark)) {
            *there += ',' + mark;
          }
        }
      }
    }
  }

  // What was read in the sentence, as comments; of events with their numbers.
  std::string comments(const Span& sentence) {
    std::string out;
    const auto here = [&](const Span& s) {
      return s.begin >= sentence.begin && s.begin < sentence.end;
    };
    for (size_t i = 0; i < record_.events.size(); ++i) {
      const Event& e = record_.events[i];
      if (e.triggers.empty() || !here(e.triggers.front())) continue;
      out += fmt::format("# isnad_event_{} = ", i + 1);
      append_event(e, out);
      out += '\n';
      ++events_;
    }
    for (const TimeExpression& t : record_.times) {
      if (!here(t.span)) continue;
      out += "# isnad_time = ";
      append_time(t, out);
      out += '\n';
      ++times_;
    }
    for (const Quantity& q : record_.quantities) {
      if (!here(q.span)) continue;
      out += "# isnad_quantity = ";
      append_quantity(q, out);
      out += '\n';
      ++quantities_;
    }
    for (const Relation& r : record_.relations) {
      if (!here(r.span)) continue;
      out += "# isnad_relation = ";
      append_relation(r, out);
      out += '\n';
      ++relations_;
    }
    for (const Claim& c : record_.claims) {
      if (!here(c.span)) continue;
      out += "# isnad_claim = ";
      append_claim(c, out);
      out += '\n';
      ++claims_;
    }
    return out;
  }

  // Tells what found its place and what did not.
  void finish() {
    const auto told = [&](const char* what, int64_t wrote, size_t all) {
      if (wrote > 0) tally_.wrote(what, wrote);
      const int64_t lost = static_cast<int64_t>(all) - wrote;
      if (lost > 0) tally_.left_out("things that stand in no sentence", what, lost);
    };
    told("mentions", marked_, mentions_.size() - static_cast<size_t>(doubles_));
    told("times", times_, record_.times.size());
    told("quantities", quantities_, record_.quantities.size());
    told("events", events_, record_.events.size());
    told("relations", relations_, record_.relations.size());
    told("claims", claims_, record_.claims.size());
  }

 private:
  struct Place {
    Span span;
    size_t entity = 0;
  };
  struct Bracket {
    size_t first = 0;
    size_t last = 0;
    size_t entity = 0;
    auto operator<=>(const Bracket&) const = default;
  };

  void entities(const Sentence& sentence, std::vector<ConlluWord>& words) {
    std::vector<Bracket> brackets;
    auto at = std::lower_bound(mentions_.begin(), mentions_.end(), sentence.span.begin,
                               [](const Place& p, uint32_t begin) { return p.span.begin < begin; });
    for (; at != mentions_.end() && at->span.begin < sentence.span.end; ++at) {
      const auto [first, last] = covered(words, at->span);
      if (first < last) brackets.push_back({first, last, at->entity});
    }
    const size_t before = brackets.size();
    std::sort(brackets.begin(), brackets.end());
    brackets.erase(std::unique(brackets.begin(), brackets.end()), brackets.end());
    doubles_ += static_cast<int64_t>(before - brackets.size());
    marked_ += static_cast<int64_t>(brackets.size());
    // The longest opens first and closes last.
    std::stable_sort(brackets.begin(), brackets.end(), [](const Bracket& a, const Bracket& b) {
      return a.last - a.first > b.last - b.first;
    });
    std::vector<std::string> opens(words.size());
    std::vector<std::string> closes(words.size());
    for (const Bracket& b : brackets) {
      const Entity& e = record_.entities[b.entity];
      const std::string head = fmt::format("(d{}e{}-{}-1-{}", number_, b.entity + 1,
                                           entity_kind_name(e.kind), escaped(e.id));
      if (b.last == b.first + 1) {
        opens[b.first] += head + ')';
      } else {
        opens[b.first] += head;
        closes[b.last - 1] = fmt::format("d{}e{})", number_, b.entity + 1) + closes[b.last - 1];
      }
    }
    for (size_t i = 0; i < words.size(); ++i) {
      if (opens[i].empty() && closes[i].empty()) continue;
      words[i].misc.push_back("Entity=" + closes[i] + opens[i]);
    }
  }

  const Record& record_;
  size_t number_;
  ExportTally& tally_;
  std::vector<Place> mentions_;
  int64_t marked_ = 0, doubles_ = 0;
  int64_t times_ = 0, quantities_ = 0, events_ = 0, relations_ = 0, claims_ = 0;
};

std::string head_of(const StoredDocument& d) {
  const DocumentInfo& doc = d.record.doc;
  std::string out = "# newdoc id = " + doc.id + "\n# global.Entity = eid-etype-head-identity\n";
  const auto line = [&](const char* key, const std::optional<std::string>& value) {
    if (value && !value->empty()) out += fmt::format("# {} = {}\n", key, safe_line(*value));
  };
  line("doc_uri", doc.uri);
  line("doc_url", doc.url);
  line("doc_outlet", doc.outlet);
  line("doc_published", doc.published);
  line("doc_title", doc.title);
  return out;
}

}  // namespace

Result<void> export_conllu(Export& e) {
  const Result<Lexicon> lexicon = Lexicon::open(*e.image);
  if (!lexicon) return tl::unexpected<Error>(lexicon.error());
  Analyser analyser(*lexicon);
  auto out = e.outputs.open("articles.conllu");
  if (!out) return tl::unexpected<Error>(out.error());
  size_t articles = 0;
  auto done = e.file.each_document(e.options.filter, [&](const StoredDocument& d) -> Result<void> {
    if (d.record.doc.lang != "ar") {
      e.tally.left_out("articles in a language that the analyser does not know", d.record.doc.lang);
      return {};
    }
    const Result<std::u32string> text = decode_utf8(d.text);
    if (!text) return tl::unexpected<Error>(text.error());
    const TextView view = read_text(*text);
    const std::vector<Word> words = analyse_words(view, analyser);
    Marker marker(d.record, ++articles, e.tally);
    std::string lines = head_of(d);
    size_t number = 0;
    for (const Sentence& s : view.sentences) {
      if (s.first >= s.last) continue;
      std::vector<ConlluWord> row = conllu_words(*lexicon, view, words, s);
      marker.mark(s, row);
      lines += fmt::format("# sent_id = {}-{}\n# text = {}\n", d.record.doc.id.substr(0, kIdLength),
                           ++number, conllu_line(view.text, s.span));
      lines += fmt::format("# isnad_span = [{},{}]\n", s.span.begin, s.span.end);
      lines += marker.comments(s.span);
      append_conllu(row, view, lines);
      lines += '\n';
    }
    marker.finish();
    e.tally.wrote("articles");
    e.tally.wrote("sentences", static_cast<int64_t>(number));
    return (*out)->write(lines);
  });
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
