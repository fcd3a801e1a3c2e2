// A damaged case file -> every kind of query, then a writer and a refresh. The input is what is
// changed in a sound file, as three bytes of place, one whose low half is a length less one, and
// the bytes. An odd first byte asks for the writer, too.

#include "store/case_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/utf8.h"
#include "engine/engine.h"
#include "fuzz.h"
#include "store/search_query.h"
#include "world/world.h"

using namespace isnad;

namespace {

constexpr const char* kSamples[] = {"03-base-attack-42", "04-base-attack-11",
                                    "05-niger-denies-base"};

std::string bytes_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What SQLite keeps beside a file.
void remove_beside(const std::string& path) {
  for (const char* end : {"-wal", "-shm", "-journal"}) unlink((path + end).c_str());
}

struct Tools {
  Image image = Image::open(ISNAD_IMAGE_FILE).value();
  Engine engine = Engine::open(ISNAD_IMAGE_FILE).value();
  WordHasher hasher = WordHasher::open(image).value();
  StoryRules story = StoryRules::open(image).value();
  WorldRules world = WorldRules::open(image).value();
  fuzz::InputFile file{".isnad"};
  std::string sound;  // the bytes of a case of the samples
  std::string document;

  Tools() {
    const std::string& path = file.hold({});
    unlink(path.c_str());
    {
      auto made = CaseFile::open(path, CaseFile::Mode::create);
      fuzz::require(made.has_value(), "a case can be made");
      for (const char* name : kSamples) {
        fuzz::require(add(*made, name).has_value(), "a sample is added");
      }
      fuzz::require(refresh(*made).has_value(), "a sound case is refreshed");
    }
    sound = bytes_in(path);
    fuzz::require(sound.size() > 4096, "the case is in its file");
  }

  Result<Added> add(CaseFile& to, const std::string& name) {
    RawDocument d;
    d.uri = name;
    d.published = "2025-04-04";
    d.text_utf8 = bytes_in(std::string(ISNAD_SOURCE_DIR) + "/samples/" + name + ".txt");
    d.text = decode_utf8(d.text_utf8).value();
    Fingerprint print;
    const Record record = engine.extract(d, &print);
    document = record.doc.id;
    return to.add(record, d.text_utf8, print);
  }

  Result<Refreshed> refresh(CaseFile& file_of_case) {
    const auto print = [](std::string_view, const std::optional<std::string>&) {
      return Fingerprint{};
    };
    return file_of_case.refresh({hasher, story, world, print});
  }
};

bool unchanged = false;  // is the file as it was made?

// Whatever is answered; where nothing is, an error says why.
template <class T>
void told(const Result<T>& answer) {
  fuzz::require(answer || !unchanged, "a sound case answers");
  fuzz::require(answer || !answer.error().message.empty(), "an error has a message");
}

void ask(const CaseFile& c, const Tools& tools) {
  Filter filter;
  filter.limit = 50;
  told(c.digest());
  told(c.documents(filter));
  told(c.events(filter));
  told(c.claims(filter));
  told(c.relations(filter));
  told(c.entities(filter));
  told(c.entities_that_begin("m", 10));
  told(c.directory());
  told(c.happenings(filter));
  told(c.facts(filter));
  told(c.happening_outlines(filter));
  told(c.fact_outlines(filter));
  told(c.stories(filter));
  told(c.copies(filter));
  told(c.conflicts(filter));
  told(c.attention(filter, std::nullopt, 5));
  told(c.voices("MLI", filter));
  told(c.beside(tools.document));
  told(c.evidence(tools.document));
  told(c.document(tools.document));
  told(c.entity("MLI"));
  told(c.saved_searches());
  told(c.feeds());
  told(c.needs_refresh());
  told(c.each_document(filter, [](const StoredDocument&) { return Result<void>{}; }));
  const auto query = parse_search("type:ASSAULT");
  fuzz::require(query.has_value(), "a query of the manual");
  SearchRequest request;
  request.query = *query;
  told(c.search(request));
  const Result<Corpus> corpus = c.world();
  told(corpus);
  if (!corpus) return;
  const World world(*corpus, tools.world);
  const State state = world.state();
  fuzz::require(state.at(0).size() <= state.all().size(), "no fluent holds twice");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Tools tools;
  std::string bytes = tools.sound;
  for (size_t i = 0; i + 4 < size;) {
    const size_t place = size_t{data[i]} << 16 | size_t{data[i + 1]} << 8 | data[i + 2];
    const size_t length = std::min<size_t>((data[i + 3] & 15) + 1, size - i - 4);
    for (size_t k = 0; k < length; ++k) {
      bytes[(place + k) % bytes.size()] = static_cast<char>(data[i + 4 + k]);
    }
    i += 4 + length;
  }
  unchanged = bytes == tools.sound;
  const std::string path = tools.file.hold(bytes);
  remove_beside(path);
  {
    const auto read = CaseFile::open(path, CaseFile::Mode::read);
    told(read);
    if (read) ask(*read, tools);
  }
  if (size > 0 && data[0] % 2 == 1) {
    auto write = CaseFile::open(path, CaseFile::Mode::write, 0);
    told(write);
    if (write) {
      told(tools.add(*write, kSamples[0]));
      told(tools.refresh(*write));
      ask(*write, tools);
    }
  }
  remove_beside(path);
  return 0;
}
