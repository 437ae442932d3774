// The period a person chose for a calculator. Its margin, retention and growth are per this period; a discount is always stated a year and
// converted, because that is how it is known.
#pragma once

#include <string_view>

#include "scenarios/calculator.h"

namespace lifeworth {

inline constexpr std::string_view period_words[] = {"year", "month"};

inline Rate<Chosen> in_period(Rate<Year> rate, Word period) {
  return {period.index() == 1 ? compounded_monthly(rate).of_one : rate.of_one};
}

}  // namespace lifeworth
