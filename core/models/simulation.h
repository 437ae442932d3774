// The models' stories told with random numbers: customers as given parameters would make them. In: parameters, ages, a seeded source of random numbers. Out: purchases
// in time, or whole bases in histories, for a parametric bootstrap (Efron & Tibshirani 1993, §6.5) and for tests. Gamma-gamma likewise.
#pragma once

#include <algorithm>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/random.h"
#include "models/gamma_gamma.h"
#include "models/purchase_model.h"

namespace lifeworth {

/// The repeat purchases of one new customer in (0, T]: `buy(time)` at each, in order.
template <class Buy>
void live(const PurchaseParameters& parameters, double T, Random& random, Buy&& buy) {
  std::visit(
      [&](const auto& own) {
        using Own = std::remove_cvref_t<decltype(own)>;
        const double lambda = random.gamma(own.r, own.alpha);
        double leave = 0;
        int clicks = 1;  // of the customer's clock a purchase
        if constexpr (std::is_same_v<Own, pareto_nbd::Parameters>) {
          T = std::min(T, random.exponential(random.gamma(own.s, own.beta)));
        } else {
          leave = random.beta(own.a, own.b);
        }
        if constexpr (std::is_same_v<Own, mbg_cnbd_k::Parameters>) {
          if (random.uniform() < leave) return;
          clicks = own.k;
        }
        for (double time = 0;;) {
          for (int click = 0; click < clicks; ++click) time += random.exponential(lambda);
          if (!(time <= T)) return;
          buy(time);
          if (leave > 0 && random.uniform() < leave) return;
        }
      },
      parameters);
}

/// As many new customers as `like` has, as old as they are. Purchases are known by the day (`day`: its length in the unit of the histories), and those of one day
/// count once, as in a log. Equal histories are counted once, in an order that chance has no say in.
std::vector<History> simulated_base(const PurchaseParameters& parameters, std::span<const History> like, double day, Random& random);

/// Other mean purchases of customers who have bought so often.
std::vector<gamma_gamma::Spender> simulated_spenders(const gamma_gamma::Parameters& parameters, std::span<const gamma_gamma::Spender> like, Random& random);

}  // namespace lifeworth
