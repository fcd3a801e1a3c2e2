#include "base/late_library.h"

#include <dlfcn.h>

namespace isnad {

namespace {

std::string last_fault() {
  const char* fault = dlerror();
  return fault ? fault : "cannot be loaded";
}

}  // namespace

LateLibrary::LateLibrary(const char* name) : handle_(dlopen(name, RTLD_LAZY | RTLD_LOCAL)) {
  if (!handle_) fault_ = last_fault();
}

void* LateLibrary::find(const char* name) {
  if (!handle_) return nullptr;
  void* found = dlsym(handle_, name);
  if (!found && fault_.empty()) fault_ = last_fault();
  return found;
}

}  // namespace isnad
