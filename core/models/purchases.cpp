#include "models/purchases.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/special.h"

namespace lifeworth {
NoFit too_little_to_fit(double customers, double repeaters) {
  constexpr double fewest_customers = 10, fewest_repeaters = 5;
  if (customers < fewest_customers || (repeaters > 0 && repeaters < fewest_repeaters)) return NoFit::too_few;
  return repeaters == 0 ? NoFit::nobody_repeats : NoFit::none;
}

CustomerBase base_of(std::span<const History> histories) {
  double customers = 0, repeaters = 0, ages = 0;
  for (const History& h : histories) {
    customers += h.customers;
    ages += h.customers * h.T;
    if (h.x > 0) repeaters += h.customers;
  }
  return {static_cast<std::uint64_t>(customers), too_little_to_fit(customers, repeaters), std::log(std::max(ages / customers, 1e-6))};
}

std::vector<History> sample_of(std::span<const History> histories, std::size_t size) {
  std::vector<History> sample;
  if (histories.size() < 4 * size) return sample;
  double customers = 0;
  for (const History& history : histories) customers += history.customers;
  // Customers at equal distances: a history is drawn as often as it has customers, and those that stand sorted are all represented.
  const double step = customers / double(size);
  double before = 0, next = step / 2;
  for (History history : histories) {
    before += history.customers;
    history.customers = 0;
    for (; next < before; next += step) ++history.customers;
    if (history.customers > 0) sample.push_back(history);
  }
  return sample;
}

std::map<double, double> customers_by_frequency(std::span<const History> histories) {
  std::map<double, double> customers_by_x;
  std::vector<double> small(256);  // nearly all frequencies are small
  for (const History& h : histories) {
    if (h.x < 256) small[static_cast<std::size_t>(h.x)] += h.customers;
    else customers_by_x[h.x] += h.customers;
  }
  for (std::size_t x = 0; x < small.size(); ++x)
    if (small[x] > 0) customers_by_x[static_cast<double>(x)] += small[x];
  return customers_by_x;
}

void add_rate_terms(double r, double alpha, double x, double n, Slope<4>& sum) {
  const double log_alpha = std::log(alpha);
  sum.value += n * (log_gamma(r + x) - log_gamma(r) + r * log_alpha);
  sum.gradient[0] += n * (digamma(r + x) - digamma(r) + log_alpha);
  sum.gradient[1] += n * r / alpha;
  sum.hessian[0][0] += n * (trigamma(r + x) - trigamma(r));
  sum.hessian[0][1] += n / alpha;
  sum.hessian[1][1] -= n * r / (alpha * alpha);
}

}  // namespace lifeworth
