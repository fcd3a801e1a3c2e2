// When the program ends at a signal and when it only notes it.
#include "cli/interrupt.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace isnad {
namespace {

TEST(Interrupt, NotesTheFirstSignal) {
  const Interrupt interrupt;
  EXPECT_FALSE(Interrupt::requested());
  std::raise(SIGINT);
  EXPECT_TRUE(Interrupt::requested());
}

TEST(Interrupt, OneWishMayComeAsSeveralSignals) {
  const Interrupt interrupt;
  for (const int signal : {SIGINT, SIGINT, SIGTERM}) std::raise(signal);
  EXPECT_TRUE(Interrupt::requested());
}

TEST(InterruptDeathTest, TheSecondWishEndsAtOnce) {
  const auto twice = [] {
    const Interrupt interrupt;
    std::raise(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    std::raise(SIGINT);
  };
  EXPECT_EXIT(twice(), testing::KilledBySignal(SIGINT), "");
}

TEST(Interrupt, IsForgottenWithItsMaker) {
  {
    const Interrupt interrupt;
    std::raise(SIGTERM);
  }
  const Interrupt interrupt;
  EXPECT_FALSE(Interrupt::requested());
}

}  // namespace
}  // namespace isnad
