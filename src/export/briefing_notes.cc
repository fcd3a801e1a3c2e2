#include "export/briefing_notes.h"

#include <algorithm>

#include "base/utf8.h"
#include "export/address.h"

namespace isnad {

namespace {

// A claim may go on over many sentences: a receipt shows no more of it than a reader takes in.
constexpr size_t kLongest = 600;  // code points

// The sentence in which the first of the spans begins, and which of its words the spans mark.
std::vector<BriefingNote::Piece> quote(const std::u32string& text,
                                       const std::vector<Span>& sentences,
                                       const std::vector<Span>& spans) {
  std::vector<BriefingNote::Piece> out;
  if (spans.empty()) return out;
  const Span first = *std::min_element(spans.begin(), spans.end());
  Span around = first;
  for (const Span& s : sentences) {
    if (first.begin >= s.begin && first.begin < s.end) around = s;
  }
  const auto size = static_cast<uint32_t>(text.size());
  around.end = std::min({around.end, size, around.begin + static_cast<uint32_t>(kLongest)});
  const auto piece = [&](uint32_t begin, uint32_t end, bool marked) {
    if (begin >= end) return;
    out.push_back({encode_utf8(std::u32string_view(text).substr(begin, end - begin)), marked});
  };
  uint32_t at = around.begin;
  for (const Span& s : spans) {
    const uint32_t begin = std::max(at, s.begin);
    const uint32_t end = std::min(s.end, around.end);
    if (begin >= end) continue;
    piece(at, begin, false);
    piece(begin, end, true);
    at = end;
  }
  piece(at, around.end, false);
  return out;
}

}  // namespace

size_t NoteBook::add(const Where& where, const std::vector<Span>& spans) {
  std::vector<Span> sorted = spans;
  std::sort(sorted.begin(), sorted.end());
  const auto [it, fresh] = numbers_.emplace(Key{where.id, std::move(sorted)}, where_.size());
  if (fresh) where_.push_back(where);
  return it->second;
}

Result<std::vector<BriefingNote>> NoteBook::resolve(const CaseFile& file) const {
  std::vector<BriefingNote> notes(where_.size());
  std::string id;  // of the article that is open
  Result<StoredDocument> document;
  std::u32string text;
  for (const auto& [key, number] : numbers_) {
    if (key.first != id) {
      id = key.first;
      document = file.document(id);
      if (!document) return tl::unexpected<Error>(document.error());
      Result<std::u32string> decoded = decode_utf8(document->text);
      if (!decoded) return tl::unexpected<Error>(decoded.error());
      text = std::move(*decoded);
    }
    BriefingNote& note = notes[number];
    note.where = where_[number];
    const DocumentInfo& doc = document->record.doc;
    note.title = doc.title;
    for (const std::string& address : {doc.url.value_or(""), note.where.uri}) {
      if (!note.url && is_web_address(address)) note.url = address;
    }
    note.quote = quote(text, document->record.sentences, key.second);
  }
  return notes;
}

}  // namespace isnad
