#include "models/simulation.h"

#include <cmath>
#include <tuple>

namespace lifeworth {
namespace {

History simulated_history(const PurchaseParameters& parameters, double T, double day, Random& random) {
  History history{0, 0, T, 1};
  const double begin = random.uniform();  // of the first day, which part was gone at the first purchase
  double last = 0;                        // the day of the last purchase, as a number
  live(parameters, T + (1 - begin) * day, random, [&](double time) {
    const double on = std::floor(begin + time / day);
    if (on == last) return;
    last = on;
    ++history.x;
  });
  history.t_x = std::fmin(last * day, T);
  return history;
}

}  // namespace

std::vector<History> simulated_base(const PurchaseParameters& parameters, std::span<const History> like, double day, Random& random) {
  std::vector<History> base;
  for (const History& history : like)
    for (double customer = 0; customer < history.customers; ++customer) base.push_back(simulated_history(parameters, history.T, day, random));
  const auto key = [](const History& history) { return std::tuple(history.x, history.t_x, history.T); };
  std::ranges::sort(base, {}, key);
  std::size_t kept = 0;
  for (const History& history : base) {
    if (kept && key(base[kept - 1]) == key(history)) ++base[kept - 1].customers;
    else base[kept++] = history;
  }
  base.resize(kept);
  return base;
}

std::vector<gamma_gamma::Spender> simulated_spenders(const gamma_gamma::Parameters& parameters, std::span<const gamma_gamma::Spender> like, Random& random) {
  std::vector<gamma_gamma::Spender> spenders;
  spenders.reserve(like.size());
  for (const auto& [x, m] : like) {
    const double nu = random.gamma(parameters.q, parameters.gamma);
    spenders.push_back({x, random.gamma(parameters.p * x, nu * x)});
  }
  return spenders;
}

}  // namespace lifeworth
