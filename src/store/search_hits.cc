#include "store/search_hits.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "store/query.h"
#include "store/steps.h"
#include "text/text.h"

namespace isnad {

namespace {

constexpr size_t kPassages = 3;  // of an article
constexpr size_t kEvents = 3;    // shown with an article
constexpr size_t kRowsAtOnce = 400;

// Words of an article that answer the query: which text of the query, and where.
struct Mark {
  uint32_t text = 0;
  Span span;
};

// What a passage is cut out of.
struct Article {
  int64_t document = 0;
  Where where;
  std::optional<std::string> title;
  std::u32string text;
  std::vector<Span> sentences;
  std::vector<Mark> marks;        // in the text, ascending
  std::vector<Mark> title_marks;  // in the title
};

bool overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

// A stretch of the text with what is marked in it.
Passage passage_of(std::u32string_view text, const Span& span, std::vector<Span> marked) {
  Passage out;
  const auto size = static_cast<uint32_t>(text.size());
  const uint32_t begin = std::min(span.begin, size);
  const uint32_t end = std::clamp(span.end, begin, size);
  out.words = encode_utf8(text.substr(begin, end - begin));
  std::sort(marked.begin(), marked.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  for (const Span& m : marked) {
    const Span cut{std::clamp(m.begin, begin, end) - begin, std::clamp(m.end, begin, end) - begin};
    if (cut.begin >= cut.end) continue;
    if (!out.marks.empty() && cut.begin < out.marks.back().end) {
      out.marks.back().end = std::max(out.marks.back().end, cut.end);
    } else {
      out.marks.push_back(cut);
    }
  }
  return out;
}

class Hits {
 public:
  Hits(CaseFile::Impl& impl, SearchColumns& columns, const std::vector<FoundText>& texts,
       const WordsOf& words, SearchThing thing)
      : impl_(impl),
        columns_(columns),
        texts_(texts),
        words_(words),
        thing_(thing),
        index_(text_index(impl)) {}

  Result<std::vector<SearchHit>> run(const std::vector<uint32_t>& things,
                                     const std::vector<uint32_t>& articles,
                                     const std::optional<ThingSet>& fitting) {
    std::vector<SearchHit> out(things.size());
    Steps steps;
    if (thing_ == SearchThing::article) {
      steps.then([&] { return add_events(articles, fitting, out); });
    } else {
      steps.then([&] { return add_rows(things, out); });
    }
    uint32_t last = UINT32_MAX;
    Article article;
    for (size_t i = 0; i < out.size(); ++i) {
      steps.then([&]() -> Result<void> {
        if (articles[i] == last) return {};
        last = articles[i];
        article = Article();
        return read(articles[i], article);
      });
      if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
      out[i].where = article.where;
      out[i].title = article.title;
      out[i].passages = passages(out[i], article);
    }
    if (!steps.ok()) return tl::unexpected<Error>(steps.result().error());
    return out;
  }

 private:
  Result<void> read(uint32_t index, Article& a) {
    a.document = columns_.row(SearchThing::article, index);
    std::string bytes;
    auto r = impl_.each(
        "SELECT d.sha, d.uri, d.outlet, d.published, d.title, t.text FROM document d "
        "JOIN document_text t ON t.document = d.id WHERE d.id = ?",
        [&](const Statement& s) {
          a.where = where_of(s);
          a.title = s.optional_text(4);
          bytes = s.text(5);
        },
        a.document);
    if (!r) return r;
    Result<std::u32string> text = decode_utf8(bytes);
    if (!text) return {};  // not written by isnad: shown without its words
    a.text = std::move(*text);
    const TextView view = read_text(a.text);
    std::vector<Span> words;
    for (const Sentence& s : view.sentences) a.sentences.push_back(s.span);
    for (const Token& t : view.tokens) {
      if (t.kind != TokenKind::punct) words.push_back(t.span);
    }
    return mark(index, words, a);
  }

  Result<void> mark(uint32_t index, const std::vector<Span>& words, Article& a) {
    std::vector<Span> title_words;
    std::u32string title;
    if (a.title) {
      if (Result<std::u32string> decoded = decode_utf8(*a.title)) {
        title = std::move(*decoded);
        title_words = search_spans(title);
      }
    }
    const auto add = [](uint32_t text, const std::vector<TextPlace>& places,
                        const std::vector<Span>& spans, std::vector<Mark>& to) {
      for (const TextPlace& p : places) {
        const size_t end = size_t{p.first} + std::max<uint32_t>(1, p.words);
        if (end > spans.size()) continue;
        to.push_back({text, {spans[p.first].begin, spans[end - 1].end}});
      }
    };
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      const FoundText& t = texts_[i];
      if (t.left_out || t.pattern.forms.empty() || t.count[index] == 0) continue;
      if (t.pattern.prefix) {
        const std::string& beginning = t.pattern.forms.front();
        if (t.atom->field == SearchField::text) {
          add(i, beginning_with(beginning, a.text, words), words, a.marks);
        }
        add(i, beginning_with(beginning, title, title_words), title_words, a.title_marks);
        continue;
      }
      if (t.atom->field == SearchField::text) {
        const auto places = index_->places(columns_.text_row(index), t.pattern);
        if (!places) return tl::unexpected<Error>(places.error());
        add(i, *places, words, a.marks);
      }
      if (title_words.empty()) continue;
      const auto places = index_->places_in_title(a.document, *a.title, t.pattern);
      if (!places) return tl::unexpected<Error>(places.error());
      add(i, *places, title_words, a.title_marks);
    }
    std::stable_sort(a.marks.begin(), a.marks.end(),
                     [](const Mark& x, const Mark& y) { return x.span.begin < y.span.begin; });
    return {};
  }

  // Words that begin so as they are written, or, if there are none, one of whose lemmas may.
  std::vector<TextPlace> beginning_with(const std::string& beginning, std::u32string_view text,
                                        const std::vector<Span>& words) const {
    std::vector<TextPlace> out;
    const auto piece = [&](const Span& s) { return text.substr(s.begin, s.end - s.begin); };
    const auto begins = [&](const std::string& word) {
      return word.compare(0, beginning.size(), beginning) == 0;
    };
    for (uint32_t i = 0; i < words.size(); ++i) {
      if (begins(search_token(fold(piece(words[i])).bytes))) out.push_back({i, 1});
    }
    for (uint32_t i = 0; i < words.size() && out.empty(); ++i) {
      for (const SearchWord& w : words_ ? words_(piece(words[i])) : std::vector<SearchWord>()) {
        if (std::any_of(w.lemmas.begin(), w.lemmas.end(), begins)) {
          out.push_back({i, 1});
          break;
        }
      }
    }
    return out;
  }

  std::vector<Passage> passages(const SearchHit& hit, const Article& a) const {
    if (a.text.empty()) return {};
    if (thing_ == SearchThing::claim) {
      return hit.claims.empty() ? std::vector<Passage>()
                                : std::vector<Passage>{cut(a, hit.claims.front().claim.span, {})};
    }
    if (thing_ == SearchThing::event && !hit.events.empty()) {
      return sentences_with(a, hit.events.front().event.triggers);
    }
    if (thing_ == SearchThing::relation && !hit.relations.empty()) {
      return sentences_with(a, {hit.relations.front().relation.span});
    }
    return thing_ == SearchThing::article ? best_sentences(a) : std::vector<Passage>();
  }

  static Passage cut(const Article& a, const Span& span, std::vector<Span> marked) {
    for (const Mark& m : a.marks) {
      if (overlap(m.span, span)) marked.push_back(m.span);
    }
    return passage_of(a.text, span, std::move(marked));
  }

  static std::vector<Passage> sentences_with(const Article& a, const std::vector<Span>& spans) {
    std::vector<Passage> out;
    for (const Span& s : a.sentences) {
      std::vector<Span> inside;
      for (const Span& p : spans) {
        if (overlap(p, s)) inside.push_back(p);
      }
      if (!inside.empty()) out.push_back(cut(a, s, std::move(inside)));
    }
    return out;
  }

  // The title, if it has words of the query, and the sentences with most of them, in text order.
  std::vector<Passage> best_sentences(const Article& a) const {
    std::vector<Passage> out;
    if (!a.title_marks.empty()) {
      const Result<std::u32string> title = decode_utf8(*a.title);
      std::vector<Span> marked;
      for (const Mark& m : a.title_marks) marked.push_back(m.span);
      if (title) {
        out.push_back(passage_of(*title, {0, static_cast<uint32_t>(title->size())}, marked));
        out.back().title = true;
      }
    }
    struct Candidate {
      size_t sentence;
      size_t texts;  // of the query that it has
      size_t marks;
    };
    std::vector<Candidate> candidates;
    for (size_t s = 0; s < a.sentences.size(); ++s) {
      std::vector<uint32_t> texts;
      size_t marks = 0;
      for (const Mark& m : a.marks) {
        if (!overlap(m.span, a.sentences[s])) continue;
        ++marks;
        if (std::find(texts.begin(), texts.end(), m.text) == texts.end()) texts.push_back(m.text);
      }
      if (marks > 0) candidates.push_back({s, texts.size(), marks});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& x, const Candidate& y) {
                       return x.texts != y.texts ? x.texts > y.texts : x.marks > y.marks;
                     });
    candidates.resize(std::min(candidates.size(), kPassages));
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& x, const Candidate& y) { return x.sentence < y.sentence; });
    for (const Candidate& c : candidates) out.push_back(cut(a, a.sentences[c.sentence], {}));
    return out;
  }

  // The events of each article that fit, by their place in the text.
  Result<void> add_events(const std::vector<uint32_t>& articles,
                          const std::optional<ThingSet>& fitting, std::vector<SearchHit>& out) {
    if (!fitting) return {};
    const std::span<const uint32_t> begins =
        columns_.ranges("article.events", SearchThing::article, SearchThing::event);
    std::vector<uint32_t> events;
    std::vector<size_t> of;
    for (size_t i = 0; i < articles.size(); ++i) {
      size_t here = 0;
      for (uint32_t e = begins[articles[i]]; e < begins[articles[i] + 1]; ++e) {
        if (!(*fitting)[e]) continue;
        if (++here > kEvents) {
          ++out[i].more_events;
          continue;
        }
        events.push_back(e);
        of.push_back(i);
      }
    }
    std::vector<SearchHit> rows(events.size());
    if (auto r = add<EventRow>(SearchThing::event, events, rows); !r) return r;
    for (size_t k = 0; k < rows.size(); ++k) {
      for (EventRow& row : rows[k].events) out[of[k]].events.push_back(std::move(row));
    }
    return {};
  }

  Result<void> add_rows(const std::vector<uint32_t>& things, std::vector<SearchHit>& out) {
    return thing_ == SearchThing::event      ? add<EventRow>(thing_, things, out)
           : thing_ == SearchThing::relation ? add<RelationRow>(thing_, things, out)
                                             : add<ClaimRow>(thing_, things, out);
  }

  static void give(EventRow row, SearchHit& to) { to.events.push_back(std::move(row)); }
  static void give(RelationRow row, SearchHit& to) { to.relations.push_back(std::move(row)); }
  static void give(ClaimRow row, SearchHit& to) { to.claims.push_back(std::move(row)); }
  static const std::string& key(const EventRow& row) { return row.event.id; }
  static const std::string& key(const RelationRow& row) { return row.relation.id; }
  static const std::string& key(const ClaimRow& row) { return row.claim.id; }
  Result<std::vector<EventRow>> rows(const Query& q, const EventRow*) {
    return event_rows(impl_, q);
  }
  Result<std::vector<RelationRow>> rows(const Query& q, const RelationRow*) {
    return relation_rows(impl_, q);
  }
  Result<std::vector<ClaimRow>> rows(const Query& q, const ClaimRow*) {
    return claim_rows(impl_, q);
  }

  // Puts the row of each thing into the hit of the same number.
  template <class Row>
  Result<void> add(SearchThing thing, const std::vector<uint32_t>& things,
                   std::vector<SearchHit>& out) {
    const char* const table = thing == SearchThing::event      ? "e"
                              : thing == SearchThing::relation ? "r"
                                                               : "c";
    for (size_t begin = 0; begin < things.size(); begin += kRowsAtOnce) {
      const size_t end = std::min(things.size(), begin + kRowsAtOnce);
      std::map<int64_t, size_t> at;
      std::string ids;
      for (size_t i = begin; i < end; ++i) {
        const int64_t id = columns_.row(thing, things[i]);
        at.emplace(id, i);
        ids += (ids.empty() ? "" : ",") + std::to_string(id);
      }
      // Rows come without their numbers: in the order of these they are those of `at`.
      Query q = thing == SearchThing::event      ? event_query()
                : thing == SearchThing::relation ? relation_query()
                                                 : claim_query();
      q.where(std::string(table) + ".id IN (" + ids + ')');
      q.order(std::string("ORDER BY ") + table + ".id", 0);
      Result<std::vector<Row>> found = rows(q, static_cast<const Row*>(nullptr));
      if (!found) return tl::unexpected<Error>(found.error());
      if (found->size() != at.size()) {
        return fail(ErrorCode::corrupt,
                    impl_.name +
                        ": the search columns name rows that are not there; read "
                        "anything into the case to make them anew");
      }
      size_t next = 0;
      for (const auto& [id, i] : at) give(std::move((*found)[next++]), out[i]);
    }
    return {};
  }

  CaseFile::Impl& impl_;
  SearchColumns& columns_;
  const std::vector<FoundText>& texts_;
  const WordsOf& words_;
  SearchThing thing_;
  std::unique_ptr<TextIndex> index_;
};

}  // namespace

Result<std::vector<SearchHit>> search_hits(CaseFile::Impl& impl, SearchColumns& columns,
                                           const std::vector<FoundText>& texts,
                                           const WordsOf& words, SearchThing thing,
                                           const std::vector<uint32_t>& things,
                                           const std::vector<uint32_t>& articles,
                                           const std::optional<ThingSet>& fitting) {
  return Hits(impl, columns, texts, words, thing).run(things, articles, fitting);
}

}  // namespace isnad
