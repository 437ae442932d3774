#include "sample/sample_spend.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "base/random.h"

namespace lifeworth {

std::string sample_spend_csv(const SampleOptions& options) {
  const auto orders = sample_orders(options);
  std::vector<bool> seen(options.customers);
  std::vector<double> joined;  // by week
  for (const SampleOrder& order : orders) {
    if (order.amount < 0 || seen[order.customer]) continue;
    seen[order.customer] = true;
    const auto week = static_cast<std::size_t>(order.time);
    if (joined.size() <= week) joined.resize(week + 1);
    ++joined[week];
  }
  Random random(options.seed + 1);
  std::string csv = "week,channel,spend,currency,new_customers\r\n";
  const Day first_day = *day_of({2023, 1, 1});
  const double thousands = static_cast<double>(options.customers) / 1000;
  for (std::size_t week = 0; week < joined.size(); ++week) {
    const double found = sample_cost_of_further * joined[week] * random.gamma(60, 60) + sample_spend_a_week * thousands * random.gamma(20, 20);
    const struct {
      const char* name;
      double spend, claims;
    } channels[] = {{"search", 0.6 * found, 0.5}, {"social", 0.4 * found, 0.4}, {"newsletter", 30 * thousands, -1}};
    for (const auto& [name, spend, claims] : channels) {
      char line[120], claimed[24] = "";
      if (claims >= 0) std::snprintf(claimed, sizeof claimed, "%lld", static_cast<long long>(std::llround(claims * joined[week])));
      std::snprintf(line, sizeof line, "%s,%s,%s,EUR,%s\r\n", iso_text(first_day + static_cast<Day>(week) * 7).c_str(), name, decimal_text(std::llround(spend * 100), 2).c_str(), claimed);
      csv += line;
    }
  }
  return csv;
}

}  // namespace lifeworth
