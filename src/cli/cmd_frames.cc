#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/command.h"
#include "cli/exit_code.h"

namespace isnad {

namespace {

namespace fs = std::filesystem;

// The compiler of data/: beside this program, or installed in ../libexec/isnad.
fs::path compiler() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = self.parent_path() / "isnad-compile";
  if (fs::exists(beside, error)) return beside;
  return self.parent_path().parent_path() / "libexec" / "isnad" / "isnad-compile";
}

// Frames are written where their files are: in a checkout. The work is the compiler's, which reads
// the files; this verb says it in the words of the command line.
class Frames : public Command {
 public:
  const char* name() const override { return "frames"; }
  const char* summary() const override {
    return "Write frames: a draft from a sentence, and whether the examples are read";
  }
  const char* examples() const override {
    return "ACTION is one of\n"
           "  new SENTENCE    a draft of a frame for the act that the sentence tells, on standard "
           "output\n"
           "  test [NAME...]  check the frame files, and read the examples of these files or ids\n"
           "  check           check the frame files alone\n\n"
           "The files are those of a checkout (data/frames); docs/extend.md leads through it. "
           "isnad explain\n"
           "shows why a sentence is read as it is. What you change is in force for isnad after "
           "./dev build.\n\n"
           "Examples:\n"
           "  isnad frames new 'SENTENCE' --type AID >> data/frames/aid.toml\n"
           "  isnad frames test aid";
  }
  void declare(Options& o) override {
    o.inputs("ACTION", words_, "new, test or check, and what it is about");
    o.text("--data", data_, "FOLDER", "The folder data of a checkout (without it: ./data)");
    o.text("--type", type_, "TYPE", "Of a new frame: AGREE, CONSULT, ... ASSAULT");
    o.text(
        "--word", word_, "WORD",
        "Of a new frame: the word of the sentence that tells the act (without it: the first verb)");
  }
  int run() override {
    const std::string action = words_.front();
    std::vector<std::string> asked;
    if (action == "check" && words_.size() == 1) {
      asked = {"--check-frames", data_};
    } else if (action == "test") {
      asked = {"--test-frames", data_};
      asked.insert(asked.end(), words_.begin() + 1, words_.end());
    } else if (action == "new" && words_.size() == 2) {
      if (!type_)
        return report({ErrorCode::bad_argument, "new: --type is missing (AGREE ... ASSAULT)"});
      asked = {"--new-frame", data_, *type_, words_[1]};
      if (word_) asked.push_back(*word_);
    } else {
      return report({ErrorCode::bad_argument,
                     action + ": new SENTENCE, test [NAME...] or check; isnad frames --help"});
    }
    std::error_code error;
    if (!fs::is_directory(fs::path(data_) / "frames", error)) {
      return report(
          {ErrorCode::not_found,
           data_ + ": no folder of data with frames in it; --data names one of a checkout"});
    }
    const std::string program = compiler().string();
    std::vector<char*> argv = {const_cast<char*>("isnad-compile")};
    for (std::string& word : asked) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    return report({ErrorCode::not_found, program + ": cannot be run: " + std::strerror(errno)});
  }

 private:
  std::vector<std::string> words_;
  std::string data_ = "data";
  std::optional<std::string> type_;
  std::optional<std::string> word_;
};

}  // namespace

std::unique_ptr<Command> make_frames() { return std::make_unique<Frames>(); }

}  // namespace isnad
