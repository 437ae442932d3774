#include "models/renewals.h"

#include <algorithm>
#include <cmath>

namespace lifeworth {

Renewals::Renewals(const std::vector<double>& survivors) { add(survivors); }

Renewals::Renewals(const std::vector<std::vector<double>>& cohorts) {
  for (const std::vector<double>& survivors : cohorts) add(survivors);
}

void Renewals::add(const std::vector<double>& survivors) {
  if (survivors.empty()) return;
  customers += survivors[0];
  periods.resize(std::max(periods.size(), survivors.size() - 1));
  for (std::size_t t = 0; t < survivors.size(); ++t) {
    if (!std::isfinite(survivors[t]) || survivors[t] < 0 || (t > 0 && survivors[t] > survivors[t - 1])) valid = false;
    if (t == 0) continue;
    periods[t - 1].could += survivors[t - 1];
    periods[t - 1].did += survivors[t];
  }
}

bool Renewals::enough_for(std::size_t parameters) const { return valid && periods.size() >= parameters && customers > 0; }

std::uint64_t Renewals::whole_customers() const { return static_cast<std::uint64_t>(std::llround(customers)); }

}  // namespace lifeworth
