#include "store/search_columns.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/ascii.h"
#include "story/packed.h"

namespace isnad {

namespace {

std::vector<uint32_t> numbers_from(std::string_view bytes) {
  std::vector<uint32_t> out(bytes.size() / 4);
  if constexpr (std::endian::native == std::endian::little) {
    if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * 4);
  } else {
    for (size_t i = 0; i < out.size(); ++i) out[i] = unpack(bytes, i * 4);
  }
  return out;
}

// Do the lists that begin at `begins` lie within `values`, one after the other?
bool are_lists(std::span<const uint32_t> begins, size_t values) {
  return !begins.empty() && begins.front() == 0 && begins.back() == values &&
         std::is_sorted(begins.begin(), begins.end());
}

}  // namespace

Result<SearchColumns> SearchColumns::open(CaseFile::Impl& impl) {
  SearchColumns c(impl);
  const std::vector<uint32_t>* sizes = impl.older ? nullptr : c.read("sizes");
  if (!c.state_) return tl::unexpected<Error>(c.state_.error());
  if (!sizes || sizes->size() != 4) {
    return fail(ErrorCode::unsupported,
                impl.name +
                    ": cannot be searched yet; the next isnad read into it makes what search "
                    "needs");
  }
  std::copy(sizes->begin(), sizes->end(), c.sizes_);
  // The sizes decide how much memory a query takes: they are believed only if columns are as long.
  static const char* const kMeasures[] = {"article.first", "event.first", "relation.first",
                                          "claim.source"};
  for (size_t i = 0; i < 4; ++i) {
    int64_t bytes = -1;
    auto r = impl.each(
        "SELECT length(bytes) FROM search_column WHERE name = ?",
        [&](const Statement& row) { bytes = row.integer(0); }, kMeasures[i]);
    if (!r) return tl::unexpected<Error>(r.error());
    if (bytes != 4 * static_cast<int64_t>(c.sizes_[i])) c.damaged(kMeasures[i]);
  }
  if (!c.state_) return tl::unexpected<Error>(c.state_.error());
  if (const std::vector<uint32_t>* begins = c.read("symbol.begins")) c.symbol_begins_ = *begins;
  auto r = impl.each("SELECT bytes FROM search_column WHERE name = 'symbol.text'",
                     [&](const Statement& row) { c.symbol_bytes_ = row.blob(0); });
  if (!r) return tl::unexpected<Error>(r.error());
  if (!are_lists(c.symbol_begins_, c.symbol_bytes_.size())) c.damaged("symbol");
  if (!c.state_) return tl::unexpected<Error>(c.state_.error());
  return c;
}

void SearchColumns::damaged(const std::string& name) {
  if (!state_) return;
  state_ = fail(ErrorCode::corrupt, impl_->name + ": the search column " + name +
                                        " is damaged; restore the case from a copy, or read "
                                        "anything into it to make the columns anew");
}

const std::vector<uint32_t>* SearchColumns::read(const std::string& name) {
  if (const auto found = columns_.find(name); found != columns_.end()) return &found->second;
  bool here = false;
  std::vector<uint32_t> numbers;
  auto r = impl_->each(
      "SELECT bytes FROM search_column WHERE name = ?",
      [&](const Statement& row) {
        here = true;
        numbers = numbers_from(row.blob(0));
      },
      name);
  if (!r && state_) state_ = r;
  if (!here) return nullptr;
  return &columns_.emplace(name, std::move(numbers)).first->second;
}

std::string_view SearchColumns::symbol(uint32_t s) const {
  if (s >= symbols()) return {};
  return std::string_view(symbol_bytes_)
      .substr(symbol_begins_[s], symbol_begins_[s + 1] - symbol_begins_[s]);
}

std::vector<uint32_t> SearchColumns::find(std::string_view name, bool any_case) const {
  std::vector<uint32_t> out;
  if (any_case) {
    for (uint32_t s = 0; s < symbols(); ++s) {
      if (equal_ascii_nocase(symbol(s), name)) out.push_back(s);
    }
    return out;
  }
  uint32_t low = 0;
  auto high = static_cast<uint32_t>(symbols());
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (symbol(middle) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < symbols() && symbol(low) == name) out.push_back(low);
  return out;
}

std::span<const uint32_t> SearchColumns::numbers(const std::string& name, SearchThing of) {
  const std::vector<uint32_t>* column = read(name);
  if (column && column->size() == size(of)) return *column;
  damaged(name);
  return columns_["no " + name] = std::vector<uint32_t>(size(of));
}

SearchLists SearchColumns::lists(const std::string& name, SearchThing of) {
  const std::vector<uint32_t>* begins = read(name + ".begins");
  const std::vector<uint32_t>* values = read(name);
  if (begins && values && begins->size() == size(of) + 1 && are_lists(*begins, values->size())) {
    return {*begins, *values};
  }
  damaged(name);
  return {columns_["no " + name] = std::vector<uint32_t>(size(of) + 1), {}};
}

std::span<const uint32_t> SearchColumns::ranges(const std::string& name, SearchThing of,
                                                SearchThing parts) {
  const std::vector<uint32_t>* begins = read(name);
  if (begins && begins->size() == size(of) + 1 && are_lists(*begins, size(parts))) return *begins;
  damaged(name);
  return columns_["no " + name] = std::vector<uint32_t>(size(of) + 1);
}

int64_t SearchColumns::row(SearchThing of, size_t index) {
  static const char* const kNames[] = {"article.row", "event.row", "relation.row", "claim.row"};
  return pair_at(kNames[static_cast<size_t>(of)], index);
}

int64_t SearchColumns::text_row(size_t article) { return pair_at("article.text", article); }

// A number of 64 bits as two of 32, the low half first.
int64_t SearchColumns::pair_at(const char* name, size_t index) {
  const std::vector<uint32_t>* halves = read(name);
  if (!halves || index * 2 + 1 >= halves->size()) {
    damaged(name);
    return 0;
  }
  return static_cast<int64_t>(uint64_t{(*halves)[index * 2 + 1]} << 32 | (*halves)[index * 2]);
}

SearchColumns::RowsInOrder SearchColumns::in_order(Rows kind) {
  const std::string name = kind == Rows::documents ? "documents"
                           : kind == Rows::texts   ? "texts"
                                                   : "titles";
  const std::vector<uint32_t>* halves = read(name + ".row");
  const std::vector<uint32_t>* articles = read(name + ".article");
  const auto outside = [&](uint32_t a) { return a >= size(SearchThing::article); };
  if (halves && articles && halves->size() == 2 * articles->size() &&
      std::none_of(articles->begin(), articles->end(), outside)) {
    return {*halves, *articles};
  }
  damaged(name);
  return {};
}

}  // namespace isnad
