// What every model of buying without a contract takes and gives. The models differ in when customers stop; their histories, and the
// questions asked of them, are the same. Each has, in a namespace of its own and under the same names: log_likelihood, fit, p_alive,
// log_alive_gradient, expected_transactions, conditional_expected_transactions, probability_mass,
// discounted_expected_residual_transactions and forecast_if_alive.
#pragma once

#include <cstdint>

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

}  // namespace lifeworth
