// Any text in what exports write: rows of CSV come back as they were, nothing breaks out of a cell,
// of XML or of a line of Markdown.

#include "export/cells.h"

#include <pugixml.hpp>

#include "base/utf8.h"
#include "export/markdown.h"
#include "export/xml.h"
#include "fuzz_text.h"
#include "ingest/csv.h"

using namespace isnad;

namespace {

bool one_line(std::string_view s) { return s.find_first_of("\n\r") == std::string_view::npos; }

std::vector<std::string> read_back(const std::string& row) {
  CsvReader reader(memory_source(row), ',');
  const auto read = reader.next();
  fuzz::require(read && read->has_value(), "a row can be read");
  std::vector<std::string> fields = (*read)->fields;
  fuzz::require(!reader.next(), "a row is one row");
  return fields;
}

void check_rows(const std::vector<std::string>& cells) {
  std::string row;
  append_csv_row(cells, row);
  const auto read = read_back(row);
  fuzz::require(read.size() == cells.size(), "as many cells as written");
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string& cell = read[i];
    const std::string plain = plain_cell(cells[i]);
    fuzz::require(cell == plain || cell == "'" + plain, "each as it was");
    // A number may begin so, and nothing else.
    if (!cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos) {
      fuzz::require(cell.find_first_not_of("+-.0123456789") == std::string::npos, "no formula");
    }
  }
  row.clear();
  append_tab_row(cells, row);
  fuzz::require(
      std::count(row.begin(), row.end(), '\t') + 1 == static_cast<std::ptrdiff_t>(cells.size()),
      "as many tabs as cells have between them");
  fuzz::require(row.find('\n') == row.size() - 1, "one line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = encode_utf8(fuzz::text_of(fuzz::view(data, size)));
  const std::string cell = plain_cell(text);
  fuzz::require(decode_utf8(cell).has_value() && one_line(cell), "a cell is a line of UTF-8");
  fuzz::require(plain_cell(cell) == cell, "what is plain stays");
  const std::string half = encode_utf8(decode_utf8(text)->substr(0, decode_utf8(text)->size() / 2));
  check_rows({"a", text, half, "b"});

  const std::string xml = xml_text(text);
  pugi::xml_document document;
  const std::string page = "<a b=\"" + xml + "\">" + xml + "</a>";
  fuzz::require(
      document.load_buffer(page.data(), page.size(), pugi::parse_default, pugi::encoding_utf8),
      "XML can be read");
  const pugi::xml_node a = document.child("a");
  fuzz::require(a && !a.next_sibling() && !a.attribute("b").next_attribute(), "no markup comes in");
  for (const pugi::xml_node& child : a.children()) {
    fuzz::require(child.type() == pugi::node_pcdata, "text alone");
  }

  const std::string marked = markdown_text(text);
  fuzz::require(decode_utf8(marked).has_value() && one_line(marked), "Markdown of one line");
  for (size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '<') fuzz::require(i > 0 && marked[i - 1] == '\\', "no HTML");
  }
  return 0;
}
