#include "tagger/corpus.h"

#include <fstream>

#include "base/utf8.h"
#include "entities/hints.h"

namespace isnad::tagger {

const std::array<std::string, kTags> kTagNames = {"O",     "B-PERS", "I-PERS", "B-LOC", "I-LOC",
                                                  "B-ORG", "I-ORG",  "B-MISC", "I-MISC"};

namespace {

constexpr size_t kSentencesOfDocument = 16;  // the corpora do not say where articles end

struct Line {
  std::string token;
  std::string tag;
};

uint8_t tag_of(const std::string& written) {
  if (written.size() < 3 || written[1] != '-') return 0;
  const std::string kind = written.substr(written.find_last_of('-') + 1);
  const auto is = [&](std::string_view prefix) { return kind.rfind(prefix, 0) == 0; };
  const int k = kind == "PERS" || kind == "PER"  ? 0
                : kind == "LOC" || kind == "GPE" ? 1
                : kind == "ORG"                  ? 2
                : is("MIS")                      ? 3
                                                 : -1;
  if (k < 0) {
    // AQMAR numbers some of its types of other names ("B-MIS-1").
    return written.find("MIS") == std::string::npos ? 0 : written[0] == 'I' ? 8 : 7;
  }
  return static_cast<uint8_t>(1 + 2 * k + (written[0] == 'I' ? 1 : 0));
}

Document document_of(const std::vector<std::vector<Line>>& sentences, size_t first, size_t last) {
  Document d;
  for (size_t s = first; s < last; ++s) {
    for (size_t i = 0; i < sentences[s].size(); ++i) {
      const Line& line = sentences[s][i];
      if (i > 0) d.text += U' ';
      const auto begin = static_cast<uint32_t>(d.text.size());
      if (auto t = decode_utf8(line.token)) d.text += *t;
      d.tokens.push_back({begin, static_cast<uint32_t>(d.text.size())});
      d.tags.push_back(tag_of(line.tag));
      d.starts.push_back(i == 0);
    }
    d.text += U'\n';
  }
  return d;
}

// B, I of one kind to the kind; a name begins at B, after another kind and at a sentence's start.
template <class F>
std::vector<GoldName> spans(size_t n, F tag, const std::vector<bool>& starts) {
  std::vector<GoldName> out;
  bool open = false;
  for (size_t i = 0; i < n; ++i) {
    const uint8_t t = tag(i);
    const auto kind = static_cast<NameKind>((t - 1) / 2);
    if (t == 0) {
      open = false;
      continue;
    }
    if (t % 2 == 0 && open && !starts[i] && out.back().kind == kind) {
      out.back().last = static_cast<uint32_t>(i + 1);
    } else {
      out.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(i + 1), kind});
    }
    open = true;
  }
  return out;
}

}  // namespace

Result<Corpus> read_corpus(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) return fail(ErrorCode::not_found, path.string() + ": cannot read");
  std::vector<std::vector<Line>> sentences(1);
  Corpus corpus;
  corpus.name = path.filename().string().substr(0, path.filename().string().find('.'));
  std::string line;
  while (std::getline(in, line)) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0) {
      if (!sentences.back().empty()) sentences.emplace_back();
      continue;
    }
    std::string tag = line.substr(tab + 1);
    while (!tag.empty() && (tag.back() == '\r' || tag.back() == ' ')) tag.pop_back();
    sentences.back().push_back({line.substr(0, std::min(tab, line.find(' '))), tag});
    ++corpus.tokens;
  }
  size_t before = 0;
  size_t first = 0;
  for (size_t s = 0; s < sentences.size(); ++s) {
    const size_t tenth = std::min<size_t>(before * 10 / std::max<size_t>(corpus.tokens, 1), 9);
    before += sentences[s].size();
    const size_t next = std::min<size_t>(before * 10 / std::max<size_t>(corpus.tokens, 1), 9);
    const bool full = s + 1 - first == kSentencesOfDocument;
    if (!full && next == tenth && s + 1 < sentences.size()) continue;
    corpus.tenths[tenth].push_back(document_of(sentences, first, s + 1));
    first = s + 1;
  }
  return corpus;
}

std::vector<GoldName> gold_names(const Document& d) {
  return spans(
      d.tags.size(), [&](size_t i) { return d.tags[i]; }, d.starts);
}

View view_of(const Document& document, Analyser& analyser, const Gazetteer& gazetteer) {
  View v;
  v.text = read_text(document.text);
  v.words = analyse_words(v.text, analyser);
  v.hints = name_hints(gazetteer, gazetteer.find(v.text, v.words));
  uint32_t k = 0;
  for (const Token& t : v.text.tokens) {
    while (k + 1 < document.tokens.size() && document.tokens[k].end <= t.span.begin) ++k;
    v.corpus_token.push_back(k);
  }
  return v;
}

std::vector<uint8_t> view_tags(const Document& document, const View& view) {
  const auto n = static_cast<uint32_t>(view.text.tokens.size());
  std::vector<uint8_t> out(n, 0);
  uint32_t i = 0;
  for (const GoldName& name : gold_names(document)) {
    while (i < n && view.corpus_token[i] < name.first) ++i;
    uint32_t end = i;
    while (end < n && view.corpus_token[end] < name.last) ++end;
    const auto mark = [&](uint32_t t) { return view.text.tokens[t].kind == TokenKind::punct; };
    uint32_t begin = i;
    while (begin < end && mark(begin)) ++begin;
    uint32_t last = end;
    while (last > begin && mark(last - 1)) --last;
    const auto b = static_cast<uint8_t>(1 + 2 * static_cast<int>(name.kind));
    for (uint32_t t = begin; t < last; ++t) {
      const bool first =
          t == begin || view.text.tokens[t].sentence != view.text.tokens[t - 1].sentence;
      out[t] = static_cast<uint8_t>(first ? b : b + 1);
    }
    i = end;
  }
  return out;
}

std::vector<GoldName> project(const View& view, const std::vector<TaggedName>& names) {
  std::vector<GoldName> out;
  out.reserve(names.size());
  for (const TaggedName& n : names) {
    out.push_back({view.corpus_token[n.first], view.corpus_token[n.last - 1] + 1, n.kind});
  }
  return out;
}

double Counts::One::f1() const {
  return gold + found == 0 ? 0
                           : 2.0 * static_cast<double>(right) / static_cast<double>(gold + found);
}

void Counts::add(const std::vector<GoldName>& gold, const std::vector<GoldName>& found) {
  for (const GoldName& g : gold) ++kinds[static_cast<size_t>(g.kind)].gold;
  for (const GoldName& f : found) {
    One& one = kinds[static_cast<size_t>(f.kind)];
    ++one.found;
    one.right += std::find(gold.begin(), gold.end(), f) != gold.end();
  }
}

void Counts::add(const Counts& other) {
  for (size_t k = 0; k < kinds.size(); ++k) {
    kinds[k].gold += other.kinds[k].gold;
    kinds[k].found += other.kinds[k].found;
    kinds[k].right += other.kinds[k].right;
  }
}

Counts::One Counts::names() const {
  One sum;
  for (size_t k = 0; k < 3; ++k) {
    sum.gold += kinds[k].gold;
    sum.found += kinds[k].found;
    sum.right += kinds[k].right;
  }
  return sum;
}

}  // namespace isnad::tagger
