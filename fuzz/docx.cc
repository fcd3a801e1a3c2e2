// Bytes of a .docx file -> text.

#include "fuzz.h"
#include "ingest/file_text.h"

using namespace isnad;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto text = read_docx(fuzz::view(data, size), "input");
  if (!text) {
    fuzz::require(!text.error().message.empty(), "an error has a message");
  } else {
    fuzz::require(!text->text.empty(), "a document has text");
  }
  return 0;
}
