// What every model of buying without a contract takes and gives. The models differ in when customers stop; their histories, and the
// questions asked of them, are the same. Each has, in a namespace of its own and under the same names: log_likelihood, fit, p_alive,
// log_alive_gradient, expected_transactions, conditional_expected_transactions, probability_mass,
// discounted_expected_residual_transactions and forecast_if_alive.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "models/fit.h"
#include "models/newton.h"

namespace lifeworth {

/// Customers with equal histories, counted once. Any one unit of time.
struct History {
  double x;          ///< repeat purchases
  double t_x;        ///< time of the last purchase, counted from the first
  double T;          ///< time of the observation end, counted from the first purchase
  double customers;  ///< how many
};

/// Which moments of the number of purchases a forecast is to have; the second costs as much as the first.
enum class Moments : std::uint8_t { first, second };

/// What a customer who is alive at T will do in (T, T+t].
struct AliveForecast {
  double transactions;             ///< expected number
  double discounted_transactions;  ///< the same, each worth e^(−δ·time to it)
  double second_factorial_moment;  ///< E[N(N−1)], for the spread of N; 0 when not asked for
};

/// What a fit has to know of the customers beforehand.
struct CustomerBase {
  std::uint64_t customers;
  NoFit refused;        ///< none, or why there is nothing to fit: too few customers or repeat buyers, or nobody repeats
  double log_mean_age;  ///< ln of the mean T: the scale of the time unit, for starts
};

/// A model's log-likelihood of some histories, with derivatives by the ln-parameters. The histories must outlive it.
using LogLikelihood = std::function<Slope<4>(const Vector<4>& log_theta)>;

/// Where to begin climbing it: shops that could not differ more.
using Starts = std::array<Vector<4>, 4>;

/// Why purchase histories cannot be fitted at all; `none` where they can. Four parameters cannot be told from fewer customers.
NoFit too_little_to_fit(double customers, double repeaters);

CustomerBase base_of(std::span<const History> histories);

/// The fit of a base that is refused: no numbers.
template <std::size_t K>
Fit<K> refused_fit(const CustomerBase& base) {
  Fit<K> none;
  none.failed = base.refused;
  none.customers = base.customers;
  return none;
}

/// Of many histories `size` that are like them all, for a first fit; empty where there are not many.
std::vector<History> sample_of(std::span<const History> histories, std::size_t size = 10'000);

/// Customers of each frequency: log-gamma and its derivatives are taken once for each x.
std::map<double, double> customers_by_frequency(std::span<const History> histories);

/// Adds n·ln[Γ(r+x)/Γ(r) α^r], which all models with rates λ ~ gamma(r, α) have, and its derivatives by r and α, their parameters 0 and 1.
void add_rate_terms(double r, double alpha, double x, double n, Slope<4>& sum);

}  // namespace lifeworth
