#pragma once
#include "base/result.h"

namespace isnad {

// Runs steps until one fails.
class Steps {
 public:
  template <class Step>
  Steps& then(Step step) {
    if (result_) result_ = step();
    return *this;
  }
  bool ok() const { return result_.has_value(); }
  Result<void> result() const { return result_; }

 private:
  Result<void> result_;
};

}  // namespace isnad
