#include "store/packed_corpus.h"

#include <bit>
#include <unordered_map>

#include "story/packed.h"

namespace isnad {

namespace {

// One description of the form serves both ways: a Writer puts each value, a Reader takes it.
class Writer {
 public:
  static constexpr bool kReads = false;
  bool ok() const { return true; }
  std::string take() { return std::move(out_); }

  void number(uint32_t n) { pack(n, out_); }
  void text(const std::string& s) {
    number(static_cast<uint32_t>(s.size()));
    out_ += s;
  }

 private:
  std::string out_;
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }
  size_t left() const { return bytes_.size() - at_; }

  void number(uint32_t& n) {
    if (left() < 4) {
      fail();
      n = 0;
      return;
    }
    n = unpack(bytes_, at_);
    at_ += 4;
  }
  void text(std::string& s) {
    uint32_t size = 0;
    number(size);
    if (size > left()) return fail();
    s.assign(bytes_.substr(at_, size));
    at_ += size;
  }
  void fail() {
    ok_ = false;
    at_ = bytes_.size();
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

constexpr uint32_t kForm = 1;

template <class Io>
class Form {
 public:
  Form(Io& io, size_t symbols) : io_(io), symbols_(symbols) {}

  template <class A>
  void article(A& a) {
    io_.text(a.id);
    io_.text(a.uri);
    symbol(a.outlet);
    io_.text(a.published_as);
    symbols(a.credits);
    if constexpr (Io::kReads) a.published = days(a.published_as);
  }

  template <class E>
  void event(E& e) {
    report(e);
    number(e.type, EventType::assault);
    symbol(e.mode);
    symbols(e.contexts);
    symbols(e.actor);
    symbols(e.recipient);
    symbol(e.place);
    io_.text(e.date);
    number(e.date_from, DateFrom::inherited);
    if constexpr (Io::kReads) e.days = days(e.date);
  }

  template <class R>
  void relation(R& r) {
    report(r);
    number(r.rel, RelationKind::at_odds_with);
    party(r.subject);
    party(r.object);
    io_.text(r.from);
    io_.text(r.to);
    if constexpr (Io::kReads) {
      r.from_days = days(r.from);
      r.to_days = days(r.to);
    }
  }

  // As many as there are; a reader makes them. `least`: bytes that one takes, so that a broken
  // number asks for no memory that the file could not fill.
  template <class List, class Each>
  void list(List& all, size_t least, Each each) {
    if constexpr (Io::kReads) {
      uint32_t n = 0;
      io_.number(n);
      if (n > io_.left() / least) return io_.fail();
      all.resize(n);
    } else {
      io_.number(static_cast<uint32_t>(all.size()));
    }
    for (auto& one : all) {
      if (!io_.ok()) return;
      each(one);
    }
  }

 private:
  template <class T>
  void report(T& t) {
    io_.number(t.article);
    io_.text(t.id);
    number(t.factuality, Factuality::possible);
    symbols(t.source);
    symbols(t.via);
    symbol(t.rule);
    list(t.spans, 8, [&](auto& s) {
      io_.number(s.begin);
      io_.number(s.end);
    });
    wide(t.count);
    real(t.confidence);
    if constexpr (Io::kReads) {
      uint32_t bound = 0;
      io_.number(bound);
      t.count_bound = static_cast<char>(bound);
    } else {
      io_.number(static_cast<unsigned char>(t.count_bound));
    }
    io_.text(t.count_unit);
  }

  template <class S>
  void symbol(S& s) {
    io_.number(s);
    if constexpr (Io::kReads) {
      if (s != kNoSymbol && s >= symbols_) io_.fail();
    }
  }
  // What a list holds and a relation is about is always somebody.
  template <class S>
  void party(S& s) {
    symbol(s);
    if constexpr (Io::kReads) {
      if (s == kNoSymbol) io_.fail();
    }
  }
  template <class List>
  void symbols(List& all) {
    list(all, 4, [&](auto& s) { party(s); });
  }

  // An enumerator; `last` is the greatest of its kind.
  template <class Enum, class Last>
  void number(Enum& e, Last last) {
    if constexpr (Io::kReads) {
      uint32_t n = 0;
      io_.number(n);
      if (n > static_cast<uint32_t>(last)) return io_.fail();
      e = static_cast<Last>(n);
    } else {
      io_.number(static_cast<uint32_t>(e));
    }
  }

  // A case has few dates, each told many times.
  const std::optional<Days>& days(const std::string& edtf) {
    auto found = days_.find(edtf);
    if (found == days_.end()) found = days_.emplace(edtf, days_of(edtf)).first;
    return found->second;
  }

  void bits(uint64_t n) requires(!Io::kReads) {
    io_.number(static_cast<uint32_t>(n));
    io_.number(static_cast<uint32_t>(n >> 32));
  }
  uint64_t bits() requires(Io::kReads) {
    uint32_t low = 0;
    uint32_t high = 0;
    io_.number(low);
    io_.number(high);
    return uint64_t{high} << 32 | low;
  }
  template <class Real>
  void real(Real& v) {
    if constexpr (Io::kReads) {
      v = std::bit_cast<double>(bits());
    } else {
      bits(std::bit_cast<uint64_t>(v));
    }
  }
  template <class Count>
  void wide(Count& v) {
    if constexpr (Io::kReads) {
      uint32_t there = 0;
      io_.number(there);
      if (there != 0) v = static_cast<int64_t>(bits());
    } else {
      io_.number(v ? 1 : 0);
      if (v) bits(static_cast<uint64_t>(*v));
    }
  }

  Io& io_;
  size_t symbols_;
  std::unordered_map<std::string, std::optional<Days>> days_;
};

template <class Io, class C>
void contents(Io& io, C& corpus) {
  Form<Io> form(io, corpus.symbols.size());
  form.list(corpus.articles, 20, [&](auto& a) { form.article(a); });
  form.list(corpus.events, 64, [&](auto& e) { form.event(e); });
  form.list(corpus.relations, 64, [&](auto& r) { form.relation(r); });
}

}  // namespace

std::string bytes_of(const Corpus& corpus) {
  Writer out;
  out.number(kForm);
  out.number(static_cast<uint32_t>(corpus.symbols.size()));
  for (Symbol s = 0; s < corpus.symbols.size(); ++s) out.text(corpus.symbols.name(s));
  contents(out, corpus);
  return out.take();
}

Result<Corpus> corpus_from(std::string_view bytes) {
  Reader in(bytes);
  Corpus corpus;
  uint32_t form = 0;
  uint32_t symbols = 0;
  in.number(form);
  in.number(symbols);
  std::string name;
  for (uint32_t i = 0; in.ok() && i < symbols; ++i) {
    in.text(name);
    if (corpus.symbols.add(name) != i) in.fail();  // one name twice
  }
  contents(in, corpus);
  const auto placed = [&](const Report& r) { return r.article < corpus.articles.size(); };
  for (const EventReport& e : corpus.events) {
    if (!placed(e)) in.fail();
  }
  for (const RelationReport& r : corpus.relations) {
    if (!placed(r)) in.fail();
  }
  if (form != kForm || !in.ok() || !in.at_end()) {
    return isnad::fail(ErrorCode::corrupt,
                       "the case's view of the world is broken; 'isnad read' on it makes it anew");
  }
  return corpus;
}

}  // namespace isnad
