#include "export/markdown.h"

#include <fmt/format.h>

#include "export/briefing.h"
#include "text/bidi.h"

namespace isnad {

namespace {

std::string markdown_line(const std::vector<Inline>& parts) {
  std::string out;
  for (const Inline& p : parts) {
    switch (p.kind) {
      case Inline::Kind::text:
        out += out.empty() ? markdown_text(p.text) : p.text;
        break;
      case Inline::Kind::name:
        out += "**" + markdown_text(p.text) + "**";
        break;
      case Inline::Kind::quote:
        out += '"' + markdown_text(p.text) + '"';
        break;
      case Inline::Kind::label:
        out += '(' + markdown_text(p.text) + ')';
        break;
    }
  }
  return out;
}

std::string item_of(const BriefingItem& item) {
  std::string out = "- " + markdown_line(item.line);
  for (const size_t n : item.notes) out += fmt::format("[^{}]", n + 1);
  out += '\n';
  if (!item.detail.empty()) out += "  <br>" + markdown_line(item.detail) + '\n';
  return out;
}

std::string note_of(const BriefingNote& note, size_t number) {
  std::string out = fmt::format("[^{}]: ", number + 1);
  out += markdown_text(note.where.outlet.value_or("Outlet not told")) + ", " +
         markdown_text(note.where.published.value_or("day not told")) + ": ";
  if (note.title && !note.title->empty()) out += '*' + markdown_text(*note.title) + "*, ";
  out += note.url ? '<' + *note.url + '>' : markdown_text(note.where.uri);
  if (!note.quote.empty()) {
    std::string quote;
    for (const BriefingNote::Piece& p : note.quote) {
      // Isolates go around the whole: its pieces are one text.
      std::string text = markdown_text(p.text);
      for (const std::string_view mark : {"\xE2\x81\xA8", "\xE2\x81\xA9"}) {
        for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
          text.erase(at, mark.size());
        }
      }
      quote += p.marked && !text.empty() ? "**" + text + "**" : text;
    }
    out += has_rtl(quote) ? " \xE2\x81\xA8\"" + quote + "\"\xE2\x81\xA9" : " \"" + quote + '"';
  }
  return out + '\n';
}

}  // namespace

Result<void> export_markdown(Export& e) {
  const Result<Briefing> b = briefing(e);
  if (!b) return tl::unexpected<Error>(b.error());
  auto out = e.outputs.open("briefing.md");
  if (!out) return tl::unexpected<Error>(out.error());
  std::string page = "# " + markdown_text(b->title) + "\n\n";
  for (const auto& [what, value] : b->about) {
    page += "- " + what + ": " + markdown_text(value) + '\n';
  }
  auto done = (*out)->write(page);
  for (const BriefingSection& s : b->sections) {
    if (!done) return done;
    page = fmt::format("\n## {}\n\n{}\n", s.title, s.about);
    if (s.groups.empty()) page += "\nNothing found.\n";
    for (const BriefingGroup& g : s.groups) {
      page += '\n';
      if (!g.title.empty()) page += "### " + markdown_line(g.title) + "\n\n";
      for (const BriefingItem& item : g.items) page += item_of(item);
    }
    done = (*out)->write(page);
  }
  if (done) done = (*out)->write("\n## Sources\n\n");
  for (size_t i = 0; done && i < b->notes.size(); ++i) {
    done = (*out)->write(note_of(b->notes[i], i));
  }
  if (!done) return done;
  return (*out)->finish();
}

}  // namespace isnad
