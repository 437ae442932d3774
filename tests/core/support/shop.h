// Made-up shops and small logs for tests.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "customers/transaction_log.h"
#include "models/bg_nbd.h"
#include "models/gamma_gamma.h"

#if defined(__EMSCRIPTEN__) || defined(__SANITIZE_ADDRESS__)
#define LIFEWORTH_SLOW_BUILD 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LIFEWORTH_SLOW_BUILD 1
#endif
#endif

namespace lifeworth::test {

/// Simulations are smaller where each step costs several times more: under sanitizers and as WebAssembly.
#ifdef LIFEWORTH_SLOW_BUILD
inline constexpr bool slow_build = true;
#else
inline constexpr bool slow_build = false;
#endif

struct WrittenOrder {
  std::uint32_t customer;
  std::string_view day;
  Minor amount;
};

inline Day day(std::string_view iso) { return *parse_iso_day(iso); }

inline TransactionLog log_of(std::initializer_list<WrittenOrder> written) {
  std::vector<Order> orders;
  std::uint32_t customers = 0;
  for (const WrittenOrder& order : written) {
    orders.push_back({order.customer, day(order.day), order.amount});
    if (order.customer >= customers) customers = order.customer + 1;
  }
  return TransactionLog(orders, customers);
}

/// Purchase days of one customer after `from`, up to and with `to`, counted one by one.
inline std::int32_t purchase_days_between(const TransactionLog& log, std::uint32_t customer, Day from, Day to) {
  std::int32_t days = 0;
  for (const Transaction& transaction : log.of(customer)) days += !transaction.refund && transaction.day > from && transaction.day <= to;
  return days;
}

/// Repeat purchases of a BG/NBD customer in (0, T], as the paper tells the story: exponential gaps, and after each repeat purchase
/// the customer leaves with probability p.
template <class Purchase>
void buy(Random& random, double lambda, double p, double T, Purchase&& purchase) {
  for (double time = random.exponential(lambda); time <= T; time += random.exponential(lambda)) {
    purchase(time);
    if (random.uniform() < p) return;
  }
}

inline History simulated_history(Random& random, const bg_nbd::Parameters& truth, double T) {
  const double lambda = random.gamma(truth.r, truth.alpha), p = random.beta(truth.a, truth.b);
  History history{0, 0, T, 1};
  buy(random, lambda, p, T, [&](double time) { ++history.x, history.t_x = time; });
  return history;
}

/// Customers who join over the first half of T weeks.
inline std::vector<History> simulated_histories(std::uint64_t seed, const bg_nbd::Parameters& truth, std::size_t customers, double T) {
  Random random(seed);
  std::vector<History> histories;
  for (std::size_t i = 0; i < customers; ++i) histories.push_back(simulated_history(random, truth, T * (1 - 0.5 * random.uniform())));
  return histories;
}

inline gamma_gamma::Spender simulated_spender(Random& random, const gamma_gamma::Parameters& truth, double x) {
  const double nu = random.gamma(truth.q, truth.gamma);
  return {x, random.gamma(truth.p * x, nu * x)};
}

}  // namespace lifeworth::test
