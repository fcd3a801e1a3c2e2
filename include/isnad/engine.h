#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>

// The C++ interface for programs that embed isnad. It includes nothing internal; records come as
// the JSON of docs/records.md, so that its shape is the contract and not a struct layout.

namespace isnad::api {

// A text to read. Strings are UTF-8; `published` is a date as far as it is known: 2025-04-04,
// 2025-04 or 2025.
struct Document {
  std::string uri;
  std::string text;
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::optional<std::string> published;
  std::optional<std::string> title;
};

// Why something was refused: a stable code ("bad_encoding", "not_found", ...) and one line for
// people.
struct Failure {
  std::string code;
  std::string message;
};

class Engine {
 public:
  // Maps the compiled language image; an empty path looks where the program itself does
  // ($ISNAD_IMAGE, beside the executable, ../share/isnad).
  static std::variant<Engine, Failure> open(const std::string& image_path = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // The record of a document as one JSON line with its newline; for a document that cannot be read
  // its error line, as `isnad extract` prints it. Thread safe; the same document gives the same
  // bytes.
  std::string extract(const Document& document) const;

  // What each stage made of the document or of one sentence (from 1), as text for people.
  std::variant<std::string, Failure> explain(const Document& document,
                                             std::optional<unsigned> sentence = {}) const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace isnad::api
