#include "scenarios/catalogue.h"

#include <algorithm>

namespace lifeworth {

std::span<const Calculator> calculators() {
  static const Calculator all[] = {simple_clv, retention_profit, clv_cac,          nps_conversion, margin_multiple, retention_curve,
                                   break_even, referral_value,   unhappy_customer, capacity};
  return all;
}

const Calculator* calculator_named(std::string_view name) {
  const auto all = calculators();
  const auto found = std::ranges::find(all, name, &Calculator::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace lifeworth
