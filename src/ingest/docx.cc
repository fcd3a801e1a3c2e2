#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <memory>
#include <pugixml.hpp>
#include <vector>

#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/file_text.h"
#include "ingest/ingest.h"
#include "ingest/labels.h"

namespace isnad {

namespace {

// One part, decompressed. A novel has 5 MB; its tree takes some ten times as much memory.
constexpr size_t kMaxPart = size_t{32} << 20;
constexpr int kMaxParts = 20000;
// Tables in text boxes in tables: deeper ones are cut.
constexpr int kMostElements = 200;

struct FreeArchive {
  void operator()(archive* a) const { archive_read_free(a); }
};

// The part of a package with this name. Errors: not_found, bad_format, too_large.
Result<std::string> part_of(std::string_view package, std::string_view wanted) {
  const std::unique_ptr<archive, FreeArchive> a(archive_read_new());
  archive_read_support_format_zip(a.get());
  if (archive_read_open_memory(a.get(), package.data(), package.size()) != ARCHIVE_OK) {
    return fail(ErrorCode::bad_format, "a damaged package");
  }
  archive_entry* entry = nullptr;
  for (int n = 0; n < kMaxParts; ++n) {
    const int status = archive_read_next_header(a.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      return fail(ErrorCode::bad_format, "a damaged package");
    }
    const char* name = archive_entry_pathname(entry);
    if (!name || wanted != name) continue;
    std::string out;
    std::string block(size_t{64} << 10, '\0');
    for (;;) {
      const la_ssize_t got = archive_read_data(a.get(), block.data(), block.size());
      if (got < 0) return fail(ErrorCode::bad_format, "a damaged package");
      if (got == 0) return out;
      out.append(block, 0, static_cast<size_t>(got));
      if (out.size() > kMaxPart) {
        return fail(ErrorCode::too_large, "a part of more than 32 MB; split it");
      }
    }
  }
  return fail(ErrorCode::not_found, std::string(wanted));
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_called(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

// Text of a body, paragraph by paragraph.
class Body {
 public:
  std::vector<std::string> paragraphs;
  std::string title;  // of the paragraph that is styled so
  bool cut = false;   // nested more deeply than is read

  void read(const pugi::xml_node& node, int depth) {
    if (depth > kMostElements) {
      cut = true;
      return;
    }
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "p") {
        paragraph(child, depth);
      } else if (name == "tbl") {
        table(child, depth);
      } else if (name == "AlternateContent") {
        read(first_choice(child), depth + 1);
      } else if (name != "del" && name != "moveFrom" && name != "sectPr") {
        read(child, depth + 1);
      }
    }
  }

 private:
  // Old and new form of the same thing stand side by side.
  static pugi::xml_node first_choice(const pugi::xml_node& node) {
    const pugi::xml_node choice = child_called(node, "Choice");
    return choice ? choice : child_called(node, "Fallback");
  }

  void paragraph(const pugi::xml_node& p, int depth) {
    std::string text;
    std::vector<pugi::xml_node> boxes;
    runs(p, text, boxes, depth + 1);
    const pugi::xml_node style = child_called(child_called(p, "pPr"), "pStyle");
    const std::string_view styled = style.attribute("w:val").value();
    if (title.empty() && (styled == "Title" || styled == "Titre" || styled == "title")) {
      title = text;
    }
    add(std::move(text));
    for (const pugi::xml_node& box : boxes) read(box, depth + 1);
  }

  void runs(const pugi::xml_node& node, std::string& text, std::vector<pugi::xml_node>& boxes,
            int depth) {
    if (depth > kMostElements) {
      cut = true;
      return;
    }
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "t") {
        text += child.child_value();
      } else if (name == "tab" || name == "ptab") {
        text += '\t';
      } else if (name == "br" || name == "cr") {
        text += '\n';
      } else if (name == "noBreakHyphen") {
        text += '-';
      } else if (name == "txbxContent") {
        boxes.push_back(child);
      } else if (name == "AlternateContent") {
        runs(first_choice(child), text, boxes, depth + 1);
      } else if (name == "r") {
        const pugi::xml_node hidden = child_called(child_called(child, "rPr"), "vanish");
        const std::string_view off = hidden.attribute("w:val").value();
        if (!hidden || off == "0" || off == "false") runs(child, text, boxes, depth + 1);
      } else if (name != "del" && name != "moveFrom" && name != "pPr" && name != "rPr" &&
                 name != "instrText" && name != "delText") {
        runs(child, text, boxes, depth + 1);
      }
    }
  }

  void table(const pugi::xml_node& tbl, int depth) {
    if (depth > kMostElements) {
      cut = true;
      return;
    }
    for (const pugi::xml_node& row : tbl.children()) {
      if (local_name(row) != "tr") continue;
      std::string line;
      bool first = true;
      for (const pugi::xml_node& cell : row.children()) {
        if (local_name(cell) != "tc") continue;
        Body inside;
        inside.read(cell, depth + 2);
        cut = cut || inside.cut;
        if (!first) line += '\t';
        first = false;
        for (size_t i = 0; i < inside.paragraphs.size(); ++i) {
          line += (i ? " " : "") + inside.paragraphs[i];
        }
      }
      add(std::move(line));
    }
  }

  void add(std::string&& text) {
    if (text.find_first_not_of(" \t\r\n") != std::string::npos) {
      paragraphs.push_back(std::move(text));
    }
  }
};

// Where the package says that its document is.
std::string document_part(std::string_view package) {
  const auto rels = part_of(package, "_rels/.rels");
  pugi::xml_document xml;
  if (rels && xml.load_buffer(rels->data(), rels->size())) {
    for (const pugi::xml_node& rel : xml.document_element().children()) {
      const std::string_view type = rel.attribute("Type").value();
      std::string_view target = rel.attribute("Target").value();
      if (!type.ends_with("/officeDocument")) continue;
      if (target.starts_with("/")) target.remove_prefix(1);
      return std::string(target);
    }
  }
  return "word/document.xml";
}

std::optional<std::string> one_line(std::string_view text) {
  const std::string line = printable_name(text);
  const size_t first = line.find_first_not_of(' ');
  if (first == std::string::npos) return std::nullopt;
  return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

void read_properties(std::string_view package, FileText& out) {
  const auto core = part_of(package, "docProps/core.xml");
  pugi::xml_document xml;
  if (!core || !xml.load_buffer(core->data(), core->size())) return;
  for (const pugi::xml_node& property : xml.document_element().children()) {
    const std::string_view name = local_name(property);
    const std::string_view value = property.child_value();
    if (name == "title") out.title = one_line(value);
    if (name == "creator") out.author = one_line(value);
    if (name == "created" && is_edtf_day_month_or_year(value.substr(0, 10))) {
      out.published = value.substr(0, 10);
    }
  }
}

}  // namespace

Result<FileText> read_docx(std::string_view bytes, const std::string& where) {
  const auto bad = [&](ErrorCode code, const std::string& what) {
    return fail(code, where + ": " + what);
  };
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return bad(ErrorCode::unsupported,
               "an old .doc file or one with a password; save it as .docx without");
  }
  const std::string part = document_part(bytes);
  const bool word = part.starts_with("word/") || part.find('/') == std::string::npos;
  const auto document = word ? part_of(bytes, part) : fail(ErrorCode::not_found, part);
  if (!document) {
    if (document.error().code != ErrorCode::not_found) {
      return bad(document.error().code, document.error().message);
    }
    return bad(
        ErrorCode::unsupported,
        "a package without a Word document (.xlsx, .pptx, .odt and .epub are not read); save "
        "it as .docx or text");
  }
  pugi::xml_document xml;
  if (!xml.load_buffer(document->data(), document->size())) {
    return bad(ErrorCode::bad_format, "its " + part + " is no XML");
  }
  Body body;
  body.read(child_called(xml.document_element(), "body"), 0);
  std::string text;
  for (const std::string& p : body.paragraphs) text += p + '\n';
  if (text.size() > kMaxDocumentBytes) return bad(ErrorCode::too_large, "more than 16 MB of text");
  if (text.empty()) return bad(ErrorCode::empty, "no text in it");
  auto decoded = decode_text(text, where);
  if (!decoded) return tl::unexpected(decoded.error());
  FileText out;
  out.text = std::move(decoded->text);
  read_properties(bytes, out);
  if (!out.title) out.title = one_line(body.title);
  if (out.published) out.note = "published: the day on which the file was made";
  if (body.cut) out.note += "; nested more deeply than is read, some text is left out";
  return out;
}

}  // namespace isnad
