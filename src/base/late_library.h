#pragma once
#include <string>

namespace isnad {

// A shared library that is loaded when it is first needed. Loading libpq and libcurl with all that
// they bring along takes longer than most questions to a case, which need neither. Stays loaded
// until the program ends.
class LateLibrary {
 public:
  // `name`: as the linker would note it, "libpq.so.5". Not thread safe.
  explicit LateLibrary(const char* name);

  // Lets `function` point to the one of this name.
  template <class Function>
  void take(const char* name, Function*& function) {
    function = reinterpret_cast<Function*>(find(name));
  }
  // Why not all is there, in the words of the system: the library, or a function of it, is missing.
  // Empty if all is.
  const std::string& fault() const { return fault_; }

 private:
  void* find(const char* name);

  void* handle_ = nullptr;
  std::string fault_;
};

}  // namespace isnad
