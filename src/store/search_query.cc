#include "store/search_query.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "record/edtf.h"
#include "record/record.h"
#include "text/bidi.h"
#include "text/fold.h"
#include "text/tokens.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 23> kFields = {
    "text",      "title",   "actor",      "recipient", "source", "via",    "place", "type",
    "mode",      "context", "rel",        "subject",   "object", "outlet", "from",  "to",
    "published", "known",   "factuality", "conflict",  "copies", "lang",   "entity"};
static_assert(kFields.size() == static_cast<size_t>(SearchField::entity) + 1);

using AtomForm = SearchAtom::Form;
using Kind = SearchNode::Kind;
using Names = std::vector<std::string>;

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x85 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000;
}

// Straight, guillemets, and the curly ones, high and low.
bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F);
}

bool is_ascii_alpha(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string upper(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

// Levenshtein's distance.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t before = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, before + (a[i - 1] == b[j - 1] ? 0 : 1)});
      before = above;
    }
  }
  return row[b.size()];
}

// " (nearest: x, y)", or all names where none is near and they are few.
std::string nearest(const std::string& wanted, const Names& names) {
  constexpr size_t kFew = 20;
  constexpr size_t kLongest = 32;
  Names near;
  if (wanted.size() <= kLongest) {
    for (const std::string& n : names) {
      const bool begins = wanted.size() > 1 && n.compare(0, wanted.size(), wanted) == 0;
      if (begins || distance(lower(wanted), lower(n)) <= 1 + wanted.size() / 4) near.push_back(n);
    }
  }
  if (near.empty() && names.size() <= kFew) near = names;
  if (near.empty()) return {};
  std::string out = near.size() == names.size() ? "; it is one of " : "; nearest: ";
  for (size_t i = 0; i < near.size(); ++i) out += (i > 0 ? ", " : "") + near[i];
  return out;
}

Names event_type_names() {
  Names out;
  for (int i = 0; i < kEventTypeCount; ++i) {
    out.emplace_back(event_type_name(static_cast<EventType>(i)));
  }
  return out;
}

Names relation_names() {
  Names out;
  for (int i = 0; i < kRelationKindCount; ++i) {
    out.emplace_back(relation_kind_name(static_cast<RelationKind>(i)));
  }
  return out;
}

Names factuality_names() {
  Names out;
  for (int i = 0; i <= static_cast<int>(Factuality::possible); ++i) {
    out.emplace_back(factuality_name(static_cast<Factuality>(i)));
  }
  return out;
}

// Anything that a word of a text could be made of?
bool has_letters(std::u32string_view piece) {
  const Folded folded = fold(piece);
  return std::any_of(folded.bytes.begin(), folded.bytes.end(), [](char b) {
    return is_arabic_letter_byte(b) || is_latin_byte(b) || (b >= '0' && b <= '9');
  });
}

// One word of at least two letters, as texts are divided?
bool one_word(std::u32string_view piece) {
  const Folded folded = fold(piece);
  size_t words = 0;
  size_t letters = 0;
  for (const Token& t : tokenise(folded)) {
    if (t.kind == TokenKind::punct) continue;
    ++words;
    letters = t.key.size();
  }
  return words == 1 && letters > 1;
}

class Parser {
 public:
  explicit Parser(std::u32string_view text) : text_(text) {}

  tl::expected<SearchNode, SearchFault> run() {
    std::optional<SearchNode> root = any(0);
    if (!fault_ && at_ < text_.size()) {
      note("this parenthesis was never opened", at_, at_ + 1);
    }
    if (!fault_ && (!root || atoms_ == 0)) {
      note("the query asks for nothing; give it a word or a field such as actor:MLI", 0,
           text_.size());
    }
    if (fault_) return tl::unexpected<SearchFault>(*fault_);
    return std::move(*root);
  }

 private:
  void note(std::string message, size_t begin, size_t end) {
    if (fault_) return;
    fault_ =
        SearchFault{std::move(message), {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}};
  }

  bool end() const { return at_ >= text_.size(); }
  void skip_space() {
    while (!end() && is_space(text_[at_])) ++at_;
  }

  // The bare word at the place, as ASCII; empty for any other.
  std::string keyword() const {
    std::string out;
    size_t i = at_;
    for (; i < text_.size() && is_ascii_alpha(text_[i]); ++i) out += static_cast<char>(text_[i]);
    const bool ends = i == text_.size() || is_space(text_[i]) || text_[i] == '(' || text_[i] == ')';
    return ends ? out : std::string();
  }

  // One or more conjunctions with OR between them; nothing if they ask for nothing.
  std::optional<SearchNode> any(size_t depth) {
    SearchNode node;
    node.kind = Kind::any;
    std::optional<size_t> last_or;
    for (;;) {
      std::optional<SearchNode> part = all(depth);
      if (fault_) return std::nullopt;
      const bool another = keyword() == "OR";
      if (!part && (another || last_or)) {
        const size_t at = another ? at_ : *last_or;
        note("OR stands between two things that are asked for", at, at + 2);
        return std::nullopt;
      }
      if (part) node.parts.push_back(std::move(*part));
      if (!another) break;
      last_or = at_;
      at_ += 2;
    }
    return single(std::move(node));
  }

  std::optional<SearchNode> all(size_t depth) {
    SearchNode node;
    for (;;) {
      skip_space();
      if (end() || text_[at_] == ')' || keyword() == "OR") break;
      if (keyword() == "AND") {
        at_ += 3;
        continue;
      }
      std::optional<SearchNode> part = unary(depth);
      if (fault_) return std::nullopt;
      if (part) node.parts.push_back(std::move(*part));
    }
    return single(std::move(node));
  }

  static std::optional<SearchNode> single(SearchNode node) {
    if (node.parts.empty()) return std::nullopt;
    if (node.parts.size() > 1) return node;
    SearchNode only = std::move(node.parts.front());
    return only;
  }

  std::optional<SearchNode> unary(size_t depth) {
    const size_t begin = at_;
    bool negated = false;
    if (keyword() == "NOT") {
      at_ += 3;
      skip_space();
      negated = true;
    } else if (text_[at_] == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1])) {
      ++at_;
      negated = true;
    }
    if (end() || text_[at_] == ')') {
      note("here is nothing to leave out", begin, at_);
      return std::nullopt;
    }
    std::optional<SearchNode> part = text_[at_] == '(' ? group(depth) : atom();
    if (!negated || !part) return part;
    SearchNode node;
    node.kind = Kind::none;
    node.parts.push_back(std::move(*part));
    return node;
  }

  std::optional<SearchNode> group(size_t depth) {
    const size_t open = at_;
    if (depth + 1 > kSearchDepth) {
      note("more than " + std::to_string(kSearchDepth) + " parentheses in each other", open,
           open + 1);
      return std::nullopt;
    }
    ++at_;
    std::optional<SearchNode> inner = any(depth + 1);
    if (fault_) return std::nullopt;
    if (end()) {
      note("this parenthesis does not close", open, open + 1);
      return std::nullopt;
    }
    ++at_;
    return inner;
  }

  // The text between quotation marks that begins here.
  std::optional<std::u32string_view> quoted() {
    const size_t open = at_++;
    const size_t begin = at_;
    while (!end() && !is_quote(text_[at_])) ++at_;
    if (end()) {
      note("this quotation mark does not close", open, open + 1);
      return std::nullopt;
    }
    return text_.substr(begin, at_++ - begin);
  }

  std::u32string_view bare() {
    const size_t begin = at_;
    while (!end() && !is_space(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
           !is_quote(text_[at_])) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  // The field that is named here with a colon; its name is passed.
  std::optional<SearchField> field() {
    size_t i = at_;
    while (i < text_.size() && (is_ascii_alpha(text_[i]) || text_[i] == '_')) ++i;
    if (i == at_ || i == text_.size() || text_[i] != ':') return SearchField::text;
    const std::string name = lower(encode_utf8(text_.substr(at_, i - at_)));
    const auto found = std::find(kFields.begin(), kFields.end(), name);
    if (found == kFields.end()) {
      note("there is no field \"" + name + "\"" +
               nearest(name, Names(kFields.begin(), kFields.end())) +
               "; words with a colon go into quotation marks",
           at_, i + 1);
      return std::nullopt;
    }
    at_ = i + 1;
    return static_cast<SearchField>(found - kFields.begin());
  }

  std::optional<SearchNode> atom() {
    const size_t begin = at_;
    const std::optional<SearchField> f = field();
    if (!f) return std::nullopt;
    SearchNode node;
    node.kind = Kind::atom;
    SearchAtom& a = node.atom;
    a.field = *f;
    std::u32string_view value;
    if (!end() && is_quote(text_[at_])) {
      const auto inner = quoted();
      if (!inner) return std::nullopt;
      value = *inner;
      a.form = AtomForm::phrase;
    } else {
      value = bare();
    }
    a.at = {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)};
    const bool words = *f == SearchField::text || *f == SearchField::title;
    if (words && a.form == AtomForm::word && !value.empty() && value.back() == '*') {
      value.remove_suffix(1);
      a.form = AtomForm::prefix;
    }
    if (words && !has_letters(value)) {
      // A sign by itself says nothing, as in any search box; what was meant to say something does.
      if (*f == SearchField::text && a.form == AtomForm::word) return std::nullopt;
      note(a.form == AtomForm::prefix ? "no letters before the asterisk" : "no word to look for",
           begin, at_);
      return std::nullopt;
    }
    if (a.form == AtomForm::prefix && !one_word(value)) {
      note("an asterisk stands at the end of one word of two letters or more", begin, at_);
      return std::nullopt;
    }
    a.value = encode_utf8(value);
    if (a.value.empty()) {
      note(std::string(kFields[static_cast<size_t>(*f)]) +
               ": a value is missing; it follows the colon without a space",
           begin, at_);
      return std::nullopt;
    }
    if (++atoms_ > kSearchAtoms) {
      note("more than " + std::to_string(kSearchAtoms) + " words and fields", begin, at_);
      return std::nullopt;
    }
    if (!check(a)) return std::nullopt;
    return node;
  }

  // Is the value one that the field takes? Brings it into the form of records.
  bool check(SearchAtom& a) {
    switch (a.field) {
      case SearchField::type:
        return one_of(a, upper(a.value), event_type_names());
      case SearchField::rel:
        return one_of(a, lower(a.value), relation_names());
      case SearchField::factuality:
        return one_of(a, lower(a.value), factuality_names());
      case SearchField::conflict:
      case SearchField::copies:
        return one_of(a, lower(a.value), {"yes", "no"});
      case SearchField::mode:
      case SearchField::context:
      case SearchField::lang:
        a.value = lower(a.value);
        return true;
      case SearchField::from:
      case SearchField::to:
      case SearchField::published:
      case SearchField::known:
        if (edtf_days(a.value)) return true;
        note("\"" + safe_line(a.value) +
                 "\" is no date: write 2025, 2025-04, 2025-04-04 or a range 2024/2025",
             a.at.begin, a.at.end);
        return false;
      default:
        return true;
    }
  }

  bool one_of(SearchAtom& a, std::string value, const Names& names) {
    if (std::find(names.begin(), names.end(), value) != names.end()) {
      a.value = std::move(value);
      return true;
    }
    note("\"" + safe_line(a.value) + "\" is no " + std::string(search_field_name(a.field)) +
             nearest(value, names),
         a.at.begin, a.at.end);
    return false;
  }

  std::u32string_view text_;
  size_t at_ = 0;
  size_t atoms_ = 0;
  std::optional<SearchFault> fault_;
};

}  // namespace

std::string_view search_field_name(SearchField field) {
  return kFields[static_cast<size_t>(field)];
}

tl::expected<SearchNode, SearchFault> parse_search(std::string_view query) {
  if (query.size() > kSearchBytes) {
    return tl::unexpected<SearchFault>({"the query has " + std::to_string(query.size()) +
                                            " bytes; it may have " + std::to_string(kSearchBytes),
                                        {}});
  }
  const Result<std::u32string> text = decode_utf8(query);
  if (!text) return tl::unexpected<SearchFault>({"the query is no UTF-8 text", {}});
  return Parser(*text).run();
}

std::string search_tree(const SearchNode& node) {
  if (node.kind == Kind::atom) {
    const SearchAtom& a = node.atom;
    std::string out;
    if (a.field != SearchField::text) out = std::string(search_field_name(a.field)) + ':';
    if (a.form == AtomForm::phrase) return out + '"' + a.value + '"';
    return out + a.value + (a.form == AtomForm::prefix ? "*" : "");
  }
  std::string out = node.kind == Kind::all ? "(all" : node.kind == Kind::any ? "(any" : "(none";
  for (const SearchNode& part : node.parts) out += ' ' + search_tree(part);
  return out + ')';
}

}  // namespace isnad
