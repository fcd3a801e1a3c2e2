#include "ingest/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <unordered_set>

#include "ingest/html_bytes.h"
#include "ingest/html_words.h"

namespace isnad {

namespace {

constexpr size_t kMaxTreeBytes = size_t{256} << 20;
constexpr size_t kChunk = size_t{1} << 20;
constexpr size_t kMaxBlocks = 200'000;

// Memory of one tree, given back all at once: no walk over the tree to free it, and a limit. Gumbo
// does not look whether it got memory, so the limit leaves it by longjmp; between the two points
// there are only frames of C.
class Arena {
 public:
  void* give(size_t size) {
    size = (size + 15) / 16 * 16;
    if (size > left_) {
      const size_t chunk = std::max(size, kChunk);
      if (used_ + chunk > kMaxTreeBytes) longjmp(out, 1);
      used_ += chunk;
      chunks_.push_back(std::unique_ptr<char[]>(new char[chunk]));
      at_ = chunks_.back().get();
      left_ = chunk;
    }
    char* p = at_;
    at_ += size;
    left_ -= size;
    return p;
  }
  std::jmp_buf out;

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* at_ = nullptr;
  size_t left_ = 0;
  size_t used_ = 0;
};

void* arena_give(void* arena, size_t size) { return static_cast<Arena*>(arena)->give(size); }
void arena_take(void*, void*) {}

// No object with a destructor lives in this function: longjmp comes back to it.
const GumboOutput* parse(Arena& arena, const char* html, size_t size) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = arena_give;
  options.deallocator = arena_take;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.out) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html, size);
}

bool is_block(std::string_view tag) {
  static const std::unordered_set<std::string_view> blocks = {
      "address", "article", "aside",    "blockquote", "body",        "caption",
      "center",  "dd",      "details",  "dialog",     "dir",         "div",
      "dl",      "dt",      "fieldset", "figcaption", "figure",      "footer",
      "h1",      "h2",      "h3",       "h4",         "h5",          "h6",
      "header",  "hgroup",  "hr",       "html",       "li",          "legend",
      "main",    "menu",    "nav",      "ol",         "option",      "p",
      "pre",     "section", "summary",  "table",      "tbody",       "td",
      "tfoot",   "th",      "thead",    "tr",         "ul",          "br",
      "button",  "object",  "marquee",  "title",      "amp-sidebar", "amp-accordion",
      "video",   "audio"};
  return blocks.count(tag) != 0;
}

// Elements whose text is never an article's.
bool is_skipped(std::string_view tag) {
  static const std::unordered_set<std::string_view> skipped = {"button",
                                                               "object",
                                                               "video",
                                                               "audio",
                                                               "embed",
                                                               "amp-sidebar",
                                                               "amp-user-notification",
                                                               "amp-consent",
                                                               "amp-ad",
                                                               "marquee",
                                                               "amp-embed",
                                                               "applet",
                                                               "progress",
                                                               "meter"};
  return skipped.count(tag) != 0;
}

class Flattener {
 public:
  explicit Flattener(HtmlTree& out) : out_(out) {}

  void run(const GumboNode* root) { element(root, kNoElement, 0, false, false); }

 private:
  // Depth is bounded by clean_html (kMaxDepth and the elements that the tree builder adds to each).
  void element(const GumboNode* node, uint32_t parent, uint32_t block, bool link, bool time) {
    if (depth_ > 1200) return;
    ++depth_;
    const GumboElement& e = node->v.element;
    const auto index = static_cast<uint32_t>(out_.elements.size());
    out_.elements.push_back(describe(e, parent));
    const std::string tag = out_.elements[index].tag;
    const bool borders = is_block(tag);
    if (borders) flush();
    if (borders && tag != "br" && tag != "hr") {
      block = index;
    }
    const uint8_t cues = out_.elements[index].cues;
    const bool skipped = is_skipped(tag);
    // A small furniture inside a line must not glue itself to the line.
    const bool inner_furniture = !borders && (cues & (kCueDrop | kCueHard)) != 0 &&
                                 (cues & kCueBody) == 0 && tag != "a" && parent != kNoElement &&
                                 short_inside(e);
    link = link || (tag == "a" && !out_.elements[index].attribute("href").empty());
    time = time || tag == "time";
    out_.elements[index].first_block = static_cast<uint32_t>(out_.blocks.size());
    out_.elements[index].text_begin = static_cast<uint32_t>(block_.text.size());
    if (tag == "pre") ++pre_;
    if (!skipped && !(inner_furniture && !holds_blocks(e)) &&
        !(out_.elements[index].hidden && !borders)) {
      for (unsigned i = 0; i < e.children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
        if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
          element(child, index, block, link, time);
        } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                   child->type == GUMBO_NODE_CDATA) {
          add(child->v.text.text, block, link, time);
        }
      }
    } else {
      add(" ", block, false, false);
    }
    if (tag == "pre") --pre_;
    if (borders) flush();
    out_.elements[index].end = static_cast<uint32_t>(out_.elements.size());
    out_.elements[index].last_block = static_cast<uint32_t>(out_.blocks.size());
    out_.elements[index].text_end = static_cast<uint32_t>(block_.text.size());
    --depth_;
  }

  // A name may say furniture of a line of text too (a size of letters): long ones stay.
  static bool short_inside(const GumboElement& e) {
    size_t bytes = 0;
    for (unsigned i = 0; i < e.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
      if (child->type == GUMBO_NODE_TEXT) bytes += std::strlen(child->v.text.text);
    }
    return bytes < 160 && e.children.length < 12;
  }

  static bool holds_blocks(const GumboElement& e) {
    for (unsigned i = 0; i < e.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (is_block(gumbo_normalized_tagname(child->v.element.tag))) return true;
    }
    return false;
  }

  static HtmlElement describe(const GumboElement& e, uint32_t parent) {
    HtmlElement out;
    out.parent = parent;
    if (e.tag == GUMBO_TAG_UNKNOWN) {
      GumboStringPiece name = e.original_tag;
      gumbo_tag_from_original_text(&name);
      out.tag = to_ascii_lower({name.data, name.data ? name.length : 0});
    } else {
      out.tag = gumbo_normalized_tagname(e.tag);
    }
    for (unsigned i = 0; i < e.attributes.length; ++i) {
      const auto* a = static_cast<const GumboAttribute*>(e.attributes.data[i]);
      out.attributes.emplace_back(a->name, a->value);
      const std::string_view name = a->name;
      const std::string_view value = a->value;
      if (name == "hidden" || (name == "aria-hidden" && value == "true")) out.hidden = true;
      if (name == "style") {
        std::string style = to_ascii_lower(value.substr(0, 300));
        style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
        out.hidden = out.hidden || style.find("display:none") != std::string::npos ||
                     style.find("visibility:hidden") != std::string::npos;
      }
      if (name == "class" || name == "id" || name == "role" || name.rfind("data-", 0) == 0) {
        out.cues |= PageWords::get().cues(value);
      } else if (name == "itemprop") {
        std::string property = to_ascii_lower(value);
        if (PageWords::get().in("itemprop_body", property)) out.cues |= kCueBody;
      }
    }
    if (out.tag == "body" || out.tag == "html") out.cues = kCueNone;
    if (out.tag == "nav" || out.tag == "figcaption" || out.tag == "aside" || out.tag == "footer" ||
        out.tag == "header" || out.tag == "menu" || out.tag == "dialog") {
      out.cues |= kCueDrop;
    }
    return out;
  }

  void add(const char* text, uint32_t block, bool link, bool time) {
    block_.element = block;
    for (const char* p = text; *p != '\0'; ++p) {
      const auto c = static_cast<unsigned char>(*p);
      if (pre_ > 0 && c == '\n') {
        flush();
        block_.element = block;
        continue;
      }
      const bool no_break = c == 0xC2 && static_cast<unsigned char>(p[1]) == 0xA0;
      if (no_break) ++p;
      if (no_break || is_ascii_space(static_cast<char>(c))) {
        space_ = !block_.text.empty();
        continue;
      }
      if (c < 0x20) continue;
      if (space_) block_.text.push_back(' ');
      space_ = false;
      block_.text.push_back(static_cast<char>(c));
      if ((c & 0xC0) == 0x80) continue;
      ++block_.letters;
      if (link) ++block_.linked;
      if (time) ++block_.timed;
    }
  }

  void flush() {
    space_ = false;
    const bool room = out_.blocks.size() < kMaxBlocks;
    if (!block_.text.empty() && !room) out_.cut = true;
    if (!block_.text.empty() && room) out_.blocks.push_back(std::move(block_));
    block_ = {};
  }

  HtmlTree& out_;
  HtmlBlock block_;
  bool space_ = false;
  int pre_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string_view HtmlElement::attribute(std::string_view name) const {
  for (const auto& [n, v] : attributes) {
    if (n == name) return v;
  }
  return {};
}

Result<HtmlTree> build_tree(std::string_view html) {
  Arena arena;
  const GumboOutput* output = parse(arena, html.data(), html.size());
  if (output == nullptr) {
    return fail(ErrorCode::too_large, "its markup would fill more than " +
                                          std::to_string(kMaxTreeBytes >> 20) + " MB of memory");
  }
  HtmlTree tree;
  Flattener(tree).run(output->root);
  return tree;
}

std::string text_of(const HtmlTree& tree, uint32_t element, size_t most) {
  const HtmlElement& e = tree.elements[element];
  std::string out;
  for (uint32_t b = e.first_block; b <= e.last_block && out.size() < most; ++b) {
    if (b >= tree.blocks.size()) break;
    std::string_view text = tree.blocks[b].text;
    if (b == e.last_block) text = text.substr(0, e.text_end);
    if (b == e.first_block) text.remove_prefix(std::min<size_t>(e.text_begin, text.size()));
    if (!out.empty() && !text.empty()) out.push_back(' ');
    out += text;
  }
  if (out.size() > most) {
    size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
  }
  return out;
}

}  // namespace isnad
