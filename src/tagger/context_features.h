#pragma once
// Features of a token that hang on those around it; all of a token's (features.h has those of one
// word).

#include "tagger/features.h"

namespace isnad::tagger {

// What two words beside each other give: to the second one, and to the first one. They hang on
// nothing else.
template <class Sink>
void second_features_of(const Facts& first, const Facts& second, Sink&& sink) {
  const auto two = [&](Template t, int offset, const Value& a, const Value& b) {
    sink(t, offset, join_parts(a.hash, b.hash), a, b);
  };
  const Value word_class = number_part(second.word_class);
  const Value cluster = number_part(second.clusters[0]);
  const Value lists = number_part(second.lists);
  two(Template::words, -1, first.word, second.word);
  two(Template::classes, -1, number_part(first.word_class), word_class);
  two(Template::clusters, -1, number_part(first.clusters[0]), cluster);
  two(Template::lists_pair, -1, number_part(first.lists), lists);
  two(Template::class_after_word, 0, first.word, word_class);
  two(Template::lists_after_word, 0, first.word, lists);
  two(Template::cluster_after_word, 0, first.word, cluster);
}
template <class Sink>
void first_features_of(const Facts& first, const Facts& second, Sink&& sink) {
  const auto two = [&](Template t, const Value& a, const Value& b) {
    sink(t, 0, join_parts(a.hash, b.hash), a, b);
  };
  const Value word_class = number_part(first.word_class);
  two(Template::words, first.word, second.word);
  two(Template::classes, word_class, number_part(second.word_class));
  two(Template::clusters, number_part(first.clusters[0]), number_part(second.clusters[0]));
  two(Template::lists_pair, number_part(first.lists), number_part(second.lists));
  two(Template::class_before_word, second.word, word_class);
}

// The same for the other features of token i, whose sentence is tokens [first, last); those of
// Facts::seen excepted.
template <class Sink>
void context_features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                         Sink&& sink) {
  const auto at = [&](int offset) -> const Facts& {
    const int64_t k = static_cast<int64_t>(i) + offset;
    return k < first || k >= last ? edge_facts() : facts[static_cast<size_t>(k)];
  };
  const auto num = [&](Template t, int offset, uint32_t a) {
    const Value p = number_part(a);
    sink(t, offset, p.hash, p);
  };
  const auto pair = [&](Template t, int offset, uint32_t a, uint32_t b) {
    const Value x = number_part(a);
    const Value y = number_part(b);
    sink(t, offset, join_parts(x.hash, y.hash), x, y);
  };
  const Facts& f = facts[i];
  const Facts& before = at(-1);
  const Facts& after = at(1);
  for (int o = -2; o <= 2; ++o) {
    const Facts& g = at(o);
    if (g.role != 0) num(Template::role, o, g.role);
    if (o >= -1 && o <= 1 && g.hint != 0) num(Template::hint, o, g.hint);
  }
  num(Template::shape, 0, f.shape);
  num(Template::left_role, 0, f.left_role);
  if (f.hint != 0 || before.hint != 0) pair(Template::hints, -1, before.hint, f.hint);
  if (f.hint != 0 || after.hint != 0) pair(Template::hints, 0, f.hint, after.hint);
  if (f.role != 0 || before.role != 0) pair(Template::roles, -1, before.role, f.role);
  if (before.role != 0) pair(Template::lists_after_role, 0, before.role, f.lists);
  pair(Template::around, 0, before.clusters[0], after.clusters[0]);
}

// All of these, for every feature of token i that does not hang on Facts::seen.
template <class Sink>
void features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                 Sink&& sink) {
  const auto at = [&](int offset) -> const Facts& {
    const int64_t k = static_cast<int64_t>(i) + offset;
    return k < first || k >= last ? edge_facts() : facts[static_cast<size_t>(k)];
  };
  for (int o = -2; o <= 2; ++o) word_features_of(at(o), o, sink);
  second_features_of(at(-1), at(0), sink);
  first_features_of(at(0), at(1), sink);
  context_features_of(facts, first, last, i, sink);
}

// The same for what mark_seen noted.
template <class Sink>
void seen_features_of(const std::vector<Facts>& facts, uint32_t first, uint32_t last, uint32_t i,
                      Sink&& sink) {
  const uint32_t before = i > first ? facts[i - 1].seen : 0;
  const uint32_t here = facts[i].seen;
  const uint32_t after = i + 1 < last ? facts[i + 1].seen : 0;
  const auto num = [&](int offset, uint32_t a) {
    const Value p = number_part(a);
    if (a != 0) sink(Template::seen, offset, p.hash, p);
  };
  const auto pair = [&](Template t, int offset, uint32_t a, uint32_t b) {
    const Value x = number_part(a);
    const Value y = number_part(b);
    sink(t, offset, join_parts(x.hash, y.hash), x, y);
  };
  num(-1, before);
  num(0, here);
  num(1, after);
  if (before + here != 0) pair(Template::seen_pair, -1, before, here);
  if (here + after != 0) pair(Template::seen_pair, 0, here, after);
  if (here == 0) return;
  pair(Template::seen_class, 0, here, facts[i].word_class);
  pair(Template::seen_shape, 0, here, facts[i].shape);
}

}  // namespace isnad::tagger
