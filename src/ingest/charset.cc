#include "ingest/charset.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <vector>

#include "base/utf8.h"
#include "ingest/html_bytes.h"
#include "ingest/html_words.h"
#include "text/fold.h"

namespace isnad {

// Generated: tools/embed/embed.cmake.
std::string_view embedded_charsets();

namespace {

constexpr size_t kSample = size_t{256} << 10;  // bytes that a guess looks at
constexpr size_t kMetaHead = 4096;             // where a page declares its charset
constexpr char kWindows[] = "windows-1256";
constexpr char kIso[] = "ISO-8859-6";

// Words and beginnings of words, as UTF-8.
struct Evidence {
  std::unordered_set<std::string> words;
  std::vector<std::string> begins;
};

const Evidence& evidence() {
  static const Evidence e = [] {
    Evidence out;
    for (const auto& row : embedded_rows(embedded_charsets())) {
      if (row.size() < 2) continue;
      if (row[1] == "word") {
        out.words.emplace(row[0]);
      } else {
        out.begins.emplace_back(row[0]);
      }
    }
    return out;
  }();
  return e;
}

struct Reading {
  size_t arabic = 0;  // letters
  size_t other = 0;   // what is neither Arabic, ASCII nor a mark of Arabic texts
  size_t words = 0;   // Arabic ones
  size_t known = 0;   // of these, with evidence
};

Reading read_as(const std::u32string& text) {
  Reading r;
  std::string word;
  auto finish = [&] {
    if (word.empty()) return;
    ++r.words;
    const Evidence& e = evidence();
    const bool begins = std::any_of(e.begins.begin(), e.begins.end(), [&](const std::string& b) {
      return word.size() > b.size() + 2 && word.compare(0, b.size(), b) == 0;
    });
    if (begins || e.words.count(word) != 0) ++r.known;
    word.clear();
  };
  for (const char32_t c : text) {
    const bool letter = (c >= 0x0621 && c <= 0x063A) || (c >= 0x0641 && c <= 0x064A) ||
                        c == 0x067E || c == 0x0686 || c == 0x06AF || c == 0x0698;
    if (letter) {
      ++r.arabic;
      append_utf8(word, c);
      continue;
    }
    if (c >= 0x0640 && c <= 0x0652) continue;  // tatweel and vowels
    finish();
    const bool mark = c <= 0x7F || c == 0x060C || c == 0x061B || c == 0x061F || c == 0xA0 ||
                      c == 0xAB || c == 0xBB || c == 0xAD || (c >= 0x2010 && c <= 0x2026) ||
                      (c >= 0x0660 && c <= 0x0669) || c == 0xFEFF;
    if (!mark) ++r.other;
  }
  finish();
  return r;
}

// Share of the words that are known as Arabic, 0 where the letters are none.
double arabic_score(std::string_view bytes, const char* charset) {
  auto utf8 = convert_to_utf8(bytes, charset, Strictness::lenient);
  if (!utf8) return 0;
  const auto text = decode_utf8(*utf8);
  if (!text) return 0;
  const Reading r = read_as(*text);
  if (r.arabic < 8 || r.arabic <= r.other * 4) return 0;
  const auto share =
      static_cast<double>(r.known) / static_cast<double>(std::max<size_t>(r.words, 1));
  const auto clean = static_cast<double>(r.arabic) / static_cast<double>(r.arabic + 4 * r.other);
  return clean * (0.05 + share);
}

// The charset of <meta charset=x>, <meta ... content="text/html; charset=x"> or <?xml
// encoding="x"?>.
std::string declared(std::string_view bytes) {
  const std::string head = to_ascii_lower(bytes.substr(0, kMetaHead));
  for (const std::string_view key : {"charset", "encoding"}) {
    for (size_t i = head.find(key); i != std::string::npos; i = head.find(key, i + 1)) {
      size_t at = i + key.size();
      while (at < head.size() && is_ascii_space(head[at])) ++at;
      if (at >= head.size() || head[at] != '=') continue;
      ++at;
      while (at < head.size() &&
             (is_ascii_space(head[at]) || head[at] == '"' || head[at] == '\'')) {
        ++at;
      }
      size_t end = at;
      while (end < head.size() && (is_ascii_alnum(head[end]) || head[end] == '-' ||
                                   head[end] == '_' || head[end] == ':')) {
        ++end;
      }
      if (end > at) return head.substr(at, std::min<size_t>(end - at, 40));
    }
  }
  return {};
}

// What browsers take a label for, where ICU takes it for less.
std::string known_label(std::string label) {
  label = to_ascii_lower(label);
  for (const char* western : {"iso-8859-1", "latin1", "us-ascii", "ascii", "iso8859-1"}) {
    if (label == western) return "windows-1252";
  }
  if (label == "cp1256" || label == "x-cp1256" || label == "windows1256") return kWindows;
  if (label == "iso-8859-6-i" || label == "iso-8859-6-e" || label == "iso8859-6" ||
      label == "arabic" || label == "asmo-708" || label == "ecma-114") {
    return kIso;
  }
  if (label == "utf8") return "utf-8";
  return label;
}

size_t count_bad(std::string_view utf8) {
  size_t n = 0;
  for (size_t i = utf8.find("\xEF\xBF\xBD"); i != std::string_view::npos;
       i = utf8.find("\xEF\xBF\xBD", i + 3)) {
    ++n;
  }
  return n;
}

bool arabic_label(const std::string& label) {
  return label == kWindows || label == "iso-8859-6" || label == kIso;
}

DecodedPage converted(std::string_view bytes, const std::string& charset) {
  DecodedPage out;
  out.utf8 = convert_to_utf8(bytes, charset, Strictness::lenient).value_or("");
  out.note = "decoded from " + charset;
  if (const size_t bad = count_bad(out.utf8)) {
    out.note += ", " + std::to_string(bad) + (bad == 1 ? " byte" : " bytes") + " of it no text";
  }
  return out;
}

}  // namespace

Result<std::string> convert_to_utf8(std::string_view bytes, const std::string& charset,
                                    Strictness strictness) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset.c_str(), &status),
                                                                ucnv_close);
  if (U_FAILURE(status)) return fail(ErrorCode::unsupported, "no charset " + charset);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status),
                                                              ucnv_close);
  if (U_FAILURE(status)) return fail(ErrorCode::unsupported, "no charset UTF-8");
  if (strictness == Strictness::strict) {
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  std::string out;
  std::vector<UChar> pivot(8192);
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::vector<char> piece(32768);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  bool first = true;
  for (;;) {
    char* target = piece.data();
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, piece.data() + piece.size(), &source, end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), first,
                   true, &status);
    first = false;
    out.append(piece.data(), static_cast<size_t>(target - piece.data()));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) return fail(ErrorCode::bad_encoding, "not " + charset);
    return out;
  }
}

std::optional<std::string> detect_utf16(std::string_view bytes) {
  const size_t n = std::min(bytes.size(), kSample) / 2;
  if (n < 4) return {};
  // High bytes of Latin, Arabic and typographic marks; low bytes are spread. Spaces and line ends
  // have a zero for their high byte, so without any zero it is no UTF-16.
  size_t high[2] = {0, 0};
  size_t zero[2] = {0, 0};
  size_t marks[2] = {0, 0};
  for (size_t i = 0; i < n; ++i) {
    for (const size_t k : {size_t{0}, size_t{1}}) {
      const auto hi = static_cast<unsigned char>(bytes[2 * i + k]);
      const auto lo = static_cast<unsigned char>(bytes[2 * i + 1 - k]);
      const bool latin = hi == 0 && (lo >= 0x20 || lo == '\n' || lo == '\r' || lo == '\t');
      if (latin || (hi == 0x06 && lo >= 0x0C) || hi == 0x20) ++high[k];
      if (latin) ++zero[k];
      if (hi == 0x20) ++marks[k];
    }
  }
  const size_t k = high[0] > high[1] ? 0 : 1;
  if (high[k] * 20 < n * 19 || high[1 - k] * 4 > n * 3) return {};
  if (zero[k] == 0 || marks[k] * 5 > n) return {};
  return k == 0 ? "UTF-16BE" : "UTF-16LE";
}

std::optional<std::string> detect_arabic_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kSample);
  const double windows = arabic_score(bytes, kWindows);
  const double iso = arabic_score(bytes, kIso);
  if (windows <= 0 && iso <= 0) return {};
  return iso > windows ? kIso : kWindows;
}

Result<DecodedPage> decode_page(std::string_view bytes, const std::optional<std::string>& header,
                                const std::string& where) {
  if (bytes.empty()) return fail(ErrorCode::empty, where + ": empty, there is no page in it");
  if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") {
    return converted(bytes, "UTF-16");
  }
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (const auto wide = detect_utf16(bytes)) return converted(bytes, *wide);
  if (simdjson::validate_utf8(bytes.data(), bytes.size()))
    return DecodedPage{std::string(bytes), ""};
  const auto nuls = static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  if (nuls > 64 && nuls * 20 > bytes.size()) {
    return fail(ErrorCode::binary, where + ": a binary file, not a page");
  }
  std::string label = header ? known_label(*header) : std::string();
  if (label.empty() || !convert_to_utf8("x", label, Strictness::strict)) {
    label = known_label(declared(bytes));
  }
  if (!label.empty() && !convert_to_utf8("x", label, Strictness::strict)) label.clear();
  if (label.rfind("utf-16", 0) == 0 || label.rfind("utf-32", 0) == 0) label.clear();  // it is not
  // UTF-8 with a few broken sequences stays UTF-8.
  DecodedPage as_utf8 = converted(bytes, "UTF-8");
  const size_t bad = count_bad(as_utf8.utf8);
  size_t leads = 0;
  for (const char c : bytes) leads += static_cast<unsigned char>(c) >= 0xC2 ? 1 : 0;
  if (bad * 10 < leads) {
    as_utf8.note =
        std::to_string(bad) + (bad == 1 ? " sequence" : " sequences") + " of it no UTF-8";
    return as_utf8;
  }
  const auto seen = detect_arabic_charset(bytes);
  if (seen && (label.empty() || label == "windows-1252" || label == "utf-8"))
    return converted(bytes, *seen);
  if (seen && arabic_label(label)) {
    const double mine = arabic_score(bytes.substr(0, kSample), label.c_str());
    const double other = arabic_score(bytes.substr(0, kSample), seen->c_str());
    if (other > 2 * mine) return converted(bytes, *seen);
  }
  if (label.empty() || label == "utf-8") label = label.empty() ? "windows-1252" : "UTF-8";
  return converted(bytes, label);
}

}  // namespace isnad
