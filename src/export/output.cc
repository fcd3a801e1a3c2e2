#include "export/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace isnad {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> failed(const std::string& name, int code) {
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return fail(full ? ErrorCode::full : ErrorCode::unreadable,
              name + ": cannot be written: " + std::strerror(code));
}

class StreamOutput : public Output {
 public:
  StreamOutput(std::FILE* stream, std::string name) : stream_(stream), name_(std::move(name)) {}
  Result<void> write(std::string_view bytes) override {
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) == bytes.size()) return {};
    return failed(name_, errno);
  }
  Result<void> finish() override {
    errno = 0;
    if (std::fflush(stream_) == 0) return {};
    return failed(name_, errno);
  }

 private:
  std::FILE* stream_;
  std::string name_;
};

class FileOutput : public Output {
 public:
  FileOutput(fs::path path, fs::path part, std::FILE* file)
      : path_(std::move(path)), part_(std::move(part)), file_(file) {}
  FileOutput(FileOutput&&) = delete;
  ~FileOutput() override {
    if (!file_) return;
    std::fclose(file_);
    remove_part();
  }
  Result<void> write(std::string_view bytes) override {
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return {};
    return failed(path_.string(), errno);
  }
  Result<void> finish() override {
    errno = 0;
    std::FILE* const file = std::exchange(file_, nullptr);
    const bool flushed = std::fflush(file) == 0;
    const int code = errno;
    const bool closed = std::fclose(file) == 0;
    std::error_code error;
    if (flushed && closed && part_ == path_) return {};
    if (flushed && closed) {
      fs::rename(part_, path_, error);
      if (!error) return {};
    }
    remove_part();
    return failed(path_.string(), error ? error.value() : flushed ? errno : code);
  }

 private:
  void remove_part() {
    std::error_code ignored;
    if (part_ != path_) fs::remove(part_, ignored);
  }

  fs::path path_;
  fs::path part_;  // written to; the same as the path for what is no plain file
  std::FILE* file_;
};

Result<std::unique_ptr<Output>> open_file(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return fail(ErrorCode::bad_argument,
                path.string() + ": is a folder; name a file, or a format of several files");
  }
  // What is no plain file (a pipe, /dev/null) is written to as it stands.
  const bool plain = !fs::exists(path, ignored) || fs::is_regular_file(path, ignored);
  fs::path part = path;
  if (plain) part += ".part";
  errno = 0;
  std::FILE* file = std::fopen(part.c_str(), "wb");
  if (!file) return failed(path.string(), errno);
  return std::make_unique<FileOutput>(path, std::move(part), file);
}

class Stream : public Outputs {
 public:
  Stream(std::FILE* stream, std::string name) : stream_(stream), name_(std::move(name)) {}
  Result<std::unique_ptr<Output>> open(const std::string&) override {
    return std::make_unique<StreamOutput>(stream_, name_);
  }

 private:
  std::FILE* stream_;
  std::string name_;
};

class OneFile : public Outputs {
 public:
  explicit OneFile(fs::path path) : path_(std::move(path)) {}
  Result<std::unique_ptr<Output>> open(const std::string&) override { return open_file(path_); }

 private:
  fs::path path_;
};

class Folder : public Outputs {
 public:
  explicit Folder(fs::path folder) : folder_(std::move(folder)) {}
  Result<std::unique_ptr<Output>> open(const std::string& name) override {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return failed(folder_.string(), error.value());
    return open_file(folder_ / name);
  }

 private:
  fs::path folder_;
};

}  // namespace

std::unique_ptr<Outputs> stream(std::FILE* open, std::string name) {
  return std::make_unique<Stream>(open, std::move(name));
}
std::unique_ptr<Outputs> one_file(fs::path path) {
  return std::make_unique<OneFile>(std::move(path));
}
std::unique_ptr<Outputs> folder_of_files(fs::path folder) {
  return std::make_unique<Folder>(std::move(folder));
}

}  // namespace isnad
